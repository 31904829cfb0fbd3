//! Decisions on the whole review, what took them back, and the seals on it.

use std::ops::Range;

use crate::review::{Condition, Revocation, Seal, Signoff};
use crate::text::digest::Digest;
use crate::text::lines::unified;
use crate::toml::problem::Source;
use crate::toml::reader::Table;

pub(super) fn signoff(mut table: Table<'_>, source: &mut Source<'_>) -> Option<Signoff> {
    let conditions = table.read_all("conditions", source, condition);
    Some(Signoff {
        id: table.need_text("id", source),
        role: table.need_word("role", source)?,
        decision: table.need_word("decision", source)?,
        conditions,
        sole_operator: table.take("sole-operator", source),
        statement: unified(table.need_text("statement", source)),
        content: table.need_parsed("content", source)?,
        after: after(&mut table, source),
        by: table.need_parsed("by", source)?,
        at: table.need("at", source)?,
        signature: table.take("signature", source).map(unified),
    })
}

fn condition(mut table: Table<'_>, source: &mut Source<'_>) -> Option<Condition> {
    Some(Condition {
        action: table.need_text("action", source),
        owner: table.need_parsed("owner", source)?,
        due: table.need("due", source)?,
    })
}

pub(super) fn revocation(mut table: Table<'_>, source: &mut Source<'_>) -> Option<Revocation> {
    Some(Revocation {
        id: table.need_text("id", source),
        signoff: table.need_parsed("signoff", source)?,
        reason: table.need_text("reason", source),
        statement: unified(table.need_text("statement", source)),
        after: after(&mut table, source),
        by: table.need_parsed("by", source)?,
        at: table.need("at", source)?,
        signature: table.take("signature", source).map(unified),
    })
}

pub(super) fn seal(mut table: Table<'_>, source: &mut Source<'_>) -> Option<Seal> {
    Some(Seal {
        id: table.need_text("id", source),
        state: table.need_word("state", source)?,
        reason: table.need_text("reason", source),
        by: table.need_parsed("by", source)?,
        at: table.need("at", source)?,
    })
}

fn after(table: &mut Table<'_>, source: &mut Source<'_>) -> Vec<Digest> {
    let texts = table.take_all::<String>("after", source);
    let read = |(text, span): (String, Range<usize>)| {
        text.parse()
            .map_err(|error| source.report(&span, format!("`after`: {error}")))
            .ok()
    };
    texts.into_iter().filter_map(read).collect()
}
