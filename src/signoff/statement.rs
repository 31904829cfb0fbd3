//! The sentence that a person states by signing.

use std::fmt::Write as _;

use crate::review::{Decision, Dossier, Signoff, Status, Subject, Tally};
use crate::text::visible;

use super::Draft;

/// What a sign-off says wherever it is shown, until signatures exist.
pub const NOT_SIGNED: &str = "not cryptographically signed";

/// The statement of a decision on the review as it is now; one paragraph, hidden characters spelled out.
pub fn of(dossier: &Dossier, draft: &Draft) -> String {
    let decides = match draft.decision {
        Decision::Approved => "approve",
        Decision::ApprovedWithConditions => "approve, with conditions,",
        Decision::Rejected => "reject",
    };
    let lists: Vec<_> =
        dossier.checklists().iter().map(|list| format!("{} {}", list.id, list.version)).collect();
    let mut text = format!(
        "As {} I {decides} {} against {}: {}.",
        draft.role,
        subject(&dossier.review().subject),
        lists.join(" and "),
        counts(&dossier.tally()),
    );
    for (nth, condition) in draft.conditions.iter().enumerate() {
        text.push_str(if nth == 0 { " Conditions: " } else { "; " });
        let _ = write!(text, "{} ({}, by {})", condition.action, condition.owner, condition.due);
    }
    if !draft.conditions.is_empty() {
        text.push('.');
    }
    visible::line(&text).into_owned()
}

/// The review with its environment and revision: `robotics-prod (prod, 4f2a91c)`.
pub fn subject(subject: &Subject) -> String {
    let more: Vec<_> = subject.environment.iter().chain(&subject.revision).map(String::as_str).collect();
    let system =
        if subject.system == subject.title { String::new() } else { format!(" of {}", subject.system) };
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    format!("{}{system}{more}", subject.title)
}

/// Counts in words, without the zeros: `7 met, 1 unmet, 1 n/a`.
pub fn counts(tally: &Tally) -> String {
    let parts: Vec<_> = Tally::ORDER
        .into_iter()
        .filter(|status| tally.count(*status) > 0)
        .map(|status| format!("{} {}", tally.count(status), status.map_or("not reviewed", Status::label)))
        .collect();
    if parts.is_empty() { "no items".to_owned() } else { parts.join(", ") }
}

/// The decision and the role in a few words: `approved with conditions as approver`.
pub fn short(signoff: &Signoff) -> String {
    format!("{} as {}", signoff.decision.label(), signoff.role)
}
