//! A framed part of the screen, and text that fits into it.

use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::{Buffer, CellWidth as _};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::visible;
use crate::tui::layout;
use crate::tui::theme::Theme;

/// Draws a frame with a title; returns what is inside.
pub fn frame(frame: &mut Frame<'_>, area: Rect, title: &str, focused: bool, theme: Theme) -> Rect {
    let inside = layout::inside(area);
    let shown = area.intersection(frame.area());
    if shown.is_empty() {
        return inside;
    }
    let buffer = frame.buffer_mut();
    edge(buffer, shown, theme.border_set(), theme.border(focused));
    let room = usize::from(area.width.saturating_sub(4));
    let title = format!(" {} ", fit(title, room, theme));
    let style = if focused { theme.strong() } else { theme.dim() };
    let (at, end) = ((shown.x + 1, shown.y), shown.right() - 1);
    put(buffer, at, end, &title, style);
    inside
}

/// The edge of a frame. A `Block` would give every cell inside a style too, and that at every frame.
fn edge(buffer: &mut Buffer, area: Rect, signs: border::Set<'_>, style: Style) {
    let (left, top, right, bottom) = (area.left(), area.top(), area.right() - 1, area.bottom() - 1);
    let mut put = |x, y, sign| {
        buffer[(x, y)].set_symbol(sign).set_style(style);
    };
    for x in left..=right {
        put(x, top, signs.horizontal_top);
        put(x, bottom, signs.horizontal_bottom);
    }
    for y in top..=bottom {
        put(left, y, signs.vertical_left);
        put(right, y, signs.vertical_right);
    }
    put(right, bottom, signs.bottom_right);
    put(right, top, signs.top_right);
    put(left, bottom, signs.bottom_left);
    put(left, top, signs.top_left);
}

/// Draws a frame over what is there; returns what is inside.
pub fn popup(target: &mut Frame<'_>, area: Rect, title: &str, theme: Theme) -> Rect {
    target.render_widget(Clear, area);
    let inside = frame(target, area, title, true, theme);
    point(target, Some(inside.as_position()));
    inside
}

/// Puts the terminal's cursor where one types, or on what is selected: input methods, magnifiers and screen readers follow
/// it. What is drawn later has the last word.
pub fn point(frame: &mut Frame<'_>, at: Option<Position>) {
    if let Some(at) = at {
        frame.set_cursor_position(at);
    }
}

/// Draws lines from `top`, and a mark where more follows.
pub fn scrolled(frame: &mut Frame<'_>, area: Rect, lines: &[Line<'_>], top: usize, theme: Theme) {
    let height = usize::from(area.height);
    let top = top.min(lines.len().saturating_sub(height));
    rows(frame, area, &lines[top..]);
    if lines.len() > top + height {
        more(frame, area, theme);
    }
}

/// Says at the lower edge of a frame which part of the whole is shown, where it is not all of it: `3–12 of 40`.
pub fn extent(target: &mut Frame<'_>, area: Rect, shown: Range<usize>, count: usize, theme: Theme) {
    let shown = shown.start..shown.end.min(count);
    if shown.len() >= count || area.width < 24 || area.height < 2 {
        return;
    }
    let (first, dash) = (shown.start + 1, theme.sign("–", "-"));
    let text = format!(" {first}{dash}{} of {count} ", shown.end);
    let width = layout::length(columns(&text));
    let at = (area.right().saturating_sub(width + 1), area.bottom() - 1);
    let (buffer, end) = (target.buffer_mut(), area.right() - 1);
    put(buffer, at, end, &text, theme.dim());
}

