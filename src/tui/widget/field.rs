//! A text that a person types: one line, or several.
//!
//! It goes by signs as people see them: one press of a key moves over one, or deletes one, however many characters it
//! is made of. What cannot be seen is kept as it was typed, and spelled out where it is drawn.

mod edit;
mod rows;

use std::cell::Cell;
use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation as _;

use self::edit::Edits;
use self::rows::{TextRow, rows, signs};
use crate::face::command::Action;
use crate::text::lines;
use crate::tui::layout;
use crate::tui::theme::Theme;

/// Said where several lines come into a field of one.
const JOINED: &str = "this field holds one line: the lines were joined";

/// A text field.
#[derive(Debug, Clone, Default)]
pub(crate) struct Field {
    text: String,
    /// Where one types, in bytes.
    cursor: usize,
    /// The other end of what is selected.
    anchor: Option<usize>,
    several_lines: bool,
    edits: Edits,
    /// What was cut last.
    cut: String,
    /// Columns, and the first row that is shown, as it was drawn last with the focus.
    drawn: Cell<(usize, usize)>,
}

impl Field {
    /// A field of one line.
    pub(crate) fn line(text: &str) -> Self {
        Self::new(text.replace('\n', " "), false)
    }

    /// A field of several lines, wrapped.
    pub(crate) fn block(text: &str) -> Self {
        Self::new(text.to_owned(), true)
    }

    fn new(text: String, several_lines: bool) -> Self {
        Self {
            cursor: text.len(),
            text,
            several_lines,
            ..Self::default()
        }
    }

    /// What was typed.
    pub(crate) fn text(&self) -> String {
        self.text.clone()
    }

    /// What was typed, without white space around it; `None` where nothing is left.
    pub(crate) fn filled(&self) -> Option<String> {
        let text = self.text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// How many lines were typed.
    pub(crate) fn lines(&self) -> u16 {
        layout::length(self.text.split('\n').count())
    }

    /// Takes a key; a field of one line leaves those alone that would leave it.
    pub(crate) fn key(&mut self, event: KeyEvent) {
        let held = |modifier| event.modifiers.contains(modifier);
        let control = held(KeyModifiers::CONTROL);
        let by_word = control || held(KeyModifiers::ALT);
        let selects = held(KeyModifiers::SHIFT);
        match event.code {
            KeyCode::Char(c) if by_word => match c.to_ascii_lowercase() {
                'b' if control => self.go(self.before(), false),
                'f' if control => self.go(self.after(), false),
                'b' => self.go(self.word_before(), false),
                'f' => self.go(self.word_after(), false),
                'a' if control => self.go(self.line_start(), false),
                'e' if control => self.go(self.line_end(), false),
                'p' if control => self.go_rows(-1, false),
                'n' if control => self.go_rows(1, false),
                'h' if control => self.delete(self.before()),
                'd' if control => self.delete(self.after()),
                'd' => self.delete(self.word_after()),
                'w' if control => self.delete(self.word_before()),
                // As in every shell.
                'u' if control => self.delete(self.line_start()),
                'k' if control => self.delete(self.line_end()),
                _ => {}
            },
            // Of keys that the terminal tells by such characters none is text.
            KeyCode::Char(c) if !c.is_control() => self.put(c.encode_utf8(&mut [0; 4]), true),
            KeyCode::Backspace if by_word => self.delete(self.word_before()),
            KeyCode::Backspace => self.delete(self.before()),
            KeyCode::Delete if by_word => self.delete(self.word_after()),
            KeyCode::Delete => self.delete(self.after()),
            KeyCode::Left if by_word => self.go(self.word_before(), selects),
            KeyCode::Right if by_word => self.go(self.word_after(), selects),
            KeyCode::Left => self.go(self.before(), selects),
            KeyCode::Right => self.go(self.after(), selects),
            KeyCode::Home => self.go(self.line_start(), selects),
            KeyCode::End => self.go(self.line_end(), selects),
            KeyCode::Enter if self.several_lines => self.put("\n", true),
            KeyCode::Up if self.several_lines => self.go_rows(-1, selects),
            KeyCode::Down if self.several_lines => self.go_rows(1, selects),
            KeyCode::PageUp if self.several_lines => self.go_rows(-PAGE, selects),
            KeyCode::PageDown if self.several_lines => self.go_rows(PAGE, selects),
            _ => {}
        }
    }

    /// Takes pasted text, but for the characters that terminals are told things by; returns what to say of that.
    pub(crate) fn paste(&mut self, text: &str) -> Option<&'static str> {
        let text = lines::unified(text.to_owned());
        let mut text = text.replace(|c: char| c.is_control() && c != '\n' && c != '\t', "");
        let mut said = None;
        if !self.several_lines {
            text = text.trim().to_owned();
            said = text.contains('\n').then_some(JOINED);
            text = text.replace('\n', " ");
        }
        self.put(&text, false);
        said
    }

