//! What a statement of form 1 says of the review's content: it follows from the content and from nothing else, so that it
//! can be made again whenever the content is the same.

use super::escape::line;
use crate::checklist::Checklist;
use crate::review::{Dossier, Entry, Status, Subject, Tally};

/// How many findings and accepted risks are named; the digest of the content covers the others.
const NAMED: usize = 100;

/// The lines of the review, its checklists, counts, findings and accepted risks.
pub(super) fn of(dossier: &Dossier, counts: &Tally) -> String {
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
    line(&mut out, "Counts", &self::counts(counts));
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
pub(super) fn checklist(list: &Checklist) -> String {
    let mut out = String::new();
    line(
        &mut out,
        "Checklist",
        &format!("{} {} {}", list.id, list.version, list.digest()),
    );
    out
}

/// How many items were answered how, whether or not the answers still hold.
pub(super) fn tally(dossier: &Dossier) -> Tally {
    dossier
        .entries()
        .map(|entry| entry.latest().map(|latest| latest.answer.status))
        .collect()
}

/// Counts in words, without the zeros: `7 met, 1 unmet, 1 n/a`.
pub(super) fn counts(tally: &Tally) -> String {
    let parts: Vec<_> = Tally::ORDER
        .into_iter()
        .filter(|status| tally.count(*status) > 0)
        .map(|status| {
            let label = status.map_or("not reviewed", label);
            format!("{} {label}", tally.count(status))
        })
        .collect();
    if parts.is_empty() {
        "no items".to_owned()
    } else {
        parts.join(", ")
    }
}

/// The review with its environment and revision: `robotics-prod (prod, 4f2a91c)`.
pub(super) fn subject(subject: &Subject) -> String {
    let more: Vec<_> = subject
        .environment
        .iter()
        .chain(&subject.revision)
        .map(String::as_str)
        .collect();
    let system = if subject.system == subject.title {
        String::new()
    } else {
        format!(" of {}", subject.system)
    };
    let more = if more.is_empty() {
        String::new()
    } else {
        format!(" ({})", more.join(", "))
    };
    format!("{}{system}{more}", subject.title)
}

fn label(status: Status) -> &'static str {
    match status {
        Status::Met => "met",
        Status::Partial => "partial",
        Status::Unmet => "unmet",
        Status::RiskAccepted => "risk accepted",
        Status::NotApplicable => "n/a",
    }
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
    let what = if answer.status == Status::RiskAccepted {
        "Accepted risk"
    } else {
        "Finding"
    };
    let name = dossier.name(entry.position);
    line(
        out,
        what,
        &format!(
            "{name}, {}, severity {}",
            label(answer.status),
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
