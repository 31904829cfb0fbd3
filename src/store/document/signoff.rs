//! Decisions on the whole review, what took them back, and the seals on it, written.

use std::fmt::Write as _;

use crate::review::{Revocation, Seal, Signoff};
use crate::store::values::{optional, prose, quoted, text, time};
use crate::text::digest::Digest;

pub(super) fn signoff(out: &mut String, one: &Signoff) {
    let Signoff {
        id,
        role,
        decision,
        conditions,
        sole_operator,
        statement,
        content,
        after,
        by,
        at,
        signature,
    } = one;
    out.push_str("\n[[signoff]]\n");
    text(out, "id", id);
    let _ = writeln!(out, "role = \"{role}\"\ndecision = \"{decision}\"");
    if !conditions.is_empty() {
        out.push_str("conditions = [\n");
        for condition in conditions {
            let (action, owner) = (quoted(&condition.action), quoted(condition.owner.as_str()));
            let _ = writeln!(
                out,
                "  {{ action = {action}, owner = {owner}, due = {} }},",
                condition.due
            );
        }
        out.push_str("]\n");
    }
    optional(out, "sole-operator", sole_operator.as_deref());
    prose(out, "statement", statement);
    text(out, "content", &content.to_string());
    write_after(out, after);
    text(out, "by", by.as_str());
    time(out, "at", *at);
    write_signature(out, signature.as_deref());
}

pub(super) fn revocation(out: &mut String, one: &Revocation) {
    let Revocation {
        id,
        signoff,
        reason,
        statement,
        after,
        by,
        at,
        signature,
    } = one;
    out.push_str("\n[[revocation]]\n");
    text(out, "id", id);
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
        let after: Vec<_> = after
            .iter()
            .map(|digest| quoted(&digest.to_string()))
            .collect();
        let _ = writeln!(out, "after = [{}]", after.join(", "));
    }
}

fn write_signature(out: &mut String, signature: Option<&str>) {
    if let Some(signature) = signature {
        prose(out, "signature", signature);
    }
}
