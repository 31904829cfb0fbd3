//! `signoff attest`: attestations from a script.

use std::io::Read as _;

use clap::builder::NonEmptyStringValueParser;

use super::attach;
use super::blanks::{Blanks, Filled};
use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::secrets::SecretOptions;
use super::words::{said, words};
use crate::face::failure::Failure;
use crate::face::form::{Blank, attest as form};
use crate::review::{Answer, Change, Person, Status};
use crate::work::OpenReview;

/// How long a rationale on stdin may be, in bytes.
const RATIONALE: u64 = 64 * 1024;

/// Attest one item, or several alike
///
/// The attestation takes the place of earlier ones on the item, which stay in the history. Evidence of an earlier
/// attestation is not carried over: attach again what still holds, or use `signoff evidence add`. Several items are
/// recorded together or not at all, and one `signoff undo` takes all of them back.
#[derive(Debug, clap::Args)]
pub(super) struct AttestCommand {
    /// The items, such as SEC-2, or azure-deployment/SEC-2
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,

    /// What is true of each
    #[arg(value_parser = words::<Status>())]
    status: Status,

    #[command(flatten)]
    answer: Filled<AnswerForm>,

    /// A link or a file that backs it; give it again for several
    #[arg(long, value_name = "LINK_OR_PATH", value_hint = clap::ValueHint::FilePath,
        value_parser = NonEmptyStringValueParser::new())]
    evidence: Vec<String>,

    /// What you saw, as evidence in words; give it again for several
    #[arg(long = "note", value_name = "TEXT", value_parser = said)]
    notes: Vec<String>,

    /// Who says it, where you only write it down
    #[arg(long, value_name = "WHO")]
    answered_by: Option<Person>,

    #[command(flatten)]
    secrets: SecretOptions,
}

/// What may be said of an item besides its status.
#[derive(Debug)]
struct AnswerForm;

impl Blanks for AnswerForm {
    fn blanks() -> &'static [&'static Blank] {
        let [_status, rest @ ..] = &form::BLANKS;
        rest
    }
}

impl AttestCommand {
    /// Records the attestation.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let (mut open, by) = call.begin(&self.secrets)?;
        let change = Change::Attest {
            keys: Call::keys(&self.items, &open)?,
            answer: Box::new(self.answer(call, &open)?),
            answered_by: Call::called(self.answered_by.as_ref(), &open)?,
        };
        let exit = call.change(&change, &mut open, &by, out)?;
        self.tell_unused(out);
        Ok(exit)
    }

    fn answer(&self, call: &Call<'_>, open: &OpenReview) -> Result<Answer, Failure> {
        let mut values = self.answer.values.clone();
        values.set(&form::STATUS, self.status.to_string());
        if values.get(&form::RATIONALE) == "-" {
            values.set(&form::RATIONALE, stdin()?);
        }
        let evidence = attach::gather(call, open, &self.evidence, &self.notes)?;
        // What the items lack, and more than one may, is said when the change is made.
        match form::read_with(values, evidence, &open.facts()) {
            (Some(answer), wrong) if wrong.is_empty() => Ok(answer),
            (_, wrong) => Err(Failure::unfilled("attest", "answer", wrong)),
        }
    }

    /// Names the options that the status has no use for: they were not recorded.
    fn tell_unused(&self, out: &mut Output) {
        let useful = form::blanks(Some(self.status));
        for blank in self.answer.given().filter(|blank| !useful.contains(blank)) {
            out.warn(format!(
                "--{} was not recorded: `{}` has no use for it",
                blank.name, self.status
            ));
        }
    }
}

fn stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(RATIONALE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            Failure::wrong(format!("cannot read the rationale from stdin: {error}"))
        })?;
    if bytes.len() as u64 > RATIONALE {
        return Err(Failure::wrong(format!(
            "the rationale on stdin is longer than {RATIONALE} bytes"
        ))
        .hint("say the essence, and attach the whole as a file: --evidence PATH"));
    }
    String::from_utf8(bytes).map_err(|_| Failure::wrong("the rationale on stdin is not UTF-8 text"))
}
