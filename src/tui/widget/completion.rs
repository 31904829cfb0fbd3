//! What is offered for what is typed in a field: paths, or people.

use crossterm::event::KeyEvent;

use super::field::Field;
use super::paper::Paper;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::tui::keymap::{Binding, Keymap};
use crate::tui::stroke::Stroke;

/// Texts under a field, one of which may be chosen.
#[derive(Debug, Clone, Default)]
pub(crate) struct Completion {
    texts: Vec<String>,
    chosen: Option<usize>,
}

impl Completion {
    /// True for a text that paths may go on from.
    pub(crate) fn goes_on(typed: &str) -> bool {
        !typed.trim().is_empty() && !typed.contains("://") && !typed.contains('\n')
    }

    /// Offers texts, unless the person has typed on.
    pub(crate) fn show(&mut self, typed: &str, texts: &[String], now: &str) {
        if now == typed {
            self.texts = texts.to_vec();
            self.chosen = None;
        }
    }

    /// Offers nothing.
    pub(crate) fn close(&mut self) {
        *self = Self::default();
    }

    /// Chooses, or takes what is chosen; false for a key that is not for them.
    pub(crate) fn key(&mut self, event: KeyEvent, field: &mut Field, keymap: &Keymap) -> bool {
        let last = self.texts.len().saturating_sub(1);
        let Binding::Action(action) = keymap.find(&[Place::Completion], None, Stroke::of(event))
        else {
            return false;
        };
        match (action, self.chosen) {
            _ if self.texts.is_empty() => return false,
            (Action::Down, chosen) => {
                self.chosen = Some(chosen.map_or(0, |nth| (nth + 1).min(last)));
            }
            (Action::Up, Some(nth)) => self.chosen = nth.checked_sub(1),
            (Action::TakePath | Action::CompletePath, Some(_)) => return self.take(field),
            // As in a shell: as far as all of them go, then they are chosen from.
            (Action::CompletePath, None) => {
                let whole = self.shared();
                if whole.len() > field.text().len() {
                    field.replace(whole);
                } else {
                    self.chosen = Some(0);
                }
            }
            _ => return false,
        }
        true
    }

    /// What all of them begin with.
    fn shared(&self) -> &str {
        let (Some(first), Some(last)) = (self.texts.first(), self.texts.last()) else {
            return "";
        };
        // They are in order, so that the first and the last differ most.
        let same = first.chars().zip(last.chars()).take_while(|(a, b)| a == b);
        &first[..same.map(|(c, _)| c.len_utf8()).sum()]
    }

    /// Draws them, at most so many rows, around the chosen one.
    pub(crate) fn view(&self, paper: &mut Paper, rows: usize, keymap: &Keymap) {
        for (line, is_chosen) in self.lines(rows, keymap) {
            if is_chosen || self.chosen.is_none() {
                paper.keep(1);
            }
            paper.text(&line, is_chosen);
        }
    }

    /// At most so many of them, around the chosen one, which is marked, and what the keys do.
    pub(crate) fn lines(&self, rows: usize, keymap: &Keymap) -> Vec<(String, bool)> {
        if self.texts.is_empty() {
            return Vec::new();
        }
        let first = (self.chosen.unwrap_or_default() + 1).saturating_sub(rows);
        let shown = self.texts.iter().enumerate().skip(first).take(rows);
        let mut lines: Vec<_> = shown
            .map(|(nth, text)| (format!("  {text}"), self.chosen == Some(nth)))
            .collect();
        let (action, what) = match self.chosen {
            Some(_) => (Action::TakePath, "takes it"),
            None => (Action::Down, "chooses one"),
        };
        let first = |action| keymap.first_key(Place::Completion, action);
        let completes = first(Action::CompletePath).filter(|_| self.chosen.is_none());
        let said: Vec<String> = [(completes, "completes"), (first(action), what)]
            .into_iter()
            .filter_map(|(key, what)| Some(format!("{} {what}", key?)))
            .collect();
        if !said.is_empty() {
            lines.push((format!("  {}", said.join(", ")), false));
        }
        lines
    }

    /// Puts the chosen one into the field; false where none is chosen.
    pub(crate) fn take(&mut self, field: &mut Field) -> bool {
        let chosen = self.chosen.and_then(|nth| self.texts.get(nth));
        let Some(text) = chosen else { return false };
        field.replace(text);
        self.close();
        true
    }

    /// True where something is offered.
    pub(crate) fn is_open(&self) -> bool {
        !self.texts.is_empty()
    }
}
