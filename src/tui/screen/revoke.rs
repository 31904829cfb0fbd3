//! A sign-off about to be taken back: why, and with which key that is signed.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Context, Go, Input, Step};
use crate::decision::{revoking, statement};
use crate::review::Signoff;
use crate::tui::command::Action;
use crate::tui::layout;
use crate::tui::msg::Effect;
use crate::tui::stated::{Intent, Wish};
use crate::tui::widget::field::Field;
use crate::tui::widget::form::{self, Form, NOTHING_WRITTEN};
use crate::tui::widget::key_field::KeyField;
use crate::tui::widget::pane;

/// A part of the screen that takes keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Reason,
    Key,
    KeyFile,
}

/// A sign-off about to be taken back.
#[derive(Debug)]
pub struct RevokeForm {
    /// The id of the sign-off.
    pub id: String,
    reason: Field,
    key: KeyField,
    focus: Spot,
    /// Why it did not go on.
    wrong: Option<(Spot, String)>,
}

impl RevokeForm {
    /// Asks why the sign-off of an id is taken back.
    pub fn new(id: String) -> Self {
        Self {
            id,
            reason: Field::line(""),
            key: KeyField::default(),
            focus: Spot::Reason,
            wrong: None,
        }
    }

    /// True where keys that write belong to a text field.
    pub fn is_typing(&self) -> bool {
        self.focus != Spot::Key
    }

    /// True where something is typed that is lost when the program ends.
    pub fn is_filled(&self) -> bool {
        self.reason.filled().is_some() || self.key.is_filled()
    }

    /// Says why nothing was taken back.
    pub fn complain(&mut self, why: String) {
        self.wrong = Some((Spot::Reason, why));
    }

