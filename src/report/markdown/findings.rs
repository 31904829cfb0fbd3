//! What is not in order, worst first.

use std::fmt::{self, Write};

use super::page::{Page, Word};
use crate::report::escape::{Line, Who};
use crate::review::{Attestation, Entry, Status};

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    out.push_str("## Findings and accepted risks\n\n");
    let mut findings: Vec<_> = page
        .entries
        .iter()
        .filter(|entry| entry.outcome.status().is_some_and(Status::is_finding))
        .filter_map(|entry| Some((entry, entry.latest()?)))
        .collect();
    if findings.is_empty() {
        out.push_str("None.\n\n");
        return Ok(());
    }
    // No date at all is worse than any date, and `None` sorts first.
    findings.sort_by_key(|(entry, attestation)| (entry.item.severity, attestation.answer.date()));
    out.push_str(
        "| Severity | Item | Status | What will be done | Owner | Date |\n|---|---|---|---|---|---|\n",
    );
    for (entry, attestation) in findings {
        write_row(out, page, entry, attestation)?;
    }
    out.push('\n');
    Ok(())
}

fn write_row(
    out: &mut String,
    page: &Page<'_>,
    entry: &Entry<'_>,
    attestation: &Attestation,
) -> fmt::Result {
    let answer = &attestation.answer;
    let accepted = answer.status == Status::RiskAccepted;
    let (name, title) = (
        Line(&page.dossier.name(entry.position)),
        Line(&entry.item.title),
    );
    write!(
        out,
        "| {} | {name}: {title} | {} | ",
        entry.item.severity,
        Word(Some(answer.status))
    )?;
    match &answer.finding.action {
        Some(action) => write!(out, "{}", Line(action))?,
        None if accepted => out.push_str("nothing: the risk is accepted"),
        None => out.push_str("**not stated**"),
    }
    match answer.owner() {
        Some(owner) if accepted => write!(out, " | accepted by {} | ", Who(owner))?,
        Some(owner) => write!(out, " | {} | ", Who(owner))?,
        None => out.push_str(" | **nobody** | "),
    }
    match answer.date() {
        Some(until) if accepted => writeln!(out, "until {until} |"),
        Some(due) if due < page.today() => writeln!(out, "due {due}, **overdue** |"),
        Some(due) => writeln!(out, "due {due} |"),
        None => writeln!(out, "**none** |"),
    }
}
