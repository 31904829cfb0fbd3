//! Every item has an answer that holds, is whole, and keeps to the policy.
//!
//! An answer that expired, or whose evidence changed, is none: else a review that was in order once would be so for ever.

use super::Blocker;
use crate::policy::Rule;
use crate::review::{Answer, Dossier, Entry, Status};

/// Everything that keeps the review from being approved, in the order of the walk.
pub fn blockers(dossier: &Dossier) -> Vec<Blocker> {
    let mut found = Vec::new();
    for entry in dossier.entries() {
        for what in faults(&entry) {
            found.push(Blocker {
                position: entry.position,
                item: dossier.name(entry.position),
                what,
            });
        }
    }
    found
}

fn faults(entry: &Entry<'_>) -> Vec<String> {
    let Some(last) = entry.latest() else {
        return vec!["is not reviewed".into()];
    };
    if let Some(lapse) = &entry.outcome.lapse {
        return vec![format!("is {}: {lapse}", lapse.standing())];
    }
    let mut faults: Vec<String> = last
        .answer
        .missing(entry.item)
        .into_iter()
        .map(|gap| format!("is incomplete: {}", gap.message))
        .collect();
    if last.answer.status.needs_finding()
        && let Some(missing) = last.answer.finding.missing()
    {
        faults.push(format!("has a finding without {missing}"));
    }
    faults.extend(broken_rule(&last.answer, entry));
    faults
}

/// What breaks a rule of the policy, although the answer is whole.
fn broken_rule(answer: &Answer, entry: &Entry<'_>) -> Option<String> {
    let (allowed, severity) = (entry.policy, entry.item.severity);
    let may_be = match answer.status {
        Status::Unmet => &allowed.unmet,
        Status::Partial => &allowed.partial,
        Status::RiskAccepted => &allowed.risk_accepted,
        Status::Met | Status::NotApplicable => &None,
    };
    if may_be
        .as_ref()
        .is_some_and(|severities| !severities.contains(&severity))
    {
        return Some(format!(
            "is {}, which the policy forbids for severity {severity}",
            answer.status.label()
        ));
    }
    let unbacked = answer.evidence.is_empty() && answer.status != Status::NotApplicable;
    (unbacked && allowed.evidence == Some(Rule::Required))
        .then(|| "has no evidence, which the policy asks for".into())
}
