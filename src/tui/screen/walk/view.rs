//! How the walk is drawn.

use ratatui::Frame;
use ratatui::text::{Line, Span};
use strum::VariantArray as _;

use super::outline::{Outline, Row};
use super::{Walk, detail};
use crate::facts::Matter;
use crate::policy::Rule;
use crate::review::Status;
use crate::tui::layer::Context;
use crate::tui::layout;
use crate::tui::screen::voices;
use crate::tui::theme::severity_word;
use crate::tui::widget::pane;

impl Walk {
    pub(super) fn view_list(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let (theme, outline) = (context.theme, &self.outline);
        let body = context.body;
        let foot = self.foot(body);
        let mut panes = self.panes;
        panes.foot = foot;
        let Some(area) = panes.areas(body).0 else {
            return;
        };
        let title = summary(self, usize::from(area.width), context);
        let count = outline.rows();
        panes.view_list(frame, &title, count, context, |row, width| {
            [match outline.row(context.dossier, row) {
                Some(Row::Section(section)) => section_line(section, outline, width, context),
                Some(Row::Item(position)) => item_line(position, self, width, context),
                None => Line::default(),
            }]
        });
        let inner = layout::inside(area);
        let [_, below] = layout::split(inner, inner.height.saturating_sub(foot));
        match (&self.filter, outline.row(context.dossier, panes.row())) {
            (Some(filter), _) => filter.view(frame, below, theme),
            (None, Some(Row::Item(position))) => {
                let title = &context.dossier.entry(position).item.title;
                let lines = pane::wrap(title, usize::from(below.width)).into_iter();
                let lines: Vec<_> = lines.map(|line| Line::styled(line, theme.dim())).collect();
                pane::rows(frame, below, &lines);
            }
            (None, _) => {}
        }
    }

    pub(super) fn view_item(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let theme = context.theme;
        let entry = context.dossier.entry(self.position);
        let dot = theme.dot();
        let mut title = format!("{}{dot}severity {}", entry.item.id, entry.item.severity);
        if entry.item.evidence == Rule::Required {
            title = format!("{title}{dot}evidence required");
        }
        let lines = |width| detail::lines(&entry, width, context);
        self.panes.view_detail(frame, &title, context, lines);
    }
}

/// What is shown, selected, left and not in order: `Not reviewed 3 · ✗ 1 · returned 1`; signs alone where there is no room.
fn summary(walk: &Walk, width: usize, context: &Context<'_>) -> String {
    let (theme, tally) = (context.theme, context.dossier.tally());
    let (long, short) = match tally.not_reviewed {
        0 => ("All answered".to_owned(), "Done".to_owned()),
        left => (
            format!("Not reviewed {left}"),
            format!("{} {left}", theme.status(None).0),
        ),
    };
    let form = |left: &str, in_words: bool| {
        let shown = walk.outline.narrowed();
        let shown = shown.map(|shown| format!("{shown} of {} shown", tally.total()));
        let marks = Some(walk.marks.len()).filter(|marks| *marks > 0);
        let mut parts: Vec<String> = shown.into_iter().collect();
        parts.extend(marks.map(|marks| format!("{marks} selected")));
        parts.extend(voices::sitting(context));
        parts.push(left.to_owned());
        let findings = [Status::Unmet, Status::Partial, Status::RiskAccepted].map(Some);
        let findings = findings.map(|one| (theme.status(one).0.to_owned(), tally.count(one)));
        let matters = Matter::VARIANTS.iter().map(|matter| {
            let sign = theme.matter(*matter).to_owned();
            let name = if in_words { matter.to_string() } else { sign };
            (name, context.matters.count(*matter))
        });
        let counts = findings.into_iter().chain(matters);
        let counts = counts.filter(|(_, count)| *count > 0);
        parts.extend(counts.map(|(what, count)| format!("{what} {count}")));
        parts.join(theme.dot())
    };
    let forms = [form(&long, true), form(&long, false), form(&short, false)];
    let fits = |form: &&String| pane::columns(form) + 4 <= width;
    forms.iter().find(fits).unwrap_or(&forms[2]).clone()
}

fn section_line(
    section: usize,
    outline: &Outline,
    width: usize,
    context: &Context<'_>,
) -> Line<'static> {
    let theme = context.theme;
    let part = &context.dossier.sections()[section];
    let category = context.dossier.category(part);
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
    let mut title = category.title.clone();
    if context.dossier.checklists().len() > 1 {
        let list = &context.dossier.checklists()[part.checklist];
        title = format!("{title}{}{}", theme.dot(), list.id);
    }
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

fn item_line(position: usize, walk: &Walk, width: usize, context: &Context<'_>) -> Line<'static> {
    let theme = context.theme;
    let entry = context.dossier.entry(position);
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
