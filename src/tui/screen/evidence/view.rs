//! How the evidence is drawn.

use ratatui::Frame;
use ratatui::style::Style;

use super::EvidenceList;
use super::detail::{Selected, lines};
use crate::review::{Compared, Evidence};
use crate::text::number;
use crate::tui::layer::Context;
use crate::tui::layout;
use crate::tui::widget::column::{self, Column};
use crate::tui::widget::pane;

impl EvidenceList {
    pub(super) fn draw(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let count = self.count(context);
        if count == 0 {
            let name = context.dossier.name(self.here);
            let key = context.keymap.key("add-evidence");
            let text = format!(
                "No attestation of this review is backed by a file, a link or a note.\n\n{key} adds evidence to {name}."
            );
            return pane::note(frame, context.body, "No evidence", &text, context.theme);
        }
        let title = self.summary(context);
        let columns = |nth, width| self.columns(nth, width, context);
        self.panes
            .view_table(frame, &title, count, context, columns);
        let selected = self.at(self.panes.row().min(count - 1), context);
        let title = match &selected {
            Some(Selected::Piece(piece)) => context.dossier.name(piece.position),
            Some(Selected::Reading(reading)) => reading.key.item.clone(),
            None => String::new(),
        };
        let lines = |width| selected.map_or_else(Vec::new, |one| lines(&one, width, context));
        self.panes.view_detail(frame, &title, context, lines);
    }

    /// A piece in columns: the narrower, the fewer; the item's name stands at its first piece.
    fn columns(&self, nth: usize, width: usize, context: &Context<'_>) -> Vec<Column> {
        let (theme, plain) = (context.theme, Style::new());
        let is_wide = width + 2 >= usize::from(layout::WIDE);
        let Some(selected) = self.at(nth, context) else {
            return Vec::new();
        };
        let (id, kind, label, (state, style)) = match &selected {
            Selected::Piece(piece) => (
                &context.dossier.entry(piece.position).item.id,
                piece.evidence.kind(),
                piece.evidence.label(),
                state(piece.evidence, is_wide, context),
            ),
            Selected::Reading(reading) => {
                let words = if is_wide { "being read " } else { "" };
                let state = format!("{words}{} %", reading.percent());
                (
                    &reading.key.item,
                    "file",
                    &*reading.path,
                    (state, theme.warn()),
                )
            }
        };
        let item = |nth: usize| self.rows.get(nth).map(|row| row.0);
        let is_first = nth.checked_sub(1).and_then(item) != item(nth);
        let id = if is_first { id } else { "" };
        let mut columns = vec![
            Column::new(1, "Item", self.names, id, theme.label()),
            Column::new(2, "kind", 4, kind, plain),
        ];
        let evidence = match &selected {
            Selected::Piece(piece) => Some(piece.evidence),
            Selected::Reading(_) => None,
        };
        let (mut size, mut short) = (String::new(), String::new());
        if let Some(Evidence::File {
            digest,
            size: bytes,
            ..
        }) = evidence
        {
            (size, short) = (format!("{:>8}", short_size(*bytes)), theme.digest(digest));
        }
        let mut behind = Vec::new();
        if is_wide {
            behind.push(Column::new(2, "    Size", 8, size, plain));
        }
        if width >= 110 {
            let day = evidence.map(|evidence| theme.day(evidence.at()));
            behind.push(Column::new(2, "Digest", 12, short, theme.dim()));
            behind.push(Column::new(2, "Added", 10, day.unwrap_or_default(), plain));
        }
        behind.push(Column::new(
            2,
            "Now",
            if is_wide { WORDS } else { WORD },
            state,
            style,
        ));
        let taken = column::taken(&columns) + 2 + column::taken(&behind);
        let room = width.saturating_sub(taken);
        columns.push(Column::new(2, "Evidence", room, label, plain));
        columns.extend(behind);
        columns
    }

    /// How much there is, and what became of it: `5 pieces · 1 changed · 1 missing · being read, Ctrl-G stops`.
    fn summary(&self, context: &Context<'_>) -> String {
        let mut parts = vec![number::count(self.rows.len(), "piece", "pieces")];
        if self.changed > 0 {
            parts.push(format!("{} changed", self.changed));
        }
        if self.missing > 0 {
            parts.push(format!("{} missing", self.missing));
        }
        if !context.jobs.checking.is_empty() || !context.jobs.readings.is_empty() {
            parts.push(format!("reading, {} stops", context.keymap.key("cancel")));
        }
        parts.join(context.theme.dot())
    }
}

/// As wide as the longest state, in words and in one word.
const WORDS: usize = 22;
const WORD: usize = 9;

fn state(evidence: &Evidence, wide: bool, context: &Context<'_>) -> (String, Style) {
    let Some((state, style)) = context.state(evidence) else {
        let link = wide && matches!(evidence, Evidence::Link { .. });
        return (
            if link { "not followed" } else { "" }.to_owned(),
            context.theme.dim(),
        );
    };
    let compared = evidence.compare(context.dossier.checks());
    let state = match (context.percent(evidence), compared) {
        _ if wide => state,
        (Some(percent), _) => format!("{percent} %"),
        (None, Some(Compared::Changed(..))) => "changed".to_owned(),
        (None, Some(Compared::Misstated(_))) => "size differs".to_owned(),
        (None, Some(Compared::Unseen)) => "not read".to_owned(),
        _ => state,
    };
    (state, style)
}

/// A size in few characters: `950 B`, `3.2 GB`.
fn short_size(size: u64) -> String {
    let mut size = size;
    let mut rest = 0;
    for unit in ["B", "kB", "MB", "GB", "TB", "PB"] {
        if size < 1000 {
            return if unit == "B" || size >= 10 {
                format!("{size} {unit}")
            } else {
                format!("{size}.{rest} {unit}")
            };
        }
        rest = size % 1000 / 100;
        size /= 1000;
    }
    format!("{size} EB")
}
