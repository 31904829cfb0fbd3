//! Keys written as a text: characters as they are, others by name in angle brackets (`<Enter>`, `<C-s>`, `<lt>`).

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Every character or name by itself.
pub fn split(keys: &str) -> impl Iterator<Item = &str> {
    let mut rest = keys;
    std::iter::from_fn(move || {
        let c = rest.chars().next()?;
        let end = match c {
            '<' => rest.find('>').expect("a named key ends with >") + 1,
            c => c.len_utf8(),
        };
        let (one, after) = rest.split_at(end);
        rest = after;
        Some(one)
    })
}

/// The key that is written so.
pub fn key(stroke: &str) -> KeyEvent {
    match stroke.strip_prefix('<') {
        Some(name) => named(name.trim_end_matches('>')),
        None => character(stroke.chars().next().unwrap()),
    }
}

/// The key of a character.
pub fn character(c: char) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
}

fn named(name: &str) -> KeyEvent {
    if let Some(c) = name.strip_prefix("C-") {
        return KeyEvent::new(
            KeyCode::Char(c.chars().next().unwrap()),
            KeyModifiers::CONTROL,
        );
    }
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "S-Tab" => KeyCode::BackTab,
        "Space" => KeyCode::Char(' '),
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "F1" => KeyCode::F(1),
        "F5" => KeyCode::F(5),
        "F6" => KeyCode::F(6),
        "BS" => KeyCode::Backspace,
        "Ins" => KeyCode::Insert,
        "lt" => KeyCode::Char('<'),
        other => panic!("no key is called {other}"),
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}
