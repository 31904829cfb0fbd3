//! What `signoff status --json` says.

use std::path::Path;

use serde::Serialize;

use super::{
    CategoryFacts, ChecklistFacts, Counts, DeclarationFacts, Facts, Head, ItemFacts, RemarkFacts,
    RevocationFacts, Score, SignoffFacts, VerdictFacts, VoteFacts,
};
use crate::decision::{Against, Question, canonical};
use crate::review::{Seal, Session};
use crate::text::digest::Digest;

/// How far a review is, with every item, and what was said and decided.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct StatusFacts<'s> {
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
    /// Go and no-go in sessions, in the order of time; never signed, and nothing that decides.
    votes: Vec<VoteFacts<'s>>,
    /// True where answers are refused.
    sealed: bool,
    /// When it was sealed and unsealed, in the order of the file.
    seals: &'s [Seal],
}

impl StatusFacts<'_> {
    /// Counts up where a key goes away, or means something else.
    pub const SCHEMA: u8 = 2;
}

impl<'r> Facts<'r> {
    /// The status of the review in a file, with all items or those that were found.
    pub fn status(&self, file: &'r Path, found: Option<&[usize]>) -> StatusFacts<'r> {
        let review = self.dossier.review();
        StatusFacts {
            head: self.head(StatusFacts::SCHEMA, file),
            checklists: self.checklists(),
            question: self.question,
            verdict: self.verdict().into(),
            against: self.against(),
            content: canonical::digest(self.dossier),
            progress: self.progress(),
            score: self.score(),
            score_without_accepted_risks: self.score_without_accepted_risks(),
            categories: self.categories(),
            items: match found {
                Some(found) => found.iter().map(|at| self.item(*at)).collect(),
                None => self.items().collect(),
            },
            signoffs: self
                .signoffs()
                .iter()
                .map(|held| self.signoff(held))
                .collect(),
            revocations: self.revocations(),
            declarations: self.declarations(),
            remarks: self.remarks(),
            sessions: &review.sessions,
            votes: self.votes(),
            sealed: review.seal().is_some(),
            seals: &review.seals,
        }
    }
}
