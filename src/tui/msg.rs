//! What the UI hears, as plain data.

use std::collections::BTreeMap;

use crossterm::event::{KeyEvent, MouseEvent};

use super::effect::Rendering;
use super::intent::Stated;
use super::offer::HomeData;
use crate::decision::Verified;
use crate::evidence::News;
use crate::face::form::Values;
use crate::face::form::attest::AnswerDraft;
use crate::keys::Keyring;
use crate::review::{Change, Event, Person};
use crate::work::{Arrival, Overtaken};

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// No key came for a while, after the first of two.
    Hesitated,
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// The terminal has another size: columns and rows.
    Resize(u16, u16),
    /// Git knows who this is, or does not.
    Who(Option<Person>),
    /// What the home screen shows.
    Home(HomeData),
    /// Something about the open review.
    Review(Update),
    /// Something else went well.
    Done(String),
    /// Why what was typed is kept only until the program ends; none where all of it is kept.
    Kept(Option<String>),
    /// A save failed; what was typed is still there.
    NotSaved(String),
    /// Something failed; nothing was lost.
    Failed(String),
    /// There is a file already where a new review was to be kept.
    Exists(String),
    /// What the signatures were found to prove, or why nothing is known; counted, as an older state may be told late.
    Verified(u64, Result<Verified, String>),
    /// The keys that there are to sign with.
    Keys(Keyring),
    /// A statement is made, and is to be read and signed.
    Stated(Box<Stated>),
    /// The signature of the statement on the screen, or why there is none.
    Signed(Result<String, String>),
    /// What became of a text in an editor: another text, none where it is the same, or why there is none.
    Edited(Result<Option<String>, String>),
    /// Paths that go on from what is typed.
    Listed {
        /// What was typed.
        typed: String,
        paths: Vec<String>,
    },
    /// A report, or minutes, could not be written.
    NotWritten {
        what: Rendering,
        /// The file as it was typed.
        file: String,
        /// What went wrong.
        why: String,
    },
}

/// What is new about the open review.
#[derive(Debug)]
pub enum Update {
    /// A review is open.
    Opened {
        /// Just started: its notices are shown.
        fresh: bool,
        /// What was typed before and not saved.
        drafts: Vec<AnswerDraft>,
        /// Items that have another draft besides, of another terminal.
        others: Vec<String>,
        /// What is filled in of its forms, by their names.
        forms: BTreeMap<String, Values>,
    },
    /// A change is on disk.
    Saved {
        event: Event,
        /// What else the person must know.
        warning: Option<String>,
    },
    /// The file was read again, since another program changed it or a checklist; what came of a change of ours follows.
    Reloaded(Arrival, Option<Box<Msg>>),
    /// Another program changed the item that this change is for, or signed the review off; it was not made.
    Overtaken(Change, Overtaken),
    /// The file cannot be read again; what is on screen stays.
    Troubled(Trouble),
    /// A change was not made, since the file is not one that could be read again.
    Blocked(Change, Trouble),
    /// Evidence files of the review are not what they were when they were looked at.
    Stirred(Vec<String>),
    /// What had gone from the file is back in it; how much.
    PutBack(usize),
    /// How an evidence file begins; its name, and what stands in it.
    Looked(String, String),
    /// A job tells something.
    News(u64, News),
    /// Nobody waits any more for the evidence that was read before a decision is recorded: it is not.
    Unrecorded,
}

impl From<Update> for Msg {
    fn from(update: Update) -> Self {
        Self::Review(update)
    }
}

/// Why the file on disk is not what is on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong.
    pub kind: Damage,
    pub text: String,
}

impl Trouble {
    /// What the person has to know.
    pub fn said(&self) -> String {
        let text = &self.text;
        match self.kind {
            Damage::Broken => format!("{text}\nthe file is broken on disk; it is not overwritten"),
            Damage::Gone => {
                "the file is gone from disk; all of it is still here, and the next save offers to write it again"
                    .to_owned()
            }
            Damage::Other => format!("{text}; it is neither read nor overwritten"),
            Damage::Checklist => format!("{text}\nthe checklist as it was before is used"),
        }
    }
}

/// What is wrong with the file on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// It cannot be read.
    Broken,
    /// It is not there.
    Gone,
    /// It holds another review.
    Other,
    /// The file is right, but a checklist is not.
    Checklist,
}

impl Damage {
    /// The words in the title.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Broken => "FILE BROKEN",
            Self::Gone => "FILE GONE",
            Self::Other => "OTHER REVIEW",
            Self::Checklist => "CHECKLIST BROKEN",
        }
    }
}
