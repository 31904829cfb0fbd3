//! What one takes on with an approval: findings, accepted risks and exclusions, the worst first, each with its title.

use super::sheet::{line, words};
use crate::review::{Answer, Dossier, Entry, Status};
use crate::text::visible;

/// How many are named; the digest of the content covers the others.
const NAMED: usize = 100;

/// How many characters of a rationale stand for the reason of an exclusion.
const REASON: usize = 200;

/// The labels of its lines. No other line of a statement has one of them.
pub(super) const LABELS: [&str; 4] = [
    "Finding",
    "Accepted risk",
    "Not applicable",
    "Not named here",
];

/// The lines; none where everything is met. They follow from the content alone.
pub(super) fn of(dossier: &Dossier) -> String {
    let mut all: Vec<(Entry<'_>, &Answer)> = dossier
        .entries()
        .filter_map(|entry| Some((entry, &entry.latest()?.answer)))
        .filter(|(_, answer)| answer.status != Status::Met)
        .collect();
    all.sort_by_key(|(entry, answer)| {
        (answer.status == Status::NotApplicable, entry.item.severity)
    });
    let mut out = String::new();
    for (entry, answer) in all.iter().take(NAMED) {
        name(&mut out, entry, answer, dossier);
    }
    if all.len() > NAMED {
        let more = format!("{} more that are not met", all.len() - NAMED);
        line(&mut out, LABELS[3], &more);
    }
    out
}

fn name(out: &mut String, entry: &Entry<'_>, answer: &Answer, dossier: &Dossier) {
    let label = match answer.status {
        Status::RiskAccepted => LABELS[1],
        Status::NotApplicable => LABELS[2],
        Status::Met | Status::Partial | Status::Unmet => LABELS[0],
    };
    let status = match answer.status {
        Status::Partial | Status::Unmet => format!(", {}", answer.status.label()),
        _ => String::new(),
    };
    let (severity, item) = (entry.item.severity, dossier.name(entry.position));
    let title = &entry.item.title;
    line(out, label, &format!("{severity}{status}, {item} {title}"));
    let person = |who: &Option<crate::review::Person>| {
        who.as_ref()
            .map_or("nobody".to_owned(), ToString::to_string)
    };
    let day = |day: Option<chrono::NaiveDate>| {
        day.map_or_else(|| "no date".to_owned(), |day| day.to_string())
    };
    match answer.status {
        Status::RiskAccepted => {
            line(out, "  accepted by", &person(&answer.accepted_by));
            line(out, "  until", &day(answer.until));
        }
        Status::NotApplicable => {
            if let Some(reason) = answer.reason {
                line(out, "  reason", &reason.to_string());
            }
            line(out, "  why", &visible::cut(&answer.rationale, REASON));
        }
        Status::Met | Status::Partial | Status::Unmet => {
            if let Some(action) = &answer.finding.action {
                words(out, "  action", action);
            }
            line(out, "  owner", &person(&answer.finding.owner));
            line(out, "  due", &day(answer.finding.due));
        }
    }
}
