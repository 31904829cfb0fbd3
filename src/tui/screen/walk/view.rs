//! How the walk is drawn.

use std::fmt::Write as _;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use strum::VariantArray as _;

use super::outline::{Outline, Row};
use super::{Walk, detail};
use crate::face::place::Place;
use crate::facts::Matter;
use crate::policy::Rule;
use crate::review::Status;
use crate::tui::desk::Desk;
use crate::tui::layer::Context;
use crate::tui::layout;
use crate::tui::screen::voices;
use crate::tui::theme::severity_word;
use crate::tui::widget::pane;

impl Walk {
    pub(super) fn view_list(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let (theme, outline, desk) = (context.theme, &self.outline, &context.desk);
        let body = context.body;
        let foot = self.foot(body);
        let mut panes = self.panes;
        panes.foot = foot;
        let Some(area) = panes.areas(body).0 else {
            return;
        };
        let title = summary(self, usize::from(area.width), context);
        let count = outline.rows();
        panes.view_list(frame, body, &title, count, theme, |row, width| {
            [match outline.row(desk.facts.dossier, row) {
                Some(Row::Section(section)) => section_line(section, outline, width, context),
                Some(Row::Item(position)) => item_line(position, self, desk, width, context),
                None => Line::default(),
            }]
        });
        let inner = layout::inside(area);
        let below = Rect {
            y: inner.bottom() - foot,
            height: foot,
            ..inner
        };
        match (&self.filter, outline.row(desk.facts.dossier, panes.row())) {
            (Some(filter), _) => filter.view(frame, below, theme),
            (None, Some(Row::Item(position))) => {
                let title = &desk.facts.dossier.entry(position).item.title;
                let lines = pane::wrap(title, usize::from(below.width)).into_iter();
                let lines: Vec<_> = lines.map(|line| Line::styled(line, theme.dim())).collect();
                pane::rows(frame, below, &lines);
            }
            (None, _) => {}
        }
    }

    pub(super) fn view_item(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let theme = context.theme;
        let entry = context.desk.facts.dossier.entry(self.position);
        let dot = theme.sign("·", "|");
        let mut title = format!("{} {dot} severity {}", entry.item.id, entry.item.severity);
        if entry.item.evidence == Rule::Required {
            title = format!("{title} {dot} evidence required");
        }
        let reads = context.reads_on(Place::Panes);
        self.panes
            .view_detail(frame, context.body, &title, reads, |width| {
                detail::lines(&entry, width, context)
            });
    }
}

/// What is shown, selected, left and not in order: `Not reviewed 3 · ✗ 1 · returned 1`; signs alone where there is no room.
fn summary(walk: &Walk, width: usize, context: &Context<'_>) -> String {
    let (theme, tally) = (context.theme, context.desk.facts.dossier.tally());
    let dot = theme.sign("·", "|");
    let mut picked = String::new();
    if let Some(shown) = walk.outline.narrowed() {
        let _ = write!(picked, "{shown} of {} shown {dot} ", tally.total());
    }
    if !walk.marks.is_empty() {
        let _ = write!(picked, "{} selected {dot} ", walk.marks.len());
    }
    for said in voices::sitting(context) {
        let _ = write!(picked, "{said} {dot} ");
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
    let (mut words, mut signs) = (String::new(), String::new());
    for matter in Matter::VARIANTS {
        let count = context.matters.count(*matter);
        if count > 0 {
            let _ = write!(words, " {dot} {matter} {count}");
            let _ = write!(signs, " {dot} {} {count}", theme.matter(*matter));
        }
    }
    let forms = [(&long, &words), (&long, &signs), (&short, &signs)];
    let forms = forms.map(|(left, matters)| format!("{picked}{left}{findings}{matters}"));
    let fits = |form: &&String| pane::columns(form) + 4 <= width;
    let form = forms.iter().find(fits).unwrap_or(&forms[2]);
    pane::fit(form, width.saturating_sub(3), theme)
}

fn section_line(
    section: usize,
    outline: &Outline,
    width: usize,
    context: &Context<'_>,
) -> Line<'static> {
    let (desk, theme) = (context.desk, context.theme);
    let part = &desk.facts.dossier.sections()[section];
    let category = desk.facts.dossier.category(part);
    let mark = if outline.is_folded(section) {
        theme.sign("▸", ">")
    } else {
        theme.sign("▾", "v")
    };
    let (done, all) = (part.tally.reviewed(), part.tally.total());
    let is_settled = |position| context.matters.of(position).next().is_none();
    let in_order =
        part.tally.met + part.tally.not_applicable == all && part.positions.clone().all(is_settled);
    let tick = if in_order { theme.tick() } else { " " };
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
    let has = |matter| context.matters.has(position, matter);
    let (sign, style) = match [Matter::Undecided, Matter::Returned]
        .into_iter()
        .find(|one| has(*one))
    {
        Some(matter) => (theme.matter(matter), theme.warn()),
        None => theme.status(entry.outcome.status()),
    };
    let selected = if walk.marks.contains(&key) {
        theme.mark()
    } else {
        " "
    };
    let asked = if has(Matter::Asked) {
        theme.matter(Matter::Asked)
    } else {
        " "
    };
    let mark = if context.drafts.contains_key(&key) {
        theme.draft()
    } else if entry.outcome.lapse.is_some() && !has(Matter::Undecided) {
        theme.lapsed()
    } else {
        " "
    };
    let severity = severity_word(entry.item.severity, width < 48);
    // In a column, so that severities stand below one another; as wide as most names are.
    let id = pane::cell(
        &entry.item.id,
        pane::columns(&entry.item.id).clamp(5, 12),
        theme,
    );
    let lead = 6 + [sign, mark, &id, severity]
        .map(pane::columns)
        .iter()
        .sum::<usize>();
    let title = pane::fit(&entry.item.title, width.saturating_sub(lead), theme);
    Line::from(vec![
        Span::styled(format!(" {selected}"), theme.strong()),
        Span::styled(format!("{asked}{mark}"), theme.warn()),
        Span::styled(sign, style),
        Span::styled(format!(" {id} "), theme.label()),
        Span::styled(severity, theme.severity(entry.item.severity)),
        Span::raw(format!(" {title}")),
    ])
}
