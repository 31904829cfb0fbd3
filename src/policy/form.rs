//! The TOML form of a policy: a file of its own, or a table of a checklist.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Range;
use std::path::Path;
use std::str::FromStr;

use chrono::DateTime;
use strum::VariantArray;

use super::target::{Pin, Revision};
use super::{Permission, Policy, Role, Rule, Target};
use crate::text::visible;
use crate::toml::problem::{Problems, Source};
use crate::toml::reader::{self, Table};

/// Reads a file that is a policy and nothing else: its rules, and which review it is for.
pub fn parse(file: &Path, text: &str) -> Result<(Policy, Target), Problems> {
    let mut source = Source::new(file, text);
    let read = Table::parse(text, &mut source).map(|mut table| {
        let target = table
            .take::<Table<'_>>("review", &mut source)
            .map(|table| read_target(table, &mut source));
        (rules(table, 1, &mut source), target.unwrap_or_default())
    });
    source.verdict()?;
    Ok(read.expect("a file without mistakes was read"))
}

fn read_target(mut table: Table<'_>, source: &mut Source<'_>) -> Target {
    let target = Target {
        system: table.take_text("system", source),
        environment: table.take_text("environment", source),
        review_id: table.take_text("id", source),
        revision: read_revision(&mut table, "revision", source),
        against: read_revision(&mut table, "against", source),
        checklists: read_pins(&mut table, source),
        items: read_number(&mut table, "items", 1, source),
    };
    table.refuse_unknown(source);
    target
}

fn read_revision(
    table: &mut Table<'_>,
    key: &'static str,
    source: &mut Source<'_>,
) -> Option<Revision> {
    let text = table.take_text(key, source)?;
    Some(text.as_str().into())
}

/// Checklists, each once: of two digests of one id no review could have both.
fn read_pins(table: &mut Table<'_>, source: &mut Source<'_>) -> Vec<Pin> {
    let mut all: Vec<Pin> = Vec::new();
    for (text, span) in table.take_all::<String>("checklists", source) {
        match text.parse::<Pin>() {
            Ok(pin) if all.iter().any(|other| other.id == pin.id) => {
                source.report(
                    &span,
                    format!("`checklists`: `{}` stands here twice", pin.id),
                );
            }
            Ok(pin) => all.push(pin),
            Err(expected) => source.report(&span, format!("`checklists`: {expected}")),
        }
    }
    all
}

/// The policy of a checklist. It may ask for no role and for nobody, which means nothing: what was signed against it is still
/// read.
pub(crate) fn read(table: Table<'_>, source: &mut Source<'_>) -> Policy {
    rules(table, 0, source)
}

/// The rules, of which those that say how many ask for so many at least.
fn rules(mut table: Table<'_>, least: u64, source: &mut Source<'_>) -> Policy {
    let roles_at = table.place("roles").unwrap_or_default();
    let roles = words(&mut table, "roles", source);
    if least > 0 && roles.as_ref().is_some_and(Vec::is_empty) {
        let message = "`roles`: the approver is asked for where no role is named";
        source.report_with_hint(&roles_at, message, "leave it out, or name a role");
    }
    let places = [
        "evidence-kinds",
        "evidence-least",
        "independent",
        "open-for",
        "presence",
    ]
    .map(|key| table.place(key).unwrap_or_default());
    let mut principals = table.take::<Table<'_>>("principals", source);
    let policy = Policy {
        roles: roles
            .filter(|roles| !roles.is_empty())
            .unwrap_or_else(|| Policy::default().roles),
        max_age: table.take_parsed("max-age", source),
        signature: table.take_word("signature", source),
        evidence: table.take_word("evidence", source),
        sole_operator: table.take_word("sole-operator", source),
        people: read_number(&mut table, "people", least, source),
        overrule: principals
            .as_mut()
            .and_then(|table| names(table, "overrule", source)),
        principals: principals
            .map(|table| read_principals(table, source))
            .filter(|roles| !roles.is_empty()),
        unmet: words(&mut table, "unmet", source),
        partial: words(&mut table, "partial", source),
        risk_accepted: words(&mut table, "risk-accepted", source),
        presence: table.take_word("presence", source),
        not_applicable: words(&mut table, "not-applicable", source),
        evidence_kinds: words(&mut table, "evidence-kinds", source),
        evidence_least: read_number(&mut table, "evidence-least", 1, source),
        overdue: table.take_word("overdue", source),
        max_acceptance: table.take_parsed("max-acceptance", source),
        accepters: read_accepters(&mut table, source),
        self_accepted: table.take_word("self-accepted", source),
        open_for: table.take_parsed("open-for", source),
        independent: words(&mut table, "independent", source),
        accepted: words(&mut table, "accepted", source),
        confirmed: table.take_word("confirmed", source),
        questions: table.take_word("questions", source),
        form: read_form(&mut table, source),
    };
    table.refuse_unknown(source);
    refuse_contradictions(&policy, &places, source);
    policy
}

