//! `signoff checklist`: what can be reviewed against.

mod lint;
mod list;
mod show;

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;

/// What to do with checklists.
#[derive(Debug, clap::Subcommand)]
pub(super) enum ChecklistCommand {
    List(list::ListChecklists),
    Show(show::Show),
    Lint(lint::Lint),
}

impl ChecklistCommand {
    /// Does it.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::List(list) => Ok(list.run(call, out)),
            Self::Show(show) => show.run(call, out),
            Self::Lint(lint) => Ok(lint.run(out)),
        }
    }
}
