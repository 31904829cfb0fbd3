//! The keys that work here, narrowed by what is typed; Enter runs the chosen one.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Answer;
use crate::tui::command::{Action, Place};
use crate::tui::key::Key;
use crate::tui::keymap::{Found, Keymap};
use crate::tui::layout;
use crate::tui::theme::Theme;
use crate::tui::widget::pane;
use crate::tui::widget::picker::{Picked, Picker};

/// What a form takes beside commands.
const FIELDS: &[(Place, &str, &str)] = &[
    (
        Place::Attest,
        "Enter",
        "on evidence: add the link or the file that was typed",
    ),
    (Place::Attached, "Enter", "read the file again"),
    (
        Place::Attest,
        "Up, Down",
        "on evidence: select a path, or what is attached",
    ),
    (
        Place::Attest,
        "Letters of the walk",
        "on the status: choose it",
    ),
    (
        Place::Signoff,
        "Enter",
        "on what blocks: go there; on the title: sign",
    ),
    (Place::New, "Space", "on checklists: choose, or leave out"),
    (Place::Forms, "Left, Right", "on a choice: another one"),
    (
        Place::Forms,
        "Up, Down, Enter",
        "to the field above or below; in a text of several lines they stay",
    ),
    (
        Place::Forms,
        "Left, Right, Home, End",
        "in a text: move (Ctrl: by words, Shift: select)",
    ),
    (
        Place::Forms,
        "Ctrl-W, Ctrl-U",
        "in a text: delete the word, or the line, before the cursor",
    ),
];

/// The help of a screen.
#[derive(Debug)]
pub struct Help {
    places: &'static [Place],
    picker: Picker,
}

/// A line of help.
struct Row {
    keys: String,
    text: &'static str,
    /// None for what is no command.
    action: Option<Action>,
}

/// The commands that have a key here, and what fields take.
fn rows(places: &[Place], keymap: &Keymap) -> Vec<Row> {
    let mut rows = Vec::new();
    for (command, keys) in keymap.commands_here(places) {
        if !keys.is_empty() {
            rows.push(Row {
                keys: keys.join(", "),
                text: command.help,
                action: Some(command.action),
            });
        }
    }
    let fields = FIELDS.iter().filter(|(place, ..)| places.contains(place));
    rows.extend(fields.map(|(_, keys, text)| Row {
        keys: (*keys).to_owned(),
        text,
        action: None,
    }));
    rows
}

fn texts(rows: &[Row]) -> impl Fn(&mut dyn FnMut(&str)) {
    move |visit| {
        for row in rows {
            visit(&format!("{} {}", row.text, row.keys));
        }
    }
}

/// Columns of the box.
const WIDTH: u16 = 76;

/// Rows of the box, for so many rows of help.
fn height(rows: usize, screen: Rect) -> u16 {
    u16::try_from(rows)
        .unwrap_or(u16::MAX)
        .saturating_add(3)
        .min(screen.height.saturating_sub(2))
}

impl Help {
    /// For a screen's places.
    pub fn new(places: &'static [Place], keymap: &Keymap) -> Self {
        Self {
            places,
            picker: Picker::new(texts(&rows(places, keymap))),
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, keymap: &Keymap) {
        self.picker.paste(text, texts(&rows(self.places, keymap)));
    }

    pub(super) fn key(&mut self, event: KeyEvent, keymap: &Keymap, screen: Rect) -> Answer {
        let rows = rows(self.places, keymap);
        // The key that opened it closes it, as long as it is not part of a word.
        if self.picker.is_blank()
            && keymap.find(&[Place::Everywhere], None, Key::of(event))
                == Found::Action(Action::Help)
        {
            return Answer::Close;
        }
        let height = usize::from(height(rows.len(), screen).saturating_sub(2));
        match self.picker.key(event, height, texts(&rows)) {
            Picked::Nothing => Answer::Open,
            Picked::Close => Answer::Close,
            Picked::Row(nth) => rows[nth].action.map_or(Answer::Open, Answer::Run),
        }
    }

    pub(super) fn area(&self, keymap: &Keymap, screen: Rect) -> Rect {
        layout::popup(
            screen,
            WIDTH,
            height(rows(self.places, keymap).len(), screen),
        )
    }

    /// Selects the row that was clicked; true where it was selected already.
    pub(super) fn click(&mut self, row: usize, area: Rect) -> bool {
        self.picker.click(row, layout::rows(area))
    }

    pub(super) fn view(&self, frame: &mut Frame<'_>, keymap: &Keymap, theme: Theme) {
        let rows = rows(self.places, keymap);
        let title = "Keys here: type to find, Enter runs";
        let inner = pane::popup(frame, WIDTH, height(rows.len(), frame.area()), title, theme);
        self.picker.view(frame, inner, theme, |nth, width| {
            let Row { keys, text, action } = &rows[nth];
            let column = if action.is_some() { 16 } else { 22 }.min(width / 3);
            Line::from(vec![
                Span::styled(
                    format!(" {:<column$} ", pane::fit(keys, column, theme)),
                    theme.strong(),
                ),
                Span::raw(pane::fit(text, width.saturating_sub(column + 2), theme)),
            ])
        });
    }
}
