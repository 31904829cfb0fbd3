//! A text that a person types: one line, or several.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::pane;
use crate::face::command::Action;
use crate::text::visible;

/// How many steps a field can take back; a typed letter is one.
const STEPS: usize = 10_000;

/// A text field.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    area: TextArea<'static>,
    several_lines: bool,
}

impl Field {
    /// A field of one line. What cannot be seen in a text is spelled out from here on: the text area would leave it
    /// out on the screen, and a person would save again what they never saw.
    pub(crate) fn line(text: &str) -> Self {
        Self::new(vec![visible::line(text).into_owned()], false)
    }

    /// A field of several lines, wrapped.
    pub(crate) fn block(text: &str) -> Self {
        Self::new(
            visible::block(text).lines().map(str::to_owned).collect(),
            true,
        )
    }

    fn new(lines: Vec<String>, several_lines: bool) -> Self {
        let mut area = TextArea::new(lines);
        area.set_max_histories(STEPS);
        area.set_cursor_line_style(Style::new());
        area.set_selection_style(Style::new().add_modifier(Modifier::REVERSED));
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        if several_lines {
            area.set_wrap_mode(WrapMode::WordOrGlyph);
        }
        Self {
            area,
            several_lines,
        }
    }

    /// What was typed.
    pub(crate) fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// What was typed, without white space around it; `None` where nothing is left.
    pub(crate) fn filled(&self) -> Option<String> {
        let text = self.text();
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Takes a key; a field of one line leaves those alone that would leave it.
    pub(crate) fn key(&mut self, event: KeyEvent) {
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
    pub(crate) fn paste(&mut self, text: &str) {
        let text = self.clean(text);
        self.area.insert_str(text);
    }

    /// Holds another text, with the cursor at its end; can be undone.
    pub(crate) fn replace(&mut self, text: &str) {
        self.area.select_all();
        self.paste(text);
        if self.area.is_selecting() {
            // Nothing came in the place of the old text.
            self.area.delete_char();
        }
    }

    fn clean(&self, text: &str) -> String {
        let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
        if !self.several_lines {
            text = text.trim().replace('\n', " ");
        }
        let keep = |c: char| !visible::is_hidden(c) || (c == '\n' && self.several_lines);
        text.chars()
            .map(|c| if c == '\t' { ' ' } else { c })
            .filter(|c| keep(*c))
            .collect()
    }

    /// Does a command for text; returns what to say where there is nothing to do.
    pub(crate) fn act(&mut self, action: Action) -> Option<&'static str> {
        match action {
            Action::UndoTyping => (!self.undo()).then_some("nothing to undo in this field"),
            Action::RedoTyping => (!self.redo()).then_some("nothing to redo in this field"),
            Action::Cut => {
                (!self.area.cut()).then_some("select text with Shift and the arrows, then cut it")
            }
            Action::Put => (!self.area.paste()).then_some("nothing was cut in this field"),
            _ => None,
        }
    }

    /// Takes a step back; a word that was typed goes at once.
    fn undo(&mut self) -> bool {
        let mut undone = false;
        loop {
            let (before, letters) = (self.area.cursor(), self.letters());
            if !self.area.undo() {
                return undone;
            }
            let now = self.area.cursor();
            let typed = now.0 == before.0 && now.1 + 1 == before.1 && self.letters() + 1 == letters;
            if undone && !typed {
                self.area.redo();
                return true;
            }
            undone = true;
            if !typed {
                // What was replaced was deleted first.
                if self.area.is_empty() {
                    self.area.undo();
                }
                return true;
            }
            if self.before_cursor().is_none_or(char::is_whitespace) {
                return true;
            }
        }
    }

    /// Makes a step again that was taken back, as far as a word goes.
    fn redo(&mut self) -> bool {
        let mut redone = false;
        loop {
            let (before, letters) = (self.area.cursor(), self.letters());
            if !self.area.redo() {
                return redone;
            }
            let now = self.area.cursor();
            let typed = now.0 == before.0 && now.1 == before.1 + 1 && self.letters() == letters + 1;
            if redone && !typed {
                self.area.undo();
                return true;
            }
            redone = true;
            if !typed && self.area.is_empty() {
                self.area.redo();
            }
            if !typed || self.before_cursor().is_none_or(char::is_whitespace) {
                return true;
            }
        }
    }

    /// How many characters the cursor's line has.
    fn letters(&self) -> usize {
        self.area.lines()[self.area.cursor().0].chars().count()
    }

    fn before_cursor(&self) -> Option<char> {
        let cursor = self.area.cursor();
        self.area.lines()[cursor.0]
            .chars()
            .nth(cursor.1.checked_sub(1)?)
    }

    /// Puts the cursor where the text was clicked, as it was drawn last with the focus.
    pub(crate) fn click(&mut self, at: Position) {
        let (row, column) = self.area.scroll_offset();
        let (row, column) = (
            usize::from(row) + usize::from(at.y),
            usize::from(column) + usize::from(at.x),
        );
        let place = self.area.screen_to_data(row, column);
        let short = |number| u16::try_from(number).unwrap_or(u16::MAX);
        self.area
            .move_cursor(CursorMove::Jump(short(place.0), short(place.1)));
    }

    /// Draws the field; without the focus only its text.
    pub(crate) fn draw(&self, area: Rect, buffer: &mut Buffer, focused: bool) {
        if focused {
            return Widget::render(&self.area, area, buffer);
        }
        let style = if self.several_lines {
            Style::new()
        } else {
            Style::new().add_modifier(Modifier::UNDERLINED)
        };
        let lines = pane::wrap(&self.text(), usize::from(area.width));
        let shown: Vec<Line<'_>> = lines
            .into_iter()
            .take(usize::from(area.height))
            .map(Line::from)
            .collect();
        Paragraph::new(shown).style(style).render(area, buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_in(field: &mut Field, text: &str) {
        for c in text.chars() {
            field.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        }
    }

    fn press(field: &mut Field, code: KeyCode, modifiers: KeyModifiers) {
        field.key(KeyEvent::new(code, modifiers));
    }

    #[test]
    fn typing_is_undone_word_by_word_and_done_again() {
        let mut field = Field::block("Kept.");
        type_in(&mut field, " One two");
        assert_eq!(field.act(Action::UndoTyping), None);
        assert_eq!(field.text(), "Kept. One ");
        field.act(Action::UndoTyping);
        assert_eq!(field.text(), "Kept. ");
        field.act(Action::UndoTyping);
        assert_eq!(field.text(), "Kept.");
        assert_eq!(
            field.act(Action::UndoTyping),
            Some("nothing to undo in this field")
        );
        while field.act(Action::RedoTyping).is_none() {}
        assert_eq!(field.text(), "Kept. One two");
    }

    #[test]
    fn what_was_replaced_comes_back_whole() {
        let mut field = Field::block("first\nsecond");
        for other in ["", "other", "two\nlines"] {
            field.replace(other);
            assert_eq!(field.text(), other);
            let (last, line) = (field.area.lines().len() - 1, field.text());
            let end = line.split('\n').next_back().unwrap().chars().count();
            let cursor = field.area.cursor();
            assert_eq!((cursor.0, cursor.1), (last, end));
            assert!(!field.area.is_selecting());
            field.act(Action::UndoTyping);
            assert_eq!(field.text(), "first\nsecond", "after {other:?}");
            field.act(Action::RedoTyping);
            assert_eq!(field.text(), other);
            field.act(Action::UndoTyping);
        }
        let mut empty = Field::block("");
        empty.replace("");
        empty.replace("a");
        assert_eq!(empty.text(), "a");
    }

    #[test]
    fn deleting_is_undone_step_by_step() {
        let mut field = Field::line("abc def");
        press(&mut field, KeyCode::Char('w'), KeyModifiers::CONTROL);
        type_in(&mut field, "x");
        field.act(Action::UndoTyping);
        assert_eq!(field.text(), "abc ");
        field.act(Action::UndoTyping);
        assert_eq!(field.text(), "abc def");
    }

    #[test]
    fn what_is_selected_can_be_cut_put_and_typed_over() {
        let mut field = Field::line("one two three");
        assert!(field.act(Action::Cut).is_some());
        for _ in 0..6 {
            press(&mut field, KeyCode::Left, KeyModifiers::SHIFT);
        }
        assert!(field.area.is_selecting());
        assert_eq!(field.act(Action::Cut), None);
        assert_eq!(field.text(), "one two");
        press(&mut field, KeyCode::Home, KeyModifiers::NONE);
        assert_eq!(field.act(Action::Put), None);
        assert_eq!(field.text(), " threeone two");
        press(&mut field, KeyCode::End, KeyModifiers::SHIFT);
        type_in(&mut field, "!");
        assert_eq!(field.text(), " three!");
    }
}
