//! Words in several styles, and where their lines end.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Span;
use unicode_segmentation::UnicodeSegmentation;

use super::pane::columns;
use crate::text::visible;

/// Words of one paragraph, heading or cell; a line break in them stays one.
#[derive(Debug, Default, Clone)]
pub(crate) struct Words {
    text: String,
    /// Where each style ends, in bytes.
    runs: Vec<(usize, Style)>,
}

impl Words {
    /// Adds text, hidden characters spelled out.
    pub(crate) fn say(&mut self, text: &str, style: Style) {
        self.text.push_str(&visible::line(text));
        self.styled(style);
    }

    /// Ends the line here, where one was begun.
    pub(crate) fn end_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
            self.styled(Style::new());
        }
    }

    fn styled(&mut self, style: Style) {
        match self.runs.last_mut() {
            Some((end, last)) if *last == style => *end = self.text.len(),
            _ => self.runs.push((self.text.len(), style)),
        }
    }

    /// True where nothing was said.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What was said, without its styles.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Columns of the longest line if nothing is broken.
    pub(crate) fn widest_line(&self) -> usize {
        self.text.split('\n').map(columns).max().unwrap_or(0)
    }

    /// Columns of the longest word.
    pub(crate) fn widest_word(&self) -> usize {
        self.text.split([' ', '\n']).map(columns).max().unwrap_or(0)
    }

    /// The words in lines of at most `width` columns.
    pub(crate) fn lines(&self, width: usize) -> Vec<Vec<Span<'static>>> {
        breaks(&self.text, width, width)
            .into_iter()
            .map(|range| self.spans(range))
            .collect()
    }

    fn spans(&self, range: Range<usize>) -> Vec<Span<'static>> {
        let mut spans = Vec::new();
        let mut from = range.start;
        for (end, style) in &self.runs[self.runs.partition_point(|(end, _)| *end <= from)..] {
            let to = (*end).min(range.end);
            if from >= to {
                break;
            }
            // A blank that must not be broken looks like any other.
            spans.push(Span::styled(
                self.text[from..to].replace('\u{a0}', " "),
                *style,
            ));
            from = to;
        }
        spans
    }
}

/// Where a text is broken into lines: at spaces, and inside a word only where it is longer than a line. The first line
/// has room for `first` columns, the others for `rest`; blanks at the ends of lines are left out.
pub(crate) fn breaks(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut end = |start: usize, end: usize| {
        lines.push(start..start + text[start..end].trim_end_matches(' ').len());
    };
    let (mut room, mut at) = (first, 0);
    for paragraph in text.split('\n') {
        let (mut start, mut used) = (at, 0);
        for word in paragraph.split_inclusive(' ') {
            let bare = word.trim_end_matches(' ');
            let mut wide = columns(bare);
            if wide > 0 && used > 0 && used + wide > room {
                end(start, at);
                (start, used, room) = (at, 0, rest);
            }
            let mut left = bare;
            while used + wide > room && wide > 0 {
                let (head, tail, taken) = cut(left, room);
                if tail.is_empty() {
                    break;
                }
                start = at + bare.len() - left.len();
                end(start, start + head.len());
                start += head.len();
                (left, room) = (tail, rest);
                wide -= taken;
            }
            used += wide + word.len() - bare.len();
            at += word.len();
        }
        end(start, at);
        (room, at) = (rest, at + 1);
    }
    lines
}

/// Splits a word so that its head fits into `room` columns, if it can behind a mark that joins words; tells the head's
/// columns too.
fn cut(word: &str, room: usize) -> (&str, &str, usize) {
    let (mut used, mut joint) = (0, None);
    for (at, grapheme) in word.grapheme_indices(true) {
        let wide = columns(grapheme);
        if at > 0 && used + wide > room {
            let (at, used) = joint
                .filter(|(_, columns)| *columns >= room / 2)
                .unwrap_or((at, used));
            return (&word[..at], &word[at..], used);
        }
        used += wide;
        if matches!(
            grapheme,
            "/" | "-" | "_" | "@" | ":" | "," | "=" | "&" | "?"
        ) {
            joint = Some((at + grapheme.len(), used));
        }
    }
    (word, "", used)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, first: usize, rest: usize) -> Vec<&str> {
        breaks(text, first, rest)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn lines_end_at_spaces_and_inside_a_word_only_where_they_must() {
        for (text, width, lines) in [
            ("one two three", 7, &["one two", "three"][..]),
            ("one two three", 100, &["one two three"]),
            ("", 5, &[""]),
            ("a\nb", 5, &["a", "b"]),
            ("a abcdefgh b", 4, &["a", "abcd", "efgh", "b"]),
            ("a abcdefghi b", 4, &["a", "abcd", "efgh", "i b"]),
            ("世界世界 x", 5, &["世界", "世界", "x"]),
            (
                "https://example.org/a/path",
                12,
                &["https://", "example.org/", "a/path"],
            ),
            ("no\u{a0}break here", 8, &["no\u{a0}break", "here"]),
            ("a  b", 2, &["a", "b"]),
        ] {
            assert_eq!(broken(text, width, width), lines, "{text:?} at {width}");
        }
        assert_eq!(
            broken("terraform state pull", 16, 6),
            ["terraform state", "pull"]
        );
    }

    #[test]
    fn styles_follow_the_text_over_line_ends() {
        let bold = Style::new().bold();
        let mut words = Words::default();
        words.say("plain ", Style::new());
        words.say("bold words", bold);
        words.say(", plain", Style::new());
        let lines = words.lines(10);
        assert_eq!(
            lines,
            [
                vec![Span::raw("plain "), Span::styled("bold", bold)],
                vec![Span::styled("words", bold), Span::raw(",")],
                vec![Span::raw("plain")],
            ]
        );
    }
}
