//! Every item has an answer that holds, is whole, and keeps to the policy.
//!
//! An answer that expired, or whose evidence changed, is none: else a review that was in order once would be so for ever.

use super::{Blocker, Clause, acceptance, accepted, evidence, exclusion, overdue, returned};
use crate::decision::Deeds;
use crate::review::{Dossier, Entry, Lapse};

/// Everything that keeps the review from being approved after what was done, in the order of the walk.
pub fn blockers(dossier: &Dossier, deeds: &Deeds<'_>) -> Vec<Blocker> {
    let mut found = Vec::new();
    for entry in dossier.entries() {
        let faults = faults(&entry, dossier, deeds).into_iter();
        for (clause, what) in faults.chain(returned::faults(&entry, deeds)) {
            found.push(Blocker {
                position: entry.position,
                item: dossier.name(entry.position),
                clause,
                what,
            });
        }
    }
    found
}

fn faults(entry: &Entry<'_>, dossier: &Dossier, deeds: &Deeds<'_>) -> Vec<(Clause, String)> {
    if let Some(lapse) = &entry.outcome.lapse {
        let clause = match lapse {
            Lapse::MaxAge(_) => Clause::MaxAge,
            _ => Clause::Answers,
        };
        return vec![(clause, format!("is {}: {lapse}", lapse.standing()))];
    }
    let Some(last) = entry.latest() else {
        return vec![(Clause::Answers, "is not reviewed".into())];
    };
    if let Some(by) = deeds.disowner_of(last) {
        return vec![(
            Clause::Answers,
            format!("was disowned by {by}, whose answer it was"),
        )];
    }
    let answer = &last.answer;
    let mut faults: Vec<_> = answer
        .missing(entry.item)
        .into_iter()
        .map(|gap| (Clause::Answers, format!("is incomplete: {}", gap.message)))
        .collect();
    if answer.status.needs_finding()
        && let Some(missing) = answer.finding.missing()
    {
        faults.push((Clause::Answers, format!("has a finding without {missing}")));
    }
    let status = exclusion::fault(answer, entry);
    // One sentence an item: what may not be so needs no evidence either.
    let evidence = status
        .is_none()
        .then(|| evidence::fault(answer, entry, dossier));
    faults.extend(status);
    faults.extend(evidence.flatten());
    faults.extend(overdue::fault(
        answer,
        entry,
        dossier.day_of(dossier.as_of()),
    ));
    faults.extend(acceptance::faults(last, entry, deeds));
    faults.extend(accepted::faults(last, entry, deeds));
    faults
}
