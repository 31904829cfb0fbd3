//! An attestation, written.

use std::fmt::Write as _;

use super::values::{key, optional, prose, quoted, text, time};
use crate::review::{Answer, Attestation, Evidence, Finding, ItemKey, Person, Withdrawal};

/// Returns how long the header is.
pub(super) fn write(out: &mut String, of: &ItemKey, attestation: &Attestation) -> usize {
    let Attestation {
        id,
        answer,
        by,
        at,
        item_digest,
        reinstates,
        withdrawn,
    } = attestation;
    let path = format!("item.{}.{}.attestation", key(&of.checklist), key(&of.item));
    let header = format!("\n[[{path}]]\n");
    out.push_str(&header);
    if let Some(withdrawal) = withdrawn {
        write_withdrawal(out, withdrawal);
    }
    text(out, "id", id);
    let _ = writeln!(out, "status = \"{}\"", answer.status);
    write_answer(out, answer);
    text(out, "by", by.as_str());
    time(out, "at", *at);
    text(out, "item-digest", &item_digest.to_string());
    optional(out, "reinstates", reinstates.as_deref());
    for evidence in &answer.evidence {
        let _ = writeln!(out, "\n[[{path}.evidence]]\nkind = \"{}\"", evidence.kind());
        match evidence {
            Evidence::Link { url, .. } => text(out, "url", url),
            Evidence::Note { text, .. } => prose(out, "text", text),
            Evidence::File {
                path, digest, size, ..
            } => {
                text(out, "path", path);
                text(out, "digest", &digest.to_string());
                let _ = writeln!(out, "size = {size}");
            }
        }
        let (Evidence::Link { at, .. } | Evidence::Note { at, .. } | Evidence::File { at, .. }) =
            evidence;
        time(out, "at", *at);
    }
    header.len()
}

pub(super) fn write_withdrawal(out: &mut String, withdrawal: &Withdrawal) {
    time(out, "withdrawn-at", withdrawal.at);
    text(out, "withdrawn-by", withdrawal.by.as_str());
}

fn write_answer(out: &mut String, answer: &Answer) {
    if !answer.rationale.is_empty() {
        prose(out, "rationale", &answer.rationale);
    }
    optional(
        out,
        "reason",
        answer.reason.map(|reason| reason.to_string()).as_deref(),
    );
    optional(
        out,
        "accepted-by",
        answer.accepted_by.as_ref().map(Person::as_str),
    );
    if let Some(until) = answer.until {
        let _ = writeln!(out, "until = {until}");
    }
    if !answer.finding.is_empty() {
        let Finding { action, owner, due } = &answer.finding;
        let parts: Vec<_> = [
            action
                .as_deref()
                .map(|action| format!("action = {}", quoted(action))),
            owner
                .as_ref()
                .map(|owner| format!("owner = {}", quoted(owner.as_str()))),
            due.map(|due| format!("due = {due}")),
        ]
        .into_iter()
        .flatten()
        .collect();
        let _ = writeln!(out, "finding = {{ {} }}", parts.join(", "));
    }
}
