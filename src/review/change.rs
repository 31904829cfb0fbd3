//! What may happen to a review.

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Answer, Attestation, Declaration, Gap, ItemKey, Person, Remark, RemarkKind, Review, Revocation,
    Seal, SealState, Session, Signoff, Vote, VoteKind, Withdrawal,
};
use crate::policy::Role;
use crate::text::visible;

/// What somebody wants to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Answer one item, or several alike.
    Attest {
        /// Which.
        keys: Vec<ItemKey>,
        /// What to say of each.
        answer: Box<Answer>,
        /// Who says it, where somebody else writes it down.
        answered_by: Option<Person>,
    },
    /// Keep an answer in the history of an item where another one counts: it is taken back as it is given.
    Concede {
        /// Which.
        key: ItemKey,
        /// What would have been said.
        answer: Box<Answer>,
    },
    /// Take the person's own last attestation back, or the one of an id, with all that were made in the same change.
    Undo(Option<String>),
    /// Put back what was last undone; with an id, where that is among it.
    Redo(Option<String>),
    /// Say something beside the answers of items.
    Remark {
        /// Which.
        keys: Vec<ItemKey>,
        /// What to say of each.
        words: Box<RemarkDraft>,
    },
    /// Open, end or take back something.
    Declare(Box<Declaration>),
    /// Begin to go through the review together.
    Meet {
        /// Who leads.
        lead: Person,
        /// Who else is there.
        people: Vec<Person>,
    },
    /// End the session.
    Part,
    /// Say go or no-go in the session that goes on.
    Vote(Box<VoteDraft>),
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
            Self::Attest { .. } | Self::Concede { .. } | Self::Undo(_) | Self::Redo(_) => true,
            Self::Sign(_)
            | Self::Revoke(_)
            | Self::Seal { .. }
            | Self::Remark { .. }
            | Self::Declare(_)
            | Self::Meet { .. }
            | Self::Part
            | Self::Vote(_) => false,
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
}

/// What a person says beside an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkDraft {
    /// Which kind.
    pub kind: RemarkKind,
    /// The words.
    pub text: String,
    /// Who is asked, or is to answer.
    pub addressee: Option<Person>,
    /// The last day for it.
    pub due: Option<NaiveDate>,
}

/// What a person says in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteDraft {
    /// Go or no-go.
    pub kind: VoteKind,
    /// As whom.
    pub role: Role,
    /// Why.
    pub why: String,
    /// Who says it, where somebody else writes it down.
    pub said_by: Option<Person>,
}

impl VoteDraft {
    /// What it lacks.
    pub fn missing(&self) -> Option<&'static str> {
        let is_bare = self.kind == VoteKind::NoGo && self.why.trim().is_empty();
        is_bare.then_some("say why it is a no-go")
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
    /// Something was said beside answers.
    Remarked(Vec<Remarked>),
    /// Something was opened, ended or taken back.
    Declared(Box<Declaration>),
    /// A session began.
    Met(Session),
    /// A session ended, by its id.
    Parted(String, DateTime<Utc>),
    /// Somebody said go or no-go.
    Voted(Vote),
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
                    review.record_mut(key, title).attestations.push(attestation);
                }
            }
            Self::Remarked(remarks) => {
                for Remarked { key, title, remark } in remarks {
                    review.record_mut(key, title).remarks.push(remark);
                }
            }
            Self::Declared(declaration) => review.declare(*declaration),
            Self::Met(session) => review.sessions.push(session),
            Self::Parted(id, at) => {
                if let Some(session) = review.sessions.iter_mut().find(|one| one.id == id) {
                    session.ended_at = Some(at);
                }
            }
            Self::Withdrawn {
                attestations,
                withdrawal,
            } => {
                for (key, id) in attestations {
                    let record = review.records.get_mut(&key);
                    let found = record.and_then(|r| r.attestations.iter_mut().find(|a| a.id == id));
                    if let Some(found) = found {
                        found.withdrawn = Some(withdrawal.clone());
                    }
                }
            }
            Self::Voted(vote) => review.votes.push(vote),
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

/// What was said beside an answer, as it has to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remarked {
    /// Of which item.
    pub key: ItemKey,
    /// Its title.
    pub title: String,
    /// What was said.
    pub remark: Remark,
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
    /// The file has no place for it.
    #[error("the review is of schema 1, which has no place for {0}")]
    OldSchema(&'static str),
    /// Several answers stand, and this is about one.
    #[error("{0} is undecided: {1} answers do not know of each other; answer it first")]
    Undecided(String, usize),
    /// There is no answer that it could be about.
    #[error("{0} has no answer yet")]
    Unanswered(String),
    /// What was said lacks something.
    #[error("{0}")]
    Wordless(&'static str),
    /// It would do nothing; why.
    #[error("{0}")]
    Idle(String),
    /// There is no session to end.
    #[error("no session is open")]
    NoSession,
    /// A session is open already.
    #[error("a session led by {} is open since {}", .0.lead, .0.started_at.format("%F %H:%MZ"))]
    InSession(Box<Session>),
    /// The answers are sealed.
    #[error("the review is sealed by {} since {}: {}", .0.by, .1, visible::line(&.0.reason))]
    Sealed(Box<Seal>, NaiveDate),
    /// The sign-off was taken back before.
    #[error("the sign-off was revoked already by {} on {}: {}", .0.by, .1, visible::line(&.0.reason))]
    Revoked(Box<Revocation>, NaiveDate),
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
