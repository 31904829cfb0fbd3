//! `signoff migrate`: a review of schema 1 becomes one of schema 2.

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;
use crate::review::Schema;

/// Makes the newest schema of an older review.
pub(super) fn run(call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
    let open = call.open()?;
    if open.dossier().review().schema == Schema::NEWEST {
        out.say("the review is of the newest schema already");
        return Ok(Exit::Done);
    }
    out.warnings(open.migrate()?);
    out.say("the review is of schema 2 now; older programs do not read it");
    out.hint("sign-offs of before count until somebody answers; then sign again");
    Ok(Exit::Done)
}
