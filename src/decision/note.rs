//! What a verdict rests on beside approvals: whoever reads it should know.

use std::collections::HashMap;

use super::lifting::Lifting;
use super::{Deeds, Holding, Proofs, lifted, wording};
use crate::review::{DeedKind, Dossier, Person};

/// Who counts as two although they have one name, what was set aside or overruled, and what those who approve disowned; a
/// sentence each.
pub(super) fn notes(
    holdings: &[Holding<'_>],
    counted: &[&Holding<'_>],
    dossier: &Dossier,
    proofs: &Proofs,
    deeds: &Deeds<'_>,
) -> Vec<String> {
    let review = dossier.review();
    let approvers: Vec<&Person> = counted.iter().map(|held| &held.signoff.by).collect();
    let mut notes = Vec::new();
    for (nth, by) in approvers.iter().enumerate() {
        let others = approvers[nth + 1..].iter().copied();
        let others = others.chain(dossier.attesters());
        let mut others: Vec<_> = others.chain([&review.subject.created_by]).collect();
        others.retain(|other| deeds.people.are_namesakes(by, other));
        notes.extend(others.into_iter().map(|other| {
            format!("{by} and {other} have one name, and are two people: each signed with a key of their own")
        }));
    }
    notes.sort_unstable();
    notes.dedup();
    if deeds.is_empty() {
        return notes;
    }
    let lifting = Lifting::new(holdings, dossier, deeds);
    notes.extend(holdings.iter().filter_map(|held| {
        let what = wording::full(held.signoff);
        Some(format!("{what}: {}", lifting.of(held)?))
    }));
    let all = lifted(holdings, dossier, proofs, deeds);
    notes.extend(
        review
            .declarations
            .iter()
            .zip(all)
            .filter_map(|(one, why)| Some(format!("declaration by {}: {}", one.by, why?))),
    );
    let disowned: HashMap<_, _> = deeds
        .by(&approvers, DeedKind::Disowns)
        .map(|done| (done.to, done))
        .collect();
    if !disowned.is_empty() {
        notes.extend(wording::abouts(review).filter_map(|(digest, what)| {
            let done = disowned.get(&digest)?;
            let why = done.why.unwrap_or_default();
            Some(format!("{what}: it was disowned by {}: {why}", done.by))
        }));
    }
    notes
}
