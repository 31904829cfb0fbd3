//! A table: in columns where they fit, else row for row with its labels.

use ratatui::text::Span;

use crate::report::Align;
use crate::tui::theme::Theme;
use crate::tui::widget::pane::columns;
use crate::tui::widget::words::Words;

/// Between two columns.
const GAP: &str = "  ";

/// A column of words is not made narrower than this to fit, unless its longest word is shorter.
const NARROW: usize = 14;

/// A line of a table.
type Line = Vec<Span<'static>>;

/// The cells of a table.
#[derive(Debug, Default)]
pub(super) struct Grid {
    aligned: &'static [Align],
    rows: Vec<Vec<Words>>,
}

impl Grid {
    /// An empty table with a column for each alignment.
    pub(super) fn new(aligned: &'static [Align]) -> Self {
        Self {
            aligned,
            rows: Vec::new(),
        }
    }

    /// True before the head is told.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a row; the first one is the head.
    pub(super) fn row(&mut self, cells: Vec<Words>) {
        self.rows.push(cells);
    }

    /// The table in lines of at most `width` columns.
    pub(super) fn lines(&self, width: usize, theme: Theme) -> Vec<Line> {
        let Some((head, rows)) = self.rows.split_first() else {
            return Vec::new();
        };
        match self.widths(width) {
            Some(widths) => self.grid(head, rows, &widths, theme),
            None => Self::pairs(head, rows, width),
        }
    }

    /// How wide each column is; `None` where they do not fit.
    fn widths(&self, width: usize) -> Option<Vec<usize>> {
        let count = self.aligned.len();
        let mut widths = vec![1; count];
        let mut wanted = vec![1; count];
        for row in &self.rows {
            for ((cell, width), wanted) in row.iter().zip(&mut widths).zip(&mut wanted) {
                *width = cell.widest_word().min(NARROW).max(*width);
                *wanted = cell.widest_line().max(*wanted);
            }
        }
        let taken = widths.iter().sum::<usize>() + GAP.len() * count.saturating_sub(1);
        let mut spare = width.checked_sub(taken)?;
        // Who wants little gets it; what is left is shared by the others.
        let mut waiting: Vec<usize> = (0..count).collect();
        waiting.sort_by_key(|nth| wanted[*nth] - widths[*nth]);
        for (served, nth) in waiting.iter().enumerate() {
            let more = (wanted[*nth] - widths[*nth]).min(spare / (count - served));
            widths[*nth] += more;
            spare -= more;
        }
        Some(widths)
    }

    fn grid(
        &self,
        head: &[Words],
        rows: &[Vec<Words>],
        widths: &[usize],
        theme: Theme,
    ) -> Vec<Line> {
        let mut lines = row(head, widths, self.aligned);
        let rules: Vec<_> = widths
            .iter()
            .map(|width| theme.sign("─", "-").repeat(*width))
            .collect();
        lines.push(vec![Span::styled(rules.join(GAP), theme.dim())]);
        let rows: Vec<Vec<Line>> = rows
            .iter()
            .map(|cells| row(cells, widths, self.aligned))
            .collect();
        // Rows of several lines are told apart by a blank one; a text beside its label needs none.
        let apart = widths.len() > 2 && rows.iter().any(|row| row.len() > 1);
        for (nth, row) in rows.into_iter().enumerate() {
            if apart && nth > 0 {
                lines.push(Vec::new());
            }
            lines.extend(row);
        }
        lines
    }

    /// A line for each cell, behind the label that the head gives it.
    fn pairs(head: &[Words], rows: &[Vec<Words>], width: usize) -> Vec<Line> {
        let label = head
            .iter()
            .map(Words::widest_line)
            .max()
            .unwrap_or(0)
            .min(width / 3)
            .max(2);
        let widths = [label, width.saturating_sub(label + GAP.len()).max(2)];
        let mut lines = Vec::new();
        for (nth, cells) in rows.iter().enumerate() {
            if nth > 0 {
                lines.push(Vec::new());
            }
            for (label, cell) in head.iter().zip(cells) {
                lines.extend(row(&[label.clone(), cell.clone()], &widths, &[]));
            }
        }
        lines
    }
}

/// The lines of cells that stand side by side.
fn row(cells: &[Words], widths: &[usize], aligned: &[Align]) -> Vec<Line> {
    let cells: Vec<Vec<Line>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| cell.lines(*width))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = vec![Line::new(); height];
    for (y, line) in lines.iter_mut().enumerate() {
        // Blanks are written only in front of something.
        let mut blanks = 0;
        for (nth, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let spans = cell.get(y).map_or(&[][..], Vec::as_slice);
            let taken: usize = spans.iter().map(|span| columns(&span.content)).sum();
            let free = width.saturating_sub(taken);
            let before = match aligned.get(nth) {
                Some(Align::Right) => free,
                _ => 0,
            };
            blanks += before;
            if taken > 0 {
                line.extend((blanks > 0).then(|| Span::raw(" ".repeat(blanks))));
                line.extend_from_slice(spans);
                blanks = 0;
            }
            blanks += free - before + GAP.len();
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    const THEME: Theme = Theme {
        color: false,
        ascii: true,
        zone: crate::tui::theme::WallClock::Utc,
    };

    fn table(aligned: &'static [Align], rows: &[&[&str]]) -> Grid {
        let mut table = Grid::new(aligned);
        for row in rows {
            let cells = row.iter().map(|text| {
                let mut words = Words::default();
                words.say(text, Style::new());
                words
            });
            table.row(cells.collect());
        }
        table
    }

    fn shown(table: &Grid, width: usize) -> Vec<String> {
        let lines = table.lines(width, THEME);
        lines
            .iter()
            .map(|line| line.iter().map(|span| span.content.as_ref()).collect())
            .collect()
    }

    #[test]
    fn what_fits_stands_in_columns() {
        let table = table(
            &[Align::Left, Align::Right, Align::Any],
            &[&["Category", "Met", "x"], &["Network", "2", "mid"]],
        );
        assert_eq!(
            shown(&table, 40),
            [
                "Category  Met  x",
                "--------  ---  ---",
                "Network     2  mid"
            ]
        );
    }

    #[test]
    fn long_cells_are_wrapped_and_rows_kept_apart() {
        let rows: &[&[&str]] = &[
            &["Id", "What", "By"],
            &["1", "State is local on the build agent", "Kim"],
            &["2", "Keys", "Ada"],
        ];
        assert_eq!(
            shown(&table(&[Align::Any; 3], rows), 25),
            [
                "Id  What              By",
                "--  ----------------  ---",
                "1   State is local    Kim",
                "    on the build",
                "    agent",
                "",
                "2   Keys              Ada"
            ]
        );
        let pairs: Vec<_> = rows.iter().map(|row| &row[..2]).collect();
        assert_eq!(
            shown(&table(&[Align::Any; 2], &pairs), 20)[2..],
            [
                "1   State is local",
                "    on the build",
                "    agent",
                "2   Keys"
            ]
        );
    }

    #[test]
    fn what_does_not_fit_is_labelled() {
        let rows: &[&[&str]] = &[
            &["Severity", "What will be done", "Owner"],
            &["critical", "Rotate the credentials", "somebody@example.org"],
            &["high", "", "nobody"],
        ];
        let table = table(&[Align::Right; 3], rows);
        assert_eq!(
            shown(&table, 30),
            [
                "Severity    critical",
                "What will   Rotate the",
                "be done     credentials",
                "Owner       somebody@",
                "            example.org",
                "",
                "Severity    high",
                "What will",
                "be done",
                "Owner       nobody"
            ]
        );
    }
}
