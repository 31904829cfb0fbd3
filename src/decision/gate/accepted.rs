//! Somebody who may review or approve stands behind an answer that matters much, where the policy wants that.
//!
//! Else what is critical rests on the word of whoever typed it.

use super::Clause;
use crate::decision::Deeds;
use crate::policy::{Role, Rule};
use crate::review::{Attestation, DeedKind, Entry, Person, Status};

pub(super) fn faults(
    last: &Attestation,
    entry: &Entry<'_>,
    deeds: &Deeds<'_>,
) -> Vec<(Clause, String)> {
    let policy = entry.policy;
    let asks = policy.accepted.as_ref();
    let is_asked = asks.is_some_and(|all| all.contains(&entry.item.severity));
    let may = |by: &&Person| {
        let roles = [Role::Reviewer, Role::Approver];
        let is_allowed = |role: &Role| policy.allows(*role, by.address());
        roles.iter().any(is_allowed)
    };
    let is_accepted = || deeds.accepters(last).iter().any(may);
    let accepted = (is_asked && !is_accepted()).then(|| {
        let text = "is not accepted by anybody who may review or approve it, as the policy asks";
        (Clause::Accepted, text.to_owned())
    });
    accepted
        .into_iter()
        .chain(unconfirmed(last, entry, deeds))
        .collect()
}

/// A risk is taken by the one who is said to take it.
fn unconfirmed(
    last: &Attestation,
    entry: &Entry<'_>,
    deeds: &Deeds<'_>,
) -> Option<(Clause, String)> {
    let is_asked = entry.policy.confirmed == Some(Rule::Required);
    let accepter = last.answer.accepted_by.as_ref();
    let accepter = accepter.filter(|_| last.answer.status == Status::RiskAccepted && is_asked)?;
    let is_said = deeds.is_by(DeedKind::Confirms, last.digest(), accepter);
    (!is_said).then(|| {
        let text = format!("has a risk that {accepter} did not confirm, as the policy asks");
        (Clause::Confirmed, text)
    })
}
