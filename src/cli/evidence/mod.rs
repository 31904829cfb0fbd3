//! `signoff evidence`: what backs the attestations.

mod add;
mod list;
mod verify;

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;

/// What to do with evidence.
#[derive(Debug, clap::Subcommand)]
pub(super) enum EvidenceCommand {
    List(list::ListEvidence),
    Add(add::Add),
    /// Read every evidence file again; exit 1 if one changed
    Verify,
}

impl EvidenceCommand {
    /// Does it.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::List(list) => list.run(call, out),
            Self::Add(add) => add.run(call, out),
            Self::Verify => verify::run(call, out),
        }
    }
}
