//! The status as JSON.

use serde::Serialize;

use crate::decision::{Against, Question, canonical};
use crate::facts::{
    CategoryFacts, ChecklistFacts, Counts, DeclarationFacts, Head, ItemFacts, RemarkFacts,
    RevocationFacts, Score, SignoffFacts, VerdictFacts,
};
use crate::review::{Seal, Session};
use crate::text::digest::Digest;
use crate::work::OpenReview;

/// Counts up where a key goes away, or means something else.
const SCHEMA: u8 = 2;

/// How far a review is, with every item, and what was said and decided.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) struct StatusJson<'s> {
    #[serde(flatten)]
    head: Head<'s>,
    /// The checklists, in the order of the walk.
    checklists: Vec<ChecklistFacts<'s>>,
    /// What the verdict answers.
    question: &'s Question,
    #[serde(flatten)]
    verdict: VerdictFacts,
    /// Whom the proofs of signatures believe; null where nothing was verified.
    against: Option<&'s Against>,
    /// The digest that a sign-off is bound to.
    content: Digest,
    /// All items by status, also where a filter leaves only some of them in `items`.
    progress: Counts,
    /// Met items among those that apply; accepted risks count as not met.
    score: Score,
    /// The same with accepted risks in neither number.
    score_without_accepted_risks: Score,
    /// Items by category, in the order of the walk.
    categories: Vec<CategoryFacts<'s>>,
    /// Every item, or those that match the filter, in the order of the walk.
    items: Vec<ItemFacts<'s>>,
    /// Every sign-off, in the order of the file.
    signoffs: Vec<SignoffFacts<'s>>,
    /// What takes sign-offs back, in the order of the file.
    revocations: Vec<RevocationFacts<'s>>,
    /// What opens, ends or takes back, in the order of the file.
    declarations: Vec<DeclarationFacts<'s>>,
    /// What people say beside answers, in the order of the walk.
    remarks: Vec<RemarkFacts<'s>>,
    /// Who went through it together, in the order of the file; never signed.
    sessions: &'s [Session],
    /// True where answers are refused.
    sealed: bool,
    /// When it was sealed and unsealed, in the order of the file.
    seals: &'s [Seal],
}

/// The status of a review whose evidence was read, with all items or those that were found.
pub(super) fn of<'s>(open: &'s OpenReview, found: Option<&[usize]>) -> StatusJson<'s> {
    let facts = open.facts();
    let review = facts.dossier.review();
    StatusJson {
        head: facts.head(SCHEMA, open.path()),
        checklists: facts.checklists(),
        question: facts.question,
        verdict: facts.verdict().into(),
        against: facts.against(),
        content: canonical::digest(facts.dossier),
        progress: facts.progress(),
        score: facts.score(),
        score_without_accepted_risks: facts.score_without_accepted_risks(),
        categories: facts.categories(),
        items: match found {
            Some(found) => found.iter().map(|at| facts.item(*at)).collect(),
            None => facts.items().collect(),
        },
        signoffs: facts
            .signoffs()
            .iter()
            .map(|held| facts.signoff(held))
            .collect(),
        revocations: facts.revocations(),
        declarations: facts.declarations(),
        remarks: facts.remarks(),
        sessions: &review.sessions,
        sealed: review.seal().is_some(),
        seals: &review.seals,
    }
}

#[cfg(test)]
mod tests {
    use super::{SCHEMA, StatusJson};
    use crate::cli::schema;

    #[test]
    fn the_schema_describes_what_is_printed() {
        let lines = [
            "status --json",
            "status --json --filter is:open --require signed --revision v2 --at 2031-01-01",
            "status --json --allowed-signers allowed-signers",
        ];
        schema::hold::<StatusJson<'_>>("status", SCHEMA, &lines);
    }
}