/// Rules that no review could keep, or of which one takes back what another says: who wrote them meant something else.
fn refuse_contradictions(policy: &Policy, places: &[Range<usize>; 5], source: &mut Source<'_>) {
    let [kinds, least, independent, open, presence] = places;
    if policy.evidence_kinds.as_ref().is_some_and(Vec::is_empty) {
        let message = "`evidence-kinds`: no kind would do, so that no item could be answered";
        source.report_with_hint(kinds, message, "name link, file or both");
    }
    for (key, place, is_there) in [
        ("evidence-kinds", kinds, policy.evidence_kinds.is_some()),
        ("evidence-least", least, policy.evidence_least.is_some()),
    ] {
        if is_there && policy.evidence == Some(Rule::Optional) {
            let message = format!("`{key}`: `evidence` says that evidence may be missing");
            source.report_with_hint(place, message, "take one of both out");
        }
    }
    if policy.presence.is_some() && policy.signature == Some(Rule::Optional) {
        let message = "`presence`: `signature` says that a signature may be missing";
        source.report_with_hint(presence, message, "take one of both out");
    }
    if policy.is_independent(Role::Preparer) {
        let message = "`independent`: who signs as preparer has prepared it, by that";
        source.report_with_hint(independent, message, "name reviewer, approver or both");
    }
    if policy.is_independent(Role::Approver) && policy.sole_operator == Some(Permission::Allowed) {
        let message = "`independent`: `sole-operator` says that one person may do both";
        source.report_with_hint(independent, message, "take one of both out");
    }
    if let (Some(open_for), Some(max_age)) = (policy.open_for, policy.max_age) {
        let start = DateTime::UNIX_EPOCH;
        if open_for.after(start) >= max_age.after(start) {
            let message = format!(
                "`open-for`: the answers expire after {max_age}, before anybody may approve them"
            );
            source.report_with_hint(open, message, "make it shorter than `max-age`");
        }
    }
}

/// How many; never more than JSON can hold exactly, since a signature covers its JSON form.
fn read_number(
    table: &mut Table<'_>,
    key: &'static str,
    least: u64,
    source: &mut Source<'_>,
) -> Option<u64> {
    let (number, span) = table.take_spanned(key, source)?;
    if number < least {
        source.report(&span, format!("`{key}`: expected at least {least}"));
    }
    if number >= 1 << 53 {
        source.report(&span, format!("`{key}`: expected a number below 2^53"));
    }
    Some(number)
}

/// Mail addresses, in one case.
fn read_accepters(table: &mut Table<'_>, source: &mut Source<'_>) -> Option<Vec<String>> {
    let place = table.place("accepters");
    let mut all = Vec::new();
    for (mail, span) in table.take_all::<String>("accepters", source) {
        if !mail.contains('@') || mail.contains(' ') || !is_name(&mail) {
            let message = "`accepters`: expected a mail address, such as grace@example.org";
            source.report(&span, message);
        }
        all.push(mail.to_ascii_lowercase());
    }
    let place = place?;
    if all.is_empty() {
        let message = "`accepters`: nobody could accept a risk";
        source.report_with_hint(&place, message, "to forbid it, say `risk-accepted = []`");
    }
    Some(all)
}

fn read_principals(mut table: Table<'_>, source: &mut Source<'_>) -> BTreeMap<Role, Vec<String>> {
    let mut all = BTreeMap::new();
    for (role, key) in [
        (Role::Preparer, "preparer"),
        (Role::Reviewer, "reviewer"),
        (Role::Approver, "approver"),
    ] {
        let place = table.place(key).unwrap_or_default();
        if let Some(names) = names(&mut table, key, source) {
            if names.is_empty() {
                let message = format!("`{key}`: nobody could sign as {role}");
                source.report_with_hint(&place, message, "leave it out where anybody may");
            }
            all.insert(role, names);
        }
    }
    table.refuse_unknown(source);
    all
}

/// True of what may name one person: no pattern does, nor what has hidden characters or blanks around it.
fn is_name(text: &str) -> bool {
    let is_odd = text.contains(['*', '?', '!', ',', '<', '>']) || visible::hides(text);
    !text.is_empty() && text.trim() == text && !is_odd
}

/// People as the allowed signers name them.
fn names(table: &mut Table<'_>, key: &'static str, source: &mut Source<'_>) -> Option<Vec<String>> {
    let is_there = table.has(key);
    let all = table.take_all::<String>(key, source);
    for (name, span) in &all {
        if !is_name(name) {
            let message = format!("`{key}`: no allowed signer has that name");
            source.report_with_hint(span, message, "name one person, such as grace@example.org");
        }
    }
    is_there.then(|| all.into_iter().map(|(name, _)| name).collect())
}

fn read_form(table: &mut Table<'_>, source: &mut Source<'_>) -> Option<u64> {
    let place = table.place("form");
    let form = read_number(table, "form", 1, source)?;
    if form > 2 {
        let message = "`form`: this program knows the forms 1 and 2";
        source.report_with_hint(&place?, message, "a newer signoff may know more");
    }
    Some(form)
}

/// A list of words, each at most once; `None` where there is no list.
fn words<T>(table: &mut Table<'_>, key: &'static str, source: &mut Source<'_>) -> Option<Vec<T>>
where
    T: FromStr + Display + VariantArray + PartialEq,
{
    let is_there = table.has(key);
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
    is_there.then_some(all)
}
