//! A review together with the checklists it is against, and what it adds up to.

mod admit;

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    Attestation, Checks, ItemKey, Outcome, Person, Record, Refusal, Review, Schema, Tally,
};
use crate::checklist::{Category, Checklist, Item};
use crate::policy::{Calendar, Policy, Zone, age};
use crate::text::digest::Digest;

/// A review, its checklists, and the outcome of every item, kept up to date.
///
/// Items have a position: their place in the walk over all checklists, from 0.
#[derive(Debug)]
pub struct Dossier {
    review: Review,
    checklists: Vec<Checklist>,
    /// What each checklist asks for, and whoever reads the review besides.
    policies: Vec<Policy>,
    /// What they ask for together: gates ask for it with every sign-off.
    policy: Box<Policy>,
    checks: Checks,
    places: Vec<Place>,
    outcomes: Vec<Outcome>,
    /// The moment that the outcomes are of.
    as_of: DateTime<Utc>,
    sections: Vec<Section>,
    /// What all sections add up to: the title line asks for it with every key.
    tally: Tally,
    /// All positions by the ids of their items, so that nothing looks through all items to find one.
    by_id: Vec<usize>,
    /// By schema.
    content: [OnceLock<Content>; 2],
    /// Who attested anything, each once.
    attesters: OnceLock<Vec<Person>>,
}

/// What depends on the content alone, and is computed once between two changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Content {
    /// The digest of the canonical content.
    pub digest: Digest,
    /// How many items were answered how, whether or not the answers still hold.
    pub counts: Tally,
    /// What a statement says of it: in form 1 all that, in form 2 what one takes on.
    pub summary: String,
    /// What a statement of form 2 says of the review itself.
    pub subject: String,
}

/// Where an item stands in its checklist.
#[derive(Debug, Clone)]
struct Place {
    section: usize,
    item: usize,
    key: ItemKey,
}

/// A category of one of the checklists.
#[derive(Debug, Clone)]
pub struct Section {
    /// Index of the checklist.
    pub checklist: usize,
    /// Index of the category in it.
    pub category: usize,
    /// Positions of its items.
    pub positions: Range<usize>,
    /// What its items add up to.
    pub tally: Tally,
}

/// Everything about the item at one position.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'d> {
    /// Its place in the walk.
    pub position: usize,
    /// The checklist that asks.
    pub checklist: &'d Checklist,
    /// What its answer must keep to.
    pub policy: &'d Policy,
    /// The category it is in.
    pub category: &'d Category,
    /// What is asked.
    pub item: &'d Item,
    /// What was said.
    pub record: Option<&'d Record>,
    /// What that amounts to now.
    pub outcome: &'d Outcome,
    /// Where days end.
    pub zone: Zone,
}

/// Why a name does not lead to one item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotFound {
    /// No such item.
    #[error("no item `{name}` in this review")]
    Unknown {
        /// What was asked for.
        name: String,
        /// The nearest one there is.
        nearest: Option<String>,
    },
    /// Several checklists have it.
    #[error("`{name}` is in several checklists of this review")]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// The full names.
        full: Vec<String>,
    },
}

impl Dossier {
    /// Joins a review with its checklists, which stand in the order that the review names them.
    pub fn new(review: Review, checklists: Vec<Checklist>, now: DateTime<Utc>) -> Self {
        let (mut places, mut sections) = (Vec::new(), Vec::new());
        for (checklist, list) in checklists.iter().enumerate() {
            for (category, cat) in list.categories.iter().enumerate() {
                let start = places.len();
                let section = sections.len();
                places.extend(cat.items.iter().enumerate().map(|(item, asked)| Place {
                    section,
                    item,
                    key: ItemKey::new(&list.id, &asked.id),
                }));
                let positions = start..places.len();
                sections.push(Section {
                    checklist,
                    category,
                    positions,
                    tally: Tally::default(),
                });
            }
        }
        let policies: Vec<_> = checklists.iter().map(|list| list.policy.clone()).collect();
        let mut dossier = Self {
            review,
            policy: together(&policies),
            policies,
            checklists,
            checks: Checks::new(),
            outcomes: vec![Outcome::default(); places.len()],
            as_of: now,
            by_id: Vec::new(),
            places,
            sections,
            tally: Tally::default(),
            content: Default::default(),
            attesters: OnceLock::new(),
        };
        let mut by_id: Vec<_> = (0..dossier.count()).collect();
        by_id.sort_by_key(|position| &dossier.places[*position].key.item);
        dossier.by_id = by_id;
        dossier.reassess(now);
        dossier
    }

