//! The statement in form 1: a short text that a person reads, and the very bytes that are signed.
//!
//! It is made from the record and the content, so that whoever verifies makes it again and compares. Every value stands
//! on a line of its own with hidden characters spelled out: no name or title can pass itself off as another line.

use std::fmt::Write as _;

use chrono::SecondsFormat;

use super::summary::line;
use super::{canonical, statement};
use crate::policy::Role;
use crate::review::{Decision, Dossier, Signoff};
use crate::text::visible;

/// The first line of every statement.
pub const HEADER: &str = "signoff statement, form 1";

/// The statement of a record on the review as it is now.
pub fn write(record: &Signoff, dossier: &Dossier) -> String {
    let memo = canonical::of(dossier);
    let mut out = format!(
        "{HEADER}\n\n{}\n\n",
        sentence(record.role, record.decision, dossier)
    );
    out.push_str(&head(record));
    out.push_str(&memo.summary);
    out.push_str(&tail(record));
    out
}

/// Why a record is not what its statement says; `None` where it is.
///
/// Of a review that changed since, only what does not depend on the changed content can be compared.
pub fn fault(record: &Signoff, dossier: &Dossier) -> Option<String> {
    let said = &record.statement;
    if !said.starts_with(HEADER) {
        return Some("its statement is of no form that this program knows".into());
    }
    let subject = &dossier.review().subject;
    let id = format!("Review id: {}", visible::spelled(&subject.id));
    if !said.lines().any(|line| line == id) {
        return Some("its statement is about another review".into());
    }
    // The summary of the content stands between the two, and begins with the review's title.
    let (head, tail) = (
        format!("\n\n{}Review: ", head(record)),
        format!("\n{}", tail(record)),
    );
    if !said.contains(&head) || !said.ends_with(&tail) {
        return Some("its statement does not say what its fields say".into());
    }
    let is_current = record.content == canonical::digest(dossier);
    (is_current && *said != write(record, dossier))
        .then(|| "its statement does not say what the review says".into())
}

/// The first lines that follow from the record alone.
fn head(record: &Signoff) -> String {
    let mut out = String::new();
    line(&mut out, "By", record.by.as_str());
    line(&mut out, "Role", &record.role.to_string());
    line(&mut out, "Decision", &record.decision.to_string());
    line(
        &mut out,
        "At",
        &record.at.to_rfc3339_opts(SecondsFormat::Millis, true),
    );
    for condition in &record.conditions {
        line(&mut out, "Condition", &condition.action);
        line(&mut out, "  owner", condition.owner.as_str());
        line(&mut out, "  due", &condition.due.to_string());
    }
    if let Some(why) = &record.sole_operator {
        line(&mut out, "Sole operator", why);
    }
    out
}

/// The last lines: what the record is bound to.
fn tail(record: &Signoff) -> String {
    let mut out = String::new();
    line(&mut out, "Content", &record.content.to_string());
    for digest in &record.after {
        line(&mut out, "After", &digest.to_string());
    }
    if record.after.is_empty() {
        line(&mut out, "After", "no other sign-off");
    }
    out
}

/// The decision in a sentence.
pub fn sentence(role: Role, decision: Decision, dossier: &Dossier) -> String {
    let decides = match decision {
        Decision::Approved => "approve",
        Decision::ApprovedWithConditions => "approve, with conditions,",
        Decision::Rejected => "reject",
    };
    let lists: Vec<_> = dossier
        .checklists()
        .iter()
        .map(|list| format!("{} {}", list.id, list.version))
        .collect();
    let mut text = String::new();
    let _ = write!(
        text,
        "As {role} I {decides} {} against {}: {}.",
        statement::subject(&dossier.review().subject),
        lists.join(" and "),
        statement::counts(&canonical::of(dossier).counts),
    );
    visible::spelled(&text).into_owned()
}
