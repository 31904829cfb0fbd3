//! What a person states, on its way from a form to the file: wished for, made into a statement, signed, recorded.

use super::desk::Desk;
use super::signing::Signing;
use crate::decision::{Draft, Objection, declaration, draft, revocation};
use crate::face::form::key::Wanted;
use crate::review::{Declaration, Deed, Person, Revocation, Signoff};

/// What is to be stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub intent: Intent,
    pub by: Person,
    /// Signed with what.
    pub key: Wanted,
}

/// What a statement is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// A decision on the whole review.
    Decide(Draft),
    /// A sign-off must no longer be believed.
    Revoke { signoff: String, reason: String },
    /// What was accepted, confirmed and ended.
    Declare(Vec<Deed>),
}

impl Intent {
    /// True for a decision.
    pub fn decides(&self) -> bool {
        matches!(self, Self::Decide(_))
    }
}

/// What goes into the file, with its statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instrument {
    Signoff(Box<Signoff>),
    /// A decision is taken back.
    Revocation(Box<Revocation>),
    Declaration(Box<Declaration>),
}

/// A statement that is made and not signed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// What it belongs to.
    pub record: Instrument,
    /// What `ssh-keygen` is to sign of it; without, it is recorded as it is.
    pub signing: Option<Signing>,
}

impl Instrument {
    /// True for a decision.
    pub fn decides(&self) -> bool {
        matches!(self, Self::Signoff(_))
    }

    /// Byte for byte what is signed.
    pub fn statement(&self) -> &str {
        match self {
            Self::Signoff(signoff) => &signoff.statement,
            Self::Revocation(revocation) => &revocation.statement,
            Self::Declaration(declaration) => &declaration.statement,
        }
    }

    /// With a signature of its statement.
    #[must_use]
    pub fn signed(mut self, signature: String) -> Self {
        match &mut self {
            Self::Signoff(signoff) => signoff.signature = Some(signature),
            Self::Revocation(revocation) => revocation.signature = Some(signature),
            Self::Declaration(declaration) => declaration.signature = Some(signature),
        }
        self
    }

    /// Why it cannot be recorded any more.
    pub fn overtaken(&self, desk: &Desk<'_>) -> Option<Objection> {
        let (dossier, today) = (desk.facts.dossier, desk.facts.today());
        let deeds = desk.facts.deeds();
        let is_overtaken = match self {
            Self::Signoff(signoff) => return draft::overtaken(signoff, dossier, &deeds, today),
            Self::Revocation(one) => revocation::is_overtaken(one, dossier.review(), &deeds),
            Self::Declaration(one) => declaration::is_overtaken(one, dossier.review(), &deeds),
        };
        is_overtaken.then_some(Objection::Changed)
    }
}
