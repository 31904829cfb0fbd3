//! An attestation, written.

use std::fmt::Write as _;

use crate::review::{Attestation, Evidence, ItemKey, Person, Withdrawal};
use crate::store::values::{key, optional, prose, text, texts, time};
use crate::store::{answer, strike};

/// Returns how long the header is.
pub(super) fn write(out: &mut String, of: &ItemKey, attestation: &Attestation) -> usize {
    let Attestation {
        id,
        answer,
        by,
        at,
        after,
        said_at,
        recorded_by,
        item_digest,
        reinstates,
        withdrawn,
        struck,
    } = attestation;
    let path = format!("item.{}.{}.attestation", key(&of.checklist), key(&of.item));
    let header = format!("\n[[{path}]]\n");
    out.push_str(&header);
    if let Some(withdrawal) = withdrawn {
        write_withdrawal(out, withdrawal);
    }
    strike::write(out, struck);
    text(out, "id", id);
    if let Some(after) = after {
        texts(out, "after", after);
    }
    answer::write(out, answer);
    text(out, "by", by.as_str());
    optional(out, "recorded-by", recorded_by.as_ref().map(Person::as_str));
    time(out, "at", *at);
    if let Some(said_at) = said_at {
        time(out, "said-at", *said_at);
    }
    text(out, "item-digest", &item_digest.to_string());
    optional(out, "reinstates", reinstates.as_deref());
    for evidence in &answer.evidence {
        let _ = writeln!(out, "\n[[{path}.evidence]]\nkind = \"{}\"", evidence.kind());
        match evidence {
            Evidence::Link { url, .. } => text(out, "url", url),
            Evidence::Note { text, .. } => prose(out, "text", text),
            Evidence::File {
                path,
                digest,
                size,
                compared,
                ..
            } => {
                text(out, "path", path);
                text(out, "digest", &digest.to_string());
                let _ = writeln!(out, "size = {size}");
                optional(
                    out,
                    "compared",
                    compared.map(|how| how.to_string()).as_deref(),
                );
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
