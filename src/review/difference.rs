//! What another program did to a review between two readings.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Attestation, Attested, Event, ItemKey, Person, Record, Review, Status, Withdrawal};

/// From one reading of a review to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// The items on which another attestation counts now, in the order of their ids.
    pub turned: Vec<Turned>,
    /// Who signed, and what was decided.
    pub signed: Vec<String>,
    /// What is not in the review any more; made to happen again in this order, it is back.
    pub missing: Vec<Event>,
}

/// An item on which another attestation counts now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// Which.
    pub key: ItemKey,
    /// What is said now and by whom; none where the answer was taken back.
    pub said: Option<(Status, Person)>,
}

impl Difference {
    /// What became of `before`.
    pub fn between(before: &Review, after: &Review) -> Self {
        Self {
            turned: turned(before, after),
            signed: signed(before, after),
            missing: missing(before, after),
        }
    }

    /// With what happened after it.
    #[must_use]
    pub fn and(mut self, later: Self) -> Self {
        self.turned.retain(|turned| !later.turns(&turned.key));
        self.turned.extend(later.turned);
        self.signed.extend(later.signed);
        self.missing.extend(later.missing);
        self
    }

    /// True where another attestation counts on the item.
    pub fn turns(&self, key: &ItemKey) -> bool {
        self.turned.iter().any(|turned| turned.key == *key)
    }
}

/// What happened once, as it fits into a review that lacks it; `None` where it does not, or is there again. Where the
/// item was attested since, it goes into the history only.
pub fn again(event: &Event, review: &Review, now: &Withdrawal) -> Option<Event> {
    let find = |key: &ItemKey, id: &str| {
        let record = review.record(&key.checklist, &key.item)?;
        record
            .attestations
            .iter()
            .find(|attestation| attestation.id == id)
    };
    match event {
        Event::Attested(attested) => {
            let mut attested = attested.clone();
            attested.retain(|one| find(&one.key, &one.attestation.id).is_none());
            for Attested {
                key, attestation, ..
            } in &mut attested
            {
                let record = review.record(&key.checklist, &key.item);
                if record.is_some_and(|record| {
                    record
                        .attestations
                        .iter()
                        .any(|one| one.at > attestation.at)
                }) {
                    attestation.withdrawn.get_or_insert_with(|| now.clone());
                }
            }
            (!attested.is_empty()).then_some(Event::Attested(attested))
        }
        Event::Withdrawn {
            attestations,
            withdrawal,
        } => {
            let mut attestations = attestations.clone();
            attestations
                .retain(|(key, id)| find(key, id).is_some_and(|one| one.withdrawn.is_none()));
            let withdrawal = withdrawal.clone();
            (!attestations.is_empty()).then_some(Event::Withdrawn {
                attestations,
                withdrawal,
            })
        }
        Event::Signed(signoff) => {
            let is_there = review.signoffs.iter().any(|other| other.id == signoff.id);
            (!is_there).then(|| event.clone())
        }
        Event::Revoked(revocation) => {
            let is_there = review
                .revocations
                .iter()
                .any(|other| other.id == revocation.id);
            (!is_there).then(|| event.clone())
        }
        Event::Sealed(seal) => {
            let is_there = review.seals.iter().any(|other| other.id == seal.id);
            (!is_there).then(|| event.clone())
        }
    }
}

fn turned(before: &Review, after: &Review) -> Vec<Turned> {
    let id = |review: &Review, checklist: &str, item: &str| {
        let latest = review.record(checklist, item).and_then(Record::latest);
        latest.map(|attestation| attestation.id.clone())
    };
    let keys: BTreeSet<(&str, &str)> = [before, after]
        .into_iter()
        .flat_map(|review| &review.records)
        .flat_map(|(list, items)| items.keys().map(move |item| (list.as_str(), item.as_str())))
        .collect();
    keys.into_iter()
        .filter(|(list, item)| id(before, list, item) != id(after, list, item))
        .map(|(list, item)| Turned {
            key: ItemKey {
                checklist: list.into(),
                item: item.into(),
            },
            said: after
                .record(list, item)
                .and_then(Record::latest)
                .map(|latest| (latest.answer.status, latest.by.clone())),
        })
        .collect()
}

fn signed(before: &Review, after: &Review) -> Vec<String> {
    let known: HashSet<&str> = before
        .signoffs
        .iter()
        .map(|signoff| signoff.id.as_str())
        .collect();
    let new = after
        .signoffs
        .iter()
        .filter(|signoff| !known.contains(signoff.id.as_str()));
    new.map(|one| {
        let (decision, role, by) = (one.decision.label(), one.role, one.by.name());
        format!("{decision} as {role} by {by}")
    })
    .collect()
}

fn missing(before: &Review, after: &Review) -> Vec<Event> {
    let there: HashMap<&str, &Attestation> = after
        .attestations()
        .map(|(_, _, attestation)| (attestation.id.as_str(), attestation))
        .collect();
    // One event each: an item may lack several.
    let mut gone = Vec::new();
    for (checklist, items) in &before.records {
        for (item, record) in items {
            for attestation in &record.attestations {
                let key = ItemKey {
                    checklist: checklist.clone(),
                    item: item.clone(),
                };
                match (there.get(attestation.id.as_str()), &attestation.withdrawn) {
                    (None, _) => gone.push(Event::Attested(vec![Attested {
                        key,
                        title: record.title.clone(),
                        attestation: attestation.clone(),
                    }])),
                    (Some(now), Some(withdrawal)) if now.withdrawn.is_none() => {
                        gone.push(Event::Withdrawn {
                            attestations: vec![(key, attestation.id.clone())],
                            withdrawal: withdrawal.clone(),
                        });
                    }
                    (Some(_), _) => {}
                }
            }
        }
    }
    let there: HashSet<&str> = after
        .signoffs
        .iter()
        .map(|signoff| signoff.id.as_str())
        .collect();
    let signoffs = before
        .signoffs
        .iter()
        .filter(|signoff| !there.contains(signoff.id.as_str()));
    gone.extend(signoffs.map(|signoff| Event::Signed(Box::new(signoff.clone()))));
    let there: HashSet<&str> = after
        .revocations
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    let revocations = before
        .revocations
        .iter()
        .filter(|one| !there.contains(one.id.as_str()));
    gone.extend(revocations.map(|one| Event::Revoked(Box::new(one.clone()))));
    let there: HashSet<&str> = after.seals.iter().map(|seal| seal.id.as_str()).collect();
    let seals = before
        .seals
        .iter()
        .filter(|seal| !there.contains(seal.id.as_str()));
    gone.extend(seals.map(|seal| Event::Sealed(seal.clone())));
    gone
}
