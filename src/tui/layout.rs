//! Where things are, from the size of the screen alone: drawing and the mouse agree.

use ratatui::layout::{Constraint, Layout, Margin, Position, Rect};

/// From this many columns on there are two panes.
pub(super) const WIDE: u16 = 80;

/// Tells whether there is room for a screen at all.
pub(super) fn is_room(area: Rect) -> bool {
    area.width >= 30 && area.height >= 6
}

/// The three parts of every screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    /// Where you are, and whether it is saved.
    pub title: Rect,
    /// The screen's own.
    pub body: Rect,
    /// The keys.
    pub hints: Rect,
}

/// Splits the screen.
pub(super) fn parts(area: Rect) -> Parts {
    let [title, below] = split(area, 1);
    let [body, hints] = split(below, below.height.saturating_sub(1));
    Parts { title, body, hints }
}

/// The panes of the walk, list and item, under [`WIDE`] columns one of them: of what there is beyond that, the list has
/// most, for the titles.
pub(super) fn walk(body: Rect, on_item: bool) -> (Option<Rect>, Option<Rect>) {
    let list = match body.width {
        0..110 => (body.width * 2 / 5).saturating_add((body.width.saturating_sub(WIDE)) / 2),
        _ => body.width * 3 / 5,
    };
    side_by_side(body, on_item, list)
}

/// A list, and beside it what is selected; under [`WIDE`] columns one of them.
pub(super) fn beside(body: Rect, on_detail: bool) -> (Option<Rect>, Option<Rect>) {
    side_by_side(body, on_detail, (body.width * 3 / 8).clamp(31, 56))
}

fn side_by_side(body: Rect, on_detail: bool, list: u16) -> (Option<Rect>, Option<Rect>) {
    if body.width < WIDE {
        return one_of_two(body, on_detail);
    }
    let [list, detail] =
        Layout::horizontal([Constraint::Length(list), Constraint::Fill(1)]).areas(body);
    (Some(list), Some(detail))
}

fn one_of_two(body: Rect, on_detail: bool) -> (Option<Rect>, Option<Rect>) {
    let body = |is_shown: bool| is_shown.then_some(body);
    (body(!on_detail), body(on_detail))
}

/// A list, and below it what is selected; on a small screen one of them.
pub(super) fn stacked(body: Rect, on_detail: bool) -> (Option<Rect>, Option<Rect>) {
    if body.width < WIDE || body.height < 12 {
        return one_of_two(body, on_detail);
    }
    let [list, detail] = split(body, body.height * 9 / 20);
    (Some(list), Some(detail))
}

/// The form of an attestation, and the guidance where there is room for it: beside, else below.
pub(super) fn attest(body: Rect) -> (Rect, Option<Rect>) {
    let split = |layout: Layout| {
        let [form, guide] = layout.areas(body);
        (form, Some(guide))
    };
    match (body.width, body.height) {
        (110.., _) => split(Layout::horizontal([
            Constraint::Fill(1),
            Constraint::Percentage(44),
        ])),
        (_, rows @ 21..) => split(Layout::vertical([
            Constraint::Length((rows - 7).min(17)),
            Constraint::Fill(1),
        ])),
        _ => (body, None),
    }
}

/// The sections of the report where there is room for them, and its text.
pub(super) fn report(body: Rect) -> (Option<Rect>, Rect) {
    if body.width < 100 {
        return (None, body);
    }
    let sections = (body.width * 3 / 10).min(44);
    let [sections, text] =
        Layout::horizontal([Constraint::Length(sections), Constraint::Fill(1)]).areas(body);
    (Some(sections), text)
}

/// A box in the middle of the screen.
pub(super) fn popup(screen: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(screen.width), height.min(screen.height));
    let x = screen.x + (screen.width - width) / 2;
    let y = screen.y + (screen.height - height) / 2;
    Rect::new(x, y, width, height)
}

/// A box in the middle of the screen for so many rows, with title and hints in sight.
pub(super) fn fitted(screen: Rect, width: u16, rows: usize) -> Rect {
    let height = length(rows).saturating_add(2);
    popup(screen, width, height.min(screen.height.saturating_sub(2)))
}

/// What is inside a framed pane.
pub(super) fn inside(pane: Rect) -> Rect {
    pane.inner(Margin::new(1, 1))
}

/// The row inside a framed pane that a place is on.
pub(super) fn row_at(pane: Rect, at: Position) -> Option<usize> {
    let inside = inside(pane);
    inside.contains(at).then(|| usize::from(at.y - inside.y))
}

/// How many columns or rows that is; more than there can be where it is too many.
pub(super) fn length(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// The first rows of an area, and those below them.
pub(super) fn split(area: Rect, rows: u16) -> [Rect; 2] {
    let height = rows.min(area.height);
    let above = Rect { height, ..area };
    let (y, height) = (area.y + height, area.height - height);
    [above, Rect { y, height, ..area }]
}

/// What is left of an area behind its first columns.
pub(super) fn behind(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    let (x, width) = (area.x + columns, area.width - columns);
    Rect { x, width, ..area }
}

/// Columns inside a framed pane.
pub(super) fn columns(pane: Rect) -> usize {
    usize::from(pane.width.saturating_sub(2))
}

/// Rows inside a framed pane.
pub(super) fn rows(pane: Rect) -> usize {
    usize::from(pane.height.saturating_sub(2))
}
