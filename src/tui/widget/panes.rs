//! A list, and what is selected of it in full: both where there is room, else one of the two.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::cursor::Cursor;
use super::pane;
use crate::face::command::Action;
use crate::tui::layout;
use crate::tui::theme::Theme;

/// Where one is in the list, and in what is selected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Panes {
    cursor: Cursor,
    scroll: Cursor,
    on_detail: bool,
}

impl Panes {
    /// The selected row.
    pub fn row(&self) -> usize {
        self.cursor.row
    }

    /// Selects a row of `count`.
    pub fn select(&mut self, row: usize, count: usize, body: Rect) {
        let before = self.cursor.row;
        let (list, _) = layout::stacked(body, self.on_detail);
        self.cursor
            .select(row, count, layout::rows(list.unwrap_or(body)));
        if self.cursor.row != before {
            self.scroll = Cursor::default();
        }
    }

    /// Moves in the pane that has the keys; false for an action that moves nothing. `lines` says how many lines the
    /// selected one has at a width.
    pub fn go(
        &mut self,
        action: Action,
        count: usize,
        body: Rect,
        lines: impl FnOnce(usize) -> usize,
    ) -> bool {
        if action == Action::SwitchPane {
            self.on_detail = !self.on_detail;
            return true;
        }
        let (list, detail) = layout::stacked(body, self.on_detail);
        if let Some(detail) = detail.filter(|_| self.on_detail) {
            return self
                .scroll
                .scroll(action, lines(inside(detail)), layout::rows(detail));
        }
        let mut moved = self.cursor;
        let moves = moved.go(action, count, layout::rows(list.unwrap_or(body)));
        self.select(moved.row, count, body);
        moves
    }

    /// Selects the row or the pane that was clicked; true where that row had been selected before.
    pub fn click(&mut self, at: Position, count: usize, body: Rect) -> bool {
        let (list, detail) = layout::stacked(body, self.on_detail);
        if detail.is_some_and(|detail| detail.contains(at)) {
            self.on_detail = true;
        }
        let Some(list) = list.filter(|list| list.contains(at)) else {
            return false;
        };
        let was_on_detail = std::mem::take(&mut self.on_detail);
        self.cursor
            .select(self.cursor.row, count, layout::rows(list));
        let Some(row) = layout::row_at(list, at)
            .map(|row| self.cursor.top + row)
            .filter(|row| *row < count)
        else {
            return false;
        };
        let again = row == self.cursor.row && !was_on_detail;
        self.select(row, count, body);
        again
    }

    /// Scrolls the pane under the wheel; `lines` says how many lines the selected one has at a width.
    pub fn wheel(
        &mut self,
        at: Position,
        action: Action,
        count: usize,
        body: Rect,
        lines: impl FnOnce(usize) -> usize,
    ) {
        match layout::stacked(body, self.on_detail) {
            (_, Some(detail)) if detail.contains(at) => {
                self.scroll
                    .wheel(action, lines(inside(detail)), layout::rows(detail));
            }
            (Some(list), _) if list.contains(at) => {
                let mut moved = self.cursor;
                moved.go(action, count, layout::rows(list));
                self.select(moved.row, count, body);
            }
            _ => {}
        }
    }

    /// Draws the rows of the list that are on the screen, and no others; `row` makes one of a width.
    pub fn view_list(
        &self,
        frame: &mut Frame<'_>,
        body: Rect,
        title: &str,
        count: usize,
        theme: Theme,
        row: impl Fn(usize, usize) -> Line<'static>,
    ) {
        let (Some(area), _) = layout::stacked(body, self.on_detail) else {
            return;
        };
        let title = pane::fit(title, inside(area).saturating_sub(2), theme);
        let inner = pane::frame(frame, area, &title, !self.on_detail, theme);
        let height = usize::from(inner.height);
        let mut seen = self.cursor;
        seen.select(self.cursor.row, count, height);
        let lines: Vec<Line<'_>> = (seen.top..count)
            .take(height)
            .map(|nth| {
                let line = row(nth, usize::from(inner.width));
                if nth == seen.row {
                    line.style(theme.selected())
                } else {
                    line
                }
            })
            .collect();
        pane::rows(frame, inner, &lines);
    }

    /// Draws what is selected; `lines` lays it out for a width.
    pub fn view_detail(
        &self,
        frame: &mut Frame<'_>,
        body: Rect,
        title: &str,
        theme: Theme,
        lines: impl FnOnce(usize) -> Vec<Line<'static>>,
    ) {
        let (_, Some(area)) = layout::stacked(body, self.on_detail) else {
            return;
        };
        let title = pane::fit(title, inside(area).saturating_sub(2), theme);
        let inner = pane::frame(frame, area, &title, self.on_detail, theme);
        pane::scrolled(
            frame,
            inner,
            &lines(usize::from(inner.width)),
            self.scroll.top,
            theme,
        );
    }
}

/// Columns inside a framed pane.
fn inside(pane: Rect) -> usize {
    usize::from(pane.width.saturating_sub(2))
}
