//! A sign-off before it is made.

use chrono::NaiveDate;

use super::{canonical, chain, gate, wording};
use crate::policy::Role;
use crate::review::{Condition, Decision, Dossier, Signoff, Stamp, misdated};

/// What a person is about to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// In which function.
    pub role: Role,
    /// What.
    pub decision: Decision,
    /// What an approval depends on.
    pub conditions: Vec<Condition>,
    /// Why the person who prepared the review decides on it alone.
    pub sole_operator: Option<String>,
}

/// Why a sign-off is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// An approval while something blocks.
    #[error("cannot approve while {}", count(.0))]
    Blocked(Vec<gate::Blocker>),
    /// An approval with conditions without a condition, or with one that says nothing.
    #[error(
        "an approval with conditions needs at least one condition, and each must say what will be done"
    )]
    NoCondition,
    /// Conditions on a plain approval or a rejection.
    #[error("conditions belong to the decision approved-with-conditions only")]
    NeedlessCondition,
    /// The review is not the one that the statement was made of.
    #[error("the review changed after the statement was made; read it again before you sign")]
    Changed,
    /// A condition that is over before it begins, or due on a day that the file cannot hold.
    #[error("the condition's due date {0}")]
    PastCondition(&'static str),
}

fn count(blockers: &[gate::Blocker]) -> String {
    match blockers {
        [one] => format!("{one}"),
        [first, rest @ ..] => format!("{first}, and {} more", rest.len()),
        [] => "nothing blocks".to_owned(),
    }
}

impl Draft {
    /// A decision without conditions.
    pub fn new(role: Role, decision: Decision) -> Self {
        Self {
            role,
            decision,
            conditions: Vec::new(),
            sole_operator: None,
        }
    }

    /// What a record decides.
    pub fn of(signoff: &Signoff) -> Self {
        let Signoff {
            role,
            decision,
            conditions,
            sole_operator,
            ..
        } = signoff.clone();
        Self {
            role,
            decision,
            conditions,
            sole_operator,
        }
    }

    /// The first thing that keeps this decision from being made now. A rejection is always possible.
    pub fn objection(&self, dossier: &Dossier, today: NaiveDate) -> Option<Objection> {
        if self.decision == Decision::ApprovedWithConditions {
            if self.conditions.is_empty()
                || self.conditions.iter().any(|c| c.action.trim().is_empty())
            {
                return Some(Objection::NoCondition);
            }
        } else if !self.conditions.is_empty() {
            return Some(Objection::NeedlessCondition);
        }
        if let Some(wrong) = self.conditions.iter().find_map(|c| misdated(c.due, today)) {
            return Some(Objection::PastCondition(wrong));
        }
        let blockers = if self.decision.approves() {
            gate::blockers(dossier)
        } else {
            Vec::new()
        };
        (!blockers.is_empty()).then_some(Objection::Blocked(blockers))
    }

    /// The sign-off without a signature, bound to the review's content as it is now; its statement is what is to be signed.
    pub fn prepare(&self, dossier: &Dossier, stamp: Stamp) -> Result<Signoff, Objection> {
        if let Some(objection) = self.objection(dossier, stamp.at.date_naive()) {
            return Err(objection);
        }
        let Self {
            role,
            decision,
            conditions,
            sole_operator,
        } = self.clone();
        let Stamp { id, by, at } = stamp;
        let mut signoff = Signoff {
            id,
            role,
            decision,
            conditions,
            sole_operator,
            statement: String::new(),
            content: canonical::digest(dossier),
            after: chain::ends(dossier.review()),
            by,
            at,
            signature: None,
        };
        signoff.statement = wording::write(&signoff, dossier);
        Ok(signoff)
    }
}

/// Why a sign-off cannot be recorded any more that was prepared before; `None` where nothing came in between.
pub fn overtaken(signoff: &Signoff, dossier: &Dossier, today: NaiveDate) -> Option<Objection> {
    // Between the statement and its signature somebody may have answered.
    let changed = signoff.content != canonical::digest(dossier)
        || signoff.after != chain::ends(dossier.review())
        || signoff.statement != wording::write(signoff, dossier);
    // What lapsed meanwhile must not be approved either.
    if changed {
        Some(Objection::Changed)
    } else {
        Draft::of(signoff).objection(dossier, today)
    }
}
