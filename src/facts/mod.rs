//! What a review adds up to: the one place that faces, reports and other programs read.
//!
//! A view: what it tells is worked out when it is asked for, from the review with its checklists, from what is known of
//! evidence and signatures, and for one question. Sums that change with every answer are kept by the [`Dossier`].
//!
//! What other programs read as JSON is made of the same nouns, a file each, and borrows every text from the review.

mod burden;
mod category;
mod change;
mod checklist;
mod condition;
mod counts;
mod declaration;
mod evidence;
mod expiry;
pub mod filter;
mod finding;
mod head;
mod headline;
mod inbox;
mod item;
mod people;
mod proof;
mod remark;
mod revocation;
mod rule;
mod session;
mod signoff;
mod status;
mod verdict;
mod vote;

pub use burden::Burden;
pub use category::CategoryFacts;
pub use change::ChangeFacts;
pub use checklist::ChecklistFacts;
pub use condition::{ClosedFacts, ConditionFacts};
pub use counts::{Counts, Score};
pub use declaration::DeclarationFacts;
pub use evidence::{Became, EvidenceFacts};
pub use expiry::Expiry;
pub use filter::Filter;
pub use finding::FindingFacts;
pub use head::Head;
pub use headline::Headline;
pub use inbox::Waiting;
pub use item::ItemFacts;
pub use proof::ProofFacts;
pub use remark::{Matter, Matters, RemarkFacts};
pub use revocation::RevocationFacts;
pub use rule::{RuleFacts, Upshot};
pub use signoff::SignoffFacts;
pub use status::StatusFacts;
pub use verdict::VerdictFacts;
pub use vote::VoteFacts;

use chrono::{DateTime, NaiveDate, Utc};

use crate::decision::{self, Deeds, Holding, Proofs, Question, Verdict, succession};
use crate::policy::Calendar;
use crate::review::{Dossier, Findings};

/// The review as it stands at one moment, for whoever asks one question.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'r> {
    /// The review with its checklists.
    pub dossier: &'r Dossier,
    /// What is known of its signatures.
    pub proofs: &'r Proofs,
    /// What its verdict answers.
    pub question: &'r Question,
    /// The moment that it is looked at from.
    pub now: DateTime<Utc>,
}

/// As much of an id as commands need.
pub fn brief(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

impl<'r> Facts<'r> {
    /// The day that it is looked at from.
    pub fn today(&self) -> NaiveDate {
        self.dossier.day_of(self.now)
    }

    /// What days that people write are seen from.
    pub fn calendar(&self) -> Calendar {
        self.dossier.calendar(self.now)
    }

    /// Every sign-off in the order of the file, with its standing.
    pub fn signoffs(&self) -> Vec<Holding<'r>> {
        succession::all(self.dossier, self.proofs, self.question, self.now)
    }

    /// What was accepted, confirmed, ended and closed, as far as this question takes it for proven.
    pub fn deeds(&self) -> Deeds<'r> {
        decision::done(self.dossier, self.proofs, self.question)
    }

    /// Whether the review is signed off.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.dossier, &self.signoffs(), self.proofs, self.question)
    }

    /// What is not in order.
    pub fn findings(&self) -> Findings {
        Findings::of(self.dossier, self.today())
    }
}
