//! One attestation: who said what and why, and what came before it.

use std::fmt::{self, Write};

use super::evidence;
use super::page::{Moment, Page, Word};
use crate::report::escape::{Block, Line, Who};
use crate::review::{Answer, Attestation, Finding, Record, Status};

/// Ends the line that tells the status, then gives the rationale and everything that belongs to it.
pub(super) fn write(out: &mut String, page: &Page<'_>, attestation: &Attestation) -> fmt::Result {
    let answer = &attestation.answer;
    writeln!(
        out,
        " · {}, {}\n",
        page.attesters.name(&attestation.by),
        Moment(attestation.at)
    )?;
    if !answer.rationale.trim().is_empty() {
        writeln!(
            out,
            "{}",
            Block {
                prefix: "> ",
                text: &answer.rationale
            }
        )?;
    }
    write_consequences(out, page, answer)?;
    evidence::write(out, page, &answer.evidence)
}

/// The reason, the finding, and who accepts the risk.
fn write_consequences(out: &mut String, page: &Page<'_>, answer: &Answer) -> fmt::Result {
    if let Some(reason) = answer.reason {
        writeln!(out, "Reason: {}\n", reason.to_string().replace('-', " "))?;
    }
    if answer.status == Status::RiskAccepted {
        match &answer.accepted_by {
            Some(person) => write!(out, "Risk accepted by {}", Who(person))?,
            None => out.push_str("Risk accepted by **nobody**"),
        }
        match answer.until {
            Some(until) => writeln!(out, " until {until}\n")?,
            None => out.push_str(", **without a date**\n\n"),
        }
    }
    if answer.finding.is_empty() && !answer.status.needs_finding() {
        return Ok(());
    }
    write_finding(out, page, &answer.finding)
}

fn write_finding(out: &mut String, page: &Page<'_>, finding: &Finding) -> fmt::Result {
    match &finding.action {
        Some(action) => write!(out, "Finding: {}", Line(action))?,
        None => out.push_str("Finding: **no action stated**"),
    }
    match &finding.owner {
        Some(owner) => write!(out, " · owner: {}", Who(owner))?,
        None => out.push_str(" · **no owner**"),
    }
    match finding.due {
        Some(due) if due < page.today() => writeln!(out, " · due {due}, **overdue**\n"),
        Some(due) => writeln!(out, " · due {due}\n"),
        None => writeln!(out, " · **no due date**\n"),
    }
}

/// What was said before, a line each: it no longer counts, and it is not hidden.
pub(super) fn write_history(out: &mut String, page: &Page<'_>, record: &Record) -> fmt::Result {
    let latest = record.latest().map(|attestation| &attestation.id);
    let mut earlier = record
        .attestations
        .iter()
        .rev()
        .filter(|a| Some(&a.id) != latest)
        .peekable();
    if earlier.peek().is_none() {
        return Ok(());
    }
    out.push_str("Earlier:\n\n");
    for attestation in earlier {
        let (word, by) = (
            Word(Some(attestation.answer.status)),
            page.attesters.name(&attestation.by),
        );
        write!(out, "- {word}: {by}, {}, ", Moment(attestation.at))?;
        match &attestation.withdrawn {
            Some(w) if w.by == attestation.by => writeln!(out, "withdrawn {}", Moment(w.at))?,
            Some(w) => writeln!(
                out,
                "withdrawn {} by {}",
                Moment(w.at),
                page.attesters.name(&w.by)
            )?,
            None => out.push_str("superseded\n"),
        }
    }
    out.push('\n');
    Ok(())
}
