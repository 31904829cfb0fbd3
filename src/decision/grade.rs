//! How good or bad something is.

use super::{Holding, Signed};
use crate::review::Standing;

/// How good or bad something is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// It speaks against the review.
    Bad,
    /// It held once.
    Lapsed,
    /// It holds, and something is missing.
    Weak,
    /// All is well.
    Good,
}

impl Grade {
    /// Of what a sign-off amounts to today.
    pub fn of(held: &Holding<'_>) -> Self {
        match (held.standing, held.signed) {
            (_, Signed::Refused) | (Standing::Revoked, _) => Self::Bad,
            (Standing::Current, _) if held.rejects() => Self::Bad,
            (Standing::Current, Signed::Yes) => Self::Good,
            (Standing::Current, _) => Self::Weak,
            (
                Standing::Expired | Standing::Stale | Standing::Superseded | Standing::Undecided,
                _,
            ) => Self::Lapsed,
        }
    }
}
