//! Two sides of a review as one.

use std::path::{Path, PathBuf};

use super::{Clock, OpenReview, WorkError};
use crate::git::{driver, repository};
use crate::review::Lapse;
use crate::store::disk;
use crate::store::document::union;
use crate::store::form::conflict;
use crate::store::shelf::Shelf;
use crate::text::causes;

/// The driver, as git calls it.
const DRIVER: &str = "signoff merge %O %A %B";

/// How a merge ended.
#[derive(Debug)]
pub enum Merged {
    /// Our side has every record of both.
    Whole,
    /// Our side has git's markers; why.
    Marked(String),
}

/// Makes our side the union of both, or puts git's markers into it.
pub fn merge(base: &Path, ours: &Path, theirs: &Path) -> Result<Merged, WorkError> {
    let (text, seen) = disk::read(ours)?;
    let read = |path: &Path| disk::read(path).map(|(text, _)| text);
    // Where both sides added the file there is nothing that both come from.
    let base_text = read(base).unwrap_or_default();
    match union::union(Some(&base_text), &text, &read(theirs)?) {
        Ok(union) => {
            disk::replace(ours, &seen, &text, &union)?;
            Ok(Merged::Whole)
        }
        Err(apart) => {
            if let Some(marked) = driver::marked(ours, theirs) {
                disk::replace(ours, &seen, &text, &marked)?;
            }
            Ok(Merged::Marked(causes::joined(&apart)))
        }
    }
}

/// Makes one review of a file with git's markers and opens it; tells the items that are undecided then.
pub fn resolve(
    path: &Path,
    shelf: &Shelf,
    clock: Clock,
) -> Result<(OpenReview, Vec<String>), WorkError> {
    let (text, seen) = disk::read(path)?;
    let Some([ours, theirs]) = conflict::sides(&text) else {
        return Err(WorkError::NoConflict(path.to_owned()));
    };
    let whole = union::union(None, &ours, &theirs)
        .map_err(|apart| WorkError::Apart(path.to_owned(), apart))?;
    disk::replace(path, &seen, &text, &whole)?;
    let open = OpenReview::open(path, shelf, clock)?;
    let dossier = open.dossier();
    let undecided = dossier
        .entries()
        .filter(|entry| matches!(entry.outcome.lapse, Some(Lapse::Undecided(_))));
    let undecided = undecided.map(|entry| dossier.name(entry.position));
    let undecided = undecided.collect();
    Ok((open, undecided))
}

/// What git left two versions of in a file, and both of them; none where it left no markers.
pub fn versions(path: &Path) -> Vec<String> {
    disk::read(path).map_or_else(|_| Vec::new(), |(text, _)| conflict::versions(&text))
}

/// Tells git to merge a review with this program; returns the file of attributes.
pub fn install(review: &Path) -> Result<PathBuf, WorkError> {
    let directory = super::open::directory_of(review)?;
    let root = repository::root(&directory);
    let file = root.join(".gitattributes");
    let name = review.file_name().unwrap_or_default().to_string_lossy();
    let line = format!("{name} merge=signoff");
    let before = match disk::read(&file) {
        Ok((text, seen)) => Some((text, seen)),
        Err(error) if error.is_missing() => None,
        Err(error) => return Err(error.into()),
    };
    match before {
        Some((text, _)) if text.lines().any(|one| one.trim() == line) => {}
        Some((text, seen)) => {
            let gap = if text.is_empty() || text.ends_with('\n') {
                ""
            } else {
                "\n"
            };
            disk::replace(&file, &seen, &text, &format!("{text}{gap}{line}\n"))?;
        }
        None => drop(disk::create(&file, &format!("{line}\n"))?),
    }
    for (key, value) in [
        ("merge.signoff.name", "the union of two sides of a review"),
        ("merge.signoff.driver", DRIVER),
    ] {
        if !driver::set(&root, key, value) {
            return Err(WorkError::NoGit(format!("git config {key} '{value}'")));
        }
    }
    Ok(file)
}
