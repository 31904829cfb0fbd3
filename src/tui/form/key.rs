//! The rows of keys in a form: the one that counts, and all of them with the focus.

use crossterm::event::KeyCode;

use crate::decision::wording;
use crate::face::form::key::{Offer, at, rows};
use crate::keys::Keyring;
use crate::tui::widget::paper::Paper;

/// Chooses with the arrows and space; false for another key, and at either end.
pub(super) fn key(chosen: &mut String, code: KeyCode, ring: Option<&Keyring>) -> bool {
    let Some(ring) = ring else { return false };
    let rows = rows(ring);
    let at = at(chosen, &rows, ring);
    let to = match code {
        KeyCode::Up | KeyCode::Left => at.checked_sub(1),
        KeyCode::Down | KeyCode::Right => Some(at + 1),
        KeyCode::Char(' ') => Some((at + 1) % rows.len()),
        _ => None,
    };
    let found = to.and_then(|to| rows.get(to));
    if let Some(row) = found {
        *chosen = row.name();
    }
    // Left and right do not leave the list.
    found.is_some() || matches!(code, KeyCode::Left | KeyCode::Right)
}

/// True where the path of the key is typed.
pub(super) fn is_typed(chosen: &str, ring: Option<&Keyring>) -> bool {
    ring.is_some_and(|ring| {
        let rows = rows(ring);
        rows[at(chosen, &rows, ring)] == Offer::File
    })
}

/// Chooses a row that was clicked.
pub(super) fn click(chosen: &mut String, nth: usize, ring: Option<&Keyring>) {
    if let Some(row) = ring.and_then(|ring| rows(ring).get(nth).cloned()) {
        *chosen = row.name();
    }
}

/// Draws the row that counts; all of them with the focus.
pub(super) fn show(chosen: &str, paper: &mut Paper, focused: bool, ring: Option<&Keyring>) {
    let Some(ring) = ring else {
        return paper.text("looking for keys", false);
    };
    let rows = rows(ring);
    let at = at(chosen, &rows, ring);
    let theme = paper.theme();
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
            Offer::Key(key) => {
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
            Offer::File => "another key: type the path of its file".to_owned(),
            Offer::Nothing => format!("no key: recorded, {}", wording::NOT_SIGNED),
        };
        match row {
            Offer::Nothing if !focused => paper.words(&text, theme.warn()),
            _ => paper.text(&format!("{mark}{text}"), focused && nth == at),
        }
    }
    match &rows[at] {
        Offer::Key(key) => {
            if let Err(unfit) = key.refuse_weak() {
                paper.complaint(&unfit.to_string());
            }
        }
        Offer::File => {}
        Offer::Nothing => {
            let why = match &ring.trouble {
                Some(trouble) => trouble.as_str(),
                None if ring.keys.is_empty() => {
                    "no SSH key is in the agent or in ~/.ssh; ssh-keygen -t ed25519 makes one"
                }
                None => return,
            };
            paper.words(why, theme.warn());
        }
    }
}
