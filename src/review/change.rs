//! What may happen to a review.

use chrono::{DateTime, Utc};

use super::{Answer, Attestation, Gap, ItemKey, Person, Signoff, Withdrawal};

/// What somebody wants to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Answer an item.
    Attest {
        /// Which.
        key: ItemKey,
        /// What to say.
        answer: Box<Answer>,
    },
    /// Take the person's own last attestation back.
    Undo,
    /// Put back what was last undone.
    Redo,
    /// Decide on the whole.
    Sign(Box<Signoff>),
}

/// Who wants it and when, and the identity of what will be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Unique everywhere.
    pub id: String,
    /// Who.
    pub by: Person,
    /// When.
    pub at: DateTime<Utc>,
}

/// What happened; holds everything that has to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// An item was answered.
    Attested {
        /// Which.
        key: ItemKey,
        /// Its title.
        title: String,
        /// What was said.
        attestation: Box<Attestation>,
    },
    /// An attestation was taken back.
    Withdrawn {
        /// On which item.
        key: ItemKey,
        /// Its id.
        attestation: String,
        /// By whom and when.
        withdrawal: Withdrawal,
    },
    /// Somebody decided on the whole.
    Signed(Box<Signoff>),
}

/// Why a change is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No checklist of this review has the item.
    #[error("no item {0} in the checklists of this review")]
    UnknownItem(ItemKey),
    /// The answer lacks something.
    #[error("{}", .0.iter().map(|gap| gap.message.as_str()).collect::<Vec<_>>().join("; "))]
    Incomplete(Vec<Gap>),
    /// There is no attestation of this person left to take back.
    #[error("nothing to undo: no attestation by {0} is left to take back")]
    NothingToUndo(Person),
    /// Nothing was taken back by this person, or something was attested since.
    #[error("nothing to redo")]
    NothingToRedo,
}
