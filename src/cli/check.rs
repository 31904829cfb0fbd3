//! `signoff check`: the gate for a pipeline.

use serde::Serialize;

use super::call::Call;
use super::exit::Exit;
use super::output::{BAD, CARE, FAINT, GOOD, Output};
use super::question::{AuditOptions, QuestionOptions, Unverified};
use crate::decision::{Against, Question, Verdict, canonical, wording};
use crate::face::failure::Failure;
use crate::facts::{ChecklistFacts, Facts, Head, RuleFacts, Upshot, VerdictFacts};
use crate::text::digest::Digest;
use crate::text::visible;

/// Exit 0 if the review is signed off, else 1 with every reason on its own line
///
/// The first line says which review that is. Name the one that you want, else any will do: --system, --environment,
/// --review-id, --checklist, --revision, or [review] in a policy file.
///
/// Reads every evidence file again: a changed one makes its attestation stale. Where the policy or --require asks for
/// signatures, they are verified with OpenSSH's ssh-keygen.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    question: QuestionOptions,

    #[command(flatten)]
    audit: AuditOptions,

    /// Say of every rule who asks for it, for what, and how it ended
    #[arg(long)]
    explain: bool,

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
    /// What the review is against.
    checklists: Vec<ChecklistFacts<'s>>,
    /// Every rule of the gate; null without --explain.
    rules: Option<Vec<RuleFacts>>,
    /// The digest that a sign-off is bound to.
    content: Digest,
}

impl Check {
    /// Prints the reasons.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let (question, audit) = (&self.question, Some(&self.audit));
        // Who wants to know of every rule is also told which of them nobody can tell; that ends as it does without.
        let unverified = if self.explain {
            Unverified::IsSaid
        } else {
            Unverified::Fails
        };
        let open = question.open(call, audit, unverified)?;
        let facts = open.facts();
        let verdict = facts.verdict();
        let exit = match verdict.unknown {
            Some(_) => Exit::Wrong,
            None => Exit::whether(verdict.passes()),
        };
        let rules = self.explain.then(|| facts.rules(&verdict));
        if self.json {
            out.json(&CheckJson {
                head: facts.head(SCHEMA, open.path()),
                question: facts.question,
                verdict: verdict.into(),
                against: facts.against(),
                checklists: facts.checklists(),
                rules,
                content: canonical::digest(facts.dossier),
            });
            return Ok(exit);
        }
        out.line(visible::line(&facts.named(open.path())));
        for confusion in facts.dossier.confusions() {
            out.note(confusion);
        }
        if verdict.passes() {
            out.line(format_args!(
                "{GOOD}{}:{GOOD:#} {}",
                verdict.word(),
                visible::line(&signed_off(&facts, &verdict))
            ));
            if let Some(passes) = facts.let_pass() {
                out.note(passes);
            }
        } else {
            for why in verdict.whys() {
                out.line(visible::line(&why));
            }
        }
        for note in &verdict.notes {
            out.note(note);
        }
        for rule in rules.iter().flatten() {
            explain(rule, out);
        }
        Ok(exit)
    }
}

fn explain(rule: &RuleFacts, out: &mut Output) {
    let RuleFacts { rule, result, said } = rule;
    let color = match result {
        Upshot::Kept => GOOD,
        Upshot::Broken => BAD,
        Upshot::Unknown => CARE,
        Upshot::NotAsked => FAINT,
    };
    let said: Vec<_> = said
        .iter()
        .map(|one| format!("{} ({})", one.value, one.from))
        .collect();
    let said = if said.is_empty() {
        String::new()
    } else {
        format!(": {}", said.join("; "))
    };
    // Padded by hand: the colours around it have no width.
    let gap = " ".repeat("cannot be told".len() - result.to_string().len());
    out.line(format_args!(
        "  {color}{result}{color:#}{gap}  {rule}{}",
        visible::line(&said)
    ));
}

fn signed_off(facts: &Facts<'_>, verdict: &Verdict) -> String {
    let held = facts.signoffs();
    let said: Vec<_> = verdict
        .approvals
        .iter()
        .map(|nth| {
            let held = &held[*nth];
            format!("{} ({})", wording::full(held.signoff), held.signature())
        })
        .collect();
    let subject = wording::subject(&facts.dossier.review().subject);
    [vec![subject], said].concat().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{CheckJson, SCHEMA};
    use crate::cli::schema;

    #[test]
    fn the_schema_describes_what_is_printed() {
        let lines = [
            "check --json --explain --allowed-signers allowed-signers",
            "check --json --require signed --revision v2 --at 2031-01-01 --allowed-signers allowed-signers",
        ];
        schema::hold::<CheckJson<'_>>("check", SCHEMA, &lines);
    }
}
