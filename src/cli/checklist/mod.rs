//! `signoff checklist`: what can be reviewed against.

mod lint;
mod list;
mod show;

use super::context::Context;
use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;

/// What to do with checklists.
#[derive(Debug, clap::Subcommand)]
pub enum Checklist {
    List(list::List),
    Show(show::Show),
    Lint(lint::Lint),
}

impl Checklist {
    /// Does it.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::List(list) => Ok(list.run(context, out)),
            Self::Show(show) => show.run(context, out),
            Self::Lint(lint) => Ok(lint.run(out)),
        }
    }
}
