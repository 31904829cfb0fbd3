//! Which sections a report has, in their order.

use std::collections::HashSet;

use super::attesters::Attesters;
use crate::review::{Dossier, Entry, ItemKey, Signable, Signoff};

/// A heading and what stands below it, up to the next one.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Decision,
    Subject,
    Summary,
    Findings,
    Lapses,
    /// The items of a checklist, without the items.
    Checklist(usize),
    /// A category, without its items.
    Category(usize),
    /// The item at a position.
    Item(usize),
    /// The items that no checklist has any more, without them.
    Removed,
    RemovedItem(usize),
    Signoffs,
    /// A sign-off, by its place in the file.
    Signoff(usize),
    /// A revocation of nothing, by its place in the file.
    LostRevocation(usize),
    Declarations,
    /// A declaration, by its place in the file.
    Declaration(usize),
    Seals,
    Sessions,
    Notices,
    Verification,
}

/// The sections of the report on a review at one moment, and what all of them need that takes long to find out. Who
/// shows some of them keeps it until the review changes.
#[derive(Debug)]
pub(crate) struct Contents {
    pub(super) attesters: Attesters,
    /// What was said of items that are in no checklist any more, so that nothing that was said is lost.
    pub(super) removed: Vec<ItemKey>,
    pub(super) parts: Vec<Part>,
}

impl Contents {
    pub(crate) fn of(dossier: &Dossier) -> Self {
        Self::with(&dossier.entries().collect::<Vec<_>>(), dossier)
    }

    /// The same for who has looked for every item already.
    pub(super) fn with(entries: &[Entry<'_>], dossier: &Dossier) -> Self {
        let removed = removed(entries, dossier);
        Self {
            attesters: Attesters::of(dossier.review()),
            parts: parts(dossier, removed.len()),
            removed,
        }
    }

    /// How many sections there are: at least the title with the decision.
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// The level of a section's heading, from 1.
    pub(crate) fn level(&self, nth: usize) -> usize {
        match self.parts[nth] {
            Part::Decision => 1,
            Part::Category(_)
            | Part::Signoff(_)
            | Part::LostRevocation(_)
            | Part::Declaration(_)
            | Part::Seals => 3,
            Part::Item(_) | Part::RemovedItem(_) => 4,
            _ => 2,
        }
    }
}

fn parts(dossier: &Dossier, removed: usize) -> Vec<Part> {
    let review = dossier.review();
    let mut parts = vec![Part::Decision, Part::Subject, Part::Summary, Part::Findings];
    if (0..dossier.count()).any(|position| dossier.outcome(position).lapse.is_some()) {
        parts.push(Part::Lapses);
    }
    let mut checklist = None;
    for (nth, section) in dossier.sections().iter().enumerate() {
        if checklist.replace(section.checklist) != Some(section.checklist) {
            parts.push(Part::Checklist(section.checklist));
        }
        parts.push(Part::Category(nth));
        parts.extend(section.positions.clone().map(Part::Item));
    }
    if removed > 0 {
        parts.push(Part::Removed);
        parts.extend((0..removed).map(Part::RemovedItem));
    }
    parts.push(Part::Signoffs);
    // The newest is the one that readers look for.
    parts.extend((0..review.signoffs.len()).rev().map(Part::Signoff));
    let known: HashSet<_> = review.signoffs.iter().map(Signoff::digest).collect();
    let lost = |nth: &usize| !known.contains(&review.revocations[*nth].signoff);
    parts.extend(
        (0..review.revocations.len())
            .filter(lost)
            .map(Part::LostRevocation),
    );
    if !review.seals.is_empty() {
        parts.push(Part::Seals);
    }
    // What only takes a sign-off back stands there.
    let declares = |nth: &usize| !review.declarations[*nth].only_revokes();
    let declarations: Vec<_> = (0..review.declarations.len()).filter(declares).collect();
    if !declarations.is_empty() {
        parts.push(Part::Declarations);
        parts.extend(declarations.into_iter().map(Part::Declaration));
    }
    if !review.sessions.is_empty() {
        parts.push(Part::Sessions);
    }
    let mut lists = dossier.checklists().iter();
    if lists.any(|list| !list.notices.is_empty() || list.source.is_some()) {
        parts.push(Part::Notices);
    }
    parts.push(Part::Verification);
    parts
}

fn removed(entries: &[Entry<'_>], dossier: &Dossier) -> Vec<ItemKey> {
    let review = dossier.review();
    let asked = entries.iter().filter(|entry| entry.record.is_some());
    if asked.count() == review.records.len() {
        return Vec::new();
    }
    // What nobody answered, nobody signed.
    let gone = review
        .records
        .iter()
        .filter(|(key, record)| !record.attestations.is_empty() && !dossier.asks(key));
    gone.map(|(key, _)| key.clone()).collect()
}
