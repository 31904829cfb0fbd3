//! A list, and what is selected of it in full: both where there is room, else one of the two.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::column::{self, Column};
use super::cursor::{Cursor, moves};
use super::pane;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::tui::input::Input;
use crate::tui::layer::Context;
use crate::tui::layout;

/// Where one is in a list whose rows have `N` lines, and in what is selected.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Panes<const N: usize = 1> {
    /// Where list and detail are in a body, if they are; true where the detail has the keys.
    split: fn(Rect, bool) -> (Option<Rect>, Option<Rect>),
    cursor: Cursor,
    scroll: Cursor,
    on_detail: bool,
    /// Rows at the foot of the list that are something else's.
    pub foot: u16,
    /// True where a row above the list names its columns.
    headed: bool,
}

impl<const N: usize> Panes<N> {
    fn new(split: fn(Rect, bool) -> (Option<Rect>, Option<Rect>)) -> Self {
        Self {
            split,
            cursor: Cursor::default(),
            scroll: Cursor::default(),
            on_detail: false,
            foot: 0,
            headed: false,
        }
    }

    /// The list above what is selected, with a row that names its columns.
    pub(crate) fn stacked() -> Self {
        Self {
            headed: true,
            ..Self::new(layout::stacked)
        }
    }

    /// The list beside what is selected.
    pub(crate) fn beside() -> Self {
        Self::new(layout::beside)
    }

    /// The same with most of the room for the list.
    pub(crate) fn outlined() -> Self {
        Self::new(layout::walk)
    }

    /// The selected row.
    pub(crate) fn row(&self) -> usize {
        self.cursor.row
    }

    /// True where what is selected has the keys.
    pub(crate) fn is_on_detail(&self) -> bool {
        self.on_detail
    }

    pub(crate) fn focus_detail(&mut self, on_detail: bool) {
        self.on_detail = on_detail;
    }

    /// Where one is in the text of what is selected.
    pub(crate) fn scroll(&mut self) -> &mut Cursor {
        &mut self.scroll
    }

    /// The first line of it that is shown.
    pub(crate) fn top(&self) -> usize {
        self.scroll.top
    }

    /// Where the list is, frame and all; and where the detail, if they are on the screen.
    pub(crate) fn areas(&self, body: Rect) -> (Option<Rect>, Option<Rect>) {
        (self.split)(body, self.on_detail)
    }

    /// Where the rows are, inside the frame of the list.
    fn rows(&self, body: Rect) -> Option<Rect> {
        let inner = layout::inside(self.areas(body).0?);
        let head = u16::from(self.has_head(inner));
        let height = inner.height.saturating_sub(self.foot + head);
        let y = inner.y + head;
        Some(Rect { y, height, ..inner })
    }

    /// On a low screen the rows need the room.
    fn has_head(&self, inner: Rect) -> bool {
        self.headed && inner.height > 5
    }

    /// How many rows of the list are shown where it is on the screen.
    fn height(&self, body: Rect) -> usize {
        let list = Self {
            on_detail: false,
            ..*self
        };
        list.rows(body).map_or(0, |rows| usize::from(rows.height)) / N
    }

    /// Selects a row of `count`.
    pub(crate) fn select(&mut self, row: usize, count: usize, body: Rect) {
        let before = self.cursor.row;
        self.cursor.select(row, count, self.height(body));
        if self.cursor.row != before {
            self.scroll = Cursor::default();
        }
    }

    /// Moves in the pane that has the keys; false for an action that moves nothing. `lines` says how many lines the
    /// selected one has at a width.
    pub(crate) fn go(
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
        let is_beside = matches!(action, Action::BesideDown | Action::BesideUp);
        self.on_detail |= is_beside && self.areas(body).1.is_none();
        if let (true, Some(detail)) = (self.on_detail || is_beside, self.areas(body).1) {
            let moves = moves(action);
            if moves {
                let count = lines(layout::columns(detail));
                self.scroll.scroll(action, count, layout::rows(detail));
            }
            return moves;
        }
        self.go_in_list(action, count, body)
    }

    /// Moves in the list; false for an action that moves nothing.
    fn go_in_list(&mut self, action: Action, count: usize, body: Rect) -> bool {
        let mut moved = self.cursor;
        let moves = moved.go(action, count, self.height(body));
        self.select(moved.row, count, body);
        moves
    }

