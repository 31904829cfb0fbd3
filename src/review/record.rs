//! A review as it is kept.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Attestation, Declaration, Person, Remark, Revocation, Schema, Seal, SealState, Session,
    Signable, Signoff, Vote, heads,
};
use crate::policy::Zone;
use crate::text::digest::Digest;

/// One run of one or more checklists against one system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// As the file has it.
    pub schema: Schema,
    /// What is reviewed.
    pub subject: Subject,
    /// The checklists in the order of the walk.
    pub checklists: Vec<Pinned>,
    /// What was said, by item.
    pub records: BTreeMap<ItemKey, Record>,
    /// Decisions, oldest first.
    pub signoffs: Vec<Signoff>,
    /// Sign-offs that were taken back, oldest first.
    pub revocations: Vec<Revocation>,
    /// What was opened, ended or taken back, in the order of the file. Sign-offs that they take back are among the
    /// revocations too.
    pub declarations: Vec<Declaration>,
    /// When it was sealed and unsealed, oldest first.
    pub seals: Vec<Seal>,
    /// Who went through it together, oldest first.
    pub sessions: Vec<Session>,
    /// What was said in them before anybody decides, in the order of the file.
    pub votes: Vec<Vote>,
}

/// What is reviewed, and who started it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Subject {
    /// The review's identity across copies and branches; made once, never changes.
    pub id: String,
    /// What people call the review; typed to sign it.
    pub title: String,
    /// What is reviewed.
    pub system: String,
    /// Where it runs, such as `prod`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// Which state of it, such as a commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// When the review was started.
    pub created_at: DateTime<Utc>,
    /// Who started it.
    pub created_by: Person,
    /// Where its days end; in UTC where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<Zone>,
}

impl Subject {
    /// The digest of that the review was started, by which whoever is said to have done it disowns that.
    pub fn digest(&self) -> Digest {
        Digest::of_canonical(&(&self.id, self.created_at, &self.created_by))
    }
}

/// A checklist as it was when the review was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinned {
    /// The checklist's id.
    pub id: String,
    /// Its version then.
    pub version: String,
    /// Its digest then.
    pub digest: Digest,
    /// Where it is read from, relative to the review file; by id where absent.
    pub path: Option<String>,
}

/// Names an item across checklists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemKey {
    /// The checklist's id.
    pub checklist: String,
    /// The item's id in it.
    pub item: String,
}

/// Everything that was said of one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The item's title when it was written, for people who read the file.
    pub title: String,
    /// Oldest first, as a rule; which one counts, they say themselves.
    pub attestations: Vec<Attestation>,
    /// What people say beside answers, oldest first.
    pub remarks: Vec<Remark>,
}

impl Record {
    /// The attestation that counts; none where there are several that do not know of each other.
    pub fn latest(&self) -> Option<&Attestation> {
        match heads::of(&self.attestations)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Those that no other one replaces: where there are several, the item is undecided.
    pub fn heads(&self) -> Vec<&Attestation> {
        heads::of(&self.attestations)
    }

    /// When a person last thought about what an attestation says: putting it back (redo), or adding evidence, makes it no
    /// younger.
    pub fn said_at(&self, attestation: &Attestation) -> DateTime<Utc> {
        let (mut said, mut left) = (attestation, None);
        while let Some(id) = said
            .reinstates
            .as_deref()
            .filter(|_| said.said_at.is_none())
        {
            let all = || {
                let all = self.attestations.iter().rev();
                all.map(|one| (one.id.as_str(), one)).collect()
            };
            let left: &mut HashMap<_, _> = left.get_or_insert_with(all);
            // Each once, so that a record that lies ends too.
            let Some(before) = left.remove(id) else {
                break;
            };
            said = before;
        }
        let said_at = said.said_at.unwrap_or(said.at);
        // Nobody thought of it after it was written down.
        said_at.min(attestation.at)
    }
}

impl ItemKey {
    pub fn new(checklist: impl Into<String>, item: impl Into<String>) -> Self {
        Self {
            checklist: checklist.into(),
            item: item.into(),
        }
    }
}

impl std::fmt::Display for ItemKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.checklist, self.item)
    }
}

