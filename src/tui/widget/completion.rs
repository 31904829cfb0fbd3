//! Paths that are offered for what is typed in a field.

use crossterm::event::KeyEvent;

use super::field::Field;
use super::form::Form;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::tui::key::Key;
use crate::tui::keymap::{Found, Keymap};
use crate::tui::msg::Effect;

/// Paths under a field, one of which may be chosen.
#[derive(Debug, Clone, Default)]
pub struct Completion {
    paths: Vec<String>,
    chosen: Option<usize>,
}

impl Completion {
    /// After a key: asks for paths where the text is another one now; evidence must lie in the repository.
    pub fn ask(&mut self, before: &str, field: &Field, evidence: bool) -> Option<Effect> {
        let typed = field.text();
        if typed == before {
            return None;
        }
        self.close();
        let asked = !typed.trim().is_empty() && !typed.contains("://");
        asked.then_some(Effect::List { typed, evidence })
    }

    /// Offers paths, unless the person has typed on.
    pub fn show(&mut self, typed: &str, paths: Vec<String>, field: &Field) {
        if field.text() == typed {
            *self = Self {
                paths,
                chosen: None,
            };
        }
    }

    /// Offers nothing.
    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// Chooses, or takes what is chosen; false for a key that is not for them.
    pub fn key(&mut self, event: KeyEvent, field: &mut Field, keymap: &Keymap) -> bool {
        let last = self.paths.len().saturating_sub(1);
        let Found::Action(action) = keymap.find(&[Place::Completion], None, Key::of(event)) else {
            return false;
        };
        match (action, self.chosen) {
            _ if self.paths.is_empty() => return false,
            (Action::Down, chosen) => {
                self.chosen = Some(chosen.map_or(0, |nth| (nth + 1).min(last)));
            }
            (Action::Up, Some(nth)) => self.chosen = nth.checked_sub(1),
            (Action::TakePath, Some(nth)) => {
                field.replace(&self.paths[nth]);
                self.close();
            }
            _ => return false,
        }
        true
    }

    /// Draws the paths, at most so many rows, around the chosen one.
    pub fn view(&self, form: &mut Form, rows: usize, keymap: &Keymap) {
        if self.paths.is_empty() {
            return;
        }
        let first = (self.chosen.unwrap_or_default() + 1).saturating_sub(rows);
        for (nth, path) in self.paths.iter().enumerate().skip(first).take(rows) {
            form.keep(1);
            form.text(&format!("  {path}"), self.chosen == Some(nth));
        }
        let (action, what) = match self.chosen {
            Some(_) => (Action::TakePath, "takes it"),
            None => (Action::Down, "chooses one"),
        };
        let mut keys = keymap.keys(Place::Completion, action);
        keys.truncate(2);
        if !keys.is_empty() {
            form.text(&format!("  {} {what}", keys.join(" or ")), false);
        }
    }

    /// True where something is offered.
    pub fn is_open(&self) -> bool {
        !self.paths.is_empty()
    }
}
