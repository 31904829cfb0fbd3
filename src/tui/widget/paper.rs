//! Rows of labels and fields, drawn top to bottom; the part around the focus is shown where not all fits.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::field::Field;
use super::pane;
use crate::face::words::distance;
use crate::policy::{Calendar, day};
use crate::tui::layout;
use crate::tui::theme::Theme;

/// Where labels end and fields begin.
const COLUMN: u16 = 13;

/// What a field for a day takes.
const DAYS: &str = "2026-12-05, +30d, +6m or +1y";

/// How many rows a sheet has at first; it grows with what is written on it.
const ROWS: u16 = 48;

/// A form that is being drawn.
pub(crate) struct Paper {
    sheet: Buffer,
    y: u16,
    theme: Theme,
    /// Rows of the part that has the focus; its end is known when the next part begins.
    focus: (u16, Option<u16>),
    /// Rows that the person is at, within that part.
    at: Option<(u16, u16)>,
    /// Where one types, or the row that is selected.
    cursor: Option<Position>,
    /// Where each label stands, each text field, and each word of a choice.
    labels: Vec<(u16, String)>,
    fields: Vec<Rect>,
    words: Vec<(Rect, usize)>,
}

/// What a click on a form meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The label of the part.
    pub label: String,
    /// The row of the part, from 0.
    pub row: usize,
    /// The place inside its text field.
    pub inside: Option<Position>,
    /// The word of its choice.
    pub word: Option<usize>,
}

impl Paper {
    /// An empty sheet, as wide as the area it will be shown in.
    pub(crate) fn new(width: u16, theme: Theme) -> Self {
        Self {
            sheet: Buffer::empty(Rect::new(0, 0, width.max(1), ROWS)),
            y: 0,
            theme,
            focus: (0, None),
            at: None,
            cursor: None,
            labels: Vec::new(),
            fields: Vec::new(),
            words: Vec::new(),
        }
    }

    /// The first row that is shown.
    fn top(&self, area: Rect) -> u16 {
        let end = self.focus.1.unwrap_or(self.y);
        let top = end.saturating_sub(area.height).min(self.focus.0);
        self.at.map_or(top, |(first, end)| {
            top.min(first).max(end.saturating_sub(area.height))
        })
    }

    /// What is under a place of the area in which the sheet is shown.
    pub(crate) fn at(&self, area: Rect, at: Position) -> Option<Hit> {
        if !area.contains(at) {
            return None;
        }
        let y = at.y - area.y + self.top(area);
        let at = Position::new(at.x - area.x, y);
        let (start, label) = self.labels.iter().rev().find(|(start, _)| *start <= y)?;
        let field = self.fields.iter().find(|field| field.contains(at));
        let word = self.words.iter().find(|(place, _)| place.contains(at));
        (y < self.y).then(|| Hit {
            label: label.clone(),
            row: usize::from(y - start),
            inside: field.map(|field| Position::new(at.x - field.x, at.y - field.y)),
            word: word.map(|(_, nth)| *nth),
        })
    }

    /// Shows the sheet from the top, or around the focus where it is longer than the area.
    pub(crate) fn show(self, frame: &mut Frame<'_>, area: Rect) {
        let top = self.top(area);
        let target = frame.buffer_mut();
        for y in 0..area.height.min(self.sheet.area.height - top) {
            for x in 0..area.width.min(self.sheet.area.width) {
                target[(area.x + x, area.y + y)] = self.sheet[(x, top + y)].clone();
            }
        }
        let shown = |at: &Position| (top..top + area.height).contains(&at.y);
        if let Some(at) = self.cursor.filter(shown) {
            frame.set_cursor_position((area.x + at.x, area.y + at.y - top));
        }
    }

    /// Columns for a field.
    pub(crate) fn width(&self) -> usize {
        usize::from(self.sheet.area.width.saturating_sub(COLUMN))
    }

    /// How things look.
    pub(crate) fn theme(&self) -> Theme {
        self.theme
    }

    /// Keeps the next rows on the screen, with those that were to be kept before where there is room for all.
    pub(crate) fn keep(&mut self, height: u16) {
        let end = self.y.saturating_add(height);
        self.at = Some((self.at.map_or(self.y, |(first, _)| first), end));
    }

