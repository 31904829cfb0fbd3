//! The directory that paths in a review may not leave.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// What the root of a repository holds: a directory, or a file in a worktree or a submodule of git.
const MARKS: [&str; 4] = [".git", ".jj", ".hg", ".sl"];

/// What a repository of git holds that has no files beside it; together, and nothing else has all of them.
const BARE: [&str; 3] = ["HEAD", "objects", "refs"];

/// True of the root of a repository. What cannot be looked at counts: it would be a border.
pub fn is_root(directory: &Path) -> bool {
    let is_there = |name: &&str| {
        std::fs::symlink_metadata(directory.join(name))
            .map_or_else(|error| error.kind() != ErrorKind::NotFound, |_| true)
    };
    MARKS.iter().any(is_there) || BARE.iter().all(is_there)
}

/// The nearest directory from `directory` upwards that is the root of a repository, or `directory` itself.
pub fn root(directory: &Path) -> PathBuf {
    directory
        .ancestors()
        .find(|parent| is_root(parent))
        .unwrap_or(directory)
        .to_owned()
}

/// `target` as seen from the directory `from`, with `/`; both absolute and without links.
pub fn relative(from: &Path, target: &Path) -> String {
    let shared = from
        .components()
        .zip(target.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = target
        .components()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// Tells whether a relative path, read from `directory`, stays in `root` by its text alone.
pub fn stays(root: &Path, directory: &Path, path: &str) -> bool {
    let mut depth = directory
        .strip_prefix(root)
        .map_or(0, |inner| inner.components().count());
    if path.is_empty() || path.contains('\0') {
        return false;
    }
    for part in Path::new(path).components() {
        match part {
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::ParentDir if depth > 0 => depth -= 1,
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_do_not_climb_out() {
        let (root, inner) = (Path::new("/r"), Path::new("/r/a"));
        assert!(stays(root, inner, "x/y.txt"));
        assert!(stays(root, inner, "../x"));
        assert!(!stays(root, inner, "../../x"));
        assert!(!stays(root, inner, "x/../../../y"));
        assert!(!stays(root, inner, "/etc/passwd"));
        assert!(!stays(root, inner, ""));
        assert_eq!(relative(inner, Path::new("/r/b/c.txt")), "../b/c.txt");
        assert_eq!(relative(inner, Path::new("/r/a/c.txt")), "c.txt");
    }
}
