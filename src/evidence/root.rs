//! Evidence files, opened without trusting their paths.
//!
//! A path in a review comes from a stranger: it may climb out, be a link to somewhere else, a pipe that never ends or a
//! file of a hundred gigabytes. So the kernel resolves it beneath the repository, nothing is followed at its end, the
//! handle is looked at before it is read, and reading is bounded.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use rustix::io::Errno;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::likeness;
use crate::git::repository;
use crate::git::tracking::{self, Tracking};
use crate::review::{Comparison, Evidence, Measured};
use crate::store::beneath;
use crate::text::causes;
use crate::text::digest::Digest;

/// Largest evidence file, in bytes.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024 * 1024;

/// How much is read between two looks at whether to go on.
const CHUNK: usize = 1024 * 1024;

/// How much of a file is shown to whoever looks at it, in bytes.
const EXCERPT: u64 = 64_000;

/// Why a file is no evidence.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// The path leaves the repository.
    #[error("{path} is outside {}; copy it in, or attach a link", .root.display())]
    Outside {
        /// As it was given.
        path: String,
        /// What it may not leave.
        root: PathBuf,
    },
    /// There is no such file.
    #[error("{0} does not exist")]
    Missing(String),
    /// A link, a directory, a pipe, a device, too large.
    #[error("{path} {why}")]
    Unfit {
        /// As it was given.
        path: String,
        /// Why not.
        why: &'static str,
    },
    /// It is neither a path nor an address.
    #[error("{given}: {why}")]
    Unread {
        /// As it was given.
        given: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Hashing was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The system said no.
    #[error("cannot read {path}")]
    Io {
        /// As it was given.
        path: String,
        /// What the system said.
        source: io::Error,
    },
}

/// Of how many missing files git is asked: a stranger's review may name any number.
const ASKED: usize = 20;

/// Where the evidence of a review is: paths start from its directory and stay in its repository.
#[derive(Debug, Clone)]
pub struct Root {
    directory: PathBuf,
    repository: PathBuf,
    /// True where the record can say of what the digest of a file is.
    knows_text: bool,
    /// Of how many missing files git was asked.
    asked: Arc<AtomicUsize>,
}

impl Root {
    /// For a review in `directory`, which is absolute and without links.
    pub fn of(directory: &Path) -> Self {
        Self {
            directory: directory.to_owned(),
            repository: repository::root(directory),
            knows_text: false,
            asked: Arc::default(),
        }
    }

    /// For a review whose records can say of what the digest of a file is.
    #[must_use]
    pub fn with_text(mut self) -> Self {
        self.knows_text = true;
        self
    }

