//! What an approval was conditional on is done, although the approval itself holds no longer.
//!
//! Bob approves if the third namespace is closed by Friday; the review changes, and Carol approves without conditions. Bob's
//! condition stands until he says that it is met, or decides anew.

use super::{Clause, Reason};
use crate::decision::{Deeds, Holding};
use crate::policy::day;
use crate::review::{Dossier, Standing};

pub(super) fn reasons(
    holdings: &[Holding<'_>],
    dossier: &Dossier,
    deeds: &Deeds<'_>,
) -> Vec<(Clause, Reason)> {
    let today = dossier.day_of(dossier.as_of());
    let mut reasons = Vec::new();
    let roles = &dossier.policy().roles;
    // Where nobody else approves in a role that is asked for, the rule of roles says it.
    let is_said = |held: &Holding<'_>| {
        let role = held.signoff.role;
        let is_other = |other: &Holding<'_>| other.signoff.role == role && other.approves();
        held.standing == Standing::Expired
            && roles.contains(&role)
            && !holdings.iter().any(is_other)
    };
    let lapsed = |held: &&Holding<'_>| {
        held.signoff.decision.approves()
            && !held.is_settled
            && held.standing != Standing::Current
            && !is_said(held)
    };
    for held in holdings.iter().filter(lapsed) {
        for (nth, condition) in held.signoff.conditions.iter().enumerate() {
            let is_closed = deeds.closed(held.signoff, nth, held.signed).is_some();
            if day::is_over(condition.due, today) && !is_closed {
                let (by, due, action) = (&held.signoff.by, condition.due, &condition.action);
                let text = format!("a condition of {by} was due on {due}: {action}");
                reasons.push((Clause::Conditions, Reason::Review(text)));
            }
        }
    }
    reasons
}
