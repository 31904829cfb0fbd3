//! A text in rows, sign by sign: what of it stands where.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::visible;
use crate::tui::widget::pane::columns;

/// A row of a text as it is drawn.
#[derive(Debug)]
pub(crate) struct TextRow {
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// The last place in it.
    end: usize,
    signs: Vec<Glyph>,
}

/// What is seen as one.
#[derive(Debug)]
pub(crate) struct Glyph {
    pub at: usize,
    shown: String,
    width: usize,
}

/// The rows of a text where there are so many columns, of which the cursor needs one; never none.
pub(crate) fn rows(text: &str, width: usize) -> Vec<TextRow> {
    let room = width.saturating_sub(1).max(1);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let mut row = TextRow {
            start,
            end: start + line.len(),
            signs: Vec::new(),
        };
        let mut used = 0;
        for sign in signs(line, start) {
            let is_blank = sign.shown.trim().is_empty();
            // Blanks at the end of a row take no room.
            if used + sign.width > room && !is_blank && !row.signs.is_empty() {
                let word = row.signs.iter().rposition(|sign| sign.shown == " ");
                let rest = row
                    .signs
                    .split_off(word.map_or(row.signs.len(), |nth| nth + 1));
                used = rest.iter().map(|sign| sign.width).sum();
                let next = TextRow {
                    start: rest.first().map_or(sign.at, |sign| sign.at),
                    end: row.end,
                    signs: rest,
                };
                row.end = row.signs.last().map_or(row.start, |sign| sign.at);
                rows.push(std::mem::replace(&mut row, next));
            }
            used += sign.width;
            row.signs.push(sign);
        }
        rows.push(row);
        start += line.len() + 1;
    }
    rows
}

/// The signs of a line; what is hidden in one stands for itself.
pub(crate) fn signs(line: &str, start: usize) -> Vec<Glyph> {
    let mut hidden = visible::hidden(line).peekable();
    let mut signs = Vec::new();
    let mut push = |at: usize, shown: String| {
        let width = columns(&shown);
        signs.push(Glyph {
            at: start + at,
            shown,
            width,
        });
    };
    for (at, sign) in line.grapheme_indices(true) {
        let mut from = at;
        while let Some((place, c)) = hidden.next_if(|(place, _)| *place < at + sign.len()) {
            if from < place {
                push(from, line[from..place].to_owned());
            }
            let shown = if c == '\t' {
                "    ".to_owned()
            } else {
                visible::code(c)
            };
            push(place, shown);
            from = place + c.len_utf8();
        }
        if from < at + sign.len() {
            push(from, line[from..at + sign.len()].to_owned());
        }
    }
    signs
}

impl TextRow {
    /// The column of a place in the text.
    pub(crate) fn column(&self, place: usize) -> usize {
        let before = self.signs.iter().take_while(|sign| sign.at < place);
        before.map(|sign| sign.width).sum()
    }

    /// The columns that it needs.
    pub(crate) fn width(&self) -> usize {
        self.signs.iter().map(|sign| sign.width).sum()
    }

    /// The place in the text that stands in a column, or the end of the row.
    pub(crate) fn place(&self, column: usize) -> usize {
        let mut end = 0;
        let sign = self.signs.iter().find(|sign| {
            end += sign.width;
            end > column
        });
        sign.map_or(self.end, |sign| sign.at)
    }

    /// Draws what stands from a column on.
    pub(crate) fn draw(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        left: usize,
        style: Style,
        selected: &Range<usize>,
    ) {
        let mut column = 0;
        for sign in &self.signs {
            let (from, to) = (column, column + sign.width);
            column = to;
            let Some(x) = from.checked_sub(left) else {
                continue;
            };
            let room = usize::from(area.width);
            if x >= room {
                break;
            }
            let style = if selected.contains(&sign.at) {
                style.add_modifier(Modifier::REVERSED)
            } else {
                style
            };
            let x = area.x + u16::try_from(x).unwrap_or_default();
            buffer.set_stringn(x, area.y, &sign.shown, usize::from(area.right() - x), style);
        }
    }
}
