//! An answer in the TOML form of a review: read and written side by side, so that neither forgets a part.

use std::fmt::Write as _;

use super::values::{optional, prose, quoted};
use crate::review::{Answer, Evidence, Finding, Person};
use crate::text::lines::unified;
use crate::toml::problem::Source;
use crate::toml::reader::Table;

/// Reads all but its evidence, which is given; `None` where it has no status.
pub(super) fn read(
    table: &mut Table<'_>,
    evidence: Vec<Evidence>,
    source: &mut Source<'_>,
) -> Option<Answer> {
    let finding = table.take::<Table<'_>>("finding", source);
    let finding = finding.map(|mut table| Finding {
        action: table.take("action", source).map(unified),
        owner: table.take_parsed("owner", source),
        due: table.take("due", source),
    });
    Some(Answer {
        status: table.need_word("status", source)?,
        rationale: unified(table.take("rationale", source).unwrap_or_default()),
        reason: table.take_word("reason", source),
        finding: finding.unwrap_or_default(),
        accepted_by: table.take_parsed("accepted-by", source),
        until: table.take("until", source),
        evidence,
    })
}

/// Writes all but its evidence, which stands in tables of its own.
pub(super) fn write(out: &mut String, answer: &Answer) {
    let _ = writeln!(out, "status = \"{}\"", answer.status);
    if !answer.rationale.is_empty() {
        prose(out, "rationale", &answer.rationale);
    }
    optional(
        out,
        "reason",
        answer.reason.map(|reason| reason.to_string()).as_deref(),
    );
    optional(
        out,
        "accepted-by",
        answer.accepted_by.as_ref().map(Person::as_str),
    );
    if let Some(until) = answer.until {
        let _ = writeln!(out, "until = {until}");
    }
    if !answer.finding.is_empty() {
        let Finding { action, owner, due } = &answer.finding;
        let parts: Vec<_> = [
            action
                .as_deref()
                .map(|action| format!("action = {}", quoted(action))),
            owner
                .as_ref()
                .map(|owner| format!("owner = {}", quoted(owner.as_str()))),
            due.map(|due| format!("due = {due}")),
        ]
        .into_iter()
        .flatten()
        .collect();
        let _ = writeln!(out, "finding = {{ {} }}", parts.join(", "));
    }
}
