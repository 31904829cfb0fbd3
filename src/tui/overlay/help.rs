//! The keys that work here, narrowed by what is typed; Enter runs the chosen one.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Answer, Overlay};
use crate::face::command::{Action, Command};
use crate::face::place::Place;
use crate::tui::key::Key;
use crate::tui::keymap::{Found, Keymap};
use crate::tui::layout;
use crate::tui::msg::Desk;
use crate::tui::theme::Theme;
use crate::tui::widget::pane;
use crate::tui::widget::picker::{Picked, Picker};

/// The help of a screen.
#[derive(Debug)]
pub struct Help {
    places: Vec<Place>,
    picker: Picker,
    /// What is to be answered afterwards.
    under: Option<Box<Overlay>>,
}

/// A line of help.
struct Row {
    keys: String,
    command: &'static Command,
}

impl Row {
    /// None for what a field, or a list in a form, does by itself.
    fn action(&self) -> Option<Action> {
        let Command { action, place, .. } = *self.command;
        let is_own = action == Action::Field || place.is_within_a_form();
        (!is_own).then_some(action)
    }
}

/// The commands that have a key here, and after them what fields take.
fn rows(places: &[Place], keymap: &Keymap) -> Vec<Row> {
    let (commands, fields): (Vec<_>, Vec<_>) = keymap
        .commands_here(places)
        .into_iter()
        .filter(|(_, keys)| !keys.is_empty())
        .map(|(command, keys)| Row {
            keys: keys.join(", "),
            command,
        })
        .partition(|row| row.action().is_some());
    commands.into_iter().chain(fields).collect()
}

fn texts(rows: &[Row]) -> impl Fn(&mut dyn FnMut(&str)) {
    move |visit| {
        for row in rows {
            visit(&format!("{} {}", row.command.words(), row.keys));
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
    /// For the places of a screen, or of what lies over it, which is kept.
    pub fn new(places: Vec<Place>, keymap: &Keymap, under: Option<Box<Overlay>>) -> Self {
        Self {
            picker: Picker::new(texts(&rows(&places, keymap))),
            places,
            under,
        }
    }

    /// What it lies over.
    pub fn into_under(self) -> Option<Box<Overlay>> {
        self.under
    }

    pub(super) fn under(&mut self) -> Option<&mut Overlay> {
        self.under.as_deref_mut()
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, keymap: &Keymap) {
        self.picker.paste(text, texts(&rows(&self.places, keymap)));
    }

    pub(super) fn act(&mut self, action: Action, keymap: &Keymap, screen: Rect) -> Answer {
        let rows = rows(&self.places, keymap);
        let height = usize::from(height(rows.len(), screen).saturating_sub(2));
        match self.picker.act(action, height, texts(&rows)) {
            Picked::Nothing => Answer::Open,
            Picked::Close => Answer::Close,
            Picked::Row(nth) => rows[nth].action().map_or(Answer::Open, Answer::Run),
        }
    }

    pub(super) fn typed(&mut self, event: KeyEvent, keymap: &Keymap) -> Answer {
        // The key that opened it closes it, as long as it is not part of a word.
        let opens = keymap.find(&[Place::Everywhere], None, Key::of(event));
        if self.picker.is_blank() && opens == Found::Action(Action::Help) {
            return Answer::Close;
        }
        self.picker.typed(event, texts(&rows(&self.places, keymap)));
        Answer::Open
    }

    pub(super) fn area(&self, keymap: &Keymap, screen: Rect) -> Rect {
        layout::popup(
            screen,
            WIDTH,
            height(rows(&self.places, keymap).len(), screen),
        )
    }

    /// Selects the row that was clicked; true where it was selected already.
    pub(super) fn click(&mut self, row: usize, area: Rect) -> bool {
        self.picker.click(row, layout::rows(area))
    }

    pub(super) fn view(
        &self,
        frame: &mut Frame<'_>,
        keymap: &Keymap,
        theme: Theme,
        desk: Option<Desk<'_>>,
    ) {
        if let Some(under) = &self.under {
            under.view(frame, keymap, theme, desk);
        }
        let rows = rows(&self.places, keymap);
        let mut title = "Keys here: type to find".to_owned();
        if let Some(key) = keymap.keys(Place::Help, Action::Run).first() {
            title.push_str(&format!(", {key} runs"));
        }
        let inner = pane::popup(
            frame,
            WIDTH,
            height(rows.len(), frame.area()),
            &title,
            theme,
        );
        self.picker.view(frame, inner, theme, |nth, width| {
            let row = &rows[nth];
            let column = if row.action().is_some() { 16 } else { 22 }.min(width / 3);
            Line::from(vec![
                Span::styled(
                    format!(" {:<column$} ", pane::fit(&row.keys, column, theme)),
                    theme.strong(),
                ),
                Span::raw(pane::fit(
                    row.command.help,
                    width.saturating_sub(column + 2),
                    theme,
                )),
            ])
        });
    }
}