    fn spots(&self, context: &Context<'_>) -> &'static [Spot] {
        if self.key.wants_file(context.keyring) {
            &[Spot::Reason, Spot::Key, Spot::KeyFile]
        } else {
            &[Spot::Reason, Spot::Key]
        }
    }

    fn field(&mut self) -> Option<&mut Field> {
        match self.focus {
            Spot::Reason => Some(&mut self.reason),
            Spot::Key => None,
            Spot::KeyFile => Some(&mut self.key.file),
        }
    }

    /// Takes a command or a key.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        match input {
            Input::Do(Action::NextField) => self.step(1, context),
            Input::Do(Action::PreviousField) => self.step(-1, context),
            Input::Do(Action::Save) => return self.state(context),
            Input::Do(Action::Editor) => return self.edit(),
            Input::Do(action) => {
                let said = self.field().and_then(|field| field.act(*action));
                return said.map_or_else(Step::none, Step::say);
            }
            Input::Type(event) => return self.key(*event, context),
            Input::Click(at) => self.click(*at, context),
            Input::Wheel(..) => {}
            Input::Paste(text) => {
                if let Some(field) = self.field() {
                    field.paste(text);
                }
            }
            Input::Edited(text) => {
                if let Some(field) = self.field() {
                    field.replace(text);
                }
            }
        }
        Step::none()
    }

    fn step(&mut self, by: isize, context: &Context<'_>) {
        self.focus = form::step(self.spots(context), self.focus, by);
    }

    fn edit(&mut self) -> Step {
        match self.field() {
            Some(field) => Step::effect(Effect::Edit {
                name: "revocation".to_owned(),
                text: field.text(),
            }),
            None => Step::say("the editor is for text: go to a field first"),
        }
    }

    fn key(&mut self, event: KeyEvent, context: &Context<'_>) -> Step {
        self.wrong = None;
        if self.focus == Spot::Key && self.key.key(event.code, context.keyring) {
            return Step::none();
        }
        let is_last = self.spots(context).last() == Some(&self.focus);
        match event.code {
            KeyCode::Enter if is_last => return self.state(context),
            KeyCode::Enter | KeyCode::Down => self.step(1, context),
            KeyCode::Up => self.step(-1, context),
            _ => match self.field() {
                Some(field) => field.key(event),
                None => return Step::say(NOTHING_WRITTEN),
            },
        }
        Step::none()
    }

    fn click(&mut self, at: Position, context: &Context<'_>) {
        let inner = layout::inside(context.body);
        let Some(hit) = self.sheet(inner.width, context).at(inner, at) else {
            return;
        };
        let Some(spot) = self
            .spots(context)
            .iter()
            .find(|spot| spot.label() == hit.label)
        else {
            return;
        };
        if let (Some(place), true) = (hit.inside, self.focus == *spot)
            && let Some(field) = self.field()
        {
            field.click(place);
        }
        if self.focus == Spot::Key && *spot == Spot::Key {
            self.key.click(hit.row, context.keyring);
        }
        self.focus = *spot;
    }

    /// Has the statement made.
    fn state(&mut self, context: &Context<'_>) -> Step {
        self.wrong = None;
        let Some(reason) = self.reason.filled() else {
            self.focus = Spot::Reason;
            self.wrong = Some((
                Spot::Reason,
                "say why it must no longer be believed".to_owned(),
            ));
            return Step::none();
        };
        match (self.key.wanted(context.keyring), context.who) {
            (Err(why), _) => {
                self.wrong = Some((Spot::Key, why));
                self.focus = if self.key.wants_file(context.keyring) {
                    Spot::KeyFile
                } else {
                    Spot::Key
                };
                Step::none()
            }
            (Ok(_), None) => Step::go(Go::Who),
            (Ok(key), Some(by)) => {
                let intent = Intent::Revoke {
                    signoff: self.id.clone(),
                    reason,
                };
                Step::effect(Effect::State {
                    job: 0,
                    wish: Box::new(Wish {
                        intent,
                        by: by.clone(),
                        key,
                    }),
                })
            }
        }
    }

    /// Draws it.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let inner = pane::frame(frame, area, "Take back a sign-off", true, context.theme);
        self.sheet(inner.width, context).show(frame, inner);
    }

    fn sheet(&self, width: u16, context: &Context<'_>) -> Form {
        let mut form = Form::new(width, context.theme);
        form.label("Sign-off", false);
        form.words(&self.said(context), context.theme.strong());
        form.words(
            "It stays in the file and counts no longer; what takes its place is a new one.",
            Style::new(),
        );
        for spot in self.spots(context) {
            let focused = self.focus == *spot;
            form.label(spot.label(), focused);
            match spot {
                Spot::Reason => form.field(&self.reason, focused, 1),
                Spot::Key => self.key.show(&mut form, focused, context.keyring),
                Spot::KeyFile => form.field(&self.key.file, focused, 1),
            }
            for (_, why) in self.wrong.iter().filter(|(other, _)| other == spot) {
                form.complaint(why);
            }
        }
        form.label("Revoked by", false);
        form.text(
            &context
                .who
                .map_or("asked when you go on".to_owned(), ToString::to_string),
            false,
        );
        form
    }

    /// Which sign-off it is.
    fn said(&self, context: &Context<'_>) -> String {
        let Some(desk) = context.desk else {
            return String::new();
        };
        let gone = || "this sign-off is no longer in the file".to_owned();
        let Ok(Signoff { id, .. }) = revoking::find(&self.id, desk.dossier.review()) else {
            return gone();
        };
        let all = desk.facts.signoffs();
        all.iter()
            .find(|held| held.signoff.id == *id)
            .map_or_else(gone, |held| {
                let (short, by) = (statement::short(held.signoff), &held.signoff.by);
                let signature = held.signature();
                format!(
                    "{short} by {by} on {}, {} ({signature})",
                    held.signoff.at.format("%F"),
                    held.standing
                )
            })
    }
}

impl Spot {
    fn label(self) -> &'static str {
        match self {
            Self::Reason => "Reason",
            Self::Key => "Key",
            Self::KeyFile => "Key file",
        }
    }
}
