//! What was struck of a record, in the TOML form of a review.

use std::fmt::Write as _;

use chrono::SecondsFormat;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::values::{block, quoted};
use crate::review::Strike;
use crate::review::loss::Lasting;
use crate::review::strike::{STATEMENT, Strikes};
use crate::toml::problem::Source;
use crate::toml::reader::Table;

/// Reads what was struck.
pub(super) fn read(table: &mut Table<'_>, source: &mut Source<'_>) -> Strikes {
    let all = table.take::<Table<'_>>("struck", source);
    let mut strikes = Strikes::new();
    for (name, value) in all.into_iter().flat_map(Table::rest) {
        let span = value.span();
        let DeValue::Table(entries) = value.into_inner() else {
            source.report(&span, "`struck`: expected a table for each text");
            continue;
        };
        let mut table = Table::of(entries, span);
        let digest = table.need_parsed("digest", source);
        let by = table.need_parsed("by", source);
        let at = table.need("at", source);
        let why = table.need_text("why", source);
        if let (Some(digest), Some(by), Some(at)) = (digest, by, at) {
            let strike = Strike {
                digest,
                by,
                at,
                why,
            };
            strikes.insert(name.into_inner().into_owned(), strike);
        }
    }
    strikes
}

/// Refuses a record that says something where it was struck: nobody would know what that is.
pub(super) fn refuse_words<T: Lasting>(
    record: &T,
    table: &std::ops::Range<usize>,
    source: &mut Source<'_>,
) {
    for (name, strike) in record.struck() {
        let mut record = record.clone();
        if record
            .passage(name)
            .is_none_or(|text| *text != strike.to_string())
        {
            let message = format!("`struck`: `{name}` does not say that it was struck: {strike}");
            source.report(table, message);
        }
    }
}

/// Writes what was struck, where anything was.
pub(super) fn write(out: &mut String, strikes: &Strikes) {
    if strikes.is_empty() {
        return;
    }
    let all = strikes.iter().map(|(name, strike)| {
        let at = strike.at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        let [digest, by, why] =
            [&strike.digest.to_string(), strike.by.as_str(), &strike.why].map(quoted);
        format!("{name} = {{ digest = {digest}, by = {by}, at = {at}, why = {why} }}")
    });
    let all = all.collect::<Vec<_>>().join(", ");
    let _ = writeln!(out, "struck = {{ {all} }}");
}

/// The text of a review in which a passage of a record is struck, and what is left of it; `None` where it has no such passage with a
/// line of its own.
pub(super) fn strike(
    text: &str,
    id: &str,
    name: &str,
    left: &str,
    strikes: &Strikes,
) -> Option<String> {
    let (root, _) = DeTable::parse_recoverable(text);
    let record = find(root.get_ref(), id)?;
    let DeValue::Table(entries) = record.get_ref() else {
        return None;
    };
    let value = match name.strip_prefix("evidence-") {
        None if name == "action" => entries.get("finding")?.get_ref().get(name)?,
        None => entries.get(name)?,
        Some(nth) => {
            let nth: usize = nth.parse().ok()?;
            let DeValue::Array(all) = entries.get("evidence")?.get_ref() else {
                return None;
            };
            let DeValue::Table(piece) = all.get(nth.checked_sub(1)?)?.get_ref() else {
                return None;
            };
            piece.get("text").or_else(|| piece.get("url"))?
        }
    };
    let mut line = String::new();
    write(&mut line, strikes);
    let header = record.span().start;
    let header = header + text[header..].find('\n')? + 1;
    let old = entries.get_key_value("struck").map(|(key, value)| {
        let end = value.span().end;
        key.span().start..text[end..].find('\n').map_or(text.len(), |at| end + at + 1)
    });
    let left = if name == STATEMENT {
        block(left)
    } else {
        quoted(left)
    };
    let mut edits = vec![(value.span(), left), (old.unwrap_or(header..header), line)];
    if name == STATEMENT {
        let strike = quoted(&strikes.get(name)?.to_string());
        edits.extend(repeated(entries).map(|value| (value.span(), strike.clone())));
    }
    edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    let mut text = text.to_owned();
    for (place, words) in edits {
        text.replace_range(place, &words);
    }
    Some(text)
}

/// What somebody typed and the statement says too, as the fields of form 1 have it.
fn repeated<'t, 'd>(record: &'t DeTable<'d>) -> impl Iterator<Item = &'t Spanned<DeValue<'d>>> {
    let conditions = record.get("conditions").map(Spanned::get_ref);
    let conditions = conditions.and_then(DeValue::as_array).into_iter().flatten();
    let actions = conditions.filter_map(|one| one.get_ref().get("action"));
    let fields = ["sole-operator", "reason"].into_iter();
    fields.filter_map(|key| record.get(key)).chain(actions)
}

fn find<'t, 'd>(table: &'t DeTable<'d>, id: &str) -> Option<&'t Spanned<DeValue<'d>>> {
    table.values().find_map(|value| match value.get_ref() {
        DeValue::Table(table) => find(table, id),
        DeValue::Array(records) => records.iter().find(|record| {
            let DeValue::Table(entries) = record.get_ref() else {
                return false;
            };
            matches!(entries.get("id").map(Spanned::get_ref), Some(DeValue::String(its)) if its == id)
        }),
        _ => None,
    })
}