impl Review {
    /// What was said of an item.
    pub fn record(&self, key: &ItemKey) -> Option<&Record> {
        self.records.get(key)
    }

    /// What was said of an item, to add to.
    pub(super) fn record_mut(&mut self, key: ItemKey, title: String) -> &mut Record {
        self.records.entry(key).or_insert_with(|| Record {
            title,
            ..Record::default()
        })
    }

    /// Takes a declaration in, and the sign-offs that it takes back.
    pub fn declare(&mut self, declaration: Declaration) {
        let revocations = Revocation::all_of(&declaration);
        self.revocations.extend(revocations);
        self.declarations.push(declaration);
    }

    /// The session that goes on: the last one by its time, whatever stands last in the file. One that is dated after another
    /// time, by a clock that was set back since, goes on only where none of the others does.
    pub fn session(&self, until: DateTime<Utc>) -> Option<&Session> {
        let last = |ahead: bool| {
            let all = self.sessions.iter();
            let all = all.filter(|one| (one.started_at > until) == ahead);
            all.max_by_key(|one| one.started_at)
        };
        let mut last = [last(false), last(true)].into_iter().flatten();
        last.find(|last| last.ended_at.is_none())
    }

    /// The last time in it that is not after another.
    pub fn last_moment(&self, until: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let answers = self.attestations().flat_map(|(_, one)| {
            let withdrawn = one.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
            [Some(one.at), withdrawn].into_iter().flatten()
        });
        answers
            .chain(self.statements().map(Signable::at))
            .chain(self.seals.iter().map(|seal| seal.at))
            .chain(self.remarks().map(|(_, one)| one.at))
            .chain(self.sessions.iter().filter_map(|one| one.ended_at))
            .chain(self.votes.iter().map(|one| one.at))
            .filter(|at| *at <= until)
            .max()
    }

    /// Everything that may be signed: sign-offs, revocations, declarations. A revocation of form 2 is a part of a declaration,
    /// and has its digest.
    pub fn statements(&self) -> impl Iterator<Item = &dyn Signable> {
        let signoffs = self.signoffs.iter().map(|one| one as &dyn Signable);
        let revocations = self.revocations.iter().map(|one| one as &dyn Signable);
        let declarations = self.declarations.iter().map(|one| one as &dyn Signable);
        signoffs.chain(revocations).chain(declarations)
    }

    /// True where any of them has a signature, whatever it is worth.
    pub fn has_signatures(&self) -> bool {
        self.statements().any(|one| one.signature().is_some())
    }

    /// The seal that keeps answers from being changed now: the last one by its time, whatever stands last in the file.
    pub fn seal(&self) -> Option<&Seal> {
        let last = self.seals.iter().max_by_key(|one| one.at);
        last.filter(|last| last.state == SealState::Sealed)
    }

    /// Where each sign-off stands, by its digest; of those that stand twice, the first.
    pub fn places(&self) -> HashMap<Digest, usize> {
        let all = self.signoffs.iter().enumerate().rev();
        all.map(|(nth, one)| (one.digest(), nth)).collect()
    }

    /// The sign-off that a revocation takes back; `None` where it is not in the file.
    pub fn signoff_of(&self, revocation: &Revocation) -> Option<&Signoff> {
        self.signoffs
            .iter()
            .find(|one| one.digest() == revocation.signoff)
    }

    /// A revocation after which another of the same sign-off is of no use: of a yes, any; of a no, one by the same person
    /// that is signed if the other is.
    pub(super) fn revocation_like(&self, other: &Revocation) -> Option<&Revocation> {
        let is_yes = self
            .signoff_of(other)
            .is_none_or(|signoff| signoff.decision.approves());
        self.revocations.iter().find(|one| {
            let is_as_good =
                one.by.may_be(&other.by) && (one.signature.is_some() || other.signature.is_none());
            one.signoff == other.signoff && (is_yes || is_as_good)
        })
    }

    /// True of a revocation without a signature of a no that has one.
    pub(super) fn is_too_little(&self, revocation: &Revocation) -> bool {
        revocation.signature.is_none()
            && self
                .signoff_of(revocation)
                .is_some_and(|no| !no.decision.approves() && no.signature.is_some())
    }

