//! The keys that work here; Enter runs the chosen one.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::Answer;
use crate::tui::command::{Action, Command, Place};
use crate::tui::key::Key;
use crate::tui::keymap::{Found, Keymap};
use crate::tui::theme::Theme;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::pane;

/// The help of a screen.
#[derive(Debug)]
pub struct Help {
    places: &'static [Place],
    cursor: Cursor,
}

impl Help {
    /// For a screen's places.
    pub fn new(places: &'static [Place]) -> Self {
        Self { places, cursor: Cursor::default() }
    }

    pub(super) fn key(&mut self, event: KeyEvent, keymap: &Keymap, height: usize) -> Answer {
        let commands = keymap.commands(self.places);
        match (event.code, keymap.find(&[Place::Lists, Place::Everywhere], None, Key::of(event))) {
            (KeyCode::Enter, _) => commands
                .get(self.cursor.row)
                .map_or(Answer::Close, |(command, _)| Answer::Run(command.action)),
            (_, Found::Action(Action::Back | Action::Help | Action::Quit)) => Answer::Close,
            (_, Found::Action(action)) => {
                self.cursor.go(action, commands.len(), height.saturating_sub(4));
                Answer::Open
            }
            _ => Answer::Open,
        }
    }

    pub(super) fn view(&self, frame: &mut Frame<'_>, keymap: &Keymap, theme: Theme) {
        let commands = keymap.commands(self.places);
        let height = u16::try_from(commands.len()).unwrap_or(u16::MAX).saturating_add(2);
        let height = height.min(frame.area().height.saturating_sub(2));
        let inner = pane::popup(frame, 74, height, "Keys here: Enter runs, Esc closes", theme);
        let mut seen = self.cursor;
        seen.select(self.cursor.row, commands.len(), usize::from(inner.height));
        let lines: Vec<Line<'_>> = commands
            .iter()
            .enumerate()
            .skip(seen.top)
            .take(usize::from(inner.height))
            .map(|(nth, (command, keys))| {
                let line = line(command, keys, usize::from(inner.width), theme);
                if nth == seen.row { line.style(theme.selected()) } else { line }
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), inner);
        if commands.len() > seen.top + usize::from(inner.height) {
            pane::more(frame, inner, theme);
        }
    }
}

fn line(command: &Command, keys: &[String], width: usize, theme: Theme) -> Line<'static> {
    let keys = keys.join(", ");
    Line::from(vec![
        Span::styled(format!(" {keys:<16}"), theme.strong()),
        Span::raw(pane::fit(command.help, width.saturating_sub(17), theme)),
    ])
}