    /// Holds another text, with the cursor at its end; can be undone. Returns what to say of it.
    pub(crate) fn replace(&mut self, text: &str) -> Option<&'static str> {
        (self.anchor, self.cursor) = (Some(0), self.text.len());
        self.paste(text)
    }

    /// Does a command for text; returns what to say where there is nothing to do.
    pub(crate) fn act(&mut self, action: Action) -> Option<&'static str> {
        match action {
            Action::UndoTyping => {
                let cursor = self.edits.undo(&mut self.text);
                self.turn_back(cursor, "nothing to undo in this field")
            }
            Action::RedoTyping => {
                let cursor = self.edits.redo(&mut self.text);
                self.turn_back(cursor, "nothing to redo in this field")
            }
            Action::Cut => {
                let selected = self.selected();
                if selected.is_empty() {
                    return Some("select text with Shift and the arrows, then cut it");
                }
                self.text[selected].clone_into(&mut self.cut);
                self.put("", false);
                None
            }
            Action::Put if self.cut.is_empty() => Some("nothing was cut in this field"),
            Action::Put => {
                self.put(&self.cut.clone(), false);
                None
            }
            _ => None,
        }
    }

    fn turn_back(
        &mut self,
        cursor: Option<usize>,
        otherwise: &'static str,
    ) -> Option<&'static str> {
        let Some(cursor) = cursor else {
            return Some(otherwise);
        };
        self.go(cursor, false);
        None
    }

    /// Puts a text in the place of what is selected.
    fn put(&mut self, text: &str, typed: bool) {
        let place = self.selected();
        self.anchor = None;
        self.cursor = self.edits.make(&mut self.text, place, text, typed);
    }

    /// Deletes what is selected, or up to a place.
    fn delete(&mut self, to: usize) {
        if self.selected().is_empty() {
            self.anchor = Some(to);
        }
        self.put("", false);
    }

    fn selected(&self) -> Range<usize> {
        let anchor = self.anchor.unwrap_or(self.cursor);
        anchor.min(self.cursor)..anchor.max(self.cursor)
    }

    fn go(&mut self, to: usize, selects: bool) {
        self.anchor = selects.then(|| self.anchor.unwrap_or(self.cursor));
        self.cursor = to;
    }

    fn before(&self) -> usize {
        let start = self.line_start();
        let mut signs = signs(&self.text[start..self.line_end()], start)
            .into_iter()
            .rev();
        let sign = signs.find(|sign| sign.at < self.cursor);
        sign.map_or(start.saturating_sub(1), |sign| sign.at)
    }

    fn after(&self) -> usize {
        let (start, end) = (self.line_start(), self.line_end());
        let mut signs = signs(&self.text[start..end], start).into_iter();
        let sign = signs.find(|sign| sign.at > self.cursor);
        let behind = if self.cursor < end { end } else { end + 1 };
        sign.map_or(behind.min(self.text.len()), |sign| sign.at)
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.cursor].split_word_bound_indices().rev();
        let word = words.find(|(_, word)| !word.trim().is_empty());
        word.map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        let rest = &self.text[self.cursor..];
        let mut words = rest.split_word_bound_indices();
        let word = words.find(|(_, word)| !word.trim().is_empty());
        word.map_or(self.text.len(), |(at, word)| self.cursor + at + word.len())
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        let rest = &self.text[self.cursor..];
        self.cursor + rest.find('\n').unwrap_or(rest.len())
    }

    /// Goes up or down as the text was drawn last.
    fn go_rows(&mut self, by: isize, selects: bool) {
        let rows = self.rows(self.drawn.get().0);
        let at = row_of(&rows, self.cursor);
        let to = at.saturating_add_signed(by).min(rows.len() - 1);
        let place = match (to == at, by < 0) {
            (true, true) => 0,
            (true, false) => self.text.len(),
            (false, _) => rows[to].place(rows[at].column(self.cursor)),
        };
        self.go(place, selects);
    }

    /// The rows of the text; one of one line has one, however long it is.
    fn rows(&self, width: usize) -> Vec<TextRow> {
        rows(
            &self.text,
            if self.several_lines {
                width
            } else {
                usize::MAX
            },
        )
    }

    /// Puts the cursor where the text was clicked, as it was drawn last with the focus.
    pub(crate) fn click(&mut self, at: Position) {
        let (width, top) = self.drawn.get();
        let rows = self.rows(width);
        let row = &rows[(top + usize::from(at.y)).min(rows.len() - 1)];
        let place = row.place(self.left(&rows, width) + usize::from(at.x));
        self.go(place, false);
    }

    /// The first column that is shown of a long line.
    fn left(&self, rows: &[TextRow], width: usize) -> usize {
        if self.several_lines {
            return 0;
        }
        let column = rows[0].column(self.cursor);
        (column + 1).saturating_sub(width)
    }

    /// The column of a place in a field of one line, as far as all of it is shown.
    pub(crate) fn column(&self, place: usize, width: usize) -> Option<usize> {
        let rows = self.rows(width);
        (self.left(&rows, width) == 0).then(|| rows[0].column(place))
    }

    /// Draws the field on a line of its own, so that an empty one is seen, with a mark where it goes on beyond its ends;
    /// where it has the focus, returns where the cursor is.
    pub(crate) fn draw(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        focused: bool,
        theme: Theme,
    ) -> Option<Position> {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return None;
        }
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        let rows = self.rows(width);
        let at = row_of(&rows, self.cursor);
        let (mut top, mut left) = (0, 0);
        let style = Style::new().add_modifier(Modifier::UNDERLINED);
        buffer.set_style(area, style);
        if focused {
            let last = rows.len().saturating_sub(height);
            let before = self.drawn.get().1.min(last);
            top = before.clamp((at + 1).saturating_sub(height), at);
            left = self.left(&rows, width);
            self.drawn.set((width, top));
        }
        let (above, below) = (top > 0, rows.len() > top + height);
        let (before, behind) = (
            left > 0,
            !self.several_lines && rows[0].width() > left + width,
        );
        let selected = if focused { self.selected() } else { 0..0 };
        let inside = Rect {
            x: area.x + u16::from(before),
            width: area.width - u16::from(before) - u16::from(behind && area.width > 1),
            height: 1,
            ..area
        };
        for (y, row) in (area.y..area.bottom()).zip(&rows[top..]) {
            let place = Rect { y, ..inside };
            row.draw(buffer, place, left + usize::from(before), style, &selected);
        }
        let (last, bottom) = (area.right() - 1, area.bottom() - 1);
        for (_, at, sign) in [
            (before, (area.x, area.y), theme.sign("‹", "<")),
            (behind, (last, area.y), theme.sign("›", ">")),
            (above, (last, area.y), theme.sign("↑", "^")),
            (below, (last, bottom), theme.sign("↓", "v")),
        ]
        .into_iter()
        .filter(|(is_hidden, ..)| *is_hidden)
        {
            buffer.set_string(at.0, at.1, sign, theme.dim());
        }
        let column = rows[at]
            .column(self.cursor)
            .saturating_sub(left)
            .min(width - 1);
        let short = layout::length;
        focused.then(|| Position::new(area.x + short(column), area.y + short(at - top)))
    }
}

