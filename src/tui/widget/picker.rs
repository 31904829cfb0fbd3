//! A line to type in, and below it the rows that match, the best first.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::cursor::Cursor;
use super::field::Field;
use super::pane;
use crate::face::command::Action;
use crate::tui::input::Input;
use crate::tui::layout;
use crate::tui::theme::Theme;

/// How many rows are kept: nobody scrolls further, and sorting 100,000 would be felt.
const BEST: usize = 500;

/// Rows that can be picked, narrowed by what is typed.
#[derive(Debug)]
pub(crate) struct Picker {
    query: Field,
    /// The best of the matching rows, by number.
    found: Vec<usize>,
    /// How many match.
    matching: usize,
    cursor: Cursor,
}

/// What came of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picked {
    /// Something moved, or nothing.
    Nothing,
    /// Enough.
    Close,
    /// This row.
    Row(usize),
}

impl Picker {
    /// All rows. `rows` hands the text of each to its argument, in order and lent: a review may have 100,000 items.
    pub(crate) fn new(rows: impl Fn(&mut dyn FnMut(&str))) -> Self {
        let mut picker = Self {
            query: Field::line(""),
            found: Vec::new(),
            matching: 0,
            cursor: Cursor::default(),
        };
        picker.refresh(rows);
        picker
    }

    /// Looks for the matching rows again.
    pub(crate) fn refresh(&mut self, rows: impl Fn(&mut dyn FnMut(&str))) {
        let query = self.query.text();
        let words = Pattern::new(
            &query,
            CaseMatching::Ignore,
            Normalization::Smart,
            AtomKind::Substring,
        )
        .atoms;
        let mut config = Config::DEFAULT;
        config.prefer_prefix = true;
        let mut matcher = Matcher::new(config);
        let (mut scores, mut buffer, mut nth) = (Vec::new(), Vec::new(), 0);
        let mut any_whole = false;
        rows(&mut |text| {
            let text = Utf32Str::new(text, &mut buffer);
            // Whole words first, then their letters in order: the best of all ways to find the letters takes 10 times
            // as long, which is felt with 100,000 items.
            let mut is_whole = true;
            let found = |word: &Atom| {
                let whole = word.score(text, &mut matcher);
                is_whole &= whole.is_some();
                whole
                    .or_else(|| matcher.fuzzy_match_greedy(text, word.needle_text()))
                    .map(u32::from)
            };
            if let Some(score) = words.iter().map(found).sum::<Option<u32>>() {
                any_whole |= is_whole;
                scores.push((!is_whole, Reverse(score), nth));
            }
            nth += 1;
        });
        // Letters strewn over a long title are no match where others have the word, or have them closer together.
        let best = scores
            .iter()
            .map(|(_, Reverse(score), _)| *score)
            .max()
            .unwrap_or_default();
        scores.retain(
            |(loose, Reverse(score), _)| if any_whole { !loose } else { score * 2 >= best },
        );
        self.matching = scores.len();
        if scores.len() > BEST {
            scores.select_nth_unstable(BEST);
            scores.truncate(BEST);
        }
        scores.sort_unstable();
        self.found = scores.into_iter().map(|(.., nth)| nth).collect();
        self.cursor = Cursor::default();
    }

    /// The row that Enter picks.
    pub(crate) fn selected(&self) -> Option<usize> {
        self.found.get(self.cursor.row).copied()
    }

    /// True where nothing was typed.
    pub(crate) fn is_blank(&self) -> bool {
        self.query.text().is_empty()
    }

    /// Takes a command, a key, a text, or a click: outside of the box closes it, a second one on a row picks it. The
    /// line and the rows are drawn in `inner`.
    pub(crate) fn update(
        &mut self,
        input: &Input,
        frame: Rect,
        inner: Rect,
        rows: impl Fn(&mut dyn FnMut(&str)),
    ) -> Picked {
        let height = usize::from(inner.height).saturating_sub(1);
        let selected = self.selected().map_or(Picked::Nothing, Picked::Row);
        match input {
            Input::Do(Action::Close) => return Picked::Close,
            Input::Do(Action::Run) => return selected,
            Input::Do(action) => drop(self.cursor.go(*action, self.found.len(), height)),
            Input::Type(event) => {
                let before = self.query.text();
                self.query.key(*event);
                if self.query.text() != before {
                    self.refresh(rows);
                }
            }
            Input::Paste(text) => {
                self.query.paste(text);
                self.refresh(rows);
            }
            Input::Click(at) if !frame.contains(*at) => return Picked::Close,
            Input::Click(at) if self.click(*at, inner) => return selected,
            Input::Click(_) | Input::Wheel(..) | Input::Edited(_) => {}
        }
        Picked::Nothing
    }

    /// Selects the row that was clicked; true where it was selected already.
    fn click(&mut self, at: Position, inner: Rect) -> bool {
        let [_, below] = layout::split(inner, 1);
        let count = self.found.len();
        let Some(row) = self.cursor.row_at(at, below, count, 1) else {
            return false;
        };
        let again = row == self.cursor.row;
        self.cursor.select(row, count, usize::from(below.height));
        again
    }

    /// Draws the line and below it the rows that are on the screen; `row` makes one of a number and a width.
    pub(crate) fn view(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        row: impl Fn(usize, usize) -> Line<'static>,
    ) {
        if area.height == 0 {
            return;
        }
        let count = format!(" {} ", self.matching);
        let room = layout::length(pane::columns(&count));
        let [line, below] = layout::split(area, 1);
        frame.render_widget(Span::styled(theme.sign("› ", "> "), theme.label()), line);
        let mut field = layout::behind(line, 2);
        field.width = field.width.saturating_sub(room);
        let at = self.query.draw(field, frame.buffer_mut(), true, theme);
        frame.render_widget(Line::styled(count, theme.dim()).right_aligned(), line);
        if self.found.is_empty() {
            let nothing = Line::styled("nothing matches", theme.dim());
            frame.render_widget(nothing, below);
        }
        let count = self.found.len();
        let line = |nth: usize, width| [row(self.found[nth], width)];
        if self.cursor.view(frame, below, count, theme, line).end < count {
            pane::more(frame, below, theme);
        }
        pane::point(frame, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[&str]) -> impl Fn(&mut dyn FnMut(&str)) {
        move |visit| texts.iter().for_each(|text| visit(text))
    }

    fn typed(texts: &[&str], query: &str) -> Vec<usize> {
        let mut picker = Picker::new(rows(texts));
        let input = Input::Paste(query.to_owned());
        picker.update(&input, Rect::ZERO, Rect::ZERO, rows(texts));
        picker.found
    }

    #[test]
    fn the_best_match_is_first_and_an_empty_line_keeps_the_order() {
        let texts = ["next item", "NET-1 Private cluster", "the internet", "none"];
        assert_eq!(typed(&texts, ""), [0, 1, 2, 3]);
        assert_eq!(typed(&texts, "net1"), [1]);
        assert_eq!(typed(&texts, "clu priv"), [1]);
        assert_eq!(typed(&texts, "net")[0], 1);
        // Letters that are strewn count only where no row has the word.
        assert_eq!(
            typed(&["report", "reopen the portal", "rope art"], "report"),
            [0]
        );
        assert_eq!(typed(&["reopen the portal"], "rport"), [0]);
        assert_eq!(typed(&texts, "zebra"), [0; 0]);
    }

    #[test]
    fn only_the_best_rows_are_kept_and_all_are_counted() {
        let many = vec!["a row"; 2 * BEST];
        let picker = Picker::new(rows(&many));
        assert_eq!((picker.found.len(), picker.matching), (BEST, 2 * BEST));
    }
}
