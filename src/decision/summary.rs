//! What a statement says of the review's content: it follows from the canonical content and from nothing else, so
//! that it can be made again whenever the content is the same.

use std::fmt::Write as _;

use super::statement;
use crate::checklist::Checklist;
use crate::review::{Dossier, Entry, Status, Tally};
use crate::text::visible;

/// How many findings and accepted risks are named; the digest of the content covers the others.
const NAMED: usize = 100;

/// The lines of the review, its checklists, counts, findings and accepted risks.
pub fn of(dossier: &Dossier, counts: &Tally) -> String {
    let subject = &dossier.review().subject;
    let mut out = String::new();
    line(&mut out, "Review", &subject.title);
    line(&mut out, "Review id", &subject.id);
    line(&mut out, "System", &subject.system);
    line(
        &mut out,
        "Environment",
        subject.environment.as_deref().unwrap_or("not said"),
    );
    line(
        &mut out,
        "Revision",
        subject.revision.as_deref().unwrap_or("not said"),
    );
    for list in dossier.checklists() {
        out.push_str(&checklist(list));
    }
    line(&mut out, "Counts", &statement::counts(counts));
    let mut open: Vec<_> = dossier.entries().filter(is_open).collect();
    if open.len() > NAMED {
        // Nothing bad hides behind many that are not.
        open.sort_by_key(|entry| entry.item.severity);
    }
    for entry in open.iter().take(NAMED) {
        name(&mut out, entry, dossier);
    }
    if open.len() > NAMED {
        line(
            &mut out,
            "Not named here",
            &format!("{} more that are not in order", open.len() - NAMED),
        );
    }
    out
}

/// The line of a checklist.
pub fn checklist(list: &Checklist) -> String {
    let mut out = String::new();
    line(
        &mut out,
        "Checklist",
        &format!("{} {} {}", list.id, list.version, list.digest()),
    );
    out
}

/// How many items were answered how, whether or not the answers still hold.
pub fn tally(dossier: &Dossier) -> Tally {
    dossier
        .entries()
        .map(|entry| entry.latest().map(|latest| latest.answer.status))
        .collect()
}

/// One line `label: value`, hidden characters spelled out.
pub fn line(out: &mut String, label: &str, value: &str) {
    let _ = writeln!(out, "{label}: {}", visible::spelled(value));
}

fn is_open(entry: &Entry<'_>) -> bool {
    entry.latest().is_some_and(|latest| {
        latest.answer.status.needs_finding() || latest.answer.status == Status::RiskAccepted
    })
}

fn name(out: &mut String, entry: &Entry<'_>, dossier: &Dossier) {
    let Some(answer) = entry.latest().map(|latest| &latest.answer) else {
        return;
    };
    let label = if answer.status == Status::RiskAccepted {
        "Accepted risk"
    } else {
        "Finding"
    };
    let name = dossier.name(entry.position);
    line(
        out,
        label,
        &format!(
            "{name}, {}, severity {}",
            answer.status.label(),
            entry.item.severity
        ),
    );
    if answer.status == Status::RiskAccepted {
        let by = answer
            .accepted_by
            .as_ref()
            .map_or("nobody", |person| person.as_str());
        let until = answer
            .until
            .map_or_else(|| "no date".to_owned(), |day| day.to_string());
        line(out, "  accepted by", by);
        line(out, "  until", &until);
        return;
    }
    let finding = &answer.finding;
    line(out, "  action", finding.action.as_deref().unwrap_or("none"));
    line(
        out,
        "  owner",
        finding
            .owner
            .as_ref()
            .map_or("nobody", |person| person.as_str()),
    );
    line(
        out,
        "  due",
        &finding
            .due
            .map_or_else(|| "no date".to_owned(), |day| day.to_string()),
    );
}
