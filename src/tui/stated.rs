//! What a person states, on its way from a form to the file: wished for, made into a statement, signed, recorded.

use super::model::Model;
use super::msg::{Desk, Effect};
use super::screen::Screen;
use super::screen::stating::Stating;
use crate::decision::{Draft, Objection, draft, revoking};
use crate::face::form::key::Wanted;
use crate::keys::Key;
use crate::review::{Person, Revocation, Signoff};

/// What is to be stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What about.
    pub intent: Intent,
    /// By whom.
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
    Revoke {
        /// Its id.
        signoff: String,
        /// Why.
        reason: String,
    },
}

impl Intent {
    /// True for a decision.
    pub fn decides(&self) -> bool {
        matches!(self, Self::Decide(_))
    }
}

/// What goes into the file, with its statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A decision.
    Signoff(Box<Signoff>),
    /// A decision is taken back.
    Revocation(Box<Revocation>),
}

/// A statement that is made and not signed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// What it belongs to.
    pub record: Record,
    /// The key that will sign it; without, it is recorded as it is.
    pub key: Option<Key>,
}

impl Record {
    /// Byte for byte what is signed.
    pub fn statement(&self) -> &str {
        match self {
            Self::Signoff(signoff) => &signoff.statement,
            Self::Revocation(revocation) => &revocation.statement,
        }
    }

    /// With a signature of its statement.
    #[must_use]
    pub fn signed(mut self, signature: String) -> Self {
        match &mut self {
            Self::Signoff(signoff) => signoff.signature = Some(signature),
            Self::Revocation(revocation) => revocation.signature = Some(signature),
        }
        self
    }

    /// Why it cannot be recorded any more.
    fn overtaken(&self, desk: &Desk<'_>) -> Option<Objection> {
        match self {
            Self::Signoff(signoff) => {
                draft::overtaken(signoff, desk.facts.dossier, desk.facts.today())
            }
            Self::Revocation(revocation) => {
                revoking::overtaken(revocation, desk.facts.dossier.review())
            }
        }
    }
}

impl Model {
    /// Shows the statement that was made, where the form that asked for it is still there.
    pub(super) fn stated(&mut self, stated: Stated, desk: Option<Desk<'_>>) -> Vec<Effect> {
        // What was said until it was made would lie over the title.
        self.toast = None;
        let asks = matches!(
            (&self.screen, &stated.record),
            (Screen::Signoff(_), Record::Signoff(_)) | (Screen::Revoke(_), Record::Revocation(_))
        );
        if let Some(desk) = desk.filter(|_| asks) {
            let stating = Stating::new(stated, &desk, &self.context(Some(desk)));
            let stating = Screen::Stating(Box::new(stating));
            self.asking = Some(std::mem::replace(&mut self.screen, stating));
        } else {
            self.say("you left the sign-off: its statement is made when you are back there");
        }
        Vec::new()
    }

    /// Goes back from the statement to its form, where everything is as it was; says why.
    pub(super) fn unstate(&mut self, why: Option<String>, desk: Option<Desk<'_>>) {
        if !matches!(self.screen, Screen::Stating(_)) {
            return;
        }
        self.screen = self.asking.take().unwrap_or(Screen::Walk);
        if let (Screen::Signoff(form), Some(desk)) = (&mut self.screen, desk) {
            form.refresh(&desk);
        }
        if let Some(why) = why {
            self.failed(why);
        }
    }

    /// A statement is void as soon as the review is not the one that it was made of.
    pub(super) fn doubt(&mut self, desk: &Desk<'_>) {
        if let Screen::Stating(stating) = &self.screen
            && let Some(objection) = stating.stated().record.overtaken(desk)
        {
            self.unstate(Some(format!("not signed: {objection}")), Some(*desk));
        }
    }

    /// Records what `ssh-keygen` signed, or says why it did not.
    pub(super) fn signed(&mut self, signature: Result<String, String>) -> Vec<Effect> {
        let Screen::Stating(stating) = &mut self.screen else {
            return Vec::new();
        };
        match signature {
            Ok(signature) => {
                let effect = stating.record(Some(signature));
                vec![self.numbered(effect)]
            }
            Err(why) => {
                stating.complain(format!("{why}; nothing is recorded, and Enter tries again"));
                Vec::new()
            }
        }
    }
}
