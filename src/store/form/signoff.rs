//! Decisions on the whole review, what took them back, and the seals on it.
//!
//! Of form 2 a record is read from its statement alone.

use std::ops::Range;

use crate::decision::form2::{declaration, remains, statement};
use crate::decision::header;
use crate::review::strike::{STATEMENT, Strikes};
use crate::review::{Condition, Declaration, Revocation, Schema, Seal, Signoff};
use crate::store::strike;
use crate::text::digest::Digest;
use crate::text::lines::unified;
use crate::toml::problem::Source;
use crate::toml::reader::Table;

pub(super) fn signoff(
    mut table: Table<'_>,
    span: &Range<usize>,
    schema: Schema,
    source: &mut Source<'_>,
) -> Option<Signoff> {
    let id = table.need_text("id", source);
    let statement = unified(table.need_text("statement", source));
    match (header::form(&statement), schema) {
        (Some(Schema::Two), Schema::Two) => {}
        (Some(Schema::Two), Schema::One) => {
            let why = "its statement is of form 2, and the file says that it is of schema 1";
            unreadable("sign-off", why, span, source);
            return None;
        }
        (None, Schema::Two) if !table.has("role") => {
            unreadable("sign-off", header::UNKNOWN, span, source);
            return None;
        }
        _ => return form_1(id, statement, table, source),
    }
    let covers = table.take_all::<String>("covers", source);
    let covers = covers.into_iter().map(|(id, _)| id).collect();
    let signature = table.take("signature", source).map(unified);
    let struck = strikes(&mut table, &statement, source);
    let read = statement::read(id, covers, statement, signature);
    let read = read.map(|one| Signoff { struck, ..one });
    read.map_err(|why| unreadable("sign-off", &why, span, source))
        .ok()
}

pub(super) fn declaration(
    mut table: Table<'_>,
    span: &Range<usize>,
    source: &mut Source<'_>,
) -> Option<Declaration> {
    let id = table.need_text("id", source);
    let statement = unified(table.need_text("statement", source));
    let signature = table.take("signature", source).map(unified);
    let struck = strikes(&mut table, &statement, source);
    let read = declaration::read(id, statement, signature);
    let read = read.map(|one| Declaration { struck, ..one });
    read.map_err(|why| unreadable("declaration", &why, span, source))
        .ok()
}

/// That a statement was struck. Refuses one that says more than is left then.
fn strikes(table: &mut Table<'_>, statement: &str, source: &mut Source<'_>) -> Strikes {
    let place = table.span.clone();
    let struck = strike::read(table, source);
    for (name, one) in &struck {
        if name != STATEMENT || remains::of(statement, one) != statement {
            let message = format!("`struck`: `{name}` does not say that it was struck: {one}");
            source.report(&place, message);
        }
    }
    struck
}

/// Refuses words beside a statement that was struck: of form 1 they stand in fields of their own.
fn refuse_words(
    words: &[&mut String],
    struck: &Strikes,
    span: &Range<usize>,
    source: &mut Source<'_>,
) {
    if let Some(strike) = struck.get(STATEMENT)
        && words.iter().any(|said| **said != strike.to_string())
    {
        let message = format!("`struck`: it does not say everywhere that it was struck: {strike}");
        source.report(span, message);
    }
}

fn unreadable(what: &str, why: &str, span: &Range<usize>, source: &mut Source<'_>) {
    source.report_with_hint(
        span,
        format!("the {what} cannot be read: {why}"),
        "a statement is not edited by hand; take it from where it was recorded",
    );
}

fn form_1(
    id: String,
    statement: String,
    mut table: Table<'_>,
    source: &mut Source<'_>,
) -> Option<Signoff> {
    let conditions = table.read_all("conditions", source, condition);
    let span = table.span.clone();
    let struck = strikes(&mut table, &statement, source);
    let mut signoff = Signoff {
        id,
        why: None,
        despite: None,
        deeds: Vec::new(),
        policy_file: None,
        covers: Vec::new(),
        key: None,
        role: table.need_word("role", source)?,
        decision: table.need_word("decision", source)?,
        conditions,
        sole_operator: table.take("sole-operator", source),
        statement,
        content: table.need_parsed("content", source)?,
        after: after(&mut table, source),
        by: table.need_parsed("by", source)?,
        at: table.need("at", source)?,
        signature: table.take("signature", source).map(unified),
        struck,
    };
    let struck = signoff.struck.clone();
    refuse_words(&signoff.words(), &struck, &span, source);
    Some(signoff)
}

fn condition(mut table: Table<'_>, source: &mut Source<'_>) -> Option<Condition> {
    Some(Condition {
        action: table.need_text("action", source),
        owner: table.need_parsed("owner", source)?,
        due: table.need("due", source)?,
    })
}

pub(super) fn revocation(mut table: Table<'_>, source: &mut Source<'_>) -> Option<Revocation> {
    let span = table.span.clone();
    let statement = unified(table.need_text("statement", source));
    // Else somebody's signed declaration would take back whatever the fields beside it say.
    if statement.starts_with(declaration::HEADER) {
        let why = "its statement is a declaration, which is recorded as [[declaration]]";
        unreadable("revocation", why, &span, source);
        return None;
    }
    let struck = strikes(&mut table, &statement, source);
    let mut revocation = Revocation {
        id: table.need_text("id", source),
        signoff: table.need_parsed("signoff", source)?,
        reason: table.need_text("reason", source),
        statement,
        after: after(&mut table, source),
        key: None,
        by: table.need_parsed("by", source)?,
        at: table.need("at", source)?,
        signature: table.take("signature", source).map(unified),
        struck,
    };
    let struck = revocation.struck.clone();
    refuse_words(&revocation.words(), &struck, &span, source);
    Some(revocation)
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
