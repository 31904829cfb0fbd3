//! A place in a list that is longer than the screen, and the rows around it.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::pane;
use crate::face::command::Action;
use crate::tui::input::Input;
use crate::tui::theme::Theme;

/// The selected row and the first one shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// Selected.
    pub row: usize,
    /// First on the screen.
    pub top: usize,
}

impl Cursor {
    /// Selects a row of `count`, and moves the window of `height` rows no more than it must.
    pub(crate) fn select(&mut self, row: usize, count: usize, height: usize) {
        self.row = row.min(count.saturating_sub(1));
        let height = height.max(1);
        self.top = self
            .top
            .clamp((self.row + 1).saturating_sub(height), self.row)
            .min(count.saturating_sub(height));
    }

    /// Moves as a list does; false for an action that moves nothing.
    pub(crate) fn go(&mut self, action: Action, count: usize, height: usize) -> bool {
        let row = moved(self.row, action, count.saturating_sub(1), height);
        if let Some(row) = row {
            self.select(row, count, height);
        }
        row.is_some()
    }

    /// The row at a place of the area that rows of `lines` are drawn in.
    pub(crate) fn row_at(
        &mut self,
        at: Position,
        area: Rect,
        count: usize,
        lines: usize,
    ) -> Option<usize> {
        self.select(self.row, count, usize::from(area.height) / lines);
        let row = self.top + usize::from(at.y.saturating_sub(area.y)) / lines;
        (area.contains(at) && row < count).then_some(row)
    }

    /// Draws the rows that are on the screen, and no others; `row` makes one of a width. Tells which they are.
    pub(crate) fn view<const N: usize>(
        mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        count: usize,
        theme: Theme,
        row: impl Fn(usize, usize) -> [Line<'static>; N],
    ) -> Range<usize> {
        let height = usize::from(area.height) / N;
        self.select(self.row, count, height);
        let shown = self.top..count.min(self.top + height);
        rows(frame, area, shown.clone(), self.row, theme, row);
        shown
    }

    /// Scrolls text that has no selection.
    pub(crate) fn scroll(&mut self, action: Action, count: usize, height: usize) {
        let last = count.saturating_sub(height);
        let top = moved(self.top, action, last, height).unwrap_or(self.top);
        self.top = top.min(last);
    }

    /// Scrolls text by a notch of the wheel.
    pub(crate) fn wheel(&mut self, action: Action, count: usize, height: usize) {
        for _ in 0..NOTCH {
            self.scroll(action, count, height);
        }
    }

    /// Scrolls text that fills a screen; false for an input that moves nothing.
    pub(crate) fn read(
        &mut self,
        input: &Input,
        height: usize,
        count: impl FnOnce() -> usize,
    ) -> bool {
        match input {
            Input::Do(action) if moves(*action) => self.scroll(*action, count(), height),
            Input::Wheel(_, action) => self.wheel(*action, count(), height),
            _ => return false,
        }
        true
    }
}

/// Where a line is gone to from another; nowhere by an action that moves nothing.
fn moved(from: usize, action: Action, last: usize, height: usize) -> Option<usize> {
    let page = height.saturating_sub(1).max(1);
    Some(match action {
        Action::Down => from + 1,
        Action::Up => from.saturating_sub(1),
        Action::PageDown | Action::BesideDown => from + page,
        Action::PageUp | Action::BesideUp => from.saturating_sub(page),
        Action::First => 0,
        Action::Last => last,
        _ => return None,
    })
}

/// True for an action that moves in a list.
pub(crate) fn moves(action: Action) -> bool {
    moved(0, action, 0, 0).is_some()
}

/// Draws rows, the selected one marked.
pub(crate) fn rows<const N: usize>(
    frame: &mut Frame<'_>,
    area: Rect,
    shown: Range<usize>,
    selected: usize,
    theme: Theme,
    row: impl Fn(usize, usize) -> [Line<'static>; N],
) {
    let width = usize::from(area.width);
    let lines = shown.flat_map(|nth| {
        row(nth, width).map(|line| {
            if nth == selected {
                bar(&line, width, theme)
            } else {
                line
            }
        })
    });
    pane::rows(frame, area, &lines.collect::<Vec<_>>());
}

/// The selected row is one bar: colours of its own would make a patchwork of it.
fn bar(line: &Line<'static>, width: usize, theme: Theme) -> Line<'static> {
    let text: String = line.spans.iter().map(|span| &*span.content).collect();
    Line::styled(pane::cell(&text, width, theme), theme.selected())
}

/// Rows of text that a notch of the wheel moves.
pub(crate) const NOTCH: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_follows_the_selection_and_moves_no_more_than_it_must() {
        let mut cursor = Cursor::default();
        for _ in 0..5 {
            cursor.go(Action::Down, 10, 4);
        }
        assert_eq!(cursor, Cursor { row: 5, top: 2 });
        cursor.go(Action::Up, 10, 4);
        assert_eq!(cursor, Cursor { row: 4, top: 2 });
        cursor.go(Action::Last, 10, 4);
        assert_eq!(cursor, Cursor { row: 9, top: 6 });
        cursor.select(3, 0, 0);
        assert_eq!(cursor, Cursor { row: 0, top: 0 });
    }

    #[test]
    fn text_stops_scrolling_at_its_end() {
        let mut cursor = Cursor::default();
        for _ in 0..9 {
            cursor.scroll(Action::PageDown, 20, 6);
        }
        assert_eq!(cursor.top, 14);
        cursor.scroll(Action::Up, 20, 6);
        assert_eq!(cursor.top, 13);
        cursor.scroll(Action::First, 20, 6);
        assert_eq!(cursor.top, 0);
    }
}
