//! Sign-offs and revocations name those that they come after: one that is taken out is missed by a later one, and which
//! came first is told by what was signed.
//!
//! The place in the file tells nothing: whoever resolves a conflict of git can put Grace's later no in front of her
//! earlier yes, and needs no key for that. Nor does a time, which is whatever the clock of its writer said.

use std::collections::{HashMap, HashSet};

use super::form2::remains::belied;
use crate::review::{Review, Revocation, Signable, Signoff};
use crate::text::digest::Digest;

/// The statements that no other comes after; the next one names them.
pub(super) fn ends(review: &Review, dismissed: &HashSet<Digest>) -> Vec<Digest> {
    let named: HashSet<Digest> = records(review, dismissed)
        .flat_map(|(_, after)| after)
        .copied()
        .collect();
    let mut seen = HashSet::new();
    let all = records(review, dismissed).map(|(digest, _)| digest);
    all.filter(|digest| !named.contains(digest) && seen.insert(*digest))
        .collect()
}

/// Which statements come after which, at once or by way of others.
#[derive(Debug)]
pub(super) struct Links {
    /// The place of a statement in `before`; of copies, the first one's.
    places: HashMap<Digest, usize>,
    /// For each statement, those before it, a bit for a place.
    before: Vec<Vec<u64>>,
}

impl Links {
    /// Of all statements of a review.
    pub(super) fn of(review: &Review, dismissed: &HashSet<Digest>) -> Self {
        let mut places = HashMap::new();
        let mut after: Vec<&[Digest]> = Vec::new();
        for (digest, its) in records(review, dismissed) {
            places.entry(digest).or_insert_with(|| {
                after.push(its);
                after.len() - 1
            });
        }
        let comes_after = |digests: &&[Digest]| -> Vec<usize> {
            let known = digests.iter().filter_map(|digest| places.get(digest));
            known.copied().collect()
        };
        let after: Vec<Vec<usize>> = after.iter().map(comes_after).collect();
        let words = after.len().div_ceil(64);
        let mut before = vec![Vec::new(); after.len()];
        // Nobody can make a circle of digests; an edited file may claim one, which then ends where it is met again.
        let mut is_begun = vec![false; after.len()];
        for start in 0..after.len() {
            let mut way = vec![(start, 0)];
            while let Some((at, nth)) = way.pop() {
                if let Some(&next) = after[at].get(nth) {
                    way.push((at, nth + 1));
                    if !std::mem::replace(&mut is_begun[next], true) {
                        way.push((next, 0));
                    }
                    continue;
                }
                is_begun[at] = true;
                let mut bits = vec![0; words];
                for &one in &after[at] {
                    bits[one / 64] |= 1 << (one % 64);
                    for (mine, its) in bits.iter_mut().zip(&before[one]) {
                        *mine |= its;
                    }
                }
                before[at] = bits;
            }
        }
        Self { places, before }
    }

    /// True where one statement comes after another: whoever signed it knew of that.
    pub(super) fn leads(&self, from: Digest, to: Digest) -> bool {
        match (self.place(from), self.place(to)) {
            (Some(from), Some(to)) => self.leads_to(from, to),
            _ => false,
        }
    }

    /// The place of a statement among all: to look it up costs, and each is compared with each.
    pub(super) fn place(&self, of: Digest) -> Option<usize> {
        self.places.get(&of).copied()
    }

    /// The same of two places.
    pub(super) fn leads_to(&self, from: usize, to: usize) -> bool {
        let word = self.before[from].get(to / 64).copied().unwrap_or_default();
        word & (1 << (to % 64)) != 0
    }
}

/// What is wrong with the chain at a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    /// Its digest is that of one before it in the file.
    #[error("it stands twice in the file")]
    Copy,
    /// Somebody took out one that it comes after.
    #[error("it comes after a sign-off, revocation or declaration {} that is not in the file", .0.short())]
    Missing(Digest),
}

/// What is wrong with the chain at each sign-off; `None` where nothing is.
pub(super) fn faults(review: &Review, known: &Known<'_>) -> Vec<Option<Fault>> {
    let mut seen = HashSet::new();
    let fault = |one: &Signoff| {
        let copy = (!seen.insert(one.digest())).then_some(Fault::Copy);
        copy.or_else(|| known.fault(&one.after))
    };
    review.signoffs.iter().map(fault).collect()
}

/// The statements that others come after and that are not in the file.
pub(super) fn missing(review: &Review, dismissed: &HashSet<Digest>) -> HashSet<Digest> {
    let known = Known::of(review, dismissed);
    let named = records(review, dismissed)
        .flat_map(|(_, after)| after)
        .copied();
    named.filter(|one| !known.known.contains(one)).collect()
}

/// The statements of a review, by their digests: to make one costs, and they are asked for again and again.
pub(super) struct Known<'r> {
    signoffs: HashMap<Digest, &'r Signoff>,
    known: HashSet<Digest>,
}

impl<'r> Known<'r> {
    pub(super) fn of(review: &'r Review, dismissed: &HashSet<Digest>) -> Self {
        // Of those that stand twice, the first.
        let signoffs = review.signoffs.iter().rev();
        Self {
            signoffs: signoffs.map(|one| (one.digest(), one)).collect(),
            known: records(review, dismissed)
                .map(|(digest, _)| digest)
                .collect(),
        }
    }

    /// The sign-off that a revocation takes back; `None` where it is not in the file.
    pub(super) fn signoff_of(&self, revocation: &Revocation) -> Option<&'r Signoff> {
        self.signoffs.get(&revocation.signoff).copied()
    }

    /// The same where some are not in the file, and that is lifted.
    pub(super) fn with(mut self, lifted: impl IntoIterator<Item = Digest>) -> Self {
        self.known.extend(lifted);
        self
    }

    /// What is wrong with the chain at a statement that comes after others.
    pub(super) fn fault(&self, after: &[Digest]) -> Option<Fault> {
        let missing = after.iter().find(|digest| !self.known.contains(digest));
        missing.copied().map(Fault::Missing)
    }
}

/// Every statement by its digest, with those that it comes after.
fn records<'r>(
    review: &'r Review,
    dismissed: &HashSet<Digest>,
) -> impl Iterator<Item = (Digest, &'r [Digest])> {
    // What others say otherwise of is not what they name: somebody put it in the place of that.
    let belied = belied(review, dismissed);
    let all = review.statements().enumerate();
    let all = all.filter(move |(nth, _)| !belied.contains(nth));
    all.map(|(_, one)| (one.digest(), one.after()))
}
