//! What lies over a screen and takes the keys until it is answered.

pub mod blocked;
pub mod confirm;
pub mod conflict;
pub mod help;
pub mod missing;
pub mod notices;
pub mod palette;
pub mod prompt;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::command::Action;
use super::keymap::Keymap;
use super::layout;
use super::msg::{Desk, Effect};
use super::theme::Theme;
use crate::review::{Change, Event, Person};

/// An open overlay.
#[derive(Debug)]
pub enum Overlay {
    /// The keys that work here.
    Help(Box<help::Help>),
    /// Every command and every item.
    Palette(Box<palette::Palette>),
    /// Something that is to be meant.
    Confirm(Box<confirm::Confirm>),
    /// The notices of the checklists.
    Notices(notices::Notices),
    /// An item was answered twice.
    Conflict(Box<conflict::Conflict>),
    /// The file cannot be saved.
    Blocked(Box<blocked::Blocked>),
    /// What has gone from the file.
    Missing(missing::Missing),
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
    /// Go to the item at a position.
    Item(usize),
    /// This is meant.
    Confirmed(Effect),
    /// Change the review.
    Apply(Change),
    /// Write the file again, then change the review.
    WriteAgain(Change),
    /// Put back what has gone from the file.
    PutBack(Vec<Event>),
    /// Leave it out.
    Forget,
    /// Write the change into a file beside.
    SaveBeside(Change),
    /// This is me.
    Who(Person),
    /// Write the report there.
    ReportFile(String),
}

impl Overlay {
    /// Takes a key.
    pub fn key(
        &mut self,
        event: KeyEvent,
        keymap: &Keymap,
        screen: Rect,
        desk: Option<Desk<'_>>,
    ) -> Answer {
        match self {
            Self::Help(help) => help.key(event, keymap, screen),
            Self::Palette(palette) => palette.key(event, keymap, screen, desk),
            Self::Confirm(confirm) => confirm.key(event),
            Self::Notices(notices) => notices.key(event, keymap, screen),
            Self::Conflict(conflict) => conflict.key(event, keymap, screen),
            Self::Blocked(blocked) => blocked.key(event),
            Self::Missing(missing) => missing.key(event, keymap, screen),
            Self::Prompt(prompt) => prompt.key(event),
        }
    }

    /// Takes a click: on a row, or outside, which closes it. A second click on a row is Enter.
    pub fn click(
        &mut self,
        at: Position,
        keymap: &Keymap,
        screen: Rect,
        desk: Option<Desk<'_>>,
    ) -> Answer {
        let area = match self {
            Self::Help(help) => help.area(keymap, screen),
            Self::Palette(_) => palette::area(screen),
            Self::Confirm(confirm) => confirm.area(screen),
            Self::Notices(notices) => notices.area(screen),
            // What is decided here is not decided by a slip of the mouse.
            Self::Conflict(_) | Self::Blocked(_) | Self::Missing(_) => return Answer::Open,
            Self::Prompt(prompt) => prompt.area(screen),
        };
        if !area.contains(at) {
            return Answer::Close;
        }
        let again = match (&mut *self, layout::row_at(area, at)) {
            (Self::Help(help), Some(row)) => help.click(row, area),
            (Self::Palette(palette), Some(row)) => palette.click(row, area),
            _ => false,
        };
        if again {
            self.key(KeyCode::Enter.into(), keymap, screen, desk)
        } else {
            Answer::Open
        }
    }

    /// Takes pasted text, where there is a line for it.
    pub fn paste(&mut self, text: &str, keymap: &Keymap, desk: Option<Desk<'_>>) {
        match self {
            Self::Help(help) => help.paste(text, keymap),
            Self::Palette(palette) => palette.paste(text, keymap, desk),
            Self::Prompt(prompt) => prompt.paste(text),
            Self::Confirm(_)
            | Self::Notices(_)
            | Self::Conflict(_)
            | Self::Blocked(_)
            | Self::Missing(_) => {}
        }
    }

    /// Its keys for the hint line; more of them stand in the box.
    pub fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Help(_) => &[("Enter", "run it"), ("Esc", "close")],
            Self::Palette(_) => &[("Enter", "run it, or go there"), ("Esc", "close")],
            Self::Prompt(_) => &[("Enter", "go on"), ("Esc", "cancel")],
            Self::Confirm(_) | Self::Blocked(_) => &[("Esc", "cancel")],
            Self::Notices(_) | Self::Conflict(_) | Self::Missing(_) => &[("Esc", "close")],
        }
    }

    /// Draws it over the screen.
    pub fn view(
        &self,
        frame: &mut Frame<'_>,
        keymap: &Keymap,
        theme: Theme,
        desk: Option<Desk<'_>>,
    ) {
        match self {
            Self::Help(help) => help.view(frame, keymap, theme),
            Self::Palette(palette) => palette.view(frame, keymap, theme, desk),
            Self::Confirm(confirm) => confirm.view(frame, theme),
            Self::Notices(notices) => notices.view(frame, theme),
            Self::Conflict(conflict) => conflict.view(frame, theme),
            Self::Blocked(blocked) => blocked.view(frame, theme),
            Self::Missing(missing) => missing.view(frame, theme),
            Self::Prompt(prompt) => prompt.view(frame, theme),
        }
    }
}
