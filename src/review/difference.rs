//! What another program did to a review between two readings.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    Attestation, Attested, Event, ItemKey, Person, Record, Remarked, Review, Signable, Status,
    Withdrawal,
};

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
        let record = review.record(key)?;
        record
            .attestations
            .iter()
            .find(|attestation| attestation.id == id)
    };
    let has = |id: &str| ids(review).any(|its| its == id);
    match event {
        Event::Attested(attested) => {
            let mut attested = attested.clone();
            attested.retain(|one| find(&one.key, &one.attestation.id).is_none());
            for Attested {
                key, attestation, ..
            } in &mut attested
            {
                let record = review.record(key);
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
        Event::Remarked(remarks) => {
            let mut remarks = remarks.clone();
            remarks.retain(|one| !has(&one.remark.id));
            (!remarks.is_empty()).then_some(Event::Remarked(remarks))
        }
        Event::Signed(one) => unless(has(&one.id), event),
        Event::Revoked(one) => unless(has(&one.id), event),
        Event::Declared(one) => unless(has(&one.id), event),
        Event::Sealed(one) => unless(has(&one.id), event),
        Event::Met(one) => unless(has(&one.id), event),
        Event::Voted(one) => unless(has(&one.id), event),
        Event::Parted(id, _) => unless(!goes_on(id, review), event),
    }
}

fn unless(is_there: bool, event: &Event) -> Option<Event> {
    (!is_there).then(|| event.clone())
}

/// True of a session that is there and did not end.
fn goes_on(id: &str, review: &Review) -> bool {
    let mut all = review.sessions.iter();
    all.any(|one| one.id == id && one.ended_at.is_none())
}

fn turned(before: &Review, after: &Review) -> Vec<Turned> {
    fn latest<'r>(review: &'r Review, key: &ItemKey) -> Option<&'r Attestation> {
        review.record(key).and_then(Record::latest)
    }
    let id = |review, key| latest(review, key).map(|one| &one.id);
    let reviews = [before, after].into_iter();
    let keys: BTreeSet<&ItemKey> = reviews.flat_map(|review| review.records.keys()).collect();
    keys.into_iter()
        .filter(|key| id(before, key) != id(after, key))
        .map(|key| Turned {
            key: key.clone(),
            said: latest(after, key).map(|one| (one.answer.status, one.by.clone())),
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
        .map(|(_, attestation)| (attestation.id.as_str(), attestation))
        .collect();
    // One event each: an item may lack several.
    let mut gone = Vec::new();
    for (key, record) in &before.records {
        for attestation in &record.attestations {
            let key = key.clone();
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
    let there: HashSet<&str> = ids(after).collect();
    let mut lacks = |id: &str, event: Event| {
        if !there.contains(id) {
            gone.push(event);
        }
    };
    for (key, record) in &before.records {
        for remark in &record.remarks {
            let remarked = Remarked {
                key: key.clone(),
                title: record.title.clone(),
                remark: remark.clone(),
            };
            lacks(&remark.id, Event::Remarked(vec![remarked]));
        }
    }
    for one in &before.signoffs {
        lacks(&one.id, Event::Signed(Box::new(one.clone())));
    }
    for one in &before.declarations {
        lacks(&one.id, Event::Declared(Box::new(one.clone())));
    }
    for one in before.lone_revocations() {
        lacks(&one.id, Event::Revoked(Box::new(one.clone())));
    }
    for one in &before.seals {
        lacks(&one.id, Event::Sealed(one.clone()));
    }
    for one in &before.sessions {
        lacks(&one.id, Event::Met(one.clone()));
    }
    for one in &before.votes {
        lacks(&one.id, Event::Voted(one.clone()));
    }
    let ended = before.sessions.iter().filter(|one| goes_on(&one.id, after));
    gone.extend(ended.filter_map(|one| Some(Event::Parted(one.id.clone(), one.ended_at?))));
    gone
}

/// The ids of all records but attestations.
fn ids(review: &Review) -> impl Iterator<Item = &str> {
    let remarks = review.remarks().map(|(_, one)| one.id.as_str());
    let statements = review.statements().map(Signable::id);
    let seals = review.seals.iter().map(|one| one.id.as_str());
    let sessions = review.sessions.iter().map(|one| one.id.as_str());
    let votes = review.votes.iter().map(|one| one.id.as_str());
    remarks
        .chain(statements)
        .chain(seals)
        .chain(sessions)
        .chain(votes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_item_that_turned_twice_the_later_word_is_told() {
        let turned = |item: &str, status| Turned {
            key: ItemKey {
                checklist: "list".into(),
                item: item.into(),
            },
            said: Some((status, "Ada <ada@example.org>".parse().unwrap())),
        };
        let once = |turned: Vec<Turned>| Difference {
            turned,
            ..Difference::default()
        };
        let (first, other) = (turned("A-1", Status::Met), turned("A-2", Status::Met));
        let again = turned("A-1", Status::Unmet);
        let both = once(vec![first, other.clone()]).and(once(vec![again.clone()]));
        assert_eq!(both.turned, [other, again]);
    }
}
