//! The search for a file of a name, from a directory upwards, or from the root of a repository downwards; it has a border.
//!
//! The review of an outer repository says nothing of a nested one, and what another user of this machine put into a
//! directory above is nobody's review. Git draws the same two lines, the second with `safe.directory`. Where there is no
//! repository nothing else says where a project ends, so that the home directory and another user's directory are borders.

use std::collections::VecDeque;
use std::fs::{DirEntry, metadata, symlink_metadata};
use std::io::{self, ErrorKind};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::process::geteuid;

use super::repository;

/// How many entries of directories a search downwards looks at.
const ENTRIES: usize = 20_000;

/// Why a search ended at something that is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// It cannot be known what is there.
    #[error("cannot look at {}", .0.display())]
    Unreadable(PathBuf, #[source] io::Error),
    /// A link to nothing.
    #[error("{} is a link that leads nowhere", .0.display())]
    Broken(PathBuf),
    /// Another user of this machine put it there.
    #[error("{} or its directory belongs to another user of this machine", .file.display())]
    Foreign {
        /// What was found.
        file: PathBuf,
        /// Its repository, or its directory where it is in none: what git calls safe or not.
        root: PathBuf,
    },
}

/// What has this name in the nearest directory from `directory` upwards, up to the repository's root and not past it; in no
/// repository up to `home`, and to no directory above that is not of the person, or of who became root, as `sudo` says.
/// What is there ends the search, readable or not.
pub fn nearest(
    directory: &Path,
    name: &str,
    home: Option<&Path>,
    sudo: Option<u32>,
) -> Result<Option<PathBuf>, SearchError> {
    let in_repository = directory.ancestors().any(repository::is_root);
    for parent in directory.ancestors() {
        let is_ours = |parent| metadata(parent).is_ok_and(|seen| is_ours(seen.uid(), sudo));
        if !in_repository && parent != directory && !is_ours(parent) {
            break;
        }
        let path = parent.join(name);
        match symlink_metadata(&path) {
            Ok(_) => return Ok(Some(path)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(SearchError::Unreadable(path, error)),
        }
        if repository::is_root(parent) || !in_repository && Some(parent) == home {
            break;
        }
    }
    Ok(None)
}

/// The files in a repository whose names end so, those near its root first. Nothing hidden is looked at, no link followed, no
/// repository in it entered, and what another user put there is left out.
pub fn below(root: &Path, ending: &str) -> Vec<PathBuf> {
    let (mut found, mut left) = (Vec::new(), ENTRIES);
    let mut folders = VecDeque::from([root.to_owned()]);
    while let Some(folder) = folders.pop_front() {
        let entries = std::fs::read_dir(&folder).into_iter().flatten();
        let mut entries: Vec<_> = entries.take(left).flatten().collect();
        left -= entries.len();
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            match entry.file_type() {
                Ok(_) if name.starts_with('.') => {}
                Ok(kind) if kind.is_dir() && !repository::is_root(&path) => folders.push_back(path),
                Ok(kind) if kind.is_file() && name.ends_with(ending) => {
                    found.extend(Some(path).filter(|path| refuse_foreign(path, None).is_ok()));
                }
                _ => {}
            }
        }
    }
    found
}

/// Refuses a file that was found where its directory, the file or what it links to is another user's. `sudo` is who became
/// root, as `SUDO_UID` says: root believes them too, and nobody else but itself, as in git.
pub fn refuse_foreign(file: &Path, sudo: Option<u32>) -> Result<(), SearchError> {
    let directory = file.parent().unwrap_or(Path::new("."));
    for seen in [metadata(directory), symlink_metadata(file), metadata(file)] {
        let seen = seen.map_err(|error| match error.kind() {
            ErrorKind::NotFound => SearchError::Broken(file.to_owned()),
            _ => SearchError::Unreadable(file.to_owned(), error),
        })?;
        if !is_ours(seen.uid(), sudo) {
            return Err(SearchError::Foreign {
                file: file.to_owned(),
                root: repository::root(directory),
            });
        }
    }
    Ok(())
}

fn is_ours(owner: u32, sudo: Option<u32>) -> bool {
    let me = geteuid();
    owner == me.as_raw() || (me.is_root() && Some(owner) == sudo)
}

/// Whether the values of git's `safe.directory` let a directory pass, as git reads them: an empty one forgets those before
/// it, `*` is any, `DIR/*` any below.
pub fn is_safe(directory: &Path, values: &[PathBuf]) -> bool {
    let last = values
        .iter()
        .rposition(|value| value.as_os_str().is_empty());
    let values = &values[last.map_or(0, |nth| nth + 1)..];
    values.iter().any(|value| {
        value == Path::new("*")
            || value == directory
            || (value.is_absolute()
                && value.ends_with("*")
                && value
                    .parent()
                    .is_some_and(|above| directory.starts_with(above)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_directories_are_read_as_git_reads_them() {
        for (values, safe) in [
            (&[][..], false),
            (&["*"], true),
            (&["*", ""], false),
            (&["", "/r/a"], true),
            (&["/r"], false),
            (&["/r/*"], true),
            (&["/r/a/*"], true),
            (&["/x/*"], false),
            (&["r/a"], false),
        ] {
            let values: Vec<_> = values.iter().map(PathBuf::from).collect();
            assert_eq!(is_safe(Path::new("/r/a"), &values), safe, "{values:?}");
        }
    }
}