    fn row(&mut self, height: u16, indent: u16) -> Rect {
        if self.y.saturating_add(height) >= self.sheet.area.height {
            let mut area = self.sheet.area;
            area.height = area.height.saturating_add(height).saturating_add(ROWS);
            self.sheet.resize(area);
        }
        let [_, below] = layout::split(self.sheet.area, self.y);
        layout::behind(layout::split(below, height)[0], COLUMN + indent)
    }

    /// Writes the label of the row that follows.
    pub(crate) fn label(&mut self, text: &str, focused: bool) {
        if self.focus.1.is_none() && self.focus.0 < self.y {
            self.focus.1 = Some(self.y);
        }
        let mut style = self.theme.label();
        if focused {
            (self.focus, self.at) = ((self.y, None), None);
            self.cursor = Some(Position::new(0, self.y));
            style = style.patch(self.theme.strong());
        }
        self.labels.push((self.y, text.to_owned()));
        let arrow = self.theme.sign("▸", ">");
        let mark = if focused { arrow } else { " " };
        let area = Rect::new(0, self.y, COLUMN, 1).intersection(self.sheet.area);
        Span::styled(format!("{mark}{text}"), style).render(area, &mut self.sheet);
    }

    /// A text field of some lines.
    pub(crate) fn field(&mut self, field: &Field, focused: bool, lines: u16) {
        self.field_behind("", field, focused, lines);
    }

    /// A field for a day, with what a text such as `+30d` means.
    pub(crate) fn date(&mut self, field: &Field, focused: bool, calendar: Calendar) {
        self.field(field, focused, 1);
        let text = field.filled();
        let read = text.map(|text| (day::parse(&text, calendar), text.starts_with('+')));
        match read {
            Some((Ok(day), is_span)) if focused || is_span => {
                let (date, distance) = (day.format("%a %F"), distance(day, calendar.today));
                self.text(&format!("= {date}, {distance}"), false);
            }
            None if focused => self.takes(DAYS),
            Some((Err(_), _)) if focused => self.text(DAYS, false),
            _ => {}
        }
    }

    /// A field for a person.
    pub(crate) fn person(&mut self, field: &Field, focused: bool) {
        self.field(field, focused, 1);
        if focused && field.filled().is_none() {
            self.takes("Name <mail>");
        }
    }

    /// Says in an empty field, behind the cursor, what it takes.
    fn takes(&mut self, what: &str) {
        let Some(field) = self.fields.last() else {
            return;
        };
        let area = layout::behind(*field, 1);
        Span::styled(what, self.theme.dim()).render(area, &mut self.sheet);
    }

    /// A text field behind a short mark.
    pub(crate) fn field_behind(&mut self, mark: &str, field: &Field, focused: bool, lines: u16) {
        let indent = u16::try_from(mark.len()).unwrap_or_default();
        let (whole, rest) = (self.row(1, 0), self.row(lines, indent));
        if focused {
            self.keep(lines);
        }
        Span::raw(mark).render(whole, &mut self.sheet);
        if let Some(at) = field.draw(rest, &mut self.sheet, focused, self.theme) {
            self.cursor = Some(at);
        }
        self.fields.push(rest);
        self.y = self.y.saturating_add(lines);
    }

    /// A dim word at the end of the last row, where a field leaves room for it.
    pub(crate) fn remark(&mut self, text: &str) {
        let row = Rect {
            y: self.y.saturating_sub(1),
            height: 1,
            ..self.sheet.area
        };
        Line::styled(text, self.theme.dim())
            .right_aligned()
            .render(row, &mut self.sheet);
    }

    /// A line.
    pub(crate) fn line(&mut self, line: Line<'_>) {
        let row = self.row(1, 0);
        line.render(row, &mut self.sheet);
        self.y = self.y.saturating_add(1);
    }

