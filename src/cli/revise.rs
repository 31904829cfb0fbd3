//! `signoff revise`: the review moves to another state of the system.

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::secrets::SecretOptions;
use super::words::said;
use crate::decision::wording;
use crate::face::failure::Failure;

/// Move the review to another state of the system
///
/// Sign-offs go stale by it. Answers stay: what their evidence says is looked at again, and people look at the rest.
#[derive(Debug, clap::Args)]
pub(super) struct ReviseCommand {
    /// Which state, such as a commit; its name becomes its whole id
    #[arg(value_name = "REVISION", value_parser = said)]
    revision: String,

    #[command(flatten)]
    secrets: SecretOptions,
}

impl ReviseCommand {
    /// Writes the revision.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let mut open = call.open()?;
        self.secrets.tell(&mut open);
        open.dossier().check_seal()?;
        let before = open.dossier().review().subject.revision.clone();
        let (revision, warnings) = open.revise(&self.revision)?;
        out.warnings(warnings);
        let before = before.map_or_else(String::new, |before| format!(", before {before}"));
        out.say(format!("the review is of {revision} now{before}"));
        if let Some(name) = wording::only_named(&revision) {
            out.note(name);
        }
        out.note("sign-offs made before are stale");
        Ok(Exit::Done)
    }
}
