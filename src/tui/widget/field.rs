//! A text that a person types: one line, or several.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::pane;
use crate::text::visible;

/// A text field.
#[derive(Debug, Clone)]
pub struct Field {
    area: TextArea<'static>,
    several_lines: bool,
}

impl Field {
    /// A field of one line. What cannot be seen in a text is spelled out from here on: the text area would leave it
    /// out on the screen, and a person would save again what they never saw.
    pub fn line(text: &str) -> Self {
        Self::new(vec![visible::line(text).into_owned()], false)
    }

    /// A field of several lines, wrapped.
    pub fn block(text: &str) -> Self {
        Self::new(visible::block(text).lines().map(str::to_owned).collect(), true)
    }

    fn new(lines: Vec<String>, several_lines: bool) -> Self {
        let mut area = TextArea::new(lines);
        area.set_cursor_line_style(Style::new());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        if several_lines {
            area.set_wrap_mode(WrapMode::WordOrGlyph);
        }
        Self { area, several_lines }
    }

    /// What was typed.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// What was typed, without white space around it; `None` where nothing is left.
    pub fn filled(&self) -> Option<String> {
        let text = self.text();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Takes a key; a field of one line leaves those alone that would leave it.
    pub fn key(&mut self, event: KeyEvent) {
        if event.code == KeyCode::Char('u') && event.modifiers.contains(KeyModifiers::CONTROL) {
            // As in every shell; the text area would undo.
            self.area.delete_line_by_head();
            return;
        }
        let leaves = matches!(event.code, KeyCode::Enter | KeyCode::Up | KeyCode::Down);
        let hidden = matches!(event.code, KeyCode::Char(c) if visible::is_hidden(c));
        if (self.several_lines || !leaves) && !hidden {
            self.area.input(event);
        }
    }

    /// Takes pasted text; characters that cannot be seen are dropped.
    pub fn paste(&mut self, text: &str) {
        let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
        if !self.several_lines {
            text = text.trim().replace('\n', " ");
        }
        let keep = |c: char| !visible::is_hidden(c) || (c == '\n' && self.several_lines);
        let text: String =
            text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| keep(*c)).collect();
        self.area.insert_str(text);
    }

    /// Puts the cursor where the text was clicked, as it was drawn last with the focus.
    pub fn click(&mut self, at: Position) {
        let (row, column) = self.area.scroll_offset();
        let (row, column) = (usize::from(row) + usize::from(at.y), usize::from(column) + usize::from(at.x));
        let place = self.area.screen_to_data(row, column);
        let short = |number| u16::try_from(number).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(short(place.0), short(place.1)));
    }

    /// Draws the field; without the focus only its text.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, focused: bool) {
        if focused {
            return Widget::render(&self.area, area, buffer);
        }
        let style =
            if self.several_lines { Style::new() } else { Style::new().add_modifier(Modifier::UNDERLINED) };
        let lines = pane::wrap(&self.text(), usize::from(area.width));
        let shown: Vec<Line<'_>> = lines.into_iter().take(usize::from(area.height)).map(Line::from).collect();
        Paragraph::new(shown).style(style).render(area, buffer);
    }
}
