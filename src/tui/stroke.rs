//! Keys as people write them: `j`, `Ctrl-S`, `Space`, and two in a row as `g h`.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key with what is held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stroke {
    code: KeyCode,
    control: bool,
}

/// Names of keys that are no characters.
const NAMES: [(&str, KeyCode); 17] = [
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("Del", KeyCode::Delete),
    ("Ins", KeyCode::Insert),
    ("Backspace", KeyCode::Backspace),
    ("F1", KeyCode::F(1)),
];

impl Stroke {
    /// The key of a terminal event. Shift is part of the character, Alt means nothing here.
    pub fn of(event: KeyEvent) -> Self {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let code = match event.code {
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            // One byte stands for Ctrl with any of the three.
            KeyCode::Char('7' | '/') if control => KeyCode::Char('_'),
            KeyCode::Char(c) if control => KeyCode::Char(c.to_ascii_lowercase()),
            code => code,
        };
        Self { code, control }
    }

    /// True for a key that writes something in a text field.
    pub fn types(self) -> bool {
        !self.control && matches!(self.code, KeyCode::Char(_))
    }

    /// True for the key that leaves, or closes what lies over the screen.
    pub fn leaves(self) -> bool {
        self.control && self.code == KeyCode::Char('c')
    }

    /// True for a key that a text field needs to move, write or delete.
    pub fn edits(self) -> bool {
        self.types()
            || matches!(
                self.code,
                KeyCode::Up
                    | KeyCode::Down
                    | KeyCode::Left
                    | KeyCode::Right
                    | KeyCode::Home
                    | KeyCode::End
                    | KeyCode::PageUp
                    | KeyCode::PageDown
                    | KeyCode::Enter
            )
            || (self.control && matches!(self.code, KeyCode::Char('u' | 'd')))
    }
}

impl FromStr for Stroke {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == text) {
            return Ok(Self {
                code: *code,
                control: false,
            });
        }
        let (control, rest) = text
            .strip_prefix("Ctrl-")
            .map_or((false, text), |rest| (true, rest));
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_control() => {
                let c = if control { c.to_ascii_lowercase() } else { c };
                Ok(Self {
                    code: KeyCode::Char(c),
                    control,
                })
            }
            _ => Err(format!(
                "`{text}` is no key; expected one such as j, Ctrl-S, Space, Enter or PgDn"
            )),
        }
    }
}

impl fmt::Display for Stroke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(c) if self.control => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            other => write!(f, "{other}"),
        }
    }
}

/// True for keys that a text field takes for itself: one that edits, or two that begin with one.
pub(super) fn edits(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    first.parse::<Stroke>().is_ok_and(Stroke::edits)
}

/// True for keys that write something in a text field: one that does, or two that begin with one.
pub(super) fn types(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    first.parse::<Stroke>().is_ok_and(Stroke::types)
}

/// True for a key that deletes in a text field.
pub(super) fn deletes(text: &str) -> bool {
    ["Backspace", "Del"].contains(&text.split(' ').next().unwrap_or_default())
}

/// Reads one key, or two in a row.
pub(super) fn sequence(text: &str) -> Result<Vec<Stroke>, String> {
    let keys: Vec<Stroke> = text.split(' ').map(str::parse).collect::<Result<_, _>>()?;
    if keys.len() > 2 {
        Err(format!("`{text}`: at most two keys in a row"))
    } else {
        Ok(keys)
    }
}
