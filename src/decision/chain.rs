//! Sign-offs and revocations name those that they come after: one that is taken out, or put elsewhere, is missed by a
//! later one.

use std::collections::{HashMap, HashSet};

use crate::review::{Review, Revocation, Signoff};
use crate::text::digest::Digest;

/// The statements that no other comes after; the next one names them.
pub fn ends(review: &Review) -> Vec<Digest> {
    let (signoffs, revocations) = (&review.signoffs, &review.revocations);
    let named = signoffs
        .iter()
        .map(|one| &one.after)
        .chain(revocations.iter().map(|one| &one.after));
    let named: HashSet<Digest> = named.flatten().copied().collect();
    let all = signoffs
        .iter()
        .map(Signoff::digest)
        .chain(revocations.iter().map(Revocation::digest));
    all.filter(|digest| !named.contains(digest)).collect()
}

/// True where a sign-off comes after a statement, at once or by way of others: whoever signed it knew of that.
pub fn leads(signoff: &Signoff, to: Digest, review: &Review) -> bool {
    let signoffs = review.signoffs.iter().map(|one| (one.digest(), &one.after));
    let revocations = review
        .revocations
        .iter()
        .map(|one| (one.digest(), &one.after));
    let before: HashMap<Digest, &Vec<Digest>> = signoffs.chain(revocations).collect();
    let (mut open, mut seen) = (signoff.after.clone(), HashSet::new());
    while let Some(digest) = open.pop() {
        if seen.insert(digest) {
            open.extend(before.get(&digest).into_iter().copied().flatten());
        }
    }
    seen.contains(&to)
}

/// What is wrong with the chain at each sign-off; `None` where nothing is.
pub fn faults(review: &Review) -> Vec<Option<String>> {
    let signoffs = &review.signoffs;
    let revocations: HashMap<Digest, &Revocation> = review
        .revocations
        .iter()
        .map(|one| (one.digest(), one))
        .collect();
    let all: HashSet<Digest> = signoffs.iter().map(Signoff::digest).collect();
    let mut before = HashSet::new();
    let mut faults = Vec::with_capacity(signoffs.len());
    for one in signoffs {
        faults.push(match missing(&one.after, &mut before, &revocations) {
            Some(digest) if all.contains(&digest) => Some(format!(
                "it comes after the sign-off {}, which stands behind it",
                digest.short()
            )),
            Some(digest) => Some(lost(digest)),
            None if !before.insert(one.digest()) => Some("it stands twice in the file".to_owned()),
            None => None,
        });
    }
    faults
}

/// The statements of a review, by their digests: to make one costs, and they are asked for again and again.
pub(super) struct Known<'r> {
    signoffs: HashMap<Digest, &'r Signoff>,
    revocations: HashSet<Digest>,
}

impl<'r> Known<'r> {
    pub fn of(review: &'r Review) -> Self {
        // Of those that stand twice, the first.
        let signoffs = review.signoffs.iter().rev();
        Self {
            signoffs: signoffs.map(|one| (one.digest(), one)).collect(),
            revocations: review.revocations.iter().map(Revocation::digest).collect(),
        }
    }

    /// The sign-off that a revocation takes back; `None` where it is not in the file.
    pub fn signoff_of(&self, revocation: &Revocation) -> Option<&'r Signoff> {
        self.signoffs.get(&revocation.signoff).copied()
    }

    /// What is wrong with the chain at a revocation.
    pub fn fault(&self, revocation: &Revocation) -> Option<String> {
        let mut after = revocation.after.iter();
        after
            .find(|one| !self.signoffs.contains_key(one) && !self.revocations.contains(one))
            .copied()
            .map(lost)
    }
}

fn lost(digest: Digest) -> String {
    format!(
        "it comes after a sign-off or revocation {} that is not in the file",
        digest.short()
    )
}

/// A statement that should stand before and does not. A revocation has no place among the sign-offs: it stands where
/// those stand that it comes after.
fn missing(
    after: &[Digest],
    before: &mut HashSet<Digest>,
    revocations: &HashMap<Digest, &Revocation>,
) -> Option<Digest> {
    let mut open = after.to_vec();
    let mut passed = HashSet::new();
    while let Some(digest) = open.pop() {
        if before.contains(&digest) {
            continue;
        }
        let Some(revocation) = revocations.get(&digest) else {
            return Some(digest);
        };
        if passed.insert(digest) {
            open.extend(&revocation.after);
        }
    }
    before.extend(passed);
    None
}
