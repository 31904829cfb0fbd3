//! `signoff migrate`: a review of schema 1 becomes one of schema 2.

use super::context::Context;
use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;
use crate::review::Schema;

/// Makes the newest schema of an older review.
pub fn run(context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
    let open = context.open()?;
    if open.dossier().review().schema == Schema::NEWEST {
        out.say("the review is of the newest schema already");
        return Ok(Exit::Done);
    }
    for warning in open.migrate()? {
        out.warn(warning);
    }
    out.say("the review is of schema 2 now; older programs do not read it");
    out.hint("sign-offs of before count until somebody answers; then sign again");
    Ok(Exit::Done)
}
