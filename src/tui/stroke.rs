//! Keys as people write them: `j`, `Ctrl-S`, `Space`, and two in a row as `g h`.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One key with what is held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stroke {
    code: KeyCode,
    held: KeyModifiers,
}

/// What may be held down, as it is written before a key.
const HELD: [(&str, KeyModifiers); 3] = [
    ("Ctrl-", KeyModifiers::CONTROL),
    ("Alt-", KeyModifiers::ALT),
    ("Shift-", KeyModifiers::SHIFT),
];

/// Names of keys that are no characters; beside them there are `F1` and on.
const NAMES: [(&str, KeyCode); 15] = [
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
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
];

/// The last key of the first row that terminals tell of.
const LAST: u8 = 24;

impl Stroke {
    /// The key of a terminal event.
    pub fn of(event: KeyEvent) -> Self {
        Self::new(event.code, event.modifiers)
    }

    fn new(code: KeyCode, held: KeyModifiers) -> Self {
        let told = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let mut held = held & told;
        let control = held.contains(KeyModifiers::CONTROL);
        let code = match code {
            KeyCode::BackTab => {
                held.insert(KeyModifiers::SHIFT);
                KeyCode::Tab
            }
            // One byte stands for Ctrl with any of the three.
            KeyCode::Char('7' | '/') if control => KeyCode::Char('_'),
            KeyCode::Char(c) if control => KeyCode::Char(c.to_ascii_lowercase()),
            code => code,
        };
        if matches!(code, KeyCode::Char(_)) {
            // It is part of the character.
            held.remove(KeyModifiers::SHIFT);
        }
        Self { code, held }
    }

    /// The same key with nothing but Ctrl: what it means where nobody chose a command for it.
    pub fn bare(self) -> Self {
        let tab = self.code == KeyCode::Tab;
        let kept = if tab {
            KeyModifiers::ALT
        } else {
            KeyModifiers::ALT | KeyModifiers::SHIFT
        };
        Self {
            held: self.held.difference(kept),
            ..self
        }
    }

    fn holds(self, one: KeyModifiers) -> bool {
        self.held.contains(one)
    }

    /// True for a key that writes something in a text field.
    pub fn types(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && self.held.is_empty()
    }

    /// True for the key that leaves, or closes what lies over the screen.
    pub fn leaves(self) -> bool {
        self.held == KeyModifiers::CONTROL && self.code == KeyCode::Char('c')
    }

    /// True for a key that a text field needs to move, write or delete.
    pub fn edits(self) -> bool {
        let moves = match self.code {
            KeyCode::Left | KeyCode::Right => true,
            KeyCode::Up
            | KeyCode::Down
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Enter => !self.holds(KeyModifiers::ALT),
            _ => false,
        };
        let control = self.holds(KeyModifiers::CONTROL);
        moves || self.types() || (control && matches!(self.code, KeyCode::Char('u' | 'd')))
    }
}

impl FromStr for Stroke {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (mut held, mut rest) = (KeyModifiers::empty(), text);
        while let Some((name, one)) = HELD.iter().find(|(name, _)| rest.starts_with(name)) {
            // The last character is the key, also where it is a `-`.
            held.insert(*one);
            rest = &rest[name.len()..];
        }
        let named = NAMES.iter().find(|(name, _)| *name == rest);
        let number = rest
            .strip_prefix('F')
            .and_then(|number| number.parse().ok());
        let mut chars = rest.chars();
        let code = match (named, number, chars.next(), chars.next()) {
            (Some((_, code)), ..) => *code,
            (_, Some(number @ 1..=LAST), ..) => KeyCode::F(number),
            (_, _, Some(c), None) if !c.is_control() => KeyCode::Char(c),
            _ => {
                return Err(format!(
                    "`{text}` is no key; expected one such as j, Ctrl-S, Alt-Up, F2, Space, Enter or PgDn"
                ));
            }
        };
        let is_character = matches!(code, KeyCode::Char(c) if c != ' ');
        if is_character && held.contains(KeyModifiers::SHIFT) {
            return Err(format!(
                "`{text}`: Shift with a character is another character; write that one"
            ));
        }
        Ok(Self::new(code, held))
    }
}

impl fmt::Display for Stroke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, one) in HELD {
            if self.holds(one) {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(c) if self.holds(KeyModifiers::CONTROL) => {
                write!(f, "{}", c.to_ascii_uppercase())
            }
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
