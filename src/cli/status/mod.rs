//! `signoff status`: how far a review is, what is missing, what expires.

mod json;
mod text;

use super::Exit;
use super::context::Context;
use super::failure::Failure;
use super::output::Output;
use crate::session::Session;

/// Show progress, what is missing, what expires, findings and sign-offs
///
/// Exits 0 whatever the review says; `signoff check` is the gate.
#[derive(Debug, clap::Args)]
pub struct Status {
    /// Print JSON, with every item and what was said of it
    #[arg(long)]
    json: bool,
}

impl Status {
    /// Prints the status.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let session = context.open_checked()?;
        if self.json {
            out.json(&json::of(&session));
        } else {
            print(context, &session, out);
        }
        Ok(Exit::Done)
    }
}

/// Prints the status of a review whose evidence was read.
pub fn print(context: &Context<'_>, session: &Session, out: &mut Output) {
    text::print(session, &context.drafts().list(&session.dossier().review().subject.id), out);
}
