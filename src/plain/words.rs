//! What is true, in words that can be spoken.

use chrono::NaiveDate;

use crate::face::words::distance;
use crate::review::{Evidence, Status, Tally};
use crate::text::number;

/// `7 of 10 answered, 1 unmet, 1 risk accepted.`
pub(super) fn state(tally: &Tally) -> String {
    let findings = [Status::Partial, Status::Unmet, Status::RiskAccepted];
    let open = findings
        .into_iter()
        .filter(|status| tally.count(Some(*status)) > 0);
    let open: String = open
        .map(|status| format!(", {} {}", tally.count(Some(status)), spoken(status)))
        .collect();
    format!("{} of {} answered{open}.", tally.reviewed(), tally.total())
}

pub(super) fn spoken(status: Status) -> &'static str {
    match status {
        Status::NotApplicable => "not applicable",
        other => other.label(),
    }
}

/// `2026-12-05 is Saturday, 5 December 2026, in 12 days.`
pub(super) fn date(day: NaiveDate, today: NaiveDate) -> String {
    let (name, distance) = (day.format("%A, %-d %B %Y"), distance(day, today));
    format!("{day} is {name}, {distance}.")
}

/// A piece of evidence.
pub(super) fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::File { path, size, .. } => format!("file {path}, {}", number::bytes(*size)),
        other => format!("{} {}", other.kind(), other.label()),
    }
}
