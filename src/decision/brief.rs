//! What each decision on a review amounts to today, in as few words as there is room for.

use super::{Holding, Signed, holding};
use crate::policy::Role;
use crate::review::{Decision, Standing};

/// How good or bad something is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// It speaks against the review.
    Bad,
    /// It held once.
    Lapsed,
    /// It holds, and something is missing.
    Weak,
    /// All is well.
    Good,
}

/// What a sign-off amounts to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brief {
    /// Its place among the sign-offs of the review.
    pub nth: usize,
    /// In which role.
    pub role: Role,
    /// What was decided.
    pub decision: Decision,
    /// Whether it holds.
    pub standing: Standing,
    /// What is known of its signature.
    pub signed: Signed,
    /// How many items changed since, where somebody counted them.
    pub changed: Option<usize>,
}

/// Every sign-off that no later one took the place of, the approver's first: that is what people look for.
pub fn all(held: &[Holding<'_>]) -> Vec<Brief> {
    let mut briefs: Vec<_> = holding::counting(held).map(Brief::of).collect();
    briefs.sort_by_key(|brief| std::cmp::Reverse(brief.role));
    briefs
}

/// The one that must not be overlooked; of several such the one that stands first.
pub fn worst(all: &[Brief]) -> Option<&Brief> {
    all.iter().min_by_key(|brief| (brief.grade(), brief.signed))
}

impl Brief {
    /// Of one sign-off.
    pub fn of(held: &Holding<'_>) -> Self {
        Self {
            nth: held.nth,
            role: held.signoff.role,
            decision: held.signoff.decision,
            standing: held.standing,
            signed: held.signed,
            changed: None,
        }
    }

    /// How good or bad it is.
    pub fn grade(&self) -> Grade {
        match (self.standing, self.signed) {
            (_, Signed::Refused) | (Standing::Revoked, _) => Grade::Bad,
            (Standing::Current, _) if !self.decision.approves() => Grade::Bad,
            (Standing::Current, Signed::Yes) => Grade::Good,
            (Standing::Current, _) => Grade::Weak,
            (
                Standing::Expired | Standing::Stale | Standing::Superseded | Standing::Undecided,
                _,
            ) => Grade::Lapsed,
        }
    }

    /// What matters most of it: `stale: 3 changed`, `signed`.
    pub fn short(&self) -> String {
        match self.standing {
            _ if self.signed == Signed::Refused => self.signed.to_string(),
            Standing::Current if self.decision.approves() => self.signed.to_string(),
            Standing::Current => self.decision.to_string(),
            _ => self.lapse(),
        }
    }

    /// Without the decision, where it is an approval that holds or held: `signed, stale: 3 changed`.
    pub fn middle(&self) -> String {
        match self.standing {
            Standing::Current => self.short(),
            _ => format!("{}, {}", self.signed, self.lapse()),
        }
    }

    /// All of it: `approved, signed, stale: 3 changed`.
    pub fn long(&self) -> String {
        let lapse = match self.standing {
            Standing::Current => String::new(),
            _ => format!(", {}", self.lapse()),
        };
        format!("{}, {}{lapse}", self.decision.label(), self.signed)
    }

    /// One word.
    pub fn word(&self) -> String {
        match self.standing {
            _ if self.signed == Signed::Refused => "refused".to_owned(),
            Standing::Current => self.short(),
            lapsed => lapsed.to_string(),
        }
    }

    fn lapse(&self) -> String {
        let changed = self
            .changed
            .filter(|count| *count > 0 && self.standing == Standing::Stale);
        changed.map_or_else(
            || self.standing.to_string(),
            |count| format!("{}: {count} changed", self.standing),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(role: Role, decision: Decision, standing: Standing, signed: Signed) -> Brief {
        Brief {
            nth: 0,
            role,
            decision,
            standing,
            signed,
            changed: Some(3),
        }
    }

    #[test]
    fn the_words_say_decision_signature_and_standing() {
        let stale = brief(
            Role::Approver,
            Decision::Approved,
            Standing::Stale,
            Signed::Yes,
        );
        assert_eq!(stale.long(), "approved, signed, stale: 3 changed");
        assert_eq!(
            (stale.short().as_str(), stale.word().as_str()),
            ("stale: 3 changed", "stale")
        );
        assert_eq!(stale.middle(), "signed, stale: 3 changed");
        let current = Brief {
            standing: Standing::Current,
            ..stale
        };
        assert_eq!(
            (current.long().as_str(), current.short().as_str()),
            ("approved, signed", "signed")
        );
        let refused = Brief {
            signed: Signed::Refused,
            ..stale
        };
        assert_eq!(
            (refused.short().as_str(), refused.word().as_str()),
            ("signature refused", "refused")
        );
        let rejected = Brief {
            decision: Decision::Rejected,
            ..current
        };
        assert_eq!(
            (rejected.short().as_str(), rejected.grade()),
            ("rejected", Grade::Bad)
        );
    }

    #[test]
    fn the_worst_is_found_among_all_roles() {
        let good = brief(
            Role::Approver,
            Decision::Approved,
            Standing::Current,
            Signed::Yes,
        );
        let bare = Brief {
            role: Role::Reviewer,
            signed: Signed::No,
            ..good
        };
        let stale = Brief {
            role: Role::Preparer,
            standing: Standing::Stale,
            ..good
        };
        let refused = Brief {
            signed: Signed::Refused,
            ..good
        };
        assert_eq!(worst(&[good, bare, stale]), Some(&stale));
        assert_eq!(worst(&[good, bare]), Some(&bare));
        assert_eq!(worst(&[stale, refused, bare]), Some(&refused));
        assert_eq!(worst(&[]), None);
    }
}
