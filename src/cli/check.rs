//! `signoff check`: the gate for a pipeline.

use serde::Serialize;

use super::context::Context;
use super::exit::Exit;
use super::output::{GOOD, Output};
use super::question::{AuditOptions, QuestionOptions, Unverified};
use crate::decision::{Against, Question, Verdict, canonical, statement};
use crate::face::failure::Failure;
use crate::facts::{Facts, Head, VerdictFacts};
use crate::text::digest::Digest;
use crate::text::visible;

/// Exit 0 if the review is signed off, else 1 with every reason on its own line
///
/// Reads every evidence file again: a changed one makes its attestation stale. Where the policy or --require asks for
/// signatures, they are verified with OpenSSH's ssh-keygen.
#[derive(Debug, clap::Args)]
pub struct Check {
    #[command(flatten)]
    question: QuestionOptions,

    #[command(flatten)]
    audit: AuditOptions,

    /// Print JSON: the review, the question, signed-off, reasons, and the digest that a sign-off is bound to
    #[arg(long)]
    json: bool,
}

/// Counts up where a key goes away, or means something else.
const SCHEMA: u8 = 1;

/// Whether the review is signed off.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CheckJson<'s> {
    #[serde(flatten)]
    head: Head<'s>,
    /// What the verdict answers.
    question: &'s Question,
    #[serde(flatten)]
    verdict: VerdictFacts,
    /// Whom the proofs of signatures believe; null where nothing was verified.
    against: Option<&'s Against>,
    /// The digest that a sign-off is bound to.
    content: Digest,
}

impl Check {
    /// Prints the reasons.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let (question, audit) = (&self.question, Some(&self.audit));
        let open = question.open(context, audit, Unverified::Fails)?;
        let facts = open.facts();
        let verdict = facts.verdict();
        let exit = Exit::from(&verdict);
        if self.json {
            out.json(&CheckJson {
                head: facts.head(SCHEMA, open.path()),
                question: facts.question,
                verdict: verdict.into(),
                against: facts.against(),
                content: canonical::digest(facts.dossier),
            });
        } else if verdict.passes() {
            out.line(format_args!(
                "{GOOD}{}:{GOOD:#} {}",
                verdict.word(),
                visible::line(&signed_off(&facts, &verdict))
            ));
        } else {
            for why in verdict.whys() {
                out.line(visible::line(&why));
            }
        }
        Ok(exit)
    }
}

fn signed_off(facts: &Facts<'_>, verdict: &Verdict) -> String {
    let held = facts.signoffs();
    let said: Vec<_> = verdict
        .approvals
        .iter()
        .map(|nth| {
            let held = &held[*nth];
            let (what, by) = (statement::short(held.signoff), &held.signoff.by);
            format!("{what} by {by} ({})", held.signature())
        })
        .collect();
    let subject = statement::subject(&facts.dossier.review().subject);
    [vec![subject], said].concat().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{CheckJson, SCHEMA};
    use crate::cli::schema;

    #[test]
    fn the_schema_describes_what_is_printed() {
        let lines = [
            "check --json --allowed-signers allowed-signers",
            "check --json --require signed --revision v2 --at 2031-01-01 --allowed-signers allowed-signers",
        ];
        schema::hold::<CheckJson<'_>>("check", SCHEMA, &lines);
    }
}
