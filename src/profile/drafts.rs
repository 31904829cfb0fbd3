//! What was typed and not saved, kept in the user's state directory until it is.
//!
//! One file a draft, named by digests: the names of reviews and items come from strangers' files. A draft survives a
//! kill; unlike a saved answer it may not survive a power cut, because nobody waits for the disk at every key. What
//! cannot be written is kept here until the program ends, and whoever leaves is asked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::review::{AnswerDraft, ItemKey};
use crate::text::digest::Digest;

use crate::store::disk::{self, DiskError};

/// How files of answers end, and of other forms: what reads answers only leaves the others alone.
const ANSWER: &str = "json";
const FORM: &str = "form";

/// What forms that belong to no review are kept under; no review is without an id.
pub const NO_REVIEW: &str = "";

/// The drafts of all reviews.
#[derive(Debug, Clone)]
pub struct Drafts {
    folder: Option<PathBuf>,
    /// What could not be written.
    here: Arc<Mutex<BTreeMap<PathBuf, String>>>,
}

/// A form as far as it is filled in.
#[derive(Serialize, Deserialize)]
struct Filled<T> {
    form: String,
    values: T,
}

impl Drafts {
    /// Keeps drafts in `state`; where the user has no such directory, until the program ends.
    pub fn new(state: Option<&Path>) -> Self {
        Self {
            folder: state.map(|state| state.join("drafts")),
            here: Arc::default(),
        }
    }

    /// True where something is kept only until the program ends.
    pub fn would_be_lost(&self) -> bool {
        !self.here().is_empty()
    }

    /// The answers to items of a review, by its id; what cannot be read is left alone.
    pub fn list(&self, review: &str) -> Vec<AnswerDraft> {
        self.read(review, ANSWER)
    }

    /// Keeps an answer, in place of an earlier one to the same item.
    pub fn keep(&self, review: &str, draft: &AnswerDraft) -> Result<(), DiskError> {
        self.put(self.file(review, &draft.key.to_string(), ANSWER), draft)
    }

    /// Forgets an answer.
    pub fn forget(&self, review: &str, key: &ItemKey) {
        self.remove(&self.file(review, &key.to_string(), ANSWER));
    }

    /// The other forms of a review, by their names.
    pub fn forms<T: DeserializeOwned>(&self, review: &str) -> BTreeMap<String, T> {
        let all: Vec<Filled<T>> = self.read(review, FORM);
        all.into_iter().map(|one| (one.form, one.values)).collect()
    }

    /// Keeps what is filled in of a form.
    pub fn keep_form<T: Serialize>(
        &self,
        review: &str,
        form: &str,
        values: &T,
    ) -> Result<(), DiskError> {
        let filled = Filled {
            form: form.to_owned(),
            values,
        };
        self.put(self.file(review, form, FORM), &filled)
    }

    pub fn forget_form(&self, review: &str, form: &str) {
        self.remove(&self.file(review, form, FORM));
    }

    fn read<T: DeserializeOwned>(&self, review: &str, ending: &str) -> Vec<T> {
        let folder = self.of(review);
        let here = self.here();
        let written = self.folder.iter().flat_map(|_| std::fs::read_dir(&folder));
        let written = written
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| !here.contains_key(path));
        let written = written
            .filter(|path| path.extension().is_some_and(|end| end == ending))
            .filter_map(|path| Some(disk::read(&path).ok()?.0));
        let others = here.iter().filter(|(path, _)| {
            path.parent() == Some(&folder) && path.extension().is_some_and(|end| end == ending)
        });
        written
            .chain(others.map(|(_, text)| text.clone()))
            .filter_map(|text| serde_json::from_str(&text).ok())
            .collect()
    }

    fn put(&self, file: PathBuf, draft: &impl Serialize) -> Result<(), DiskError> {
        let text = serde_json::to_string_pretty(draft).expect("plain data serialises");
        let put = match &self.folder {
            Some(_) => disk::put(&file, &text),
            None => Err(DiskError::Unfit {
                path: file.clone(),
                why: "there is no home directory to keep it in".to_owned(),
            }),
        };
        match put {
            Ok(()) => drop(self.here().remove(&file)),
            Err(_) => drop(self.here().insert(file, text)),
        }
        put
    }

    fn remove(&self, file: &Path) {
        self.here().remove(file);
        // One that is not there is forgotten already.
        let _ = std::fs::remove_file(file);
    }

    fn here(&self) -> MutexGuard<'_, BTreeMap<PathBuf, String>> {
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn of(&self, review: &str) -> PathBuf {
        let name = Digest::of(review.as_bytes()).hex();
        self.folder.clone().unwrap_or_default().join(name)
    }

    fn file(&self, review: &str, name: &str, ending: &str) -> PathBuf {
        let name = Digest::of(name.as_bytes()).hex();
        self.of(review).join(format!("{name}.{ending}"))
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
        let key = |item: &str| ItemKey::new("../../x", item);
        let at = "2026-11-23T09:00:00Z".parse().unwrap();
        let mut draft = AnswerDraft {
            key: key("A-1"),
            status: Some(Status::Unmet),
            rationale: "half a\nthought \u{1b}".into(),
            owner: "Kim".into(),
            due: "+3".into(),
            evidence: vec![
                Evidence::Note {
                    text: "seen".into(),
                    at,
                },
                Evidence::File {
                    path: "a".into(),
                    digest: Digest::of(b""),
                    size: 0,
                    compared: None,
                    at,
                },
            ],
            adding: "exp".into(),
            ..AnswerDraft::blank(key("A-1"))
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

    #[test]
    fn forms_and_answers_do_not_meet() {
        let state = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(Some(state.path()));
        let values = BTreeMap::from([("reason".to_owned(), "half a thought".to_owned())]);
        drafts.keep_form("r", "sign", &values).unwrap();
        assert_eq!(drafts.list("r"), []);
        let kept = |drafts: &Drafts| drafts.forms::<BTreeMap<String, String>>("r");
        assert_eq!(kept(&drafts), [("sign".to_owned(), values)].into());
        assert!(!drafts.would_be_lost());
        drafts.forget_form("r", "sign");
        assert!(kept(&drafts).is_empty());
    }

    #[test]
    fn what_cannot_be_written_is_kept_until_the_end() {
        let state = tempfile::tempdir().unwrap();
        // A file stands where the directory would be: not even root can write there.
        disk::put(&state.path().join("drafts"), "").unwrap();
        for drafts in [Drafts::new(Some(state.path())), Drafts::new(None)] {
            assert!(drafts.keep_form("r", "sign", &"half a thought").is_err());
            assert!(drafts.clone().would_be_lost());
            let kept = drafts.forms::<String>("r");
            assert_eq!(kept["sign"], "half a thought");
            assert!(drafts.forms::<String>("another").is_empty());
            drafts.forget_form("r", "sign");
            assert!(!drafts.would_be_lost() && drafts.forms::<String>("r").is_empty());
        }
    }
}
