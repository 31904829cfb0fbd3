//! The statement of a declaration. The record is read from it, and from nothing else.

use std::str::FromStr as _;

use chrono::SecondsFormat;

use super::sheet::{self, after, line, parts, words, write_after};
use crate::decision::chain::Known;
use crate::decision::{header, wording};
use crate::review::strike::Strikes;
use crate::review::{Declaration, Deed, DeedKind, Review, Signable};

/// The first line.
pub const HEADER: &str = "signoff declaration, form 2";

/// The statement of a record.
pub fn write(record: &Declaration, review: &Review) -> String {
    let mut who = String::new();
    line(&mut who, "By", record.by.as_str());
    if let Some(key) = &record.key {
        line(&mut who, "Key", key);
    }
    line(&mut who, "Review", &review.subject.title);
    line(&mut who, "Review id", &review.subject.id);
    line(&mut who, "Id", &record.id);
    let at = record.at.to_rfc3339_opts(SecondsFormat::Millis, true);
    line(&mut who, "At", &at);
    write_after(&mut who, &record.after);
    format!("{HEADER}\n\n{}\n{who}", write_deeds(&record.deeds, review))
}

/// Reads a record from its statement; the error says what is wrong with that.
pub fn read(
    id: String,
    statement: String,
    signature: Option<String>,
) -> Result<Declaration, String> {
    if statement.lines().next() != Some(HEADER) {
        return Err(header::UNKNOWN.to_owned());
    }
    let lines = sheet::read(&statement);
    let said: String = sheet::need(&lines, "Id")?;
    if said != id {
        return Err(format!("its statement has the id {said}"));
    }
    let deeds = read_deeds(&lines)?;
    if deeds.is_empty() {
        return Err("its statement declares nothing".to_owned());
    }
    if deeds.iter().any(|deed| deed.act == DeedKind::Overrules) {
        return Err("only a sign-off overrules another".to_owned());
    }
    Ok(Declaration {
        deeds,
        after: after(&lines)?,
        key: sheet::one(&lines, "Key")?.map(str::to_owned),
        by: sheet::need(&lines, "By")?,
        at: sheet::need(&lines, "At")?,
        id,
        statement,
        signature,
        struck: Strikes::new(),
    })
}

/// What is wrong with a record that declares anything; `None` where nothing is.
pub(in crate::decision) fn fault(
    record: &dyn Signable,
    review: &Review,
    known: &Known<'_>,
) -> Option<String> {
    sheet::stray(record.statement(), review)
        .or_else(|| known.fault(record.after()).map(|fault| fault.to_string()))
}

/// The lines of what is declared, each with what it is about.
pub(super) fn write_deeds(all: &[Deed], review: &Review) -> String {
    let mut out = String::new();
    for Deed { act, to, why } in all {
        line(&mut out, &act.to_string(), &to.to_string());
        if let Some(about) = wording::about(*to, review) {
            line(&mut out, "  about", &about);
        }
        if let Some(why) = why {
            words(&mut out, reason(*act), why);
        }
    }
    out
}

pub(super) fn read_deeds(lines: &[(String, String)]) -> Result<Vec<Deed>, String> {
    let mut deeds = Vec::new();
    for (at, (label, to)) in lines.iter().enumerate() {
        let Ok(act) = DeedKind::from_str(label) else {
            continue;
        };
        let why = sheet::one(parts(lines, at), reason(act))?.map(str::to_owned);
        if act.needs_reason() && why.is_none() {
            return Err(format!("`{label}: {to}` in its statement does not say why"));
        }
        let to = sheet::parsed(label, to)?;
        deeds.push(Deed { act, to, why });
    }
    Ok(deeds)
}

/// The label of the reason; of what is vouched for, it is the key.
fn reason(act: DeedKind) -> &'static str {
    if act == DeedKind::Vouches {
        "  key"
    } else {
        "  why"
    }
}
