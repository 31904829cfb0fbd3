//! What reaches a layer: what a person does to it, and what happened elsewhere.

use crossterm::event::KeyEvent;
use ratatui::layout::Position;

use super::intent::Stated;
use super::offer::HomeData;
use crate::evidence::EvidenceError;
use crate::face::command::Action;
use crate::review::{Change, Event, Evidence, ItemKey};

/// What a person does to a layer.
#[derive(Debug, Clone)]
pub(super) enum Input {
    Do(Action),
    /// A key for a text field.
    Type(KeyEvent),
    /// Text for a text field.
    Paste(String),
    /// The text of the field as an editor left it.
    Edited(String),
    /// A click on a place of the screen.
    Click(Position),
    /// The wheel over a place of the screen, down or up.
    Wheel(Position, Action),
}

/// What a layer hears beside.
#[derive(Debug)]
pub(super) enum Heard<'h> {
    /// The screen has another size.
    Resized,
    /// The review changed, or what is known of it or of who is at it, or the layer is in front again.
    Changed,
    /// Another program's changes were read; of items that have moved, where each is now.
    Reread(Option<&'h [Option<usize>]>),
    /// Evidence files were looked at; true where the person waits for the answer.
    Checked(bool),
    /// A change is on disk.
    Saved(&'h Event),
    /// An answer is on disk, or is taken back.
    Answered {
        at: Option<usize>,
        /// True where the walk goes on to the next.
        goes_on: bool,
        /// True where all selected items have it.
        several: bool,
    },
    /// Another program changed what this change is for; it was not made.
    Overtaken(&'h Change),
    /// Something that was wanted failed.
    Failed(&'h str),
    /// There is a file already where a new review was to be kept.
    Exists(&'h str),
    /// Paths that go on from what is typed.
    Listed(&'h str, &'h [String]),
    /// A file was read for an item, or could not be.
    Measured(&'h ItemKey, &'h Result<Evidence, EvidenceError>),
    /// A statement was made.
    Stated(&'h Stated),
    /// The signature of a statement.
    Signed(&'h Result<String, String>),
    /// What the home screen shows.
    Home(&'h HomeData),
    /// An item is gone to.
    Shown(usize),
    /// What is typed here is thrown away.
    Discarded,
}

impl Heard<'_> {
    /// True where a screen has to look at the review again.
    pub(super) fn is_change(&self) -> bool {
        matches!(self, Self::Changed | Self::Reread(_) | Self::Checked(_))
    }
}
