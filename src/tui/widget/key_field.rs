//! The key to sign with: one of those that were found, a file of one's own, or none.

use crossterm::event::KeyCode;

use super::field::Field;
use super::form::Form;
use crate::decision::statement;
use crate::keys::{Key, Keyring};
use crate::tui::stated::Wanted;

/// A row to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    Key(Box<Key>),
    File,
    Nothing,
}

/// What was chosen.
#[derive(Debug)]
pub struct KeyField {
    /// None is the key that is offered.
    chosen: Option<Row>,
    /// The path of a file, where that is chosen.
    pub file: Field,
}

impl Default for KeyField {
    fn default() -> Self {
        Self {
            chosen: None,
            file: Field::line(""),
        }
    }
}

impl KeyField {
    /// The rows; the last is no key.
    fn rows(ring: &Keyring) -> Vec<Row> {
        let keys = ring.keys.iter().map(|key| Row::Key(Box::new(key.clone())));
        let file = ring.trouble.is_none().then_some(Row::File);
        keys.chain(file).chain([Row::Nothing]).collect()
    }

    /// The row that counts, by number.
    fn at(&self, rows: &[Row], ring: &Keyring) -> usize {
        let offered = ring.offered();
        let fit = |row: &Row| matches!(row, Row::Key(key) if Some(&**key) == offered);
        let chosen = self
            .chosen
            .as_ref()
            .and_then(|one| rows.iter().position(|row| row == one));
        chosen
            .or_else(|| rows.iter().position(fit))
            .unwrap_or(rows.len() - 1)
    }

    fn row(&self, ring: &Keyring) -> Row {
        let mut rows = Self::rows(ring);
        rows.swap_remove(self.at(&rows, ring))
    }

    /// True where the path of a file is to be typed.
    pub fn wants_file(&self, ring: Option<&Keyring>) -> bool {
        ring.is_some_and(|ring| self.row(ring) == Row::File)
    }

    /// True where nothing will be signed.
    pub fn wants_nothing(&self, ring: Option<&Keyring>) -> bool {
        ring.is_some_and(|ring| self.row(ring) == Row::Nothing)
    }

    /// True where the path of a file was typed.
    pub fn is_filled(&self) -> bool {
        self.file.filled().is_some()
    }

    /// Chooses with the arrows and space; false for another key, and at either end.
    pub fn key(&mut self, code: KeyCode, ring: Option<&Keyring>) -> bool {
        let Some(ring) = ring else { return false };
        let rows = Self::rows(ring);
        let at = self.at(&rows, ring);
        let to = match code {
            KeyCode::Up | KeyCode::Left => at.checked_sub(1),
            KeyCode::Down | KeyCode::Right => Some(at + 1),
            KeyCode::Char(' ') => Some((at + 1) % rows.len()),
            _ => None,
        };
        let found = to.and_then(|to| rows.get(to));
        self.chosen = found.cloned().or_else(|| self.chosen.take());
        // Left and right do not leave the list.
        found.is_some() || matches!(code, KeyCode::Left | KeyCode::Right)
    }

    /// Chooses a row that was clicked.
    pub fn click(&mut self, nth: usize, ring: Option<&Keyring>) {
        if let Some(row) = ring.and_then(|ring| Self::rows(ring).get(nth).cloned()) {
            self.chosen = Some(row);
        }
    }

    /// What to sign with, or why that is not known.
    pub fn wanted(&self, ring: Option<&Keyring>) -> Result<Wanted, String> {
        let ring = ring.ok_or("the keys are still being looked for; a moment")?;
        match self.row(ring) {
            Row::Key(key) => match key.refuse_weak() {
                Ok(()) => Ok(Wanted::Key(key)),
                Err(unfit) => Err(unfit.to_string()),
            },
            Row::File => {
                let file = self
                    .file
                    .filled()
                    .ok_or("type the path of the key's file, or choose another key")?;
                Ok(Wanted::File(file))
            }
            Row::Nothing => Ok(Wanted::Nothing),
        }
    }

    /// Draws the row that counts; all of them with the focus.
    pub fn show(&self, form: &mut Form, focused: bool, ring: Option<&Keyring>) {
        let Some(ring) = ring else {
            return form.text("looking for keys", false);
        };
        let rows = Self::rows(ring);
        let at = self.at(&rows, ring);
        let theme = form.theme();
        for (nth, row) in rows
            .iter()
            .enumerate()
            .filter(|(nth, _)| focused || *nth == at)
        {
            let mark = match (focused, nth == at) {
                (false, _) => "",
                (true, true) => theme.sign("(•) ", "(*) "),
                (true, false) => "( ) ",
            };
            let text = match row {
                Row::Key(key) => {
                    let label = key.short(theme.sign("…", ".."));
                    let git = if ring.of_git && nth == 0 {
                        ", git's"
                    } else {
                        ""
                    };
                    let weak = if key.refuse_weak().is_err() {
                        ", too weak"
                    } else {
                        ""
                    };
                    format!("{label}{git}{weak}")
                }
                Row::File => "another key: type the path of its file".to_owned(),
                Row::Nothing => format!("no key: recorded, {}", statement::NOT_SIGNED),
            };
            match row {
                Row::Nothing if !focused => form.words(&text, theme.warn()),
                _ => form.text(&format!("{mark}{text}"), focused && nth == at),
            }
        }
        match &rows[at] {
            Row::Key(key) => {
                if let Err(unfit) = key.refuse_weak() {
                    form.complaint(&unfit.to_string());
                }
            }
            Row::File => {}
            Row::Nothing => {
                let why = match &ring.trouble {
                    Some(trouble) => trouble.as_str(),
                    None if ring.keys.is_empty() => "no SSH key is in the agent or in ~/.ssh",
                    None => return,
                };
                form.words(why, theme.warn());
            }
        }
    }
}
