//! The TOML form of a checklist.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use super::{Category, Checklist, Item, MAX_ITEMS, Reference, SourceDocument};
use crate::policy::{self, Policy, Rule, Severity};
use crate::toml::problem::{Problems, Source};
use crate::toml::reader::Table;

/// The newest form that this program reads.
pub const SCHEMA: u64 = 1;

/// Reads a checklist; the error holds every mistake of the file.
pub fn parse(file: &Path, text: &str) -> Result<Checklist, Problems> {
    let mut source = Source::new(file, text);
    let checklist = Table::parse(text, &mut source).map(|table| read(table, &mut source));
    source.verdict()?;
    Ok(checklist.expect("a file without mistakes was read"))
}

fn read(mut table: Table<'_>, source: &mut Source<'_>) -> Checklist {
    if let Some((schema, span)) = table.take_spanned::<u64>("schema", source) {
        if schema != SCHEMA {
            source.report_with_hint(
                &span,
                format!("`schema`: this program reads {SCHEMA}, the file says {schema}"),
                "a newer signoff may read it",
            );
        }
    } else {
        source.report(
            &(0..0),
            format!("`schema` is missing; expected `schema = {SCHEMA}`"),
        );
    }
    let id = identifier(&mut table, source);
    let checklist = Checklist {
        id,
        title: table.need_text("title", source),
        version: table.need_text("version", source),
        notices: table
            .take_all("notices", source)
            .into_iter()
            .map(|(notice, _)| notice)
            .collect(),
        source: table
            .take::<Table<'_>>("source", source)
            .map(|t| read_document(t, source)),
        policy: table
            .take::<Table<'_>>("policy", source)
            .map_or_else(Policy::default, |t| policy::form::read(t, source)),
        categories: read_categories(&mut table, source),
        namesakes: Vec::new(),
        digest: OnceLock::new(),
    };
    table.refuse_unknown(source);
    checklist
}

fn read_document(mut table: Table<'_>, source: &mut Source<'_>) -> SourceDocument {
    let document = SourceDocument {
        title: table.need_text("title", source),
        url: url(&mut table, source),
        license: table.take("license", source),
    };
    table.refuse_unknown(source);
    document
}

fn read_categories(table: &mut Table<'_>, source: &mut Source<'_>) -> Vec<Category> {
    let tables: Vec<(Table<'_>, _)> = table.take_all("category", source);
    let mut categories = Vec::with_capacity(tables.len());
    let (mut category_ids, mut item_ids) = (HashSet::new(), HashSet::new());
    for (mut table, span) in tables {
        let id = identifier(&mut table, source);
        if !id.is_empty() && !category_ids.insert(id.clone()) {
            source.report(
                &span,
                format!("category id `{id}` stands twice in this file"),
            );
        }
        let title = table.need_text("title", source);
        let item_tables: Vec<(Table<'_>, _)> = table.take_all("item", source);
        if item_tables.is_empty() {
            source.report(
                &span,
                format!("category `{id}` has no item; expected [[category.item]]"),
            );
        }
        let mut items = Vec::with_capacity(item_tables.len());
        for (item, span) in item_tables {
            let item = read_item(item, source);
            if !item.id.is_empty() && !item_ids.insert(item.id.clone()) {
                source.report(
                    &span,
                    format!("item id `{}` stands twice in this file", item.id),
                );
            }
            if item_ids.len() > MAX_ITEMS {
                source.report(
                    &span,
                    format!("more than {MAX_ITEMS} items; split the checklist"),
                );
                return categories;
            }
            items.push(item);
        }
        table.refuse_unknown(source);
        categories.push(Category { id, title, items });
    }
    if categories.is_empty() {
        source.report(
            &(0..0),
            "no category; expected [[category]] with [[category.item]] in it",
        );
    }
    categories
}

fn read_item(mut table: Table<'_>, source: &mut Source<'_>) -> Item {
    let item = Item {
        id: identifier(&mut table, source),
        title: table.need_text("title", source),
        guidance: table.take("guidance", source).unwrap_or_default(),
        severity: table
            .need_word("severity", source)
            .unwrap_or(Severity::Critical),
        ships_as: table.take("ships-as", source),
        evidence: table
            .take_word("evidence", source)
            .unwrap_or(Rule::Optional),
        max_age: table.take_parsed("max-age", source),
        references: table
            .take_all("references", source)
            .into_iter()
            .map(|(table, _)| read_reference(table, source))
            .collect(),
        digest: OnceLock::new(),
    };
    table.refuse_unknown(source);
    item
}

fn read_reference(mut table: Table<'_>, source: &mut Source<'_>) -> Reference {
    let reference = Reference {
        title: table.need_text("title", source),
        url: url(&mut table, source),
    };
    table.refuse_unknown(source);
    reference
}

fn url(table: &mut Table<'_>, source: &mut Source<'_>) -> String {
    let Some((url, span)) = table.take_spanned::<String>("url", source) else {
        source.report(
            &table.span.clone(),
            "`url` is missing; expected an https:// address in quotes",
        );
        return String::new();
    };
    if !is_web_address(&url) {
        source.report(
            &span,
            "`url`: expected an address that starts with https:// or http://, without spaces",
        );
    }
    url
}

/// Tells whether a text is an `http(s)` address without white space or hidden characters.
pub fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty())
        && !text.contains(|c: char| c.is_whitespace() || crate::text::visible::is_hidden(c))
}

fn identifier(table: &mut Table<'_>, source: &mut Source<'_>) -> String {
    let here: Range<usize> = table.span.clone();
    let Some((id, span)) = table.take_spanned::<String>("id", source) else {
        source.report(&here, "`id` is missing or wrong");
        return String::new();
    };
    if !is_identifier(&id) {
        source.report(
            &span,
            "`id`: expected a letter, then up to 44 letters, digits, `.`, `_` or `-`",
        );
    }
    id
}

/// Tells whether a text can name a checklist, a category or an item: `[A-Za-z][A-Za-z0-9._-]{0,44}`.
pub fn is_identifier(text: &str) -> bool {
    text.len() <= 45
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
}