/// Rows that the page keys move.
const PAGE: isize = 5;

/// The row that a place is in.
fn row_of(rows: &[TextRow], place: usize) -> usize {
    rows.partition_point(|row| row.start <= place)
        .saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::WallClock;

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
            assert_eq!(field.cursor, other.len());
            assert!(field.selected().is_empty());
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
        assert!(!field.selected().is_empty());
        assert_eq!(field.act(Action::Cut), None);
        assert_eq!(field.text(), "one two");
        press(&mut field, KeyCode::Home, KeyModifiers::NONE);
        assert_eq!(field.act(Action::Put), None);
        assert_eq!(field.text(), " threeone two");
        press(&mut field, KeyCode::End, KeyModifiers::SHIFT);
        type_in(&mut field, "!");
        assert_eq!(field.text(), " three!");
    }

    #[test]
    fn one_press_deletes_one_sign_as_it_is_seen() {
        for (text, left) in [
            ("e\u{301}e\u{301}", "e\u{301}"),
            ("a👩🏽\u{200d}💻", "a"),
            ("a🇩🇪", "a"),
            ("कि", ""),
            ("می\u{200c}", "می"),
            ("a\u{200d}", "a"),
            ("one\n", "one"),
            ("", ""),
        ] {
            let mut field = Field::block(text);
            press(&mut field, KeyCode::Backspace, KeyModifiers::NONE);
            assert_eq!(field.text(), left, "{text:?}");
            press(&mut field, KeyCode::Home, KeyModifiers::NONE);
            field.replace(&format!("{}x", text.trim()));
            field.go(0, false);
            press(&mut field, KeyCode::Delete, KeyModifiers::NONE);
            assert!(field.text().len() < text.trim().len() + 1, "{text:?}");
        }
    }

    #[test]
    fn text_stays_as_it_was_typed_and_pasted() {
        let text = "می\u{200c}خواهم\t👩\u{200d}💻\u{200b}\u{202e}\n\tتوقف\n";
        let mut field = Field::block("");
        for c in text.chars().filter(|c| !c.is_control()) {
            press(&mut field, KeyCode::Char(c), KeyModifiers::NONE);
        }
        assert_eq!(field.text(), text.replace(['\n', '\t'], ""));
        assert_eq!(field.replace(&text.replace('\n', "\r\n")), None);
        assert_eq!(field.text(), text);
        assert_eq!(Field::block(text).text(), text);
        field.replace("a\x1b[31mb\u{9b}c");
        assert_eq!(field.text(), "a[31mbc");
        let mut line = Field::line("");
        assert_eq!(line.paste("\tone\t1\n"), None);
        assert_eq!(line.paste(" two\nthree"), Some(JOINED));
        assert_eq!(line.text(), "one\t1two three");
    }

    const THEME: Theme = Theme {
        color: false,
        ascii: false,
        zone: WallClock::Utc,
    };

    fn drawn(field: &Field, width: u16, height: u16) -> (Vec<String>, Option<Position>) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let at = field.draw(buffer.area, &mut buffer, true, THEME);
        let rows = buffer.content.chunks(usize::from(width));
        let line =
            |row: &[ratatui::buffer::Cell]| row.iter().map(ratatui::buffer::Cell::symbol).collect();
        (rows.map(line).collect(), at)
    }

    #[test]
    fn the_cursor_is_where_one_types_and_a_click_puts_it_there() {
        let mut field = Field::block("one two three\nxy");
        let (rows, at) = drawn(&field, 9, 3);
        assert_eq!(rows, ["one two  ", "three    ", "xy       "]);
        assert_eq!(at, Some(Position::new(2, 2)));
        field.click(Position::new(2, 1));
        assert_eq!(field.cursor, 10);
        press(&mut field, KeyCode::Up, KeyModifiers::NONE);
        assert_eq!(drawn(&field, 9, 3).1, Some(Position::new(2, 0)));
        press(&mut field, KeyCode::Up, KeyModifiers::NONE);
        assert_eq!(field.cursor, 0);
        // What is not shown whole follows the cursor.
        let (rows, at) = drawn(&Field::block("one two three\nxy"), 9, 1);
        assert_eq!(
            (rows, at),
            (vec!["xy      ↑".to_owned()], Some(Position::new(2, 0)))
        );
        let (rows, at) = drawn(&Field::line("one two"), 4, 1);
        assert_eq!(
            (rows, at),
            (vec!["‹wo ".to_owned()], Some(Position::new(3, 0)))
        );
        let mut long = Field::line("世世世世");
        press(&mut long, KeyCode::Home, KeyModifiers::NONE);
        let (rows, at) = drawn(&long, 6, 1);
        assert_eq!(
            (rows[0].as_str(), at),
            ("世 世  ›", Some(Position::new(0, 0)))
        );
        let (rows, at) = drawn(&Field::line("世\u{202e}"), 12, 1);
        assert_eq!(
            (rows[0].as_str(), at),
            ("世 <U+202E>  ", Some(Position::new(10, 0)))
        );
        assert_eq!(drawn(&Field::line("x"), 1, 1).1, Some(Position::new(0, 0)));
    }
}
