//! What was typed and not saved, kept in the user's state directory until it is.
//!
//! A file a draft, named by digests: the names of reviews and items come from strangers' files. A draft survives a
//! kill; unlike a saved answer it may not survive a power cut, because nobody waits for the disk at every key. What
//! cannot be written is kept here until the program ends, and whoever leaves is asked.
//!
//! Two terminals may type at one item. Each writes over its own words only, or over those that it went on from: where
//! others stand in the file it takes one beside, and whoever opens the review is offered one after the other.
//!
//! What the person's editor has lies beside them, where it is found again when the program ended before the editor did.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use crate::review::ItemKey;
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
    /// What this run has of each draft, by the name that its file has at first.
    here: Arc<Mutex<BTreeMap<PathBuf, Held>>>,
}

/// A draft as this run has it.
#[derive(Debug)]
struct Held {
    file: PathBuf,
    text: String,
    /// What this run knows to be in the file: another text where the last one could not be written.
    written: Option<String>,
}

/// A draft as it lies there.
struct Found<T> {
    file: PathBuf,
    text: String,
    /// True where this run has it; and its age.
    rank: (bool, Option<SystemTime>),
    draft: T,
}

/// What every draft of an answer has.
#[derive(Deserialize)]
struct Keyed {
    key: ItemKey,
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
        self.here().values().any(Held::is_unwritten)
    }

    /// The answers to items of a review, by its id, to go on with; what cannot be read is left alone.
    pub fn list<T: DeserializeOwned>(&self, review: &str) -> Vec<T> {
        self.take_up(review, ANSWER)
    }

    /// The items of a review that have one.
    pub fn items(&self, review: &str) -> Vec<ItemKey> {
        self.items_with(1, review)
    }

    /// The items of a review that have another one besides, which another terminal wrote.
    pub fn others(&self, review: &str) -> Vec<String> {
        let others = self.items_with(2, review).into_iter();
        others.map(|key| key.item).collect()
    }

    fn items_with(&self, least: usize, review: &str) -> Vec<ItemKey> {
        let found = self.read::<Keyed>(review, ANSWER).into_values();
        let found = found.filter(|found| found.len() >= least);
        found
            .map(|mut found| found.swap_remove(0).draft.key)
            .collect()
    }

    /// Keeps an answer, in place of an earlier one to the same item.
    pub fn keep(
        &self,
        review: &str,
        key: &ItemKey,
        draft: &impl Serialize,
    ) -> Result<(), DiskError> {
        self.put(self.name(review, &key.to_string(), ANSWER), draft)
    }

    /// Forgets an answer.
    pub fn forget(&self, review: &str, key: &ItemKey) {
        self.remove(&self.name(review, &key.to_string(), ANSWER));
    }

    /// The other forms of a review, by their names, to go on with.
    pub fn forms<T: DeserializeOwned>(&self, review: &str) -> BTreeMap<String, T> {
        let all: Vec<Filled<T>> = self.take_up(review, FORM);
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
        self.put(self.name(review, form, FORM), &filled)
    }

    pub fn forget_form(&self, review: &str, form: &str) {
        self.remove(&self.name(review, form, FORM));
    }

    /// A file with a text that goes to an editor, in a directory of its own, which nobody else may enter. It is locked for as
    /// long as the file that comes with it lives, and its name says what stood in the text at first.
    pub fn sheet(&self, name: &str, text: &str) -> io::Result<(TempDir, File)> {
        let begin = format!("signoff-{}-", print(text));
        let sheet = |parent: PathBuf| -> io::Result<TempDir> {
            std::fs::create_dir_all(&parent)?;
            let folder = tempfile::Builder::new()
                .prefix(&begin)
                .permissions(Permissions::from_mode(0o700))
                .tempdir_in(parent)?;
            OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(folder.path().join(name))?
                .write_all(text.as_bytes())?;
            Ok(folder)
        };
        // A full disk takes a directory, and no text.
        let folder = match self.sheets().map(sheet) {
            Some(Ok(folder)) => folder,
            _ => sheet(std::env::temp_dir())?,
        };
        let lock = File::open(folder.path())?;
        // Where the disk knows no locks, another run tells of a text that is still being written.
        let _ = lock.try_lock();
        Ok((folder, lock))
    }

    /// Where texts are that an editor had, and that no run of the program waits for any more.
    pub fn left(&self) -> Vec<PathBuf> {
        let folders = self.sheets().into_iter().flat_map(std::fs::read_dir);
        let folders = folders.flatten().flatten().map(|entry| entry.path());
        let is_left = |folder: &PathBuf| !is_locked(folder) && !is_as_it_was(folder);
        folders.filter(is_left).collect()
    }

    fn sheets(&self) -> Option<PathBuf> {
        let drafts = self.folder.as_deref()?;
        Some(drafts.with_file_name("editor"))
    }

    /// Reads drafts to go on with: from here on they are this run's own.
    fn take_up<T: DeserializeOwned>(&self, review: &str, ending: &str) -> Vec<T> {
        let all = self.read(review, ending).into_iter();
        let mut here = self.here();
        let mut drafts = Vec::new();
        for (name, mut found) in all {
            let Found {
                file, text, draft, ..
            } = found.swap_remove(0);
            drafts.push(draft);
            let is_here = |held: &Held| held.file == file && held.text == text;
            if !here.get(&name).is_some_and(is_here) {
                let written = Some(text.clone());
                here.insert(
                    name,
                    Held {
                        file,
                        text,
                        written,
                    },
                );
            }
        }
        drafts
    }

    /// What is there of each name: first what this run has, then the newest.
    fn read<T: DeserializeOwned>(
        &self,
        review: &str,
        ending: &str,
    ) -> BTreeMap<PathBuf, Vec<Found<T>>> {
        let folder = self.of(review);
        let here = self.here();
        let files = self.folder.iter().flat_map(|_| std::fs::read_dir(&folder));
        let files = files.flatten().flatten().map(|entry| entry.path());
        let written = files.filter_map(|file| {
            let text = disk::read(&file).ok()?.0;
            let name = name_of(&file)?;
            let held = here.get(&name).filter(|held| held.file == file);
            let is_own = held.is_some_and(|held| held.written.as_ref() == Some(&text));
            let at = file.metadata().and_then(|meta| meta.modified()).ok();
            Some((name, file, text, (is_own, at)))
        });
        let unwritten = here.iter().filter(|(_, held)| held.is_unwritten());
        let unwritten = unwritten.map(|(name, held)| {
            let (file, text) = (held.file.clone(), held.text.clone());
            (name.clone(), file, text, (true, Some(SystemTime::now())))
        });
        let mut all: BTreeMap<PathBuf, Vec<Found<T>>> = BTreeMap::new();
        for (name, file, text, rank) in written.chain(unwritten) {
            let is_wanted =
                name.parent() == Some(&folder) && name.extension().is_some_and(|end| end == ending);
            if let Some(draft) = serde_json::from_str(&text).ok().filter(|_| is_wanted) {
                let found = all.entry(name).or_default();
                found.retain(|other| other.file != file);
                found.push(Found {
                    file,
                    text,
                    rank,
                    draft,
                });
            }
        }
        for found in all.values_mut() {
            found.sort_by_key(|found| Reverse(found.rank));
        }
        all
    }

    fn put(&self, name: PathBuf, draft: &impl Serialize) -> Result<(), DiskError> {
        let text = serde_json::to_string_pretty(draft).expect("plain data serialises");
        let mut here = self.here();
        let before = here.get(&name);
        let own = before.filter(|held| held.is_own());
        if own.is_none() && before.is_some_and(|held| held.written.as_ref() == Some(&text)) {
            // Another terminal went on from it.
            return Ok(());
        }
        let file = own.map_or_else(|| free(&name), |held| held.file.clone());
        let put = match &self.folder {
            Some(_) => disk::put(&file, &text),
            None => Err(DiskError::Unfit {
                path: file.clone(),
                why: "there is no home directory to keep it in".to_owned(),
            }),
        };
        let written = match put {
            Ok(()) => Some(text.clone()),
            Err(_) => own.and_then(|held| held.written.clone()),
        };
        here.insert(
            name,
            Held {
                file,
                text,
                written,
            },
        );
        if put.is_ok() {
            // Where there is room again, what found none is written too.
            let unwritten = here.values_mut().filter(|held| held.is_unwritten());
            for held in unwritten.filter(|held| held.is_own()) {
                if disk::put(&held.file, &held.text).is_ok() {
                    held.written = Some(held.text.clone());
                }
            }
        }
        put
    }

    /// Forgets what this run has of it. What another terminal wrote there stays.
    fn remove(&self, name: &Path) {
        let held = self.here().remove(name);
        if let Some(held) = held.filter(Held::is_own) {
            // One that is not there is forgotten already.
            let _ = std::fs::remove_file(&held.file);
        }
    }

    fn here(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Held>> {
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn of(&self, review: &str) -> PathBuf {
        let name = Digest::of(review.as_bytes()).hex();
        self.folder.clone().unwrap_or_default().join(name)
    }

    fn name(&self, review: &str, draft: &str, ending: &str) -> PathBuf {
        let name = Digest::of(draft.as_bytes()).hex();
        self.of(review).join(format!("{name}.{ending}"))
    }
}

impl Held {
    fn is_unwritten(&self) -> bool {
        self.written.as_ref() != Some(&self.text)
    }

    /// True where the file has what this run knows to be in it, or is not there.
    fn is_own(&self) -> bool {
        match disk::read(&self.file) {
            Ok((text, _)) => Some(&text) == self.written.as_ref(),
            Err(error) => error.is_missing(),
        }
    }
}

/// The beginning of a text's digest: enough to tell whether it is the same.
fn print(text: &str) -> String {
    Digest::of(text.as_bytes()).hex()[..16].to_owned()
}

fn is_locked(folder: &Path) -> bool {
    let open = File::open(folder);
    open.is_ok_and(|folder| matches!(folder.try_lock(), Err(TryLockError::WouldBlock)))
}

/// True where an editor left nothing in a directory but the text that it got.
pub fn is_as_it_was(folder: &Path) -> bool {
    let name = folder.to_string_lossy();
    let mut files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.all(|file| disk::read(&file.path()).is_ok_and(|(text, _)| name.contains(&print(&text))))
}

/// The first file of a name that is not there: that of the name itself, or one beside it.
fn free(name: &Path) -> PathBuf {
    let beside = |nth: usize| match (name.file_stem(), name.extension()) {
        (Some(stem), Some(ending)) => {
            let (stem, ending) = (stem.display(), ending.display());
            name.with_file_name(format!("{stem}-{nth}.{ending}"))
        }
        _ => name.to_owned(),
    };
    let mut names = std::iter::once(name.to_owned()).chain((2..).map(beside));
    let is_free = |file: &PathBuf| std::fs::symlink_metadata(file).is_err();
    names.find(is_free).unwrap_or_else(|| name.to_owned())
}

/// The name that a draft's file belongs to.
fn name_of(file: &Path) -> Option<PathBuf> {
    let (stem, ending) = (file.file_stem()?.to_str()?, file.extension()?.to_str()?);
    let (first, _) = stem.split_once('-').unwrap_or((stem, ""));
    Some(file.with_file_name(format!("{first}.{ending}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Typed {
        key: ItemKey,
        text: String,
    }

    #[test]
    fn a_draft_is_kept_replaced_and_forgotten() {
        let state = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(Some(state.path()));
        let key = |item: &str| ItemKey::new("../../x", item);
        let mut draft = Typed {
            key: key("A-1"),
            text: "half a\nthought \u{1b}".into(),
        };
        drafts.keep("../..", &draft.key, &draft).unwrap();
        draft.text.push('!');
        drafts.keep("../..", &draft.key, &draft).unwrap();
        assert_eq!(drafts.list::<Typed>("../.."), [draft.clone()]);
        assert_eq!(drafts.list::<Typed>("another"), []);
        drafts.forget("../..", &key("A-2"));
        drafts.forget("../..", &draft.key);
        assert_eq!(drafts.list::<Typed>("../.."), []);
    }

    /// Both have the review open; then one more opens it.
    #[test]
    fn what_two_terminals_type_at_one_item_is_kept_for_both() {
        let state = tempfile::tempdir().unwrap();
        let open = || {
            let drafts = Drafts::new(Some(state.path()));
            let said = drafts.list::<Typed>("r").into_iter();
            let said: Vec<String> = said.map(|one| one.text).collect();
            (drafts, said)
        };
        let key = ItemKey::new("x", "A-1");
        let keep = |drafts: &Drafts, text: &str| {
            let (key, text) = (key.clone(), text.to_owned());
            drafts
                .keep("r", &key.clone(), &Typed { key, text })
                .unwrap();
        };
        let ((one, _), (two, _)) = (open(), open());
        for words in ["h", "hers"] {
            keep(&one, words);
        }
        for words in ["t", "theirs"] {
            keep(&two, words);
        }
        keep(&one, "hers, whole");
        assert_eq!(
            (one.items("r"), one.others("r")),
            (vec![key.clone()], vec!["A-1".to_owned()])
        );
        // Saved here: the other's words are still there.
        one.forget("r", &key);
        let (three, said) = open();
        assert_eq!(
            (&said[..], three.others("r")),
            (&["theirs".to_owned()][..], vec![])
        );
        // Who goes on from it writes over it; who had it before and typed no more loses nothing, and who did keeps it beside.
        keep(&three, "theirs, and more");
        keep(&two, "theirs");
        assert_eq!(open().0.others("r"), Vec::<String>::new());
        keep(&two, "theirs!");
        three.forget("r", &key);
        assert_eq!(open().1, ["theirs!"]);
        // What was never seen here is not thrown away here.
        Drafts::new(Some(state.path())).forget("r", &key);
        assert_eq!(open().1, ["theirs!"]);
        open().0.forget("r", &key);
        assert_eq!(open().1, Vec::<String>::new());
    }

    #[test]
    fn forms_and_answers_do_not_meet() {
        let state = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(Some(state.path()));
        let values = BTreeMap::from([("reason".to_owned(), "half a thought".to_owned())]);
        drafts.keep_form("r", "sign", &values).unwrap();
        assert_eq!(drafts.list::<Typed>("r"), []);
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
        // Where there is room again, it is written with the next one.
        let drafts = Drafts::new(Some(state.path()));
        assert!(drafts.keep_form("r", "sign", &"half a thought").is_err());
        std::fs::remove_file(state.path().join("drafts")).unwrap();
        drafts.keep_form("r", "revoke", &"another").unwrap();
        assert!(!drafts.would_be_lost());
        let next = Drafts::new(Some(state.path()));
        assert_eq!(next.forms::<String>("r")["sign"], "half a thought");
    }

    /// A directory so deep that no file can be named in it, as a full disk takes a directory and no text.
    #[test]
    fn a_text_for_the_editor_goes_where_there_is_room() {
        let state = tempfile::tempdir().unwrap();
        let mut deep = state.path().join("d".repeat(100));
        while deep.as_os_str().len() < 4000 {
            let left = 4040 - deep.as_os_str().len();
            deep.push("d".repeat(left.min(100)));
        }
        let name = "n".repeat(100);
        let (folder, _lock) = Drafts::new(Some(&deep)).sheet(&name, "words").unwrap();
        assert!(!folder.path().starts_with(&deep));
        assert!(deep.join("editor").exists());
        let text = std::fs::read_to_string(folder.path().join(&name));
        assert_eq!(text.unwrap(), "words");
        assert!(is_as_it_was(folder.path()));
    }
}
