//! What is said of a sign-off and its review in a few words.

use crate::review::{Revocation, Signoff, Status, Subject, Tally};

/// What a sign-off without a signature says wherever it is shown.
pub const NOT_SIGNED: &str = "not cryptographically signed";

/// The review with its environment and revision: `robotics-prod (prod, 4f2a91c)`.
pub fn subject(subject: &Subject) -> String {
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

/// Counts in words, without the zeros: `7 met, 1 unmet, 1 n/a`.
pub fn counts(tally: &Tally) -> String {
    let parts: Vec<_> = Tally::ORDER
        .into_iter()
        .filter(|status| tally.count(*status) > 0)
        .map(|status| {
            format!(
                "{} {}",
                tally.count(status),
                status.map_or("not reviewed", Status::label)
            )
        })
        .collect();
    if parts.is_empty() {
        "no items".to_owned()
    } else {
        parts.join(", ")
    }
}

/// The decision and the role in a few words: `approved with conditions as approver`.
pub fn short(signoff: &Signoff) -> String {
    format!("{} as {}", signoff.decision.label(), signoff.role)
}

/// Who took a sign-off back, when and why, in a few words.
pub fn revoked(revocation: &Revocation) -> String {
    format!(
        "by {} on {}: {}",
        revocation.by,
        revocation.at.format("%F"),
        revocation.reason
    )
}
