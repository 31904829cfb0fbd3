//! One item: what is asked, what was said, and what backs it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::policy::Rule;
use crate::review::{Attestation, Entry, Evidence};
use crate::tui::desk::Desk;
use crate::tui::layer::Context;
use crate::tui::theme::Theme;
use crate::tui::widget::{markdown, pane};

/// Draws the item at a position.
pub fn view(
    frame: &mut Frame<'_>,
    area: Rect,
    position: usize,
    top: usize,
    focused: bool,
    context: &Context<'_>,
    desk: &Desk<'_>,
) {
    let entry = desk.facts.dossier.entry(position);
    let dot = context.theme.sign("·", "|");
    let mut title = format!("{} {dot} severity {}", entry.item.id, entry.item.severity);
    if entry.item.evidence == Rule::Required {
        title = format!("{title} {dot} evidence required");
    }
    let title = pane::fit(
        &title,
        usize::from(area.width.saturating_sub(4)),
        context.theme,
    );
    let inner = pane::frame(frame, area, &title, focused, context.theme);
    let lines = lines(&entry, usize::from(inner.width), context);
    pane::scrolled(frame, inner, &lines, top, context.theme);
}

/// Everything about an item, top to bottom.
pub fn lines(entry: &Entry<'_>, width: usize, context: &Context<'_>) -> Vec<Line<'static>> {
    let theme = context.theme;
    let item = entry.item;
    let mut lines: Vec<Line<'static>> = pane::wrap(&item.title, width)
        .into_iter()
        .map(|line| Line::styled(line, theme.strong()))
        .collect();
    lines.push(Line::default());
    if context.drafts.contains_key(&entry.key()) {
        let text = "you typed an answer and did not save it; Enter goes on";
        lines.extend(
            pane::labelled("Draft", text, width, theme)
                .into_iter()
                .map(|line| line.style(theme.warn())),
        );
        lines.push(Line::default());
    }
    if let Some(last) = entry.latest() {
        lines.extend(answer(last, entry, width, theme));
        lines.extend(evidence(last, width, context));
        lines.push(Line::default());
    }
    if let Some(default) = &item.ships_as {
        lines.extend(pane::labelled("Ships as", default, width, theme));
        lines.push(Line::default());
    }
    if !item.guidance.trim().is_empty() {
        lines.push(Line::styled("How to check", theme.label()));
        lines.extend(markdown::lines(&item.guidance, width, theme));
        lines.push(Line::default());
    }
    for (nth, reference) in item.references.iter().enumerate() {
        let label = if nth == 0 { "Reference" } else { "" };
        lines.extend(pane::labelled(label, &reference.title, width, theme));
        lines.extend(
            pane::labelled("", &reference.url, width, theme)
                .into_iter()
                .map(|line| line.style(theme.dim())),
        );
    }
    if let Some(reading) = context.reading(&entry.key()) {
        lines.extend(pane::labelled("Reading", &reading.text(), width, theme));
    }
    if entry.latest().is_none() {
        lines.extend(pane::labelled(
            "Evidence",
            "none yet; e to add",
            width,
            theme,
        ));
    }
    lines.extend(history(entry, width, theme));
    lines
}

fn answer(last: &Attestation, entry: &Entry<'_>, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let said = &last.answer;
    let (sign, style) = theme.status(Some(said.status));
    let status = format!("{sign} {}", said.status.label());
    let by = format!("by {}, {}", last.by.name(), last.at.format("%F %H:%M"));
    let room = width.saturating_sub(pane::LABEL + pane::columns(&status) + 2);
    let mut first = vec![
        Span::styled("Status    ", theme.label()),
        Span::styled(status, style),
    ];
    let mut lines = Vec::new();
    if pane::columns(&by) <= room {
        first.push(Span::raw(format!("  {by}")));
        lines.push(Line::from(first));
    } else {
        lines.push(Line::from(first));
        lines.extend(pane::labelled("", &by, width, theme));
    }
    if let Some(lapse) = &entry.outcome.lapse {
        let text = format!("{}: {lapse}; attest it again", lapse.standing());
        lines.extend(
            pane::labelled("Standing", &text, width, theme)
                .into_iter()
                .map(|line| line.style(theme.warn())),
        );
    } else if let Some(day) = entry.expires() {
        lines.extend(pane::labelled(
            "Holds",
            &format!("until {day}"),
            width,
            theme,
        ));
    }
    if !said.rationale.is_empty() {
        lines.extend(pane::labelled("Why", &said.rationale, width, theme));
    }
    if let Some(reason) = said.reason {
        lines.extend(pane::labelled("Reason", &reason.to_string(), width, theme));
    }
    if let Some(who) = &said.accepted_by {
        lines.extend(pane::labelled("Accepted", who.as_str(), width, theme));
    }
    if said.status.needs_finding() {
        lines.extend(pane::labelled(
            "Finding",
            &said.finding.text(),
            width,
            theme,
        ));
    }
    lines
}

fn evidence(last: &Attestation, width: usize, context: &Context<'_>) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (nth, evidence) in last.answer.evidence.iter().enumerate() {
        let label = if nth == 0 { "Evidence" } else { "" };
        let text = match evidence {
            Evidence::File {
                path, digest, size, ..
            } => {
                let state = context
                    .state(evidence)
                    .map_or_else(String::new, |(state, _)| state);
                format!(
                    "{path}  sha256 {}  {size} bytes, {state}",
                    context.theme.digest(digest)
                )
            }
            other => format!("{}  {}", other.kind(), other.label()),
        };
        lines.extend(pane::labelled(label, &text, width, context.theme));
    }
    lines
}

fn history(entry: &Entry<'_>, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let said = entry.record.map_or(&[][..], |record| &record.attestations);
    if said.is_empty() {
        return pane::labelled("History", "nobody has attested this item", width, theme);
    }
    let mut lines = vec![Line::default()];
    for (nth, attestation) in said.iter().rev().enumerate() {
        let label = if nth == 0 { "History" } else { "" };
        let withdrawn = if attestation.withdrawn.is_some() {
            ", withdrawn"
        } else {
            ""
        };
        let text = format!(
            "{} {} by {}{withdrawn}",
            attestation.at.format("%F %H:%M"),
            attestation.answer.status.label(),
            attestation.by.name(),
        );
        lines.extend(pane::labelled(label, &text, width, theme));
    }
    lines
}