    /// A line of text that may be selected.
    pub(crate) fn text(&mut self, text: &str, selected: bool) {
        if selected {
            self.keep(1);
            self.cursor = Some(Position::new(COLUMN, self.y));
        }
        let mut line = Line::raw(pane::fit(text, self.width(), self.theme));
        if selected {
            line = line.style(self.theme.selected());
        }
        self.line(line);
    }

    /// Text of as many rows as it needs.
    pub(crate) fn words(&mut self, text: &str, style: Style) {
        for line in pane::wrap(text, self.width()) {
            self.line(Line::styled(line, style));
        }
    }

    /// What is wrong with the row before, wrapped.
    pub(crate) fn complaint(&mut self, message: &str) {
        for line in pane::wrap(message, self.width().saturating_sub(2)) {
            self.line(Line::styled(format!("! {line}"), self.theme.bad()));
        }
    }

    /// An empty row; what stands below it belongs to no label.
    pub(crate) fn gap(&mut self) {
        self.labels.push((self.y, String::new()));
        self.line(Line::default());
    }

    /// True where there is room to show every word of a choice.
    pub(crate) fn fits<T>(&self, all: &[T], word: impl Fn(&T) -> String) -> bool {
        let needed: usize = all.iter().map(|one| pane::columns(&word(one)) + 6).sum();
        needed.saturating_sub(2) <= self.width()
    }

    /// One of several words, changed with left and right; only the chosen one where not all fit.
    pub(crate) fn choice<T: PartialEq>(
        &mut self,
        all: &[T],
        chosen: Option<&T>,
        focused: bool,
        word: impl Fn(&T) -> String,
    ) {
        let mut row = self.row(1, 0);
        let style = |is_chosen: bool| match (is_chosen, focused) {
            (true, true) => self.theme.selected(),
            (true, false) => self.theme.strong(),
            (false, _) => self.theme.dim(),
        };
        if !self.fits(all, &word) {
            let (left, right) = (self.theme.sign("◂ ", "< "), self.theme.sign(" ▸", " >"));
            let at = chosen.and_then(|one| all.iter().position(|other| other == one));
            let word = chosen.map_or_else(|| "choose".to_owned(), word);
            let before = at.map_or(0, |at| at.saturating_sub(1));
            let after = at.map_or(0, |at| (at + 1).min(all.len() - 1));
            // The left arrow goes back, everything behind it goes on.
            let arrow = Rect { width: 2, ..row };
            self.words.extend([(arrow, before), (row, after)]);
            let word = Span::styled(word, style(true));
            let spans = vec![Span::raw(left), word, Span::raw(right)];
            return self.line(Line::from(spans));
        }
        let mut spans = Vec::new();
        for (nth, one) in all.iter().enumerate() {
            let dot = self.theme.sign("(•)", "(*)");
            let mark = if chosen == Some(one) { dot } else { "( )" };
            let text = format!("{mark} {}", word(one));
            let width = layout::length(pane::columns(&text));
            self.words.push((Rect { width, ..row }, nth));
            row.x = row.x.saturating_add(width + 2);
            spans.push(Span::styled(text, style(chosen == Some(one))));
            spans.push(Span::raw("  "));
        }
        self.line(Line::from(spans));
    }
}

/// The part that is so many behind the one with the focus, round and round.
pub(crate) fn step<T: PartialEq + Copy>(parts: &[T], focus: T, by: isize) -> T {
    let at = parts
        .iter()
        .position(|part| *part == focus)
        .unwrap_or_default();
    parts[at.wrapping_add_signed(by + parts.len().cast_signed()) % parts.len()]
}

/// Changes a choice with left, right and space; false for another key.
pub(crate) fn choose<T: PartialEq + Copy>(
    all: &[T],
    chosen: &mut Option<T>,
    code: KeyCode,
) -> bool {
    let at = chosen.and_then(|one| all.iter().position(|other| *other == one));
    *chosen = Some(match code {
        KeyCode::Left => all[at.map_or(0, |at| at.saturating_sub(1))],
        KeyCode::Right => all[at.map_or(0, |at| (at + 1).min(all.len() - 1))],
        KeyCode::Char(' ') => all[at.map_or(0, |at| (at + 1) % all.len())],
        _ => return false,
    });
    true
}