    /// Takes in what is for list and detail; gives a command that is not. A row that is clicked once more is to be opened.
    pub(crate) fn take(
        &mut self,
        input: &Input,
        count: usize,
        body: Rect,
        lines: impl FnOnce(usize) -> usize,
    ) -> Option<Action> {
        match input {
            Input::Do(action) => (!self.go(*action, count, body, lines)).then_some(*action),
            Input::Click(at) => self.click(*at, count, body).then_some(Action::Open),
            Input::Wheel(at, action) => {
                self.wheel(*at, *action, count, body, lines);
                None
            }
            Input::Type(_) | Input::Paste(_) | Input::Edited(_) => None,
        }
    }

    /// Selects the row or the pane that was clicked; true where that row had been selected before.
    pub(crate) fn click(&mut self, at: Position, count: usize, body: Rect) -> bool {
        let (list, detail) = self.areas(body);
        if detail.is_some_and(|detail| detail.contains(at)) {
            self.on_detail = true;
        }
        if !list.is_some_and(|list| list.contains(at)) {
            return false;
        }
        let rows = self.rows(body).unwrap_or_default();
        let was_on_detail = std::mem::take(&mut self.on_detail);
        let Some(row) = self.cursor.row_at(at, rows, count, N) else {
            return false;
        };
        let again = row == self.cursor.row && !was_on_detail;
        self.select(row, count, body);
        again
    }

    /// Scrolls the pane under the wheel; `lines` says how many lines the selected one has at a width.
    pub(crate) fn wheel(
        &mut self,
        at: Position,
        action: Action,
        count: usize,
        body: Rect,
        lines: impl FnOnce(usize) -> usize,
    ) {
        match self.areas(body) {
            (_, Some(detail)) if detail.contains(at) => {
                let count = lines(layout::columns(detail));
                self.scroll.wheel(action, count, layout::rows(detail));
            }
            (Some(list), _) if list.contains(at) => drop(self.go_in_list(action, count, body)),
            _ => {}
        }
    }

    /// Draws the rows of the list that are on the screen, and no others; `row` makes one of a width.
    pub(crate) fn view_list(
        &self,
        frame: &mut Frame<'_>,
        title: &str,
        count: usize,
        context: &Context<'_>,
        row: impl Fn(usize, usize) -> [Line<'static>; N],
    ) {
        let (body, theme) = (context.body, context.theme);
        let (Some(area), Some(rows)) = (self.areas(body).0, self.rows(body)) else {
            return;
        };
        pane::frame(frame, area, title, !self.on_detail, theme);
        let shown = self.cursor.view(frame, rows, count, theme, row);
        pane::extent(frame, area, shown, count, theme);
    }

    /// Draws what is selected; `lines` lays it out for a width. Where there is more, the key is said that reads on.
    pub(crate) fn view_detail(
        &self,
        frame: &mut Frame<'_>,
        title: &str,
        context: &Context<'_>,
        lines: impl FnOnce(usize) -> Vec<Line<'static>>,
    ) {
        let theme = context.theme;
        let Some(area) = self.areas(context.body).1 else {
            return;
        };
        let inner = pane::frame(frame, area, title, self.on_detail, theme);
        let lines = lines(usize::from(inner.width));
        let key = context.keymap.first_key(Place::Panes, Action::BesideDown);
        pane::read_on(frame, area, &lines, self.scroll.top, key, theme);
    }
}

impl Panes {
    /// Draws a list in columns, which are named above it where there is room; `columns` makes those of a row for a width.
    pub(crate) fn view_table(
        &self,
        frame: &mut Frame<'_>,
        title: &str,
        count: usize,
        context: &Context<'_>,
        columns: impl Fn(usize, usize) -> Vec<Column>,
    ) {
        let theme = context.theme;
        let row = |nth, width| [column::row(&columns(nth, width), theme)];
        self.view_list(frame, title, count, context, row);
        let inner = self.areas(context.body).0.map(layout::inside);
        if let Some(inner) = inner.filter(|inner| self.has_head(*inner)) {
            let columns = columns(self.row(), usize::from(inner.width));
            pane::rows(frame, inner, [&column::head(&columns, theme)]);
        }
    }
}
