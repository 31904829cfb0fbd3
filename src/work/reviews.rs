//! Listing the reviews that were open lately, and those of a repository.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::{Clock, OpenReview, WorkError};
use crate::git::{repository, search};
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

/// How much of a file is looked at to tell whether it is a review, in bytes.
const HEAD: u64 = 4096;

/// The review files of the repository that a directory is in, those near its root first.
pub fn around(directory: &Path) -> Vec<PathBuf> {
    let root = repository::root(directory);
    if !repository::is_root(&root) {
        return Vec::new();
    }
    let mut files = search::below(&root, ".toml");
    files.retain(|file| is_review(file));
    files
}

fn is_review(file: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(file).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    read.is_ok() && head.lines().any(|line| line.trim() == "[review]")
}
