//! The reviews that were open lately, for the home screen.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::review::Subject;
use crate::store::disk;

/// How many are remembered.
const LIMIT: usize = 12;

/// The list of recent reviews in the user's state directory.
#[derive(Debug, Clone)]
pub struct Recent {
    file: Option<PathBuf>,
}

/// A review that was open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// Where its file was.
    pub path: PathBuf,
    /// Its identity: a review that was moved is known by it.
    pub id: String,
    /// What people called it.
    pub title: String,
}

#[derive(Default, Serialize, Deserialize)]
struct Form {
    review: Vec<Remembered>,
}

impl Recent {
    /// Keeps the list in `state`; keeps none where the user has no such directory.
    pub fn new(state: Option<&Path>) -> Self {
        Self {
            file: state.map(|state| state.join("recent.toml")),
        }
    }

    /// Recent reviews, newest first; empty where the list is missing or broken, since nothing depends on it.
    pub fn list(&self) -> Vec<Remembered> {
        let read = |file| {
            Some(
                toml::from_str::<Form>(&disk::read(file).ok()?.0)
                    .ok()?
                    .review,
            )
        };
        self.file.as_deref().and_then(read).unwrap_or_default()
    }

    /// Puts a review first; it takes the place of the same review at a path where there is none any more.
    pub fn remember(&self, path: &Path, subject: &Subject) {
        let Ok(path) = std::path::absolute(path) else {
            return;
        };
        let (id, title) = (subject.id.clone(), subject.title.clone());
        let first = Remembered { path, id, title };
        let mut list = self.list();
        if list.first() == Some(&first) {
            return;
        }
        list.retain(|other| {
            other.path != first.path && (other.id != first.id || other.path.exists())
        });
        list.insert(0, first);
        list.truncate(LIMIT);
        self.write(list);
    }

    /// Takes a review off the list; its file is left alone.
    pub fn forget(&self, path: &Path) {
        let mut list = self.list();
        list.retain(|other| other.path != path);
        self.write(list);
    }

    /// A failure is not worth a word: the list is a convenience.
    fn write(&self, review: Vec<Remembered>) {
        if let (Some(file), Ok(text)) = (&self.file, toml::to_string(&Form { review })) {
            let _ = disk::put(file, &text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_that_moved_is_listed_once_and_a_copy_is_listed_too() {
        let kept = tempfile::tempdir().unwrap();
        let recent = Recent::new(Some(&kept.path().join("state")));
        let place = |name: &str| kept.path().join(name);
        let subject = |id: &str| Subject {
            id: id.into(),
            title: "t".into(),
            system: "s".into(),
            environment: None,
            revision: None,
            created_at: "2026-11-23T09:00:00Z".parse().unwrap(),
            created_by: "Ada <ada@example.org>".parse().unwrap(),
            time_zone: None,
        };
        disk::put(&place("one.toml"), "").unwrap();
        recent.remember(&place("one.toml"), &subject("a"));
        recent.remember(&place("copy.toml"), &subject("a"));
        recent.remember(&place("other.toml"), &subject("b"));
        recent.remember(&place("moved.toml"), &subject("a"));
        let paths = |recent: &Recent| {
            recent
                .list()
                .into_iter()
                .map(|one| one.path)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            paths(&recent),
            [place("moved.toml"), place("other.toml"), place("one.toml")]
        );
        recent.forget(&place("other.toml"));
        assert_eq!(paths(&recent), [place("moved.toml"), place("one.toml")]);
    }
}