    /// How a review would name a file that a person in `here` calls `given`.
    pub fn name(&self, given: &Path, here: &Path) -> Result<String, EvidenceError> {
        let shown = given.display().to_string();
        let absolute = here.join(given);
        if absolute.is_dir() {
            return Err(EvidenceError::Unfit {
                path: shown,
                why: "is a directory; attach the files in it",
            });
        }
        // Only the directory is resolved: a link at the end must be seen as one.
        let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            return Err(EvidenceError::Unfit {
                path: shown,
                why: "is not a file",
            });
        };
        let parent = std::fs::canonicalize(parent).map_err(|error| io_error(&shown, error))?;
        if !parent.starts_with(&self.repository) {
            return Err(EvidenceError::Outside {
                path: shown,
                root: self.repository.clone(),
            });
        }
        Ok(repository::relative(&self.directory, &parent.join(name)))
    }

    /// True for a directory that evidence may lie in.
    pub fn holds(&self, directory: &Path) -> bool {
        std::fs::canonicalize(directory)
            .is_ok_and(|directory| directory.starts_with(&self.repository))
    }

    /// Reads a file into evidence. `progress` hears of `(done, total)` bytes and may stop it. Of a text of several lines whose
    /// line ends git may change, the digest is that of the text with line ends of Unix.
    pub fn measure(
        &self,
        path: &str,
        at: DateTime<Utc>,
        progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<Evidence, EvidenceError> {
        let (mut digest, mut size) = self.digest(path, progress)?;
        let lf = || {
            let bytes = self.small(path, size)?;
            let text = likeness::lf(&bytes).filter(|text| text.contains('\n'))?;
            let is_same = Digest::of(&bytes) == digest;
            (is_same && tracking::has_text(path, &self.directory)?).then_some(text)
        };
        let mut compared = None;
        if let Some(text) = self.knows_text.then(lf).flatten() {
            (digest, size) = (Digest::of(text.as_bytes()), text.len() as u64);
            compared = Some(Comparison::Lf);
        }
        Ok(Evidence::File {
            path: path.to_owned(),
            digest,
            size,
            compared,
            at,
        })
    }

    /// All of a file that is not too large to be looked at as text.
    fn small(&self, path: &str, size: u64) -> Option<Vec<u8>> {
        (size <= likeness::MOST).then(|| self.head(path, size).ok())?
    }

    /// The digest of a file as it is, and its size; `progress` may stop it.
    pub fn digest(
        &self,
        path: &str,
        progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<(Digest, u64), EvidenceError> {
        let (file, size) = self.open(path)?;
        let mut hasher = Sha256::new();
        let mut file = file.take(size + 1);
        let mut buffer = vec![0; CHUNK.min(usize::try_from(size).unwrap_or(CHUNK) + 1)];
        let mut done = 0;
        loop {
            let count = file
                .read(&mut buffer)
                .map_err(|error| io_error(path, error))?;
            if count == 0 {
                break;
            }
            hasher.update(&buffer[..count]);
            done += count as u64;
            if progress(done, size).is_break() {
                return Err(EvidenceError::Cancelled);
            }
        }
        if done != size {
            return Err(EvidenceError::Unfit {
                path: path.to_owned(),
                why: "changed while it was read; try again",
            });
        }
        Ok((Digest::from_hasher(hasher), size))
    }

    /// How a file begins, at most so many bytes of it.
    pub fn head(&self, path: &str, most: u64) -> Result<Vec<u8>, EvidenceError> {
        let (file, _) = self.open(path)?;
        let mut head = Vec::new();
        file.take(most)
            .read_to_end(&mut head)
            .map_err(|error| io_error(path, error))?;
        Ok(head)
    }

    /// How a file begins, for somebody who looks at it: its text, or how large it is where it is none.
    pub fn excerpt(&self, path: &str) -> Result<String, EvidenceError> {
        let head = self.head(path, EXCERPT + 1)?;
        if head.contains(&0) {
            return Ok("this is no text; open it with a program of its own".to_owned());
        }
        let most = usize::try_from(EXCERPT).unwrap_or(usize::MAX);
        let shown = &head[..head.len().min(most)];
        let rest = if head.len() > shown.len() {
            format!("\n\nThese are its first {} kB.", EXCERPT / 1000)
        } else {
            String::new()
        };
        Ok(format!("{}{rest}", String::from_utf8_lossy(shown)))
    }

    /// What a file of the review is now.
    pub fn check(&self, path: &str) -> Measured {
        self.check_while(path, &mut |_, _| ControlFlow::Continue(()))
            .expect("nobody stops it")
    }

    /// What a file of the review is now; `None` where `progress`, which hears of `(done, total)` bytes, stopped it.
    pub(super) fn check_while(
        &self,
        path: &str,
        progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Option<Measured> {
        let read = self.digest(path, progress);
        match &read {
            Ok((digest, size)) => log::info!("{path} has {size} bytes, {digest}"),
            Err(error) => log::info!("{path}: {error}"),
        }
        Some(match read {
            Err(EvidenceError::Cancelled) => return None,
            Ok((digest, size)) => {
                let bytes = self.small(path, size);
                let is_blank = bytes.as_deref().is_some_and(likeness::is_blank);
                let bytes = bytes.unwrap_or_default();
                let lf = likeness::lf(&bytes).filter(|text| text.len() != bytes.len());
                let lf = lf.filter(|_| Digest::of(&bytes) == digest);
                Measured::Read {
                    digest,
                    size,
                    also: likeness::of(&bytes),
                    lf: lf.map(|text| (Digest::of(text.as_bytes()), text.len() as u64)),
                    is_blank,
                }
            }
            Err(EvidenceError::Missing(_)) => Measured::Gone(self.gone(path)),
            Err(EvidenceError::Unfit { why, .. }) => Measured::Gone(why.into()),
            Err(EvidenceError::Outside { .. }) => {
                Measured::Gone("the path leaves the repository".into())
            }
            Err(error) => Measured::Gone(causes::joined(&error)),
        })
    }

    /// Why there is no file of this name, as far as that can be seen.
    fn gone(&self, path: &str) -> String {
        let why = if !repository::stays(&self.repository, &self.directory, path) {
            ""
        } else if self.has_namesake(path) {
            ": one is there whose name has the same letters in another normal form of Unicode; rename it"
        } else if self.asked.fetch_add(1, Ordering::Relaxed) >= ASKED {
            ""
        } else {
            match tracking::tracking(path, &self.directory) {
                Some(Tracking::Ignored) => ": git ignores it, so that no checkout has it",
                Some(Tracking::Tracked) => "; git has it",
                Some(Tracking::Untracked)
                    if tracking::was_committed(path, &self.directory) == Some(false) =>
                {
                    ": it was never committed"
                }
                _ => "",
            }
        };
        format!("the file is gone{why}")
    }

    /// True where a file has this name in another normal form: some file systems and archives write names in theirs.
    fn has_namesake(&self, path: &str) -> bool {
        let path = self.directory.join(path);
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return false;
        };
        let form = |name: &OsStr| name.to_str().map(|name| name.nfc().collect::<String>());
        let mut entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
        !name.is_ascii() && entries.any(|entry| form(&entry.file_name()) == form(name))
    }

    /// What somebody who has a file should know of how others will get it.
    pub fn tracking(&self, path: &str) -> Option<Tracking> {
        tracking::tracking(path, &self.directory)
    }

    fn open(&self, path: &str) -> Result<(File, u64), EvidenceError> {
        let outside = || EvidenceError::Outside {
            path: path.to_owned(),
            root: self.repository.clone(),
        };
        let unfit = |why| EvidenceError::Unfit {
            path: path.to_owned(),
            why,
        };
        let file =
            beneath::open(&self.repository, &self.directory, path).map_err(
                |errno| match errno {
                    Errno::NOENT | Errno::NOTDIR => EvidenceError::Missing(path.to_owned()),
                    Errno::XDEV => outside(),
                    Errno::LOOP => unfit("is a symbolic link; attach the file itself"),
                    Errno::NXIO | Errno::NODEV => unfit("is not a regular file"),
                    other => io_error(path, other.into()),
                },
            )?;
        let meta = file.metadata().map_err(|error| io_error(path, error))?;
        if meta.is_dir() {
            return Err(unfit("is a directory; attach the files in it"));
        }
        if !meta.is_file() {
            return Err(unfit("is not a regular file"));
        }
        if meta.len() > MAX_BYTES {
            return Err(unfit(
                "is larger than 4 GiB; attach a link, or a note with its digest",
            ));
        }
        Ok((file, meta.len()))
    }
}

fn io_error(path: &str, source: io::Error) -> EvidenceError {
    if source.kind() == io::ErrorKind::NotFound {
        return EvidenceError::Missing(path.to_owned());
    }
    EvidenceError::Io {
        path: path.to_owned(),
        source,
    }
}
