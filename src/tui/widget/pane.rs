//! A framed part of the screen, and text that fits into it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear};
use unicode_width::UnicodeWidthStr;

use crate::text::visible;
use crate::tui::theme::Theme;

/// Draws a frame with a title; returns what is inside.
pub fn frame(frame: &mut Frame<'_>, area: Rect, title: &str, focused: bool, theme: Theme) -> Rect {
    let block = Block::bordered().border_set(theme.border_set()).border_style(theme.border(focused)).title(
        Span::styled(
            format!(" {} ", visible::line(title)),
            if focused { theme.strong() } else { theme.dim() },
        ),
    );
    let inner = block.inner(area);
    frame.render_widget(block, area);
    inner
}

/// Draws a frame in the middle of the screen over what is there; returns what is inside.
pub fn popup(target: &mut Frame<'_>, width: u16, height: u16, title: &str, theme: Theme) -> Rect {
    let whole = target.area();
    let (width, height) = (width.min(whole.width), height.min(whole.height));
    let area = Rect {
        x: whole.x + (whole.width - width) / 2,
        y: whole.y + (whole.height - height) / 2,
        width,
        height,
    };
    target.render_widget(Clear, area);
    frame(target, area, title, true, theme)
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

/// Marks that more follows below.
pub fn more(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    if area.width > 3 && area.height > 0 {
        let corner = Rect { x: area.right() - 2, y: area.bottom() - 1, width: 2, height: 1 };
        frame.render_widget(Span::styled(theme.sign(" ↓", " v"), theme.label()), corner);
    }
}

/// Draws lines below one another, cut at the edge. A `Paragraph` would look at every character twice more, to wrap it.
pub fn rows(frame: &mut Frame<'_>, area: Rect, lines: &[Line<'_>]) {
    let buffer = frame.buffer_mut();
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        let mut x = area.left();
        for span in &line.spans {
            let room = usize::from(area.right().saturating_sub(x));
            (x, _) = buffer.set_stringn(x, y, &span.content, room, line.style.patch(span.style));
        }
    }
}

/// Plain text as lines of at most `width` columns, hidden characters spelled out.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let shown = visible::block(text);
    shown
        .split('\n')
        .flat_map(|line| {
            textwrap::wrap(line, width.max(1))
                .into_iter()
                .map(std::borrow::Cow::into_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Columns for a label and the space behind it.
pub const LABEL: usize = 10;

/// A label, and text wrapped beside it.
pub fn labelled(label: &str, text: &str, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (nth, part) in wrap(text, width.saturating_sub(LABEL)).into_iter().enumerate() {
        let label = if nth == 0 { label } else { "" };
        lines.push(Line::from(vec![Span::styled(format!("{label:LABEL$}"), theme.label()), Span::raw(part)]));
    }
    lines
}

/// One line, cut at `width` columns with `…`.
pub fn fit(text: &str, width: usize, theme: Theme) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let mark = theme.sign("…", "~");
    // Plain ASCII as far as it is shown, which most titles are: every byte is a column.
    if text.bytes().take(width.saturating_add(1)).all(|byte| matches!(byte, b' '..=b'~')) {
        return match width {
            _ if text.len() <= width => text.to_owned(),
            0 => String::new(),
            _ => format!("{}{mark}", &text[..width - 1]),
        };
    }
    // A hostile title may be megabytes long: look at no more of it than can be shown.
    let shown = visible::cut(text, width.saturating_mul(4).saturating_add(8));
    if shown.width() <= width {
        return shown;
    }
    let mut out = String::new();
    let mut used = mark.width();
    for grapheme in shown.graphemes(true) {
        used += grapheme.width();
        if used > width {
            break;
        }
        out.push_str(grapheme);
    }
    if width == 0 { String::new() } else { out + mark }
}

/// Columns for the names of items, as many as the longest needs, within reason.
pub fn names<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    names.map(|name| name.len().min(12)).max().unwrap_or_default().max(6)
}

/// A column of a table: one line, cut or filled up to `width` columns.
pub fn cell(text: &str, width: usize, theme: Theme) -> String {
    let mut text = fit(text, width, theme);
    text.push_str(&" ".repeat(width.saturating_sub(text.width())));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_by_columns() {
        let theme = Theme { color: false, ascii: false };
        for (text, width, shown) in [
            ("abcd", 4, "abcd"),
            ("abcde", 4, "abc…"),
            ("abcde", 1, "…"),
            ("abcde", 0, ""),
            // An accent that stands on the last letter takes no column of its own.
            ("abcde\u{301}", 5, "abcde\u{301}"),
            ("abcdef\u{301}", 5, "abcd…"),
            ("世界世界", 5, "世界…"),
            ("a\u{1b}b", 4, "a<U…"),
        ] {
            assert_eq!(fit(text, width, theme), shown, "{text:?} at {width}");
        }
    }
}
