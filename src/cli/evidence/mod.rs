//! `signoff evidence`: what backs the attestations.

mod add;
mod list;
mod verify;

use super::context::Context;
use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;

/// What to do with evidence.
#[derive(Debug, clap::Subcommand)]
pub enum Evidence {
    List(list::List),
    Add(add::Add),
    /// Read every evidence file again; exit 1 if one changed
    Verify,
}

impl Evidence {
    /// Does it.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::List(list) => list.run(context, out),
            Self::Add(add) => add.run(context, out),
            Self::Verify => verify::run(context, out),
        }
    }
}
