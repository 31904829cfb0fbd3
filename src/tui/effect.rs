//! What the model wants done, as plain data, by who can do it.

use std::path::PathBuf;

use super::editor::Sheet;
use super::intent::{Instrument, Wish};
use super::signing::Signing;
use crate::face::form::Values;
use crate::face::form::attest::AnswerDraft;
use crate::review::{Change, Event, ItemKey, Person};
use crate::work::Start;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    Outward(Outward),
    Act(Act),
    Errand(Errand),
}

/// What only the terminal can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outward {
    /// Leave the program.
    Quit,
    /// Hand the terminal to the shell.
    Suspend,
    /// Hand it to an editor.
    Edit(Sheet),
    /// Hand it to `ssh-keygen`.
    Sign(Box<Signing>),
    /// Draw the whole screen anew.
    Redraw,
    /// Ask the terminal with these bytes to put a text on the clipboard.
    Copy(String),
}

/// What is written into a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "lowercase")]
pub enum Rendering {
    Report,
    /// Of the last session.
    Minutes,
}

/// What is done with the open review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    Change(Change, Person),
    /// Write the file again, which is gone, and change the review.
    WriteAgain(Change, Person),
    /// Put back what is no longer in the file.
    PutBack(Vec<Event>, Person),
    /// Write the review with a change into a file beside.
    SaveBeside(Change, Person),
    /// Make a statement; that of a decision after the evidence was read again.
    State {
        /// Names the job that reads it.
        job: u64,
        wish: Box<Wish>,
    },
    /// Write what was stated into the file; a decision after the evidence was read again.
    Record {
        /// Names the job that reads it.
        job: u64,
        record: Box<Instrument>,
    },
    /// Read a file into evidence.
    Measure {
        /// Names the job in what it tells.
        job: u64,
        path: String,
        /// True where the review names it so; else it was typed.
        named: bool,
    },
    /// Look at evidence files again.
    Check {
        /// Names the job in what it tells.
        job: u64,
        /// As the review names them.
        paths: Vec<String>,
    },
    /// Read how an evidence file begins, to be looked at.
    Look(String),
    /// Stop a job.
    Cancel(u64),
    Write(Rendering, String),
}

/// What else is done in the world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// Look for what the home screen shows, and for what waits for that person.
    LoadHome(Option<Person>),
    /// Take a review off the list of recent ones.
    Forget(PathBuf),
    AskGit,
    /// Open a review.
    Open(PathBuf),
    /// Keep both versions of one that git could not merge, and open it.
    Resolve(PathBuf),
    /// Start a review in a new file.
    Create {
        /// As it was typed.
        file: String,
        start: Start,
        by: Person,
    },
    /// Look for the keys that there are to sign with.
    FindKeys,
    /// Keep what was typed and not saved.
    KeepDraft(Box<AnswerDraft>),
    ForgetDraft(ItemKey),
    /// Keep what is filled in of the form of a name.
    KeepForm(String, Values),
    ForgetForm(String),
    /// Look for paths that go on from what is typed.
    List {
        typed: String,
        /// Only what may become evidence.
        evidence: bool,
    },
    /// Open an address in a browser.
    Browse(String),
}

impl Errand {
    /// True where it keeps a draft in place of that one.
    pub(super) fn replaces(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::KeepDraft(new), Self::KeepDraft(old)) => new.key == old.key,
            (Self::KeepForm(new, _), Self::KeepForm(old, _)) => new == old,
            _ => false,
        }
    }
}

impl From<Outward> for Effect {
    fn from(outward: Outward) -> Self {
        Self::Outward(outward)
    }
}

impl From<Act> for Effect {
    fn from(act: Act) -> Self {
        Self::Act(act)
    }
}

impl From<Errand> for Effect {
    fn from(errand: Errand) -> Self {
        Self::Errand(errand)
    }
}
