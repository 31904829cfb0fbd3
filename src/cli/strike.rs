//! `signoff strike`: takes out a text that should never have been written.

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::secrets::SecretOptions;
use super::words::said;
use crate::face::failure::Failure;
use crate::work::Passage;

/// Strike a text that should never have been written, such as a password
///
/// In its place stand who struck it, when and why, and a digest of a salt and the text. The salt is printed once: with it
/// and the text one can show what was struck. Every approval over the text is void. What is left of a statement says who
/// decided what, and proves nothing: where proof is asked for, the gate stays shut until who made it decides anew. What was
/// committed is in the history of the repository all the same: change the password.
#[derive(Debug, clap::Args)]
pub(super) struct StrikeCommand {
    /// What is struck: an item for the rationale of its answer, or the id of an answer, a remark, a go or no-go, a sign-off or
    /// a declaration, or its beginning
    record: String,

    /// Strike this note or link of the answer, counted from 1
    #[arg(long, value_name = "NUMBER", conflicts_with = "finding")]
    evidence: Option<usize>,

    /// Strike what will be done about the finding, in place of the rationale
    #[arg(long)]
    finding: bool,

    /// Why; recorded
    #[arg(long, value_name = "WHY", value_parser = said)]
    why: String,

    #[command(flatten)]
    secrets: SecretOptions,
}

impl StrikeCommand {
    /// Strikes it.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let (open, by) = call.begin(&self.secrets)?;
        let passage = match self.evidence {
            Some(nth) => Passage::Evidence(nth),
            None if self.finding => Passage::Finding,
            None => Passage::Words,
        };
        let struck = open.strike(&self.record, passage, self.why.clone(), by)?;
        out.warnings(struck.warnings);
        out.say(format!("struck: {}", struck.what));
        if let Some(salt) = struck.salt {
            out.line(format_args!("salt: {salt}"));
            out.note("the salt is kept nowhere; approvals over the text are void");
        } else {
            out.note("its digest stays, since others name it by that; it proves nothing any more");
        }
        for id in struck.said_in {
            out.warn("the same words stand in a statement");
            out.hint(format!("signoff strike {id} --why WHY strikes it too"));
        }
        out.note("the history of the repository keeps the text: whatever it opens, change it");
        Ok(Exit::Done)
    }
}
