//! What is asked, and what was said of it, as it is spoken.

use super::markdown;
use super::words::{evidence, spoken};
use crate::face::form::attest::{self, AnswerDraft};
use crate::face::words::sentence;
use crate::facts::Facts;
use crate::policy::Rule;
use crate::review::{Answer, Attestation, Compared, Dossier, Entry, Status};
use crate::text::number::count;
use crate::text::visible;

/// The first words of a text in a list.
const GIST: usize = 80;

/// What a person must know before they answer, in a few lines.
pub(super) fn introduction(
    facts: &Facts<'_>,
    entry: &Entry<'_>,
    draft: Option<&AnswerDraft>,
) -> Vec<String> {
    let dossier = facts.dossier;
    let item = entry.item;
    let (number, total, name) = (
        entry.position + 1,
        dossier.count(),
        dossier.name(entry.position),
    );
    let several = dossier.checklists().len() > 1;
    let list = if several {
        format!(", checklist {}", entry.checklist.id)
    } else {
        String::new()
    };
    let mut lines = vec![
        format!(
            "Item {number} of {total}{list}, category {}.",
            entry.category.title
        ),
        sentence(&format!("{name}: {}", item.title)),
    ];
    let needs = if item.evidence == Rule::Required {
        " Evidence required."
    } else {
        ""
    };
    lines.push(format!("Severity {}.{needs}", item.severity));
    if let Some(default) = &item.ships_as {
        lines.push(sentence(&format!("ships as: {default}")));
    }
    lines.push(sentence(&state(entry)));
    let open = facts.remarks_of(entry.position).into_iter();
    lines.extend(
        open.filter(|one| one.open)
            .map(|one| sentence(&format!("open {}", one.sentence()))),
    );
    if let Some(draft) = draft {
        let status = draft.status().map_or("no status", spoken);
        let gist = visible::line(draft.values.get(&attest::RATIONALE))
            .chars()
            .take(GIST)
            .collect::<String>();
        lines.push(format!(
            "A draft is kept: {status}, \"{gist}\". Type d to go on with it."
        ));
    }
    lines
}

/// `met by Ada Lovelace on 2026-11-23, holds until 2027-02-21`
pub(super) fn state(entry: &Entry<'_>) -> String {
    let Some(last) = entry.latest() else {
        return match &entry.outcome.lapse {
            Some(undecided) => format!("{}, answer it: {undecided}", undecided.standing()),
            None => Status::word(None).to_owned(),
        };
    };
    let said = format!(
        "{} by {} on {}",
        spoken(last.answer.status),
        recorded(last),
        entry.zone.day_of(last.at)
    );
    match (&entry.outcome.lapse, entry.expires()) {
        (Some(lapse), _) => format!(
            "{}, attest it again: {lapse}. It was {said}",
            lapse.standing()
        ),
        (None, Some(day)) => format!("{said}, holds until {day}"),
        (None, None) => said,
    }
}

/// Who said it, and who wrote it down.
fn recorded(one: &Attestation) -> String {
    match &one.recorded_by {
        Some(recorder) => format!("{}, recorded by {},", one.by.name(), recorder.name()),
        None => one.by.name().to_owned(),
    }
}

/// How to check it, and where to read more.
pub(super) fn guidance(entry: &Entry<'_>) -> Vec<String> {
    let mut lines = markdown::lines(&entry.item.guidance);
    if lines.is_empty() {
        lines.push("This item has no guidance.".to_owned());
    }
    let references = &entry.item.references;
    lines.extend(
        references
            .iter()
            .map(|one| format!("Reference: {} ({})", one.title, one.url)),
    );
    lines
}

/// Everything that was attested, newest first.
pub(super) fn history(facts: &Facts<'_>, entry: &Entry<'_>) -> Vec<String> {
    let dossier = facts.dossier;
    let said = entry.record.map_or(&[][..], |record| &record.attestations);
    if said.is_empty() {
        return vec!["Nobody has attested this item.".to_owned()];
    }
    let mut lines = vec![format!(
        "{}, newest first.",
        count(said.len(), "attestation", "attestations")
    )];
    lines.extend(said.iter().rev().flat_map(|one| attestation(dossier, one)));
    let remarks = facts.remarks_of(entry.position).into_iter();
    lines.extend(remarks.map(|one| sentence(&one.sentence())));
    lines
}

pub(super) fn attestation(dossier: &Dossier, one: &Attestation) -> Vec<String> {
    let withdrawn = if one.withdrawn.is_some() {
        ", withdrawn"
    } else {
        ""
    };
    let status = spoken(one.answer.status);
    let when = dossier.zone().clock_of(one.at);
    let mut lines = vec![format!("{when}: {status} by {}{withdrawn}.", one.by)];
    lines.extend(parts(&one.answer));
    for piece in &one.answer.evidence {
        let wrong = piece.compare(dossier.checks()).filter(Compared::is_wrong);
        let now = wrong.map_or_else(String::new, |wrong| format!(". Now: {wrong}"));
        lines.push(format!("Evidence: {}{now}.", evidence(piece)));
    }
    lines
}

/// Everything of an answer but its status and its evidence.
pub(super) fn parts(answer: &Answer) -> Vec<String> {
    let said = attest::said(answer).into_iter();
    said.map(|(blank, text)| format!("{}: {text}", blank.label))
        .collect()
}
