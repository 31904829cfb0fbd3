//! What lies over a screen and takes the keys until it is answered.

pub mod conflict;
pub mod help;
pub mod notices;
pub mod prompt;

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::command::Action;
use super::keymap::Keymap;
use super::theme::Theme;
use crate::review::{Change, Person};

/// An open overlay.
#[derive(Debug)]
pub enum Overlay {
    /// The keys that work here.
    Help(help::Help),
    /// The notices of the checklists.
    Notices(notices::Notices),
    /// Another program changed the file.
    Conflict(conflict::Conflict),
    /// One line that is asked for.
    Prompt(Box<prompt::Prompt>),
}

/// What a person answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Not yet.
    Open,
    /// Nothing to do.
    Close,
    /// Run a command.
    Run(Action),
    /// Read the file again.
    Reload,
    /// Write the change into a file beside.
    SaveBeside(Change),
    /// This is me.
    Who(Person),
    /// Write the report there.
    ReportFile(String),
}

impl Overlay {
    /// Takes a key.
    pub fn key(&mut self, event: KeyEvent, keymap: &Keymap, screen: Rect) -> Answer {
        match self {
            Self::Help(help) => help.key(event, keymap, usize::from(screen.height)),
            Self::Notices(notices) => notices.key(event, keymap, screen),
            Self::Conflict(conflict) => conflict.key(event),
            Self::Prompt(prompt) => prompt.key(event),
        }
    }

    /// Draws it over the screen.
    pub fn view(&self, frame: &mut Frame<'_>, keymap: &Keymap, theme: Theme) {
        match self {
            Self::Help(help) => help.view(frame, keymap, theme),
            Self::Notices(notices) => notices.view(frame, theme),
            Self::Conflict(conflict) => conflict.view(frame, theme),
            Self::Prompt(prompt) => prompt.view(frame, theme),
        }
    }
}