    /// Asks for more than the checklists do: of each rule the stricter one holds.
    pub fn tighten(&mut self, policy: &Policy, now: DateTime<Utc>) {
        for own in &mut self.policies {
            *own = own.and(policy);
        }
        self.policy = together(&self.policies);
        self.reassess(now);
    }

    /// What all checklists ask for together.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The review.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// The checklists, as they are now.
    pub fn checklists(&self) -> &[Checklist] {
        &self.checklists
    }

    /// What other texts there are of the names of its checklists.
    pub fn confusions(&self) -> impl Iterator<Item = String> {
        self.checklists.iter().filter_map(Checklist::confusion)
    }

    /// The categories of all checklists, in the order of the walk.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// How many items there are; at least one, since lint refuses checklists without.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// The section of the item at a position.
    pub fn section_of(&self, position: usize) -> usize {
        self.places[position].section
    }

    /// The item at a position.
    pub fn entry(&self, position: usize) -> Entry<'_> {
        let Place { section, item, key } = &self.places[position];
        let section = &self.sections[*section];
        let checklist = &self.checklists[section.checklist];
        let category = &checklist.categories[section.category];
        Entry {
            position,
            checklist,
            policy: &self.policies[section.checklist],
            category,
            item: &category.items[*item],
            record: self.review.record(key),
            outcome: &self.outcomes[position],
            zone: self.zone(),
        }
    }

    /// What was said of the item at a position amounts to this now.
    pub fn outcome(&self, position: usize) -> &Outcome {
        &self.outcomes[position]
    }

    /// Every item, in the order of the walk.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.places.len()).map(|position| self.entry(position))
    }

    /// The category of a section.
    pub fn category(&self, section: &Section) -> &Category {
        &self.checklists[section.checklist].categories[section.category]
    }

    /// What all items add up to.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// The positions of the items without an answer that holds, in the order of the walk.
    pub fn unanswered(&self) -> impl Iterator<Item = usize> {
        (0..self.count()).filter(|at| self.outcomes[*at].status().is_none())
    }

    /// Refuses what a sealed review does not take.
    pub fn check_seal(&self) -> Result<(), Refusal> {
        self.review.seal().map_or(Ok(()), |seal| {
            let day = self.day_of(seal.at);
            Err(Refusal::Sealed(Box::new(seal.clone()), day))
        })
    }

    /// The item of a name: `SEC-2`, or `azure-deployment/SEC-2`.
    pub fn find(&self, name: &str) -> Result<usize, NotFound> {
        let (checklist, item) = match name.split_once('/') {
            Some((checklist, item)) => (Some(checklist), item),
            None => (None, name),
        };
        let is_meant = |key: &ItemKey| checklist.is_none_or(|one| key.checklist == one);
        let found = self.of_id(item);
        let mut found = found.filter(|position| is_meant(&self.places[*position].key));
        let Some(first) = found.next() else {
            let wanted = item.to_lowercase();
            let nearest = self
                .entries()
                .map(|entry| {
                    (
                        strsim::jaro_winkler(&entry.item.id.to_lowercase(), &wanted),
                        entry,
                    )
                })
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, entry)| self.name(entry.position));
            return Err(NotFound::Unknown {
                name: name.to_owned(),
                nearest,
            });
        };
        let mut all: Vec<_> = found.collect();
        if all.is_empty() {
            return Ok(first);
        }
        all.insert(0, first);
        let key = |position: usize| self.places[position].key.to_string();
        Err(NotFound::Ambiguous {
            name: name.to_owned(),
            full: all.into_iter().map(key).collect(),
        })
    }

    /// The shortest name that leads to the item at a position: `SEC-2`, or `azure-deployment/SEC-2` where another
    /// checklist of the review has the same id.
    pub fn name(&self, position: usize) -> String {
        let key = &self.places[position].key;
        if self.of_id(&key.item).nth(1).is_some() {
            key.to_string()
        } else {
            key.item.clone()
        }
    }

    /// What to call an item: by its shortest name, or by its key where no checklist asks for it any more.
    pub fn name_of(&self, key: &ItemKey) -> String {
        let position = self.position(key);
        position.map_or_else(|| key.to_string(), |at| self.name(at))
    }

    /// The position of an item by its key.
    pub fn position(&self, key: &ItemKey) -> Option<usize> {
        self.of_id(&key.item)
            .find(|position| self.places[*position].key == *key)
    }

    /// True where one of its checklists asks for an item.
    pub fn asks(&self, key: &ItemKey) -> bool {
        self.position(key).is_some()
    }

    /// The positions of the items of an id, one for each checklist that has it, in the order of the walk.
    fn of_id(&self, id: &str) -> impl Iterator<Item = usize> {
        let id_at = |position: usize| self.places[position].key.item.as_str();
        let start = self.by_id.partition_point(|position| id_at(*position) < id);
        let rest = self.by_id[start..].iter().copied();
        rest.take_while(move |position| id_at(*position) == id)
    }

    /// Paths of all evidence files that count now.
    pub fn evidence_files(&self) -> BTreeSet<&str> {
        self.review
            .records
            .values()
            .filter_map(Record::latest)
            .flat_map(|attestation| attestation.answer.files())
            .collect()
    }

    /// What is known of the evidence files.
    pub fn checks(&self) -> &Checks {
        &self.checks
    }

    /// Takes in what evidence files were found to be now.
    pub fn learn(&mut self, checks: Checks, now: DateTime<Utc>) {
        self.checks.extend(checks);
        self.reassess(now);
    }

    /// Looks at every item again, as of `now`.
    pub fn reassess(&mut self, now: DateTime<Utc>) {
        self.as_of = now;
        self.tally = Tally::default();
        for section in 0..self.sections.len() {
            let mut tally = Tally::default();
            for position in self.sections[section].positions.clone() {
                self.outcomes[position] = self.assess(position, now);
                tally.add(&self.outcomes[position]);
            }
            self.sections[section].tally = tally;
            self.tally.merge(&tally);
        }
    }

    /// The moment that every item was looked at from.
    pub fn as_of(&self) -> DateTime<Utc> {
        self.as_of
    }

    fn assess(&self, position: usize, now: DateTime<Utc>) -> Outcome {
        let Entry {
            record,
            item,
            policy,
            zone,
            ..
        } = self.entry(position);
        Outcome::assess(record, item, policy, zone, &self.checks, now)
    }

    /// Everybody who attested or recorded anything, withdrawn or not.
    pub fn attesters(&self) -> &[Person] {
        self.attesters.get_or_init(|| {
            let people: HashSet<&Person> = self
                .review
                .attestations()
                .flat_map(|(_, said)| [&said.by, said.recorder()])
                .collect();
            people.into_iter().cloned().collect()
        })
    }

    /// What depends on the content alone, computed once between two changes.
    pub(crate) fn content(
        &self,
        schema: Schema,
        compute: impl FnOnce(&Self) -> Content,
    ) -> &Content {
        let [one, two] = &self.content;
        let memo = match schema {
            Schema::One => one,
            Schema::Two => two,
        };
        memo.get_or_init(|| compute(self))
    }

    /// Where days end.
    pub fn zone(&self) -> Zone {
        self.review.subject.time_zone.unwrap_or_default()
    }

    /// The day that it is at a moment.
    pub fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        self.zone().day_of(at)
    }

    /// What days that people write at a moment are seen from.
    pub fn calendar(&self, at: DateTime<Utc>) -> Calendar {
        Calendar {
            today: self.day_of(at),
            zone: self.zone(),
        }
    }
}

/// All policies at once.
fn together(policies: &[Policy]) -> Box<Policy> {
    let mut all = policies.iter();
    let first = all.next().cloned().unwrap_or_default();
    Box::new(all.fold(first, |policy, other| policy.and(other)))
}

impl<'d> Entry<'d> {
    /// The item's name across checklists.
    pub fn key(&self) -> ItemKey {
        ItemKey::new(&self.checklist.id, &self.item.id)
    }

    /// The attestation that counts, whether it holds or not.
    pub fn latest(&self) -> Option<&'d Attestation> {
        self.record.and_then(Record::latest)
    }

    /// The last day on which the attestation that counts holds by itself.
    pub fn expires(&self) -> Option<NaiveDate> {
        let latest = self.latest()?;
        let said_at = self.record?.said_at(latest);
        let by_age = age::earliest(said_at, [self.item.max_age, self.policy.max_age]);
        latest
            .answer
            .until
            .into_iter()
            .chain(by_age.map(|end| self.zone.day_of(end)))
            .min()
    }
}
