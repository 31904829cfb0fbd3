//! Paths that are offered for what is typed in a field.

use crossterm::event::{KeyCode, KeyEvent};

use super::field::Field;
use super::form::Form;
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
    pub fn key(&mut self, event: KeyEvent, field: &mut Field) -> bool {
        let last = self.paths.len().saturating_sub(1);
        match (event.code, self.chosen) {
            _ if self.paths.is_empty() => return false,
            (KeyCode::Down, chosen) => {
                self.chosen = Some(chosen.map_or(0, |nth| (nth + 1).min(last)));
            }
            (KeyCode::Up, Some(nth)) => self.chosen = nth.checked_sub(1),
            (KeyCode::Right | KeyCode::End | KeyCode::Enter, Some(nth)) => {
                field.replace(&self.paths[nth]);
                self.close();
            }
            _ => return false,
        }
        true
    }

    /// Draws the paths, at most so many rows, around the chosen one.
    pub fn view(&self, form: &mut Form, rows: usize) {
        if self.paths.is_empty() {
            return;
        }
        let first = (self.chosen.unwrap_or_default() + 1).saturating_sub(rows);
        for (nth, path) in self.paths.iter().enumerate().skip(first).take(rows) {
            form.keep(1);
            form.text(&format!("  {path}"), self.chosen == Some(nth));
        }
        let how = if self.chosen.is_some() {
            "  Right or Enter takes it"
        } else {
            "  Down chooses one"
        };
        form.text(how, false);
    }

    /// True where something is offered.
    pub fn is_open(&self) -> bool {
        !self.paths.is_empty()
    }
}
