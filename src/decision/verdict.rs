//! What the decisions on a review amount to today, in few words.

use chrono::{DateTime, Utc};

use super::{Holding, Proof, holding};
use crate::checklist::Role;
use crate::review::{Decision, Dossier, Signoff, Standing};

/// What is known of a signature, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
pub enum Signed {
    /// It is there, and not accepted.
    #[strum(serialize = "signature refused")]
    Refused,
    /// There is none.
    #[strum(serialize = "not signed")]
    No,
    /// It is there, and nobody looked at it.
    #[strum(serialize = "unverified")]
    Unverified,
    /// The person that the sign-off names made it.
    #[strum(serialize = "signed")]
    Yes,
}

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
pub struct Verdict {
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

impl Signed {
    /// What a proof says of a sign-off; without one, that there is a signature or not is all that is known.
    pub fn of(signoff: &Signoff, proof: Option<&Proof>) -> Self {
        match (&signoff.signature, proof) {
            (None, _) | (_, Some(Proof::Unsigned)) => Self::No,
            (_, Some(Proof::Refused(_))) => Self::Refused,
            (_, Some(Proof::Good(_))) => Self::Yes,
            (_, None) => Self::Unverified,
        }
    }
}

/// Every sign-off that no later one took the place of, by role. `proofs` are those of all sign-offs, where there are any.
pub fn all(dossier: &Dossier, now: DateTime<Utc>, proofs: Option<&[Proof]>) -> Vec<Verdict> {
    let held = holding::all(dossier, now);
    let mut verdicts: Vec<_> = holding::counting(&held)
        .map(|(nth, held)| Verdict::of(nth, held, proofs.and_then(|proofs| proofs.get(nth))))
        .collect();
    // The approver's decision is what people look for.
    verdicts.sort_by_key(|verdict| std::cmp::Reverse(verdict.role));
    verdicts
}

/// The one that must not be overlooked; of several such the one that stands first.
pub fn worst(all: &[Verdict]) -> Option<&Verdict> {
    all.iter()
        .min_by_key(|verdict| (verdict.grade(), verdict.signed))
}

impl Verdict {
    /// Of one sign-off.
    pub fn of(nth: usize, held: &Holding<'_>, proof: Option<&Proof>) -> Self {
        let signoff = held.signoff;
        Self {
            nth,
            role: signoff.role,
            decision: signoff.decision,
            standing: held.standing,
            signed: Signed::of(signoff, proof),
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
            (Standing::Expired | Standing::Stale | Standing::Superseded, _) => Grade::Lapsed,
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

    fn verdict(role: Role, decision: Decision, standing: Standing, signed: Signed) -> Verdict {
        Verdict {
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
        let stale = verdict(
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
        let current = Verdict {
            standing: Standing::Current,
            ..stale
        };
        assert_eq!(
            (current.long().as_str(), current.short().as_str()),
            ("approved, signed", "signed")
        );
        let refused = Verdict {
            signed: Signed::Refused,
            ..stale
        };
        assert_eq!(
            (refused.short().as_str(), refused.word().as_str()),
            ("signature refused", "refused")
        );
        let rejected = Verdict {
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
        let good = verdict(
            Role::Approver,
            Decision::Approved,
            Standing::Current,
            Signed::Yes,
        );
        let bare = Verdict {
            role: Role::Reviewer,
            signed: Signed::No,
            ..good
        };
        let stale = Verdict {
            role: Role::Preparer,
            standing: Standing::Stale,
            ..good
        };
        let refused = Verdict {
            signed: Signed::Refused,
            ..good
        };
        assert_eq!(worst(&[good, bare, stale]), Some(&stale));
        assert_eq!(worst(&[good, bare]), Some(&bare));
        assert_eq!(worst(&[stale, refused, bare]), Some(&refused));
        assert_eq!(worst(&[]), None);
    }
}
