//! Who attested: named in full once, by name everywhere else.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::report::escape::{Line, Who};
use crate::review::{Person, Review};

/// The people who attested, each with the words that stand for them.
pub(super) struct Attesters<'d>(BTreeMap<&'d Person, String>);

impl<'d> Attesters<'d> {
    pub(super) fn of(review: &'d Review) -> Self {
        let mut shown: BTreeMap<_, _> = review
            .attestations()
            .map(|(_, _, a)| (&a.by, String::new()))
            .collect();
        let mut namesakes: HashMap<&str, usize> = HashMap::new();
        for person in shown.keys() {
            *namesakes.entry(person.name()).or_default() += 1;
        }
        for (person, words) in &mut shown {
            // Two people of one name are told apart by their addresses.
            let alone = namesakes[person.name()] == 1;
            *words = Line(if alone {
                person.name()
            } else {
                person.as_str()
            })
            .to_string();
        }
        Self(shown)
    }

    /// Everybody, in full, in the order of the alphabet.
    pub(super) fn people(&self) -> impl ExactSizeIterator<Item = &'d Person> {
        self.0.keys().copied()
    }

    /// The escaped name of who attested, or everything known of somebody who is none.
    pub(super) fn name(&self, person: &Person) -> Cow<'_, str> {
        match self.0.get(person) {
            Some(words) => Cow::Borrowed(words),
            None => Cow::Owned(Who(person).to_string()),
        }
    }
}