    /// Every attestation with the item it is on, oldest first in an item.
    pub fn attestations(&self) -> impl Iterator<Item = (&ItemKey, &Attestation)> {
        let all = self.records.iter();
        all.flat_map(|(key, record)| record.attestations.iter().map(move |one| (key, one)))
    }

    /// Every remark with the item it is on.
    pub fn remarks(&self) -> impl Iterator<Item = (&ItemKey, &Remark)> {
        let all = self.records.iter();
        all.flat_map(|(key, record)| record.remarks.iter().map(move |one| (key, one)))
    }

    /// The revocations that are no part of a declaration.
    pub(super) fn lone_revocations(&self) -> impl Iterator<Item = &Revocation> {
        let declared: HashSet<&str> = self.declarations.iter().map(|one| &*one.id).collect();
        let all = self.revocations.iter();
        all.filter(move |one| !declared.contains(&*one.id))
    }

    /// What the person attested in their last change that was not withdrawn: what an undo takes back. What is dated after
    /// another time, by a clock that was set back since, was not said last where anything else was said.
    pub(super) fn last_by(
        &self,
        person: &Person,
        until: DateTime<Utc>,
    ) -> Vec<(&ItemKey, &Attestation)> {
        let standing = self.recorded_by(person).filter(stands);
        let (ahead, said): (Vec<_>, Vec<_>) = standing.partition(|(_, one)| one.at > until);
        let all = if said.is_empty() { ahead } else { said };
        latest(all.into_iter().map(|(key, one)| (one.at, key, one)))
    }

    /// What the person attested in the change that made the attestation of this id, as far as it was not withdrawn.
    pub(super) fn made_with(&self, id: &str, person: &Person) -> Vec<(&ItemKey, &Attestation)> {
        let standing = || self.recorded_by(person).filter(stands);
        let made_at = standing().find_map(|(_, one)| (one.id == id).then_some(one.at));
        standing()
            .filter(|(_, one)| Some(one.at) == made_at)
            .collect()
    }

    /// What the person withdrew last, where nothing took its place since: what a redo puts back.
    pub fn last_withdrawn_by(
        &self,
        person: &Person,
        until: DateTime<Utc>,
    ) -> Vec<(&ItemKey, &Attestation)> {
        let mine = || self.recorded_by(person);
        let newest_fresh = mine()
            .filter(|(_, one)| one.reinstates.is_none() && one.at <= until)
            .map(|(_, one)| one.at)
            .max();
        let put_back: HashSet<&str> = mine()
            .filter_map(|(_, one)| one.reinstates.as_deref())
            .collect();
        let withdrawn = mine().filter(|(_, one)| !put_back.contains(one.id.as_str()));
        latest(withdrawn.filter_map(|(key, one)| {
            let withdrawn = one.withdrawn.as_ref().filter(|it| it.by == *person)?;
            (Some(withdrawn.at) > newest_fresh).then_some((withdrawn.at, key, one))
        }))
    }

    /// True where a person attested an item, withdrawn or not.
    pub fn has_attested(&self, person: &Person) -> bool {
        self.attestations().any(|(_, one)| one.by == *person)
    }

    fn recorded_by(&self, person: &Person) -> impl Iterator<Item = (&ItemKey, &Attestation)> {
        self.attestations()
            .filter(|(_, one)| *one.recorder() == *person)
    }
}

/// True of what was not withdrawn.
fn stands((_, one): &(&ItemKey, &Attestation)) -> bool {
    one.withdrawn.is_none()
}

/// Those with the latest time, which is one change.
fn latest<'r>(
    all: impl Iterator<Item = (DateTime<Utc>, &'r ItemKey, &'r Attestation)>,
) -> Vec<(&'r ItemKey, &'r Attestation)> {
    let all: Vec<_> = all.collect();
    let last = all.iter().map(|(at, ..)| *at).max();
    let of_last = all.into_iter().filter(|(at, ..)| Some(*at) == last);
    of_last.map(|(_, key, one)| (key, one)).collect()
}
