//! What the file system has to offer for a path that is being typed.
//!
//! Only what can be taken is offered: files and directories with names that can be seen and typed. A directory may be
//! huge, so no more than a part of it is read.

use std::fs::DirEntry;
use std::path::Path;

use super::Root;
use crate::text::visible;

/// How many entries of a directory are looked at.
const ENTRIES: usize = 1_000;

/// Paths that begin as `typed` does, as seen from `here`; a directory ends with `/`. With a root nothing outside of it
/// is looked at, and no link is offered that could not become evidence.
pub fn paths(here: &Path, typed: &str, root: Option<&Root>) -> Vec<String> {
    let (directory, begun) = typed.rsplit_once('/').map_or(("", typed), |(_, begun)| {
        (&typed[..typed.len() - begun.len()], begun)
    });
    let folder = here.join(directory);
    if root.is_some_and(|root| !root.holds(&folder)) {
        return Vec::new();
    }
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return Vec::new();
    };
    let mut found: Vec<String> = entries
        .take(ENTRIES)
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !begun.starts_with('.');
            let seen = name.trim() == name && !visible::hides(&name);
            let fits = name.starts_with(begun) && !hidden && seen;
            let end = fits.then(|| ending(&entry, root))??;
            Some(format!("{directory}{name}{end}"))
        })
        .collect();
    found.sort_unstable();
    // What is typed in full needs no help.
    if found == [typed] { Vec::new() } else { found }
}

/// What stands behind a name: `/` for a directory. `None` for what cannot be taken.
fn ending(entry: &DirEntry, root: Option<&Root>) -> Option<&'static str> {
    let path = entry.path();
    let is_link = entry.file_type().ok()?.is_symlink();
    // Where a link leads is looked at, but its directory must be inside; evidence is never a link.
    let kind = if is_link {
        std::fs::metadata(&path).ok()?.file_type()
    } else {
        entry.file_type().ok()?
    };
    match (kind.is_dir(), kind.is_file()) {
        (true, _) if root.is_none_or(|root| !is_link || root.holds(&path)) => Some("/"),
        (_, true) if root.is_none() || !is_link => Some(""),
        _ => None,
    }
}
