//! A piece of evidence in full.

use ratatui::text::Line;

use crate::review::{Compared, Evidence, Piece};
use crate::text::number::bytes;
use crate::tui::jobs::Reading;
use crate::tui::layer::Context;
use crate::tui::widget::detail::Detail;

/// What is selected.
pub(super) enum Selected<'d> {
    Piece(Piece<'d>),
    Reading(&'d Reading),
}

/// Everything about a piece, top to bottom.
pub(super) fn lines(
    selected: &Selected<'_>,
    width: usize,
    context: &Context<'_>,
) -> Vec<Line<'static>> {
    let theme = context.theme;
    let mut detail = Detail::new(width, theme);
    let piece = match selected {
        Selected::Piece(piece) => piece,
        Selected::Reading(reading) => {
            detail.styled("File", &reading.path, theme.strong());
            detail.styled("State", &reading.text(context.keymap), theme.warn());
            return detail.lines;
        }
    };
    let (label, state) = match piece.evidence {
        Evidence::Link { .. } => {
            let said = format!("not followed; {} opens it", context.keymap.key("open-link"));
            ("Link", Some((said, theme.dim())))
        }
        Evidence::File { .. } => ("File", context.state(piece.evidence)),
        Evidence::Note { .. } => ("Note", None),
    };
    detail.styled(label, piece.evidence.label(), theme.strong());
    let compared = piece.evidence.compare(context.dossier.checks());
    if let Some((state, style)) = state {
        let more = match compared {
            _ if context.percent(piece.evidence).is_some() => {
                format!(", {} stops", context.keymap.key("cancel"))
            }
            Some(Compared::Changed(_, Some(like))) => format!("; {}", like.remedy()),
            Some(Compared::Misstated(now)) => format!(": it has {}", bytes(now)),
            Some(Compared::Missing(why)) => format!(": {why}"),
            Some(Compared::Unseen) => {
                format!("; {} reads it", context.keymap.key("check-evidence"))
            }
            _ => String::new(),
        };
        detail.styled("State", &format!("{state}{more}"), style);
    }
    if let Evidence::File {
        digest,
        size,
        compared,
        ..
    } = piece.evidence
    {
        let of = compared.map_or("", |_| ", with line ends of Unix");
        detail.add("Size", &(bytes(*size) + of));
        detail.add("Digest", &digest.to_string());
    }
    if let Some(Compared::Changed(now, _)) = compared {
        detail.styled("Is now", &now.to_string(), theme.bad());
    }
    detail.add("Added", &theme.moment(piece.evidence.at()));
    let entry = context.dossier.entry(piece.position);
    let name = context.dossier.name(piece.position);
    detail.add("Item", &format!("{name} {}", entry.item.title));
    let said = piece.attestation;
    let (status, _) = theme.status_word(Some(said.answer.status));
    let (by, at) = (said.by.as_str(), theme.moment(said.at));
    detail.add("Attested", &format!("{status} by {by}, {at}"));
    detail.lines
}
