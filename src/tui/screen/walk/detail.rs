//! One item: what is asked, what was said, and what backs it.

use ratatui::text::{Line, Span};

use crate::review::{Attestation, Entry, Evidence, Lapse, Record};
use crate::text::number;
use crate::tui::layer::Context;
use crate::tui::screen::voices;
use crate::tui::widget::detail::Detail;
use crate::tui::widget::{markdown, pane};

/// Everything about an item, top to bottom.
pub(super) fn lines(entry: &Entry<'_>, width: usize, context: &Context<'_>) -> Vec<Line<'static>> {
    let theme = context.theme;
    let item = entry.item;
    let mut detail = Detail::new(width, theme);
    detail.heading(&item.title);
    detail.gap();
    if context.drafts.contains_key(&entry.key()) {
        let key = context.keymap.key("answer");
        let text = format!("you typed an answer and did not save it; {key} goes on");
        detail.styled("Draft", &text, theme.warn());
        detail.gap();
    }
    voices::add(entry, context, &mut detail);
    if let (None, Some(undecided)) = (entry.latest(), &entry.outcome.lapse) {
        let text = format!("{}: {undecided}; answer it", undecided.standing());
        detail.styled("Standing", &text, theme.warn());
        detail.gap();
    }
    let standing = standing(entry);
    for one in &standing {
        answer(one, entry, width, &mut detail);
        detail.evidence(&one.answer.evidence, |piece| state(piece, context));
        detail.gap();
    }
    if let Some(default) = &item.ships_as {
        detail.add("Ships as", default);
        detail.gap();
    }
    if !item.guidance.trim().is_empty() {
        detail
            .lines
            .push(Line::styled("How to check", theme.label()));
        let guidance = markdown::lines(&item.guidance, width, theme);
        detail.lines.extend(guidance);
        detail.gap();
    }
    for (nth, reference) in item.references.iter().enumerate() {
        let label = if nth == 0 { "Reference" } else { "" };
        detail.add(label, &reference.title);
        detail.styled("", &reference.url, theme.dim());
    }
    if let Some(reading) = context.reading(&entry.key()) {
        detail.add("Reading", &reading.text(context.keymap));
    }
    if standing.is_empty() {
        let key = context.keymap.key("evidence");
        detail.add("Evidence", &format!("none yet; {key} to add"));
    }
    history(entry, &standing, &mut detail);
    let remarks = context.facts.remarks_of(entry.position);
    for one in remarks.iter().filter(|one| !one.open) {
        detail.gap();
        let at = theme.moment(one.remark.at);
        detail.add("Said", &format!("{at} {}", one.sentence()));
    }
    detail.lines
}

/// The answer that counts; of an item that is undecided those that do not know of each other.
fn standing<'r>(entry: &Entry<'r>) -> Vec<&'r Attestation> {
    match (entry.latest(), &entry.outcome.lapse) {
        (None, Some(Lapse::Undecided(_))) => entry.record.map(Record::heads).unwrap_or_default(),
        (latest, _) => latest.into_iter().collect(),
    }
}

fn answer(last: &Attestation, entry: &Entry<'_>, width: usize, detail: &mut Detail) {
    let (said, theme) = (&last.answer, detail.theme());
    let (status, style) = theme.status_word(Some(said.status));
    let recorded = last.recorded_by.as_ref();
    let recorded = recorded.map_or_else(String::new, |who| format!(", recorded by {}", who.name()));
    let by = format!("by {}{recorded}, {}", last.by.name(), theme.moment(last.at));
    let room = width.saturating_sub(pane::LABEL + pane::columns(&status) + 2);
    let mut first = vec![Span::styled(status, style)];
    let fits = pane::columns(&by) <= room;
    if fits {
        first.push(Span::raw(format!("  {by}")));
    }
    detail.spans("Status", vec![first]);
    if !fits {
        detail.add("", &by);
    }
    if entry.latest().is_none() {
        // Of several, what stands above them says so.
    } else if let Some(lapse) = &entry.outcome.lapse {
        let text = format!("{}: {lapse}; attest it again", lapse.standing());
        detail.styled("Standing", &text, theme.warn());
    } else if let Some(day) = entry.expires() {
        detail.add("Holds", &format!("until {day}"));
    }
    detail.answer(said);
}

/// What a file was when it was attached, and what is known of it now.
fn state(evidence: &Evidence, context: &Context<'_>) -> String {
    let Evidence::File { size, .. } = evidence else {
        return String::new();
    };
    let state = context.state(evidence);
    let state = state.map_or_else(String::new, |(state, _)| state);
    format!("  {}, {state}", number::bytes(*size))
}

fn history(entry: &Entry<'_>, standing: &[&Attestation], detail: &mut Detail) {
    let said = entry.record.map_or(&[][..], |record| &record.attestations);
    if said.is_empty() {
        return detail.add("History", "nobody has attested this item");
    }
    for attestation in said.iter().rev() {
        detail.gap();
        let stands = standing.iter().any(|one| one.id == attestation.id);
        let label = if stands { "History" } else { "Before" };
        let withdrawn = attestation.withdrawn.as_ref().map_or("", |_| ", withdrawn");
        let (status, by) = (attestation.answer.status.label(), attestation.by.name());
        let at = detail.theme().moment(attestation.at);
        detail.add(label, &format!("{at} {status} by {by}{withdrawn}"));
        // It stands above in full.
        if !stands {
            detail.answer(&attestation.answer);
            detail.evidence(&attestation.answer.evidence, |_| String::new());
        }
    }
}
