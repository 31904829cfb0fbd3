//! `signoff export`: what other programs take.

mod canonical;
mod in_toto;

use super::context::Context;
use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;

/// In which form.
#[derive(Debug, clap::Subcommand)]
pub enum Export {
    InToto(in_toto::InToto),
    Canonical(canonical::Canonical),
}

impl Export {
    /// Does it.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::InToto(export) => export.run(context, out),
            Self::Canonical(export) => export.run(context, out),
        }
    }
}
