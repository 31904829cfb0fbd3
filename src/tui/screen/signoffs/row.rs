//! The rows of the list: what was decided or sealed.

use std::cmp::Reverse;

use crate::review::Review;

/// What a row is about, by its place in the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Topic {
    Signoff(usize),
    /// With the place of the sign-off that it takes back.
    Revocation(usize, Option<usize>),
    Seal(usize),
}

/// Everything that was decided or sealed, the newest first; of the same moment what stands later in the file.
pub(super) fn all(review: &Review) -> Vec<Topic> {
    let signoffs = review
        .signoffs
        .iter()
        .enumerate()
        .map(|(nth, one)| (one.at, Topic::Signoff(nth)));
    // To look each up among all would cost, at every frame.
    let places = review.places();
    let revocations = review.revocations.iter().enumerate().map(|(nth, one)| {
        let of = places.get(&one.signoff).copied();
        (one.at, Topic::Revocation(nth, of))
    });
    let seals = review
        .seals
        .iter()
        .enumerate()
        .map(|(nth, one)| (one.at, Topic::Seal(nth)));
    let mut rows: Vec<_> = signoffs.chain(revocations).chain(seals).collect();
    rows.sort_by_key(|row| Reverse(*row));
    rows.into_iter().map(|(_, of)| of).collect()
}
