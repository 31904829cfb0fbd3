//! `signoff check`: the gate for a pipeline.

use serde::Serialize;

use super::context::Context;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{GOOD, Output};
use super::question::{AuditOptions, QuestionOptions, Unverified};
use crate::decision::{Reason, Verdict, canonical, statement};
use crate::facts::Facts;
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

    /// Print JSON: schema, signed-off, content (the digest that a sign-off is bound to) and reasons
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct CheckJson {
    /// The form of this JSON.
    schema: u8,
    /// The verdict.
    signed_off: bool,
    /// The digest that a sign-off is bound to.
    content: Digest,
    /// Why not.
    reasons: Vec<Reason>,
}

impl Check {
    /// Prints the reasons.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let (question, audit) = (&self.question, Some(&self.audit));
        let session = question.open(context, audit, Unverified::Fails)?;
        let facts = session.facts();
        let verdict = facts.verdict();
        let exit = Exit::from(&verdict);
        if self.json {
            out.json(&CheckJson {
                schema: 1,
                signed_off: verdict.is_signed_off(),
                content: canonical::digest(session.dossier()),
                reasons: verdict.reasons.clone(),
            });
        } else if verdict.is_signed_off() {
            out.line(format_args!(
                "{GOOD}signed off:{GOOD:#} {}",
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
    format!("{subject}, {}", said.join(", "))
}
