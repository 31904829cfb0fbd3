//! The statement of form 1 that takes a sign-off back.

use chrono::SecondsFormat;

use super::escape::{line, spelled};
use crate::review::{Decision, Review, Revocation, Signoff};

/// The first line of every revocation.
pub(crate) const HEADER: &str = "signoff revocation, form 1";

/// Why a statement is not about this review; `None` where it is.
pub(crate) fn fault(revocation: &Revocation, review: &Review) -> Option<String> {
    let id = format!("Review id: {}", spelled(&review.subject.id));
    let mut lines = revocation.statement.lines();
    (!lines.any(|line| line == id)).then(|| "its statement is about another review".into())
}

/// The statement of a revocation: whose sign-off is taken back, by whom, and why.
pub(crate) fn write(revocation: &Revocation, review: &Review, signoff: Option<&Signoff>) -> String {
    let mut out =
        format!("{HEADER}\n\nI take back this sign-off; it must no longer be believed.\n\n");
    line(&mut out, "By", revocation.by.as_str());
    line(
        &mut out,
        "At",
        &revocation.at.to_rfc3339_opts(SecondsFormat::Millis, true),
    );
    line(&mut out, "Reason", &revocation.reason);
    line(&mut out, "Review id", &review.subject.id);
    line(&mut out, "Sign-off", &revocation.signoff.to_string());
    if let Some(signoff) = signoff {
        line(
            &mut out,
            "  decision",
            &format!("{} as {}", decided(signoff.decision), signoff.role),
        );
        line(&mut out, "  by", signoff.by.as_str());
        line(
            &mut out,
            "  at",
            &signoff.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        );
    }
    for digest in &revocation.after {
        line(&mut out, "After", &digest.to_string());
    }
    out
}

fn decided(decision: Decision) -> &'static str {
    match decision {
        Decision::Approved => "approved",
        Decision::ApprovedWithConditions => "approved with conditions",
        Decision::Rejected => "rejected",
    }
}
