//! Who attested: named in full once, by name everywhere else.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::writer::Span;
use crate::review::{Person, Review};

/// The people who attested, each with whether somebody else of them has the same name.
#[derive(Debug)]
pub(super) struct Attesters(BTreeMap<Person, bool>);

impl Attesters {
    pub(super) fn of(review: &Review) -> Self {
        let all = review.attestations();
        let people: BTreeSet<&Person> =
            all.flat_map(|(_, one)| [&one.by, one.recorder()]).collect();
        let mut namesakes: HashMap<&str, usize> = HashMap::new();
        for person in &people {
            *namesakes.entry(person.name()).or_default() += 1;
        }
        Self(
            people
                .iter()
                .map(|person| ((*person).clone(), namesakes[person.name()] > 1))
                .collect(),
        )
    }

    /// Everybody, in the order of the alphabet.
    pub(super) fn people(&self) -> impl ExactSizeIterator<Item = &Person> {
        self.0.keys()
    }

    /// The name of who attested, with the address where others have it too; everything known of who did not.
    pub(super) fn name<'p>(&self, person: &'p Person) -> Span<'p> {
        match self.0.get(person) {
            Some(false) => Span::Text(person.name()),
            Some(true) => Span::Text(person.as_str()),
            None => Span::Person(person),
        }
    }
}
