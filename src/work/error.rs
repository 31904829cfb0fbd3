//! Why something cannot be done with a review.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::secrets::Secret;
use crate::decision::Objection;
use crate::decision::declaration::NoRecord;
use crate::decision::revocation::NoSignoff;
use crate::review::Refusal;
use crate::store::disk::DiskError;
use crate::store::document::union::Apart;
use crate::store::shelf::ShelfError;
use crate::toml::problem::Problems;

/// So many sign-offs, and so many revocations, are read and kept in a review. Each costs time at every verdict, and who can
/// write the file can write as many as they like.
pub(super) const MOST: usize = 1_000;

/// Why something cannot be done with a review.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The file cannot be read or saved.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The file is wrong.
    #[error(transparent)]
    Problems(#[from] Problems),
    /// A checklist of the review is missing or wrong.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The change is not a good one.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The sign-off is not possible now.
    #[error(transparent)]
    Objection(#[from] Objection),
    /// There is no record of that name.
    #[error(transparent)]
    NoRecord(#[from] NoRecord),
    /// There is no sign-off of that name.
    #[error(transparent)]
    NoSignoff(#[from] NoSignoff),
    /// Something in it looks like a secret, which would be kept for good.
    #[error("nothing was recorded, because this looks like a secret")]
    Secrets(Vec<Secret>),
    /// The file is another review now.
    #[error("{} holds another review now: {title}", .path.display())]
    OtherReview {
        path: PathBuf,
        /// What people call the review in it.
        title: String,
    },
    /// The same checklist was named twice.
    #[error("the checklist `{0}` was named twice")]
    Twice(String),
    /// An export would replace what the review is made of.
    #[error("{} belongs to the review and is not overwritten", .0.display())]
    Precious(PathBuf),
    /// Evidence is not what it was when the statement was made.
    #[error("the evidence changed while the statement was signed: {0}")]
    EvidenceChanged(String),
    /// To verify them all would take too long.
    #[error("{} has {_1} {_2}; at most {MOST} are read", .0.display())]
    TooMany(PathBuf, usize, &'static str),
    /// It has as many as are read.
    #[error("there are {MOST} {0} already, and no more are read")]
    Full(&'static str),
    /// Two sides of a review cannot be made one.
    #[error("{} stays as it is", .0.display())]
    Apart(PathBuf, #[source] Apart),
    /// There is nothing to resolve.
    #[error("{} has no conflict markers", .0.display())]
    NoConflict(PathBuf),
    /// Git did not take a setting.
    #[error("git did not take a setting; run in the repository: {0}")]
    NoGit(String),
    /// Others save without a pause.
    #[error("another program keeps writing {}", .0.display())]
    Busy(PathBuf),
    /// A checklist outside the repository could not be found again from another machine.
    #[error("the checklist {} is outside {}, so others could not read it", .0.display(), .1.display())]
    FarChecklist(PathBuf, PathBuf),
}

impl WorkError {
    /// Refuses secrets that were found, unless they are allowed.
    pub(super) fn refuse_secrets(found: Vec<Secret>, are_allowed: bool) -> Result<(), Self> {
        if found.is_empty() || are_allowed {
            Ok(())
        } else {
            Err(Self::Secrets(found))
        }
    }

    /// True where the file is not the one that was read.
    pub fn is_stale(&self) -> bool {
        match self {
            Self::Disk(DiskError::Changed(_)) => true,
            Self::Disk(DiskError::Io { source, .. }) => source.kind() == ErrorKind::NotFound,
            _ => false,
        }
    }
}
