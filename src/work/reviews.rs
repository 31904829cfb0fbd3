//! Listing the reviews that were open lately.

use std::path::{Path, PathBuf};

use super::{Clock, OpenReview, WorkError};
use crate::profile::recent::{Recent, Remembered};
use crate::store::shelf::Shelf;

/// A review that was open lately.
#[derive(Debug)]
pub struct KnownReview {
    pub path: PathBuf,
    /// What people called it then.
    pub title: String,
    /// What is there now; `None` of the one that is open, which need not be read again.
    pub found: Option<Result<OpenReview, WorkError>>,
}

/// The reviews that were open lately, the last one first.
pub fn known(
    recent: &Recent,
    open: Option<&Path>,
    shelf: &Shelf,
    clock: Clock,
) -> Vec<KnownReview> {
    let open = open.and_then(|open| std::path::absolute(open).ok());
    let look = |one: Remembered| KnownReview {
        found: (open.as_ref() != Some(&one.path))
            .then(|| OpenReview::open(&one.path, shelf, clock)),
        path: one.path,
        title: one.title,
    };
    recent.list().into_iter().map(look).collect()
}
