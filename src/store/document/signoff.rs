//! Decisions on the whole review, what opens, ends or takes back, and seals, written.

use std::fmt::Write as _;

use crate::decision::header;
use crate::review::{Declaration, Revocation, Schema, Seal, Signoff};
use crate::store::strike;
use crate::store::values::{optional, prose, quoted, text, texts, time};
use crate::text::digest::Digest;

pub(super) fn signoff(out: &mut String, one: &Signoff) {
    out.push_str("\n[[signoff]]\n");
    text(out, "id", &one.id);
    strike::write(out, &one.struck);
    if header::form(&one.statement) == Some(Schema::One) {
        form_1(out, one);
    } else {
        if !one.covers.is_empty() {
            texts(out, "covers", &one.covers);
        }
        prose(out, "statement", &one.statement);
    }
    write_signature(out, one.signature.as_deref());
}

/// What a statement of form 1 says, once more: what it says in form 2 is read from it.
fn form_1(out: &mut String, one: &Signoff) {
    let Signoff { role, decision, .. } = one;
    let _ = writeln!(out, "role = \"{role}\"\ndecision = \"{decision}\"");
    if !one.conditions.is_empty() {
        out.push_str("conditions = [\n");
        for condition in &one.conditions {
            let (action, owner) = (quoted(&condition.action), quoted(condition.owner.as_str()));
            let _ = writeln!(
                out,
                "  {{ action = {action}, owner = {owner}, due = {} }},",
                condition.due
            );
        }
        out.push_str("]\n");
    }
    optional(out, "sole-operator", one.sole_operator.as_deref());
    prose(out, "statement", &one.statement);
    text(out, "content", &one.content.to_string());
    write_after(out, &one.after);
    text(out, "by", one.by.as_str());
    time(out, "at", one.at);
}

pub(super) fn declaration(out: &mut String, one: &Declaration) {
    out.push_str("\n[[declaration]]\n");
    text(out, "id", &one.id);
    strike::write(out, &one.struck);
    prose(out, "statement", &one.statement);
    write_signature(out, one.signature.as_deref());
}

pub(super) fn revocation(out: &mut String, one: &Revocation) {
    let Revocation {
        id,
        signoff,
        reason,
        statement,
        after,
        key: _,
        by,
        at,
        signature,
        struck,
    } = one;
    out.push_str("\n[[revocation]]\n");
    text(out, "id", id);
    strike::write(out, struck);
    text(out, "signoff", &signoff.to_string());
    text(out, "reason", reason);
    prose(out, "statement", statement);
    write_after(out, after);
    text(out, "by", by.as_str());
    time(out, "at", *at);
    write_signature(out, signature.as_deref());
}

pub(super) fn seal(out: &mut String, one: &Seal) {
    let Seal {
        id,
        state,
        reason,
        by,
        at,
    } = one;
    out.push_str("\n[[seal]]\n");
    text(out, "id", id);
    let _ = writeln!(out, "state = \"{state}\"");
    text(out, "reason", reason);
    text(out, "by", by.as_str());
    time(out, "at", *at);
}

fn write_after(out: &mut String, after: &[Digest]) {
    if !after.is_empty() {
        let after: Vec<_> = after.iter().map(ToString::to_string).collect();
        texts(out, "after", &after);
    }
}

fn write_signature(out: &mut String, signature: Option<&str>) {
    if let Some(signature) = signature {
        prose(out, "signature", signature);
    }
}
