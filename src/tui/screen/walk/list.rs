//! The list of categories and items.

use std::fmt::Write as _;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::outline::{Outline, Row};
use crate::review::Status;
use crate::tui::msg::Desk;
use crate::tui::screen::Context;
use crate::tui::theme::Theme;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::pane;

/// Draws the rows that are on the screen, and no others.
pub fn view(
    frame: &mut Frame<'_>,
    area: Rect,
    outline: &Outline,
    cursor: Cursor,
    focused: bool,
    context: &Context<'_>,
    desk: &Desk<'_>,
) {
    let theme = context.theme;
    let inner = pane::frame(frame, area, &summary(desk, usize::from(area.width), theme), focused, theme);
    let height = usize::from(inner.height);
    let mut seen = cursor;
    seen.select(cursor.row, outline.rows(), height);
    let lines: Vec<Line<'_>> = (seen.top..outline.rows())
        .take(height)
        .map(|row| {
            let line = match outline.row(desk.dossier, row) {
                Row::Section(section) => {
                    section_line(section, outline, desk, usize::from(inner.width), theme)
                }
                Row::Item(position) => item_line(position, desk, usize::from(inner.width), context),
            };
            if row == seen.row { line.style(theme.selected()) } else { line }
        })
        .collect();
    pane::rows(frame, inner, &lines);
}

/// What is left and what is not in order: `Not reviewed 3 · ✗ 1 · ! 1`; signs alone where there is no room.
fn summary(desk: &Desk<'_>, width: usize, theme: Theme) -> String {
    let tally = desk.dossier.tally();
    let dot = theme.sign("·", "|");
    let mut findings = String::new();
    for status in [Status::Unmet, Status::Partial, Status::RiskAccepted] {
        if tally.count(Some(status)) > 0 {
            let _ = write!(findings, " {dot} {} {}", theme.status(Some(status)).0, tally.count(Some(status)));
        }
    }
    let (long, short) = match tally.not_reviewed {
        0 => ("All answered".to_owned(), "Done".to_owned()),
        left => (format!("Not reviewed {left}"), format!("{} {left}", theme.status(None).0)),
    };
    let fits = pane::columns(&long) + pane::columns(&findings) + 4 <= width;
    if fits { long + &findings } else { short + &findings }
}

fn section_line(
    section: usize,
    outline: &Outline,
    desk: &Desk<'_>,
    width: usize,
    theme: Theme,
) -> Line<'static> {
    let part = &desk.dossier.sections()[section];
    let category = desk.dossier.category(part);
    let mark = if outline.is_folded(section) { theme.sign("▸", ">") } else { theme.sign("▾", "v") };
    let (done, all) = (part.tally.reviewed(), part.tally.total());
    let in_order = part.tally.met + part.tally.not_applicable == all;
    let tick = if in_order { theme.sign("✓", "x") } else { " " };
    let count = format!(" {done}/{all} {tick}");
    let several = desk.dossier.checklists().len() > 1;
    let title = if several {
        format!(
            "{} {} {}",
            category.title,
            theme.sign("·", "|"),
            desk.dossier.checklists()[part.checklist].id
        )
    } else {
        category.title.clone()
    };
    let taken = pane::columns(&count) + 3;
    let title = pane::fit(&title, width.saturating_sub(taken), theme);
    let pad = width.saturating_sub(pane::columns(&title) + taken);
    Line::from(vec![
        Span::raw(format!("{mark} ")),
        Span::styled(title, theme.strong()),
        Span::raw(" ".repeat(pad)),
        Span::styled(count, if in_order { theme.good() } else { theme.dim() }),
    ])
}

fn item_line(position: usize, desk: &Desk<'_>, width: usize, context: &Context<'_>) -> Line<'static> {
    let theme = context.theme;
    let entry = desk.dossier.entry(position);
    let (sign, style) = theme.status(entry.outcome.status());
    let mark = if context.drafts.contains_key(&entry.key()) {
        theme.sign("✎", "+")
    } else if entry.outcome.lapse.is_some() {
        theme.sign("⟳", "~")
    } else {
        " "
    };
    let id = pane::fit(&entry.item.id, 12, theme);
    let lead = 4 + [sign, mark, &id].map(pane::columns).iter().sum::<usize>() + 1;
    let title = pane::fit(&entry.item.title, width.saturating_sub(lead), theme);
    Line::from(vec![
        Span::raw("   "),
        Span::styled(mark, theme.warn()),
        Span::styled(sign, style),
        Span::styled(format!(" {id} "), theme.label()),
        Span::raw(title),
    ])
}
