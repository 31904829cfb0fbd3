//! The TOML form of a policy: a file of its own, or a table of a checklist.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;

use strum::VariantArray;

use super::{Policy, Role};
use crate::toml::problem::{Problems, Source};
use crate::toml::reader::{self, Table};

/// Reads a file that is a policy and nothing else.
pub fn parse(file: &Path, text: &str) -> Result<Policy, Problems> {
    let mut source = Source::new(file, text);
    let policy = Table::parse(text, &mut source).map(|table| read(table, &mut source));
    source.verdict()?;
    Ok(policy.expect("a file without mistakes was read"))
}

pub(crate) fn read(mut table: Table<'_>, source: &mut Source<'_>) -> Policy {
    let policy = Policy {
        roles: words(&mut table, "roles", source)
            .filter(|roles| !roles.is_empty())
            .unwrap_or_else(|| Policy::default().roles),
        max_age: table.take_parsed("max-age", source),
        signature: table.take_word("signature", source),
        evidence: table.take_word("evidence", source),
        sole_operator: table.take_word("sole-operator", source),
        people: read_people(&mut table, source),
        principals: table
            .take::<Table<'_>>("principals", source)
            .map(|t| read_principals(t, source)),
        unmet: words(&mut table, "unmet", source),
        partial: words(&mut table, "partial", source),
        risk_accepted: words(&mut table, "risk-accepted", source),
        presence: table.take_word("presence", source),
    };
    table.refuse_unknown(source);
    policy
}

/// How many people; never more than JSON can hold exactly, since a signature covers its JSON form.
fn read_people(table: &mut Table<'_>, source: &mut Source<'_>) -> Option<u64> {
    let (people, span) = table.take_spanned("people", source)?;
    if people >= 1 << 53 {
        source.report(&span, "`people`: expected how many people must approve");
    }
    Some(people)
}

fn read_principals(mut table: Table<'_>, source: &mut Source<'_>) -> BTreeMap<Role, Vec<String>> {
    let mut all = BTreeMap::new();
    for (role, key) in [
        (Role::Preparer, "preparer"),
        (Role::Reviewer, "reviewer"),
        (Role::Approver, "approver"),
    ] {
        if table.has(key) {
            all.insert(
                role,
                table
                    .take_all(key, source)
                    .into_iter()
                    .map(|(name, _)| name)
                    .collect(),
            );
        }
    }
    table.refuse_unknown(source);
    all
}

/// A list of words, each at most once; `None` where there is no list.
fn words<T>(table: &mut Table<'_>, key: &'static str, source: &mut Source<'_>) -> Option<Vec<T>>
where
    T: FromStr + Display + VariantArray + PartialEq,
{
    if !table.has(key) {
        return None;
    }
    let mut all = Vec::new();
    for (word, span) in table.take_all::<String>(key, source) {
        match word.parse::<T>() {
            Ok(one) if !all.contains(&one) => all.push(one),
            Ok(_) => source.report(&span, format!("`{key}`: `{word}` stands here twice")),
            Err(_) => {
                source.report(&span, format!("`{key}`: expected {}", reader::words::<T>()));
            }
        }
    }
    Some(all)
}
