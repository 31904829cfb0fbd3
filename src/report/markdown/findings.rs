//! What is not in order, the most pressing first.

use std::fmt::{self, Write};

use super::page::{Page, Word};
use crate::facts::FindingFacts;
use crate::report::escape::{Line, Who};
use crate::review::{Standing, Status};

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    out.push_str("## Findings and accepted risks\n\n");
    let findings = page.facts.findings().list;
    if findings.is_empty() {
        out.push_str("None.\n\n");
        return Ok(());
    }
    out.push_str(
        "| Severity | Item | Status | What will be done | Owner | Date |\n|---|---|---|---|---|---|\n",
    );
    for finding in &findings {
        write_row(out, &page.facts.finding(finding))?;
    }
    out.push('\n');
    Ok(())
}

fn write_row(out: &mut String, finding: &FindingFacts<'_>) -> fmt::Result {
    let accepted = finding.status == Status::RiskAccepted;
    write!(
        out,
        "| {} | {}: {} | {}",
        finding.severity,
        Line(&finding.item),
        Line(finding.title),
        Word(Some(finding.status))
    )?;
    if finding.standing != Standing::Current {
        write!(out, ", **{}**", finding.standing)?;
    }
    out.push_str(" | ");
    match finding.action {
        Some(action) => write!(out, "{}", Line(action))?,
        None if accepted => out.push_str("nothing: the risk is accepted"),
        None => out.push_str("**not stated**"),
    }
    match finding.owner {
        Some(owner) if accepted => write!(out, " | accepted by {} | ", Who(owner))?,
        Some(owner) => write!(out, " | {} | ", Who(owner))?,
        None => out.push_str(" | **nobody** | "),
    }
    match finding.date {
        Some(until) if accepted => writeln!(out, "until {until} |"),
        Some(due) if finding.overdue => writeln!(out, "due {due}, **overdue** |"),
        Some(due) => writeln!(out, "due {due} |"),
        None => writeln!(out, "**none** |"),
    }
}
