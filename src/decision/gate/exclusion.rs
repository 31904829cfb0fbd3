//! The status is one that the policy allows for an item of that severity.
//!
//! Where only *unmet* is forbidden, a critical item that is unmet becomes *not applicable* with a rationale of one dot; so each
//! status that is not *met* has a list of its own.

use super::Clause;
use crate::policy::Policy;
use crate::review::{Answer, Entry, Status};

pub(super) fn fault(answer: &Answer, entry: &Entry<'_>) -> Option<(Clause, String)> {
    let Policy {
        unmet,
        partial,
        not_applicable,
        risk_accepted,
        ..
    } = entry.policy;
    let (clause, allowed) = match answer.status {
        Status::Unmet => (Clause::Unmet, unmet),
        Status::Partial => (Clause::Partial, partial),
        Status::NotApplicable => (Clause::NotApplicable, not_applicable),
        Status::RiskAccepted => (Clause::RiskAccepted, risk_accepted),
        Status::Met => return None,
    };
    let severity = entry.item.severity;
    let forbids = |severities: &Vec<_>| !severities.contains(&severity);
    let (is, forbidden) = (answer.status.label(), allowed.as_ref().is_some_and(forbids));
    forbidden.then(|| {
        let text = format!("is {is}, which the policy forbids for severity {severity}");
        (clause, text)
    })
}
