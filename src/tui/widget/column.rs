//! The columns of a list: what stands above each, and what a row has in it.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::pane;
use crate::tui::theme::Theme;

/// A column, and what one row has in it.
pub(crate) struct Column {
    /// Blanks before it.
    gap: usize,
    head: &'static str,
    width: usize,
    text: String,
    style: Style,
}

impl Column {
    pub(crate) fn new(
        gap: usize,
        head: &'static str,
        width: usize,
        text: impl Into<String>,
        style: Style,
    ) -> Self {
        Self {
            gap,
            head,
            width,
            text: text.into(),
            style,
        }
    }
}

/// How wide columns are together.
pub(crate) fn taken(columns: &[Column]) -> usize {
    columns.iter().map(|one| one.gap + one.width).sum()
}

/// What stands above them.
pub(crate) fn head(columns: &[Column], theme: Theme) -> Line<'static> {
    let cells = columns.iter().map(|one| cell(one, one.head, theme));
    Line::styled(cells.collect::<String>(), theme.dim())
}

/// A row of them.
pub(crate) fn row(columns: &[Column], theme: Theme) -> Line<'static> {
    let cells = columns.iter();
    let cells = cells.map(|one| Span::styled(cell(one, &one.text, theme), one.style));
    cells.collect()
}

fn cell(column: &Column, text: &str, theme: Theme) -> String {
    " ".repeat(column.gap) + &pane::cell(text, column.width, theme)
}
