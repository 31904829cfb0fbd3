//! Answers that were typed and not saved, kept in the user's state directory until they are.
//!
//! One file a draft, named by digests: the names of reviews and items come from strangers' files. A draft survives a
//! kill; unlike a saved answer it may not survive a power cut, because nobody waits for the disk at every key.

use std::path::{Path, PathBuf};

use crate::review::{AnswerDraft, ItemKey};
use crate::text::digest::Digest;

use super::disk::{self, DiskError};

/// The drafts of all reviews.
#[derive(Debug, Clone)]
pub struct Drafts {
    folder: Option<PathBuf>,
}

impl Drafts {
    /// Keeps drafts in `state`; keeps none where the user has no such directory.
    pub fn new(state: Option<&Path>) -> Self {
        Self {
            folder: state.map(|state| state.join("drafts")),
        }
    }

    /// The drafts of a review, by its id; what cannot be read is left alone.
    pub fn list(&self, review: &str) -> Vec<AnswerDraft> {
        let Some(folder) = self.of(review) else {
            return Vec::new();
        };
        std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| {
                entry
                    .path()
                    .extension()
                    .is_some_and(|ending| ending == "json")
            })
            .filter_map(|entry| serde_json::from_str(&disk::read(&entry.path()).ok()?.0).ok())
            .collect()
    }

    /// Keeps a draft, in place of an earlier one of the same item.
    pub fn keep(&self, review: &str, draft: &AnswerDraft) -> Result<(), DiskError> {
        let Some(file) = self.file(review, &draft.key) else {
            let why = "there is no home directory to keep it in".to_owned();
            return Err(DiskError::Unfit {
                path: draft.key.to_string().into(),
                why,
            });
        };
        let text = serde_json::to_string_pretty(draft).expect("plain data serialises");
        disk::put(&file, &text)
    }

    /// Forgets a draft.
    pub fn forget(&self, review: &str, key: &ItemKey) {
        if let Some(file) = self.file(review, key) {
            // One that is not there is forgotten already.
            let _ = std::fs::remove_file(file);
        }
    }

    fn of(&self, review: &str) -> Option<PathBuf> {
        Some(
            self.folder
                .as_ref()?
                .join(Digest::of(review.as_bytes()).hex()),
        )
    }

    fn file(&self, review: &str, key: &ItemKey) -> Option<PathBuf> {
        let name = Digest::of(key.to_string().as_bytes()).hex();
        Some(self.of(review)?.join(format!("{name}.json")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{Evidence, Status};

    #[test]
    fn a_draft_is_kept_replaced_and_forgotten() {
        let state = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(Some(state.path()));
        let key = |item: &str| ItemKey {
            checklist: "../../x".into(),
            item: item.into(),
        };
        let at = "2026-11-23T09:00:00Z".parse().unwrap();
        let mut draft = AnswerDraft {
            key: key("A-1"),
            status: Some(Status::Unmet),
            reason: None,
            rationale: "half a\nthought \u{1b}".into(),
            action: String::new(),
            owner: "Kim".into(),
            due: "+3".into(),
            accepted_by: String::new(),
            until: String::new(),
            evidence: vec![
                Evidence::Note {
                    text: "seen".into(),
                    at,
                },
                Evidence::File {
                    path: "a".into(),
                    digest: Digest::of(b""),
                    size: 0,
                    at,
                },
            ],
            adding: "exp".into(),
            basis: None,
        };
        drafts.keep("../..", &draft).unwrap();
        draft.rationale.push('!');
        drafts.keep("../..", &draft).unwrap();
        assert_eq!(drafts.list("../.."), [draft.clone()]);
        assert_eq!(drafts.list("another"), []);
        drafts.forget("../..", &key("A-2"));
        drafts.forget("../..", &draft.key);
        assert_eq!(drafts.list("../.."), []);
    }
}