/// Draws lines from `top` inside a frame. At its edge stands which of them are shown, where these are not all, and the key
/// that reads on.
pub fn read_on(
    target: &mut Frame<'_>,
    area: Rect,
    lines: &[Line<'_>],
    top: usize,
    key: Option<&str>,
    theme: Theme,
) {
    let inner = layout::inside(area);
    let height = usize::from(inner.height);
    let top = top.min(lines.len().saturating_sub(height));
    scrolled(target, inner, lines, top, theme);
    extent(target, area, top..top + height, lines.len(), theme);
    if let Some(key) = key.filter(|_| lines.len() > height && area.width >= 44) {
        let text = format!(" {key} reads on ");
        let end = area.right().saturating_sub(20);
        let at = (area.x + 2, area.bottom() - 1);
        put(target.buffer_mut(), at, end, &text, theme.dim());
    }
}

/// Draws a frame with a text in it.
pub fn note(target: &mut Frame<'_>, area: Rect, title: &str, text: &str, theme: Theme) {
    let inner = frame(target, area, title, true, theme);
    let lines = wrap(text, usize::from(inner.width)).into_iter();
    rows(target, inner, &lines.map(Line::raw).collect::<Vec<_>>());
}

/// Marks that more follows below.
pub fn more(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    if area.width > 3 && area.height > 0 {
        let corner = Rect {
            x: area.right() - 2,
            y: area.bottom() - 1,
            width: 2,
            height: 1,
        };
        frame.render_widget(Span::styled(theme.sign(" ↓", " v"), theme.label()), corner);
    }
}

/// Draws lines below one another, cut at the edge; the terminal's cursor goes to the one that is selected. A `Paragraph` would look at every character twice more, to wrap it.
pub fn rows<'l, 't: 'l>(
    frame: &mut Frame<'_>,
    area: Rect,
    lines: impl IntoIterator<Item = &'l Line<'t>>,
) {
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        if line.style.add_modifier.contains(Modifier::REVERSED) {
            point(frame, Some(Position::new(area.left(), y)));
        }
        let buffer = frame.buffer_mut();
        let mut x = area.left();
        for span in &line.spans {
            let style = line.style.patch(span.style);
            x = put(buffer, (x, y), area.right(), &span.content, style);
        }
    }
}

/// Writes a text up to a column; returns where it ends.
fn put(buffer: &mut Buffer, (mut x, y): (u16, u16), end: u16, text: &str, style: Style) -> u16 {
    let end = end.min(buffer.area.right());
    let room = |x: u16| usize::from(end.saturating_sub(x));
    let plain = text.bytes().take_while(|byte| is_plain(*byte)).count();
    // What follows may belong to the last character, such as an accent.
    let plain = if plain < text.len() {
        plain.saturating_sub(1)
    } else {
        plain
    };
    let (plain, rest) = text.split_at(plain);
    if plain.len().min(room(x)) > 0 {
        // Every byte is a grapheme of one column, which the buffer would take four times as long to find out.
        let start = buffer.index_of(x, y);
        for (cell, byte) in buffer.content[start..start + room(x)]
            .iter_mut()
            .zip(plain.bytes())
        {
            cell.set_char(char::from(byte)).set_style(style);
            x += 1;
        }
    }
    buffer.set_stringn(x, y, rest, room(x), style).0
}

/// True for printable ASCII.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// Plain text as lines of at most `width` columns, hidden characters spelled out.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let shown = visible::block(text);
    // A path, a date or an id with hyphens is one word, whoever reads or copies it.
    let options = textwrap::Options::new(width.max(1))
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    shown
        .split('\n')
        .flat_map(|line| {
            // It measures characters; some graphemes are drawn wider than theirs together.
            textwrap::wrap(line, &options)
                .into_iter()
                .flat_map(|line| broken(&line, width.max(1)))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The columns that a text takes where it is drawn: those of its graphemes, which may be more than those of the whole.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true)
        .map(|grapheme| usize::from(grapheme.cell_width()))
        .sum()
}

/// A word or a line in pieces that fit, where it is wider than they may be.
pub fn broken(text: &str, width: usize) -> Vec<String> {
    if columns(text.trim_end()) <= width {
        return vec![text.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        if used + columns(grapheme) > width {
            pieces.push(String::new());
            used = 0;
        }
        used += columns(grapheme);
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(grapheme);
        }
    }
    pieces
}

/// Columns for a label and the space behind it.
pub const LABEL: usize = 10;

/// A label, and lines beside it.
pub fn labelled<'s>(
    label: &str,
    lines: impl IntoIterator<Item = Vec<Span<'s>>>,
    theme: Theme,
) -> Vec<Line<'s>> {
    let lines = lines.into_iter().enumerate().map(|(nth, spans)| {
        let label = if nth == 0 { label } else { "" };
        let label = Span::styled(format!("{label:LABEL$}"), theme.label());
        Line::from([vec![label], spans].concat())
    });
    lines.collect()
}

