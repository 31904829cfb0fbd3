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

use super::key::Key;
use super::keymap::{Found, Keymap};
use super::layout;
use super::msg::{Desk, Effect};
use super::theme::Theme;
use super::widget::pane;
use crate::face::command::Action;
use crate::face::place::Place;
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
    /// Where its keys are looked up, the nearest first.
    pub fn places(&self) -> &'static [Place] {
        match self {
            Self::Help(_) => &[Place::Help, Place::Finder],
            Self::Palette(_) => &[Place::Palette, Place::Finder],
            Self::Confirm(_) => &[Place::Confirm],
            Self::Notices(_) => &[Place::Notices, Place::Lists, Place::Everywhere],
            Self::Conflict(_) => &[Place::Conflict, Place::Lists, Place::Everywhere],
            Self::Blocked(_) => &[Place::Blocked],
            Self::Missing(_) => &[Place::Missing, Place::Lists, Place::Everywhere],
            Self::Prompt(_) => &[Place::Prompt],
        }
    }

    /// Those of them that are of this box alone.
    pub fn own_places(&self) -> &'static [Place] {
        let places = self.places();
        let own = places.iter().take_while(|place| place.is_dialog());
        &places[..own.count()]
    }

    /// True for a key that asks for help on this box; help needs none.
    pub fn is_asked_about(&self, key: Key, keymap: &Keymap) -> bool {
        let may = match self {
            Self::Help(_) | Self::Palette(_) => false,
            Self::Prompt(_) => !key.types(),
            _ => true,
        };
        may && keymap.find(self.own_places(), None, key) == Found::Nothing
            && keymap.find(&[Place::Everywhere], None, key) == Found::Action(Action::Help)
    }

    /// Takes in that the review changed.
    pub fn follow(&mut self, keymap: &Keymap, desk: Desk<'_>) {
        match self {
            Self::Conflict(conflict) => conflict.follow(desk),
            Self::Palette(palette) => palette.refresh(keymap, Some(desk)),
            Self::Help(help) => {
                if let Some(under) = help.under() {
                    under.follow(keymap, desk);
                }
            }
            Self::Confirm(_)
            | Self::Notices(_)
            | Self::Blocked(_)
            | Self::Missing(_)
            | Self::Prompt(_) => {}
        }
    }

    /// Takes a key.
    pub fn key(
        &mut self,
        event: KeyEvent,
        keymap: &Keymap,
        screen: Rect,
        desk: Option<Desk<'_>>,
    ) -> Answer {
        let key = Key::of(event);
        if key.leaves() {
            return Answer::Close;
        }
        if let Self::Confirm(confirm) = self {
            return confirm.key(key, keymap);
        }
        match keymap.find(self.places(), None, key) {
            Found::Action(action) => self.act(action, keymap, screen, desk),
            Found::Prefix | Found::Nothing => {
                match self {
                    Self::Help(help) => return help.typed(event, keymap),
                    Self::Palette(palette) => palette.typed(event, keymap, desk),
                    // They answer, or do nothing: which, the keymap says.
                    Self::Prompt(_) if matches!(event.code, KeyCode::Enter | KeyCode::Esc) => {}
                    Self::Prompt(prompt) => return prompt.key(event),
                    Self::Confirm(_)
                    | Self::Notices(_)
                    | Self::Conflict(_)
                    | Self::Blocked(_)
                    | Self::Missing(_) => {}
                }
                Answer::Open
            }
        }
    }

    /// Does what a command of its places says.
    pub fn act(
        &mut self,
        action: Action,
        keymap: &Keymap,
        screen: Rect,
        desk: Option<Desk<'_>>,
    ) -> Answer {
        match self {
            Self::Help(help) => help.act(action, keymap, screen),
            Self::Palette(palette) => palette.act(action, keymap, screen, desk),
            Self::Confirm(confirm) => confirm.act(action),
            Self::Notices(notices) => notices.act(action, screen),
            Self::Conflict(conflict) => conflict.act(action, screen),
            Self::Blocked(blocked) => blocked.act(action),
            Self::Missing(missing) => missing.act(action, screen),
            Self::Prompt(prompt) => match action {
                Action::Accept => prompt.key(KeyCode::Enter.into()),
                Action::Close => Answer::Close,
                _ => Answer::Open,
            },
        }
    }

    /// Takes a click: on a row, or outside, which closes it. A second click on a row runs it.
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
            self.act(Action::Run, keymap, screen, desk)
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

    /// Draws it over the screen.
    pub fn view(
        &self,
        frame: &mut Frame<'_>,
        keymap: &Keymap,
        theme: Theme,
        desk: Option<Desk<'_>>,
    ) {
        match self {
            Self::Help(help) => help.view(frame, keymap, theme, desk),
            Self::Palette(palette) => palette.view(frame, keymap, theme, desk),
            Self::Confirm(confirm) => confirm.view(frame, keymap, theme),
            Self::Notices(notices) => notices.view(frame, keymap, theme),
            Self::Conflict(conflict) => conflict.view(frame, keymap, theme),
            Self::Blocked(blocked) => blocked.view(frame, keymap, theme),
            Self::Missing(missing) => missing.view(frame, keymap, theme),
            Self::Prompt(prompt) => prompt.view(frame, theme),
        }
    }
}

/// The keys of a box and what they do, a line each: what is pressed is what is shown.
fn labels(keymap: &Keymap, place: Place, shown: impl Fn(Action) -> bool) -> Vec<(String, String)> {
    let rows: Vec<_> = keymap
        .commands(&[place])
        .into_iter()
        .filter(|(command, keys)| !keys.is_empty() && shown(command.action))
        .map(|(command, keys)| (keys.join(", "), command.help.to_owned()))
        .collect();
    let widest = rows.iter().map(|(keys, _)| pane::columns(keys)).max();
    let pad = |keys: &str| " ".repeat(widest.unwrap_or_default() - pane::columns(keys));
    rows.into_iter()
        .map(|(keys, text)| (format!("{keys}{}", pad(&keys)), text))
        .collect()
}
