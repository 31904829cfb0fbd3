//! Files that a review names, opened without trusting their paths.
//!
//! A path in a review comes from a stranger: it may climb out, or be a link to a file that is nobody's business. So the
//! kernel resolves it beneath the repository, nothing is followed at its end, and nobody waits for a pipe.

use std::fs::File;
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use crate::git::repository;

/// Read-only, follows nothing, waits for nobody.
const FLAGS: OFlags = OFlags::RDONLY
    .union(OFlags::NOFOLLOW)
    .union(OFlags::NONBLOCK)
    .union(OFlags::CLOEXEC);

/// Opens `path`, read from `directory`, if it stays in `root`.
///
/// `XDEV` says that it does not, `LOOP` that there is a symbolic link.
pub fn open(root: &Path, directory: &Path, path: &str) -> Result<File, Errno> {
    if !repository::stays(root, directory, path) {
        return Err(Errno::XDEV);
    }
    open_in(root, directory, path)
}

#[cfg(target_os = "linux")]
fn open_in(root: &Path, directory: &Path, path: &str) -> Result<File, Errno> {
    use rustix::fs::{CWD, ResolveFlags, openat, openat2};
    /// How often a way that changes while it is walked is tried.
    const TRIES: usize = 1000;
    let top = openat(
        CWD,
        root,
        OFlags::DIRECTORY | OFlags::CLOEXEC,
        Mode::empty(),
    )?;
    let inner = directory
        .strip_prefix(root)
        .unwrap_or(Path::new(""))
        .join(path);
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
    for _ in 0..TRIES {
        match openat2(&top, &inner, FLAGS, Mode::empty(), resolve) {
            // Something was renamed while the kernel walked a `..`, so that it cannot vouch for the way.
            Err(Errno::AGAIN) => {}
            // A kernel or a sandbox without openat2.
            Err(Errno::NOSYS | Errno::PERM) => return open_resolved(root, directory, path),
            other => return other.map(File::from),
        }
    }
    Err(Errno::AGAIN)
}

#[cfg(not(target_os = "linux"))]
fn open_in(root: &Path, directory: &Path, path: &str) -> Result<File, Errno> {
    open_resolved(root, directory, path)
}

/// Resolves the directory first and opens the file in it: a link that is swapped in between is still refused at the end
/// of the path, but not in its middle.
fn open_resolved(root: &Path, directory: &Path, path: &str) -> Result<File, Errno> {
    let absolute = directory.join(path);
    let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
        return Err(Errno::NOENT);
    };
    let parent = std::fs::canonicalize(parent)
        .map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::IO))?;
    if !parent.starts_with(root) {
        return Err(Errno::XDEV);
    }
    rustix::fs::open(parent.join(name), FLAGS, Mode::empty()).map(File::from)
}