/// One line, cut at `width` columns with `…`.
pub fn fit(text: &str, width: usize, theme: Theme) -> String {
    let mark = theme.sign("…", "~");
    // Plain ASCII as far as it is shown, which most titles are: every byte is a column.
    if text.bytes().take(width.saturating_add(1)).all(is_plain) {
        return match width {
            _ if text.len() <= width => text.to_owned(),
            0 => String::new(),
            _ => format!("{}{mark}", &text[..width - 1]),
        };
    }
    // A hostile title may be megabytes long: look at no more of it than can be shown.
    let shown = visible::cut(text, width.saturating_mul(4).saturating_add(8));
    if columns(&shown) <= width {
        return shown;
    }
    let mut out = String::new();
    let mut used = columns(mark);
    for grapheme in shown.graphemes(true) {
        used += columns(grapheme);
        if used > width {
            break;
        }
        out.push_str(grapheme);
    }
    if width == 0 {
        String::new()
    } else {
        out + mark
    }
}

/// Columns for the names of items, as many as the longest needs, within reason.
pub fn names<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    names
        .map(|name| name.len().min(12))
        .max()
        .unwrap_or_default()
        .max(6)
}

/// A column of a table: one line, cut or filled up to `width` columns.
pub fn cell(text: &str, width: usize, theme: Theme) -> String {
    let mut text = fit(text, width, theme);
    text.push_str(&" ".repeat(width.saturating_sub(columns(&text))));
    text
}

/// Spans on one line, cut at `width` columns with `…`.
pub fn fit_spans<'s>(spans: &[Span<'s>], mut width: usize, theme: Theme) -> Vec<Span<'s>> {
    let mut fitting = Vec::with_capacity(spans.len());
    for span in spans {
        let text = fit(&span.content, width, theme);
        width -= columns(&text).min(width);
        fitting.push(Span::styled(text, span.style));
    }
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_hyphens_stays_whole_where_it_fits() {
        assert_eq!(
            wrap("until 2026-12-05T17:00:00Z at azure-deployment", 24),
            ["until", "2026-12-05T17:00:00Z at", "azure-deployment"]
        );
        assert_eq!(wrap("a-very-long-word", 6), ["a-very", "-long-", "word"]);
    }

    #[test]
    fn a_line_is_cut_by_columns() {
        let theme = Theme {
            color: false,
            ascii: false,
            zone: crate::tui::theme::WallClock::Utc,
        };
        for (text, width, shown) in [
            ("abcd", 4, "abcd"),
            ("abcde", 4, "abc…"),
            ("abcde", 1, "…"),
            ("abcde", 0, ""),
            // An accent that stands on the last letter takes no column of its own.
            ("abcde\u{301}", 5, "abcde\u{301}"),
            ("abcdef\u{301}", 5, "abcd…"),
            ("世界世界", 5, "世界…"),
            // Together these two letters are measured as one column, and drawn as two.
            ("لالا", 3, "لا…"),
            ("a\u{1b}b", 4, "a<U…"),
        ] {
            assert_eq!(fit(text, width, theme), shown, "{text:?} at {width}");
        }
    }

    #[test]
    fn text_is_put_as_the_buffer_would() {
        let texts = [
            "",
            "plain",
            "cut…",
            "e\u{301}a\u{301}",
            "世界 wide",
            "a\u{200b}b",
            "لالا",
            "\u{1b}x",
        ];
        for text in texts {
            for (x, end) in [(0, 9), (2, 5), (3, 4), (4, 4), (8, 40), (12, 40)] {
                let area = Rect::new(0, 0, 10, 1);
                let (mut ours, mut theirs) = (Buffer::empty(area), Buffer::empty(area));
                let style = Style::new().bold();
                let at = put(&mut ours, (x, 0), end, text, style);
                let room = usize::from(end - x);
                assert_eq!(
                    at,
                    theirs.set_stringn(x, 0, text, room, style).0,
                    "{text:?} {x}..{end}"
                );
                assert_eq!(ours, theirs, "{text:?} {x}..{end}");
            }
        }
    }
}
