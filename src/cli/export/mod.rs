//! `signoff export`: what other programs take.

mod canonical;
mod in_toto;

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;

/// In which form.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Export {
    InToto(Box<in_toto::InToto>),
    Canonical(canonical::Canonical),
}

impl Export {
    /// Does it.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::InToto(export) => export.run(call, out),
            Self::Canonical(export) => export.run(call, out),
        }
    }
}
