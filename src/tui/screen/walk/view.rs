//! The list of categories and items.

use std::fmt::Write as _;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Walk;
use super::filter;
use super::outline::{Outline, Row};
use crate::review::Status;
use crate::tui::desk::Desk;
use crate::tui::layer::Context;
use crate::tui::theme::Theme;
use crate::tui::widget::pane;

impl Walk {
    /// Draws the rows that are on the screen, and no others.
    pub(super) fn view_list(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (walk, desk) = (self, &context.desk);
        let (theme, outline) = (context.theme, &walk.outline);
        let title = summary(walk, desk, usize::from(area.width), theme);
        let inner = pane::frame(frame, area, &title, !walk.on_item, theme);
        let (inner, foot) = filter::parts(inner, walk.filter.as_ref());
        let height = usize::from(inner.height);
        let mut seen = walk.cursor;
        seen.select(seen.row, outline.rows(), height);
        let lines: Vec<Line<'_>> = (seen.top..outline.rows())
            .take(height)
            .filter_map(|row| {
                let line = match outline.row(desk.facts.dossier, row)? {
                    Row::Section(section) => {
                        section_line(section, outline, desk, usize::from(inner.width), theme)
                    }
                    Row::Item(position) => {
                        item_line(position, walk, desk, usize::from(inner.width), context)
                    }
                };
                Some(if row == seen.row {
                    line.style(theme.selected())
                } else {
                    line
                })
            })
            .collect();
        pane::rows(frame, inner, &lines);
        if let Some(filter) = &walk.filter {
            filter.view(frame, foot, theme);
        }
    }
}

/// What is shown, selected, left and not in order: `Not reviewed 3 · ✗ 1 · ! 1`; signs alone where there is no room.
fn summary(walk: &Walk, desk: &Desk<'_>, width: usize, theme: Theme) -> String {
    let tally = desk.facts.dossier.tally();
    let dot = theme.sign("·", "|");
    let mut picked = String::new();
    if let Some(shown) = walk.outline.narrowed() {
        let _ = write!(picked, "{shown} of {} shown {dot} ", tally.total());
    }
    if !walk.marks.is_empty() {
        let _ = write!(picked, "{} selected {dot} ", walk.marks.len());
    }
    let mut findings = String::new();
    for status in [Status::Unmet, Status::Partial, Status::RiskAccepted] {
        if tally.count(Some(status)) > 0 {
            let _ = write!(
                findings,
                " {dot} {} {}",
                theme.status(Some(status)).0,
                tally.count(Some(status))
            );
        }
    }
    let (long, short) = match tally.not_reviewed {
        0 => ("All answered".to_owned(), "Done".to_owned()),
        left => (
            format!("Not reviewed {left}"),
            format!("{} {left}", theme.status(None).0),
        ),
    };
    let fits = [&picked, &long, &findings]
        .map(|text| pane::columns(text))
        .iter()
        .sum::<usize>()
        + 4
        <= width;
    let left = if fits {
        long + &findings
    } else {
        short + &findings
    };
    pane::fit(&(picked + &left), width.saturating_sub(3), theme)
}

fn section_line(
    section: usize,
    outline: &Outline,
    desk: &Desk<'_>,
    width: usize,
    theme: Theme,
) -> Line<'static> {
    let part = &desk.facts.dossier.sections()[section];
    let category = desk.facts.dossier.category(part);
    let mark = if outline.is_folded(section) {
        theme.sign("▸", ">")
    } else {
        theme.sign("▾", "v")
    };
    let (done, all) = (part.tally.reviewed(), part.tally.total());
    let in_order = part.tally.met + part.tally.not_applicable == all;
    let tick = if in_order {
        theme.sign("✓", "x")
    } else {
        " "
    };
    let count = format!(" {done}/{all} {tick}");
    let several = desk.facts.dossier.checklists().len() > 1;
    let title = if several {
        format!(
            "{} {} {}",
            category.title,
            theme.sign("·", "|"),
            desk.facts.dossier.checklists()[part.checklist].id
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

fn item_line(
    position: usize,
    walk: &Walk,
    desk: &Desk<'_>,
    width: usize,
    context: &Context<'_>,
) -> Line<'static> {
    let theme = context.theme;
    let entry = desk.facts.dossier.entry(position);
    let key = entry.key();
    let (sign, style) = theme.status(entry.outcome.status());
    let selected = if walk.marks.contains(&key) {
        Span::styled(theme.sign(" ◆ ", " * "), theme.strong())
    } else {
        Span::raw("   ")
    };
    let mark = if context.drafts.contains_key(&key) {
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
        selected,
        Span::styled(mark, theme.warn()),
        Span::styled(sign, style),
        Span::styled(format!(" {id} "), theme.label()),
        Span::raw(title),
    ])
}
