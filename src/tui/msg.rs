//! What the UI hears, and what it wants done: plain data both ways.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crossterm::event::{KeyEvent, MouseEvent};

use super::intent::{Record, Stated, Wish};
use crate::decision::{Brief, Verified};
use crate::evidence::News;
use crate::face::form::Values;
use crate::keys::Keyring;
use crate::review::{AnswerDraft, Change, Event, ItemKey, Person, Tally};
use crate::work::{Arrival, Overtaken, Start};

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
    /// A review is open.
    Opened {
        /// Just started: its notices are shown.
        fresh: bool,
        /// What was typed before and not saved.
        drafts: Vec<AnswerDraft>,
        /// What is filled in of its forms, by their names.
        forms: BTreeMap<String, Values>,
    },
    /// A change is on disk.
    Saved {
        /// What happened.
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
    /// A job tells something.
    News(u64, News),
    /// What became of a text in an editor: another text, none where it is the same, or why there is none.
    Edited(Result<Option<String>, String>),
    /// Paths that go on from what is typed.
    Listed {
        /// What was typed.
        typed: String,
        /// The paths.
        paths: Vec<String>,
    },
    /// The report could not be written.
    ReportNotWritten {
        /// The file as it was typed.
        file: String,
        /// What went wrong.
        why: String,
    },
}

/// Why the file on disk is not what is on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong.
    pub kind: Wrong,
    /// Where and how.
    pub text: String,
}

impl Trouble {
    /// What the person has to know.
    pub fn said(&self) -> String {
        let text = &self.text;
        match self.kind {
            Wrong::Broken => format!("{text}\nthe file is broken on disk; it is not overwritten"),
            Wrong::Gone => {
                "the file is gone from disk; all of it is still here, and the next save offers to write it again"
                    .to_owned()
            }
            Wrong::Other => format!("{text}; it is neither read nor overwritten"),
            Wrong::Checklist => format!("{text}\nthe checklist as it was before is used"),
        }
    }
}

/// What is wrong with the file on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It cannot be read.
    Broken,
    /// It is not there.
    Gone,
    /// It holds another review.
    Other,
    /// The file is right, but a checklist is not.
    Checklist,
}

impl Wrong {
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

/// What the home screen shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomeData {
    /// Reviews that were open lately.
    pub reviews: Vec<Resumable>,
    /// Checklists that a review can be started of.
    pub checklists: Vec<Startable>,
    /// What is filled in of a new review.
    pub begun: Option<Values>,
    /// What could not be read, a line each.
    pub complaints: Vec<String>,
}

/// A review on the home screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumable {
    /// Its file.
    pub path: PathBuf,
    /// Its title.
    pub title: String,
    /// True for the one on the desk, of which more is known.
    pub is_open: bool,
    /// How far it is, or why it cannot be opened.
    pub found: Result<Box<Progress>, String>,
}

/// How far a review is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Its checklists.
    pub checklists: String,
    /// What it adds up to.
    pub tally: Tally,
    /// Where the walk would go on.
    pub next: Option<String>,
    /// What its sign-offs amount to, as far as that is known without looking at signatures.
    pub briefs: Vec<Brief>,
    /// When and by whom something was attested last.
    pub last: Option<String>,
    /// Items with a draft.
    pub drafts: Vec<String>,
}

/// A checklist on the home screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Startable {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many items.
    pub items: usize,
    /// How many categories.
    pub categories: usize,
}

/// Something that is to be done in the world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Hand the terminal to the shell.
    Suspend,
    /// Draw the whole screen anew.
    Redraw,
    /// Look for what the home screen shows.
    LoadHome,
    /// Take a review off the list of recent ones.
    Forget(PathBuf),
    /// Ask git who this is.
    AskGit,
    /// Open a review.
    Open(PathBuf),
    /// Start a review in a new file.
    Create {
        /// The file as it was typed.
        file: String,
        /// What was said.
        start: Start,
        /// Who starts it.
        by: Person,
    },
    /// Change the review.
    Apply(Change, Person),
    /// Look for the keys that there are to sign with.
    FindKeys,
    /// Make a statement; that of a decision after the evidence was read again.
    State {
        /// Names the job that reads it.
        job: u64,
        /// What is to be stated.
        wish: Box<Wish>,
    },
    /// Hand the terminal to `ssh-keygen` to sign a statement.
    Sign(Box<Stated>),
    /// Write what was stated into the file; a decision after the evidence was read again.
    Record {
        /// Names the job that reads it.
        job: u64,
        /// What was stated.
        record: Box<Record>,
    },
    /// Keep what was typed and not saved.
    KeepDraft(Box<AnswerDraft>),
    /// Forget it.
    ForgetDraft(ItemKey),
    /// Keep what is filled in of the form of a name.
    KeepForm(String, Values),
    /// Forget it.
    ForgetForm(String),
    /// Have a text written in the person's editor.
    Edit {
        /// What the file is called, without an ending.
        name: String,
        /// The text as it is.
        text: String,
    },
    /// Look for paths that go on from what is typed.
    List {
        /// What is typed.
        typed: String,
        /// Only what may become evidence.
        evidence: bool,
    },
    /// Write the file again, which is gone, and change the review.
    WriteAgain(Change, Person),
    /// Put back what is no longer in the file.
    PutBack(Vec<Event>, Person),
    /// Write the review with a change into a file beside.
    SaveBeside(Change, Person),
    /// Read a file into evidence.
    Measure {
        /// Names the job in what it tells.
        job: u64,
        /// The path.
        path: String,
        /// True where the review names it so; else it was typed.
        named: bool,
    },
    /// Stop a job.
    Cancel(u64),
    /// Look at evidence files of the review again.
    CheckEvidence {
        /// Names the job in what it tells.
        job: u64,
        /// As the review names them.
        paths: Vec<String>,
    },
    /// Write the report.
    WriteReport(String),
    /// Open an address in a browser.
    Browse(String),
    /// Put a text on the clipboard.
    Copy(String),
}
