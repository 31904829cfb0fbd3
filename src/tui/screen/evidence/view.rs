//! How the evidence is drawn.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::EvidenceList;
use super::detail::{Selected, lines};
use crate::face::place::Place;
use crate::review::{Compared, Evidence};
use crate::tui::desk::Desk;
use crate::tui::layer::Context;
use crate::tui::layout;
use crate::tui::theme::Theme;
use crate::tui::widget::pane;

impl EvidenceList {
    pub(super) fn draw(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let area = context.body;
        let desk = context.desk;
        let theme = context.theme;
        let count = self.count(context);
        if count == 0 {
            return none(frame, area, &desk.facts.dossier.name(self.here), theme);
        }
        self.panes.view_list(
            frame,
            area,
            &self.summary(context),
            count,
            theme,
            |nth, width| {
                let first = nth
                    .checked_sub(1)
                    .and_then(|before| self.rows.get(before))
                    .map(|row| row.0)
                    != self.rows.get(nth).map(|row| row.0);
                let one = self.at(nth, context);
                [one.map_or_else(Line::default, |one| {
                    self.row(&one, first, &desk, width, context)
                })]
            },
        );
        let head = |width| self.head(width, theme);
        self.panes.view_head(frame, area, theme, head);
        let selected = self.at(self.panes.row().min(count - 1), context);
        let title = match &selected {
            Some(Selected::Piece(piece)) => desk.facts.dossier.name(piece.position),
            Some(Selected::Reading(reading)) => reading.key.item.clone(),
            None => String::new(),
        };
        let reads = context.reads_on(Place::Panes);
        self.panes.view_detail(frame, area, &title, reads, |width| {
            selected.map_or_else(Vec::new, |one| lines(&one, width, context))
        });
    }

    /// A piece in a line: the narrower, the fewer columns; the item's name stands at its first piece.
    fn row(
        &self,
        selected: &Selected<'_>,
        first: bool,
        desk: &Desk<'_>,
        width: usize,
        context: &Context<'_>,
    ) -> Line<'static> {
        let theme = context.theme;
        let (id, evidence) = match selected {
            Selected::Piece(piece) => (
                &desk.facts.dossier.entry(piece.position).item.id,
                Some(piece.evidence),
            ),
            Selected::Reading(reading) => (&reading.key.item, None),
        };
        let wide = width + 2 >= usize::from(layout::WIDE);
        let (kind, label, (state, style)) = match selected {
            Selected::Piece(piece) => (
                piece.evidence.kind(),
                piece.evidence.label(),
                state(piece.evidence, wide, context),
            ),
            Selected::Reading(reading) => {
                let percent = format!("{} %", reading.percent());
                let state = if wide {
                    format!("being read {percent}")
                } else {
                    percent
                };
                ("file", reading.path.as_str(), (state, theme.warn()))
            }
        };
        let id = pane::cell(if first { id } else { "" }, self.names, theme);
        let mut tail = vec![Span::styled(
            format!(
                "  {}",
                pane::cell(&state, if wide { WORDS } else { WORD }, theme)
            ),
            style,
        )];
        if wide {
            let size = match evidence {
                Some(Evidence::File { size, .. }) => bytes(*size),
                _ => String::new(),
            };
            tail.insert(0, Span::raw(format!("  {size:>8}")));
        }
        if width >= 110 {
            let digest = match evidence {
                Some(Evidence::File { digest, .. }) => theme.digest(digest),
                _ => String::new(),
            };
            tail.insert(
                1,
                Span::styled(format!("  {}", pane::cell(&digest, 12, theme)), theme.dim()),
            );
            let day = evidence.map_or_else(String::new, |evidence| theme.day(evidence.at()));
            tail.insert(2, Span::raw(format!("  {}", pane::cell(&day, 10, theme))));
        }
        let used: usize = 1 + self.names + 2 + 4 + 2 + tail.iter().map(Span::width).sum::<usize>();
        let mut spans = vec![
            Span::styled(format!(" {id}  "), theme.label()),
            Span::raw(format!("{kind}  ")),
            Span::raw(pane::cell(label, width.saturating_sub(used), theme)),
        ];
        spans.extend(tail);
        Line::from(spans)
    }

    /// What stands above the rows.
    fn head(&self, width: usize, theme: Theme) -> String {
        let wide = width + 2 >= usize::from(layout::WIDE);
        let mut tail = String::new();
        if wide {
            tail += &format!("  {:>8}", "Size");
        }
        if width >= 110 {
            tail += &format!("  {:12}  {:10}", "Digest", "Added");
        }
        let state = if wide { WORDS } else { WORD };
        tail += &format!("  {}", pane::cell("Now", state, theme));
        let used = 1 + self.names + 2 + 4 + 2 + pane::columns(&tail);
        let item = pane::cell("Item", self.names, theme);
        let what = pane::cell("Evidence", width.saturating_sub(used), theme);
        format!(" {item}  kind  {what}{tail}")
    }

    /// How much there is, and what became of it: `5 pieces · 1 changed · 1 missing · being read, Ctrl-G stops`.
    fn summary(&self, context: &Context<'_>) -> String {
        let mut parts = match self.rows.len() {
            1 => vec!["1 piece".to_owned()],
            count => vec![format!("{count} pieces")],
        };
        if self.changed > 0 {
            parts.push(format!("{} changed", self.changed));
        }
        if self.missing > 0 {
            parts.push(format!("{} missing", self.missing));
        }
        if !context.jobs.checking.is_empty() || !context.jobs.readings.is_empty() {
            parts.push("reading, Ctrl-G stops".to_owned());
        }
        parts.join(&format!(" {} ", context.theme.sign("·", "|")))
    }
}

/// What an empty list means.
fn none(frame: &mut Frame<'_>, area: Rect, name: &str, theme: Theme) {
    let text = format!(
        "No attestation of this review is backed by a file, a link or a note.\n\ne adds evidence to {name}."
    );
    pane::note(frame, area, "No evidence", &text, theme);
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
    let compared = evidence.compare(context.desk.facts.dossier.checks());
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
fn bytes(size: u64) -> String {
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
