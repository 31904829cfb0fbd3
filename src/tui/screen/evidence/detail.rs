//! A piece of evidence in full.

use ratatui::style::Style;
use ratatui::text::Line;

use crate::review::{Compared, Evidence, Piece};
use crate::tui::jobs::Reading;
use crate::tui::layer::Context;
use crate::tui::widget::pane;

/// What is selected.
pub enum Selected<'d> {
    Piece(Piece<'d>),
    Reading(&'d Reading),
}

/// Everything about a piece, top to bottom.
pub fn lines(selected: &Selected<'_>, width: usize, context: &Context<'_>) -> Vec<Line<'static>> {
    let (desk, theme) = (context.desk, context.theme);
    let plain = Style::new();
    let mut lines = Vec::new();
    let mut add = |label: &str, text: &str, style: Style| {
        let more = pane::labelled(label, text, width, theme);
        lines.extend(more.into_iter().map(|line| line.style(style)));
    };
    let piece = match selected {
        Selected::Piece(piece) => piece,
        Selected::Reading(reading) => {
            add("File", &reading.path, theme.strong());
            add("State", &reading.text(), theme.warn());
            return lines;
        }
    };
    let (label, state) = match piece.evidence {
        Evidence::Link { .. } => (
            "Link",
            Some(("not followed; b opens it".to_owned(), theme.dim())),
        ),
        Evidence::File { .. } => ("File", context.state(piece.evidence)),
        Evidence::Note { .. } => ("Note", None),
    };
    add(label, piece.evidence.label(), theme.strong());
    let compared = piece.evidence.compare(desk.facts.dossier.checks());
    if let Some((state, style)) = state {
        let more = match compared {
            _ if context.percent(piece.evidence).is_some() => ", Ctrl-G stops".to_owned(),
            Some(Compared::Missing(why)) => format!(": {why}"),
            Some(Compared::Unseen) => "; r reads it".to_owned(),
            _ => String::new(),
        };
        add("State", &format!("{state}{more}"), style);
    }
    if let Evidence::File { digest, size, .. } = piece.evidence {
        add("Size", &format!("{size} bytes"), plain);
        add("Digest", &digest.to_string(), plain);
    }
    if let Some(Compared::Changed(now)) = compared {
        add("Is now", &now.to_string(), theme.bad());
    }
    add(
        "Added",
        &piece.evidence.at().format("%F %H:%M").to_string(),
        plain,
    );
    let entry = desk.facts.dossier.entry(piece.position);
    add(
        "Item",
        &format!(
            "{} {}",
            desk.facts.dossier.name(piece.position),
            entry.item.title
        ),
        plain,
    );
    let attestation = piece.attestation;
    let (sign, _) = theme.status(Some(attestation.answer.status));
    let by = format!(
        "by {}, {}",
        attestation.by.as_str(),
        attestation.at.format("%F %H:%M")
    );
    add(
        "Attested",
        &format!("{sign} {} {by}", attestation.answer.status.label()),
        plain,
    );
    lines
}
