//! What may happen to a review.

use chrono::{DateTime, Utc};

use super::{
    Answer, Attestation, Gap, ItemKey, Person, Record, Review, Revocation, Seal, SealState,
    Signoff, Withdrawal,
};

/// What somebody wants to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Answer one item, or several alike.
    Attest {
        /// Which.
        keys: Vec<ItemKey>,
        /// What to say of each.
        answer: Box<Answer>,
    },
    /// Keep an answer in the history of an item where another one counts: it is taken back as it is given.
    Concede {
        /// Which.
        key: ItemKey,
        /// What would have been said.
        answer: Box<Answer>,
    },
    /// Take the person's own last attestation back, with all that were made in the same change.
    Undo,
    /// The same, where the attestation of this id is among them.
    UndoOf(String),
    /// Put back what was last undone.
    Redo,
    /// The same, where the attestation of this id is among it.
    RedoOf(String),
    /// Decide on the whole.
    Sign(Box<Signoff>),
    /// Take a sign-off back.
    Revoke(Box<Revocation>),
    /// Seal the answers, or open them again.
    Seal {
        /// Which of both.
        state: SealState,
        /// Why.
        reason: String,
    },
}

impl Change {
    /// True for what touches answers: it makes sign-offs stale.
    pub fn answers(&self) -> bool {
        match self {
            Self::Attest { .. }
            | Self::Concede { .. }
            | Self::Undo
            | Self::UndoOf(_)
            | Self::Redo
            | Self::RedoOf(_) => true,
            Self::Sign(_) | Self::Revoke(_) | Self::Seal { .. } => false,
        }
    }

    /// True for what a sealed review refuses: another answer, and another seal.
    pub(super) fn breaks_a_seal(&self) -> bool {
        self.answers()
            || matches!(
                self,
                Self::Seal {
                    state: SealState::Sealed,
                    ..
                }
            )
    }

    /// The items that it answers.
    pub fn keys(&self) -> &[ItemKey] {
        match self {
            Self::Attest { keys, .. } => keys,
            Self::Concede { key, .. } => std::slice::from_ref(key),
            _ => &[],
        }
    }
}

/// Who wants it and when, and the identity of what will be recorded.
///
/// One change has one person and one time: attestations that share both were made, and are taken back, together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Unique everywhere; of several attestations the first has it, the others have it with their number.
    pub id: String,
    /// Who.
    pub by: Person,
    /// When.
    pub at: DateTime<Utc>,
}

/// What happened; holds everything that has to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Items were answered.
    Attested(Vec<Attested>),
    /// Attestations were taken back.
    Withdrawn {
        /// On which item, and the attestation's id.
        attestations: Vec<(ItemKey, String)>,
        /// By whom and when.
        withdrawal: Withdrawal,
    },
    /// Somebody decided on the whole.
    Signed(Box<Signoff>),
    /// A sign-off was taken back.
    Revoked(Box<Revocation>),
    /// The answers were sealed, or opened again.
    Sealed(Seal),
}

impl Event {
    /// Enters it in the review.
    pub(super) fn enter(self, review: &mut Review) {
        match self {
            Self::Attested(answers) => {
                for Attested {
                    key,
                    title,
                    attestation,
                } in answers
                {
                    let items = review.records.entry(key.checklist).or_default();
                    let record = items.entry(key.item).or_insert_with(|| Record {
                        title,
                        ..Record::default()
                    });
                    record.attestations.push(attestation);
                }
            }
            Self::Withdrawn {
                attestations,
                withdrawal,
            } => {
                for (key, id) in attestations {
                    let items = review.records.get_mut(&key.checklist);
                    let record = items.and_then(|items| items.get_mut(&key.item));
                    let found = record.and_then(|r| r.attestations.iter_mut().find(|a| a.id == id));
                    if let Some(found) = found {
                        found.withdrawn = Some(withdrawal.clone());
                    }
                }
            }
            Self::Signed(signoff) => review.signoffs.push(*signoff),
            Self::Revoked(revocation) => review.revocations.push(*revocation),
            Self::Sealed(seal) => review.seals.push(seal),
        }
    }
}

/// An answer to one item, as it has to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested {
    /// Which item.
    pub key: ItemKey,
    /// Its title.
    pub title: String,
    /// What was said.
    pub attestation: Attestation,
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
    /// What was to be taken back was taken back elsewhere, or is not the person's own.
    #[error("nothing to undo: what you attested was taken back already")]
    UndoneElsewhere,
    /// What was to be put back is not what was taken back last.
    #[error("nothing to redo here: {0} was taken back elsewhere since; signoff redo puts it back")]
    TakenBackElsewhere(String),
    /// Nothing was taken back by this person, or something was attested since.
    #[error("nothing to redo")]
    NothingToRedo,
    /// Somebody else answered since.
    #[error("{0} was answered by {1} since; attest it where yours is to count")]
    AnsweredSince(String, Person),
    /// The answers are sealed.
    #[error("the review is sealed by {} since {}: {}", .0.by, .0.at.format("%F"), .0.reason)]
    Sealed(Box<Seal>),
    /// The sign-off was taken back before.
    #[error("the sign-off was revoked already by {} on {}: {}", .0.by, .0.at.format("%F"), .0.reason)]
    Revoked(Box<Revocation>),
    /// A no is not taken back by somebody else.
    #[error("a rejection is taken back only by who made it: {0}")]
    NotTheirs(Box<Person>),
    /// What is signed is taken back by what is signed.
    #[error("the rejection is signed, and only a signed revocation takes it back")]
    Unsigned,
    /// There is no seal to take off.
    #[error("the review is not sealed")]
    NotSealed,
}
