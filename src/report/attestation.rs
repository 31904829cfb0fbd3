//! One attestation: who said what and why, and what came before it.

use super::evidence;
use super::findings::due_on;
use super::page::Page;
use super::writer::Span::{self, Dot, Own, Person, Strong, Text, Value};
use super::writer::{Block, Writer, moment};
use crate::review::{Answer, Attestation, Finding, Record, Status};

/// Ends the line that tells the status: who said so, and when.
pub(super) fn write_who(attestation: &Attestation, page: &Page<'_>, out: &mut impl Writer) {
    let (by, at) = (page.name(&attestation.by), moment(attestation.at));
    out.say(&[Dot, by, Own(", "), Value(&at)]);
    write_recorder(attestation, page, out);
}

/// Who wrote the answer of somebody else down.
pub(super) fn write_recorder(attestation: &Attestation, page: &Page<'_>, out: &mut impl Writer) {
    if let Some(recorder) = &attestation.recorded_by {
        out.say(&[Own(", recorded by "), page.name(recorder)]);
    }
}

/// The rationale and everything that belongs to it.
pub(super) fn write(attestation: &Attestation, page: &Page<'_>, out: &mut impl Writer) {
    let answer = &attestation.answer;
    if !answer.rationale.trim().is_empty() {
        out.quote(&answer.rationale);
    }
    write_consequences(answer, page, out);
    evidence::write(&answer.evidence, page, out);
}

/// The reason, the finding, and who accepts the risk.
fn write_consequences(answer: &Answer, page: &Page<'_>, out: &mut impl Writer) {
    if let Some(reason) = answer.reason {
        let words = reason.to_string().replace('-', " ");
        out.paragraph(&[Own("Reason: "), Value(&words)]);
    }
    if answer.status == Status::RiskAccepted {
        out.within(Block::Paragraph, |out| {
            out.say(&[Own("Risk accepted by ")]);
            out.say(&[answer
                .accepted_by
                .as_ref()
                .map_or(Strong(&[Own("nobody")]), Person)]);
            match answer.until {
                Some(until) => out.say(&[Own(" until "), Value(&until)]),
                None => out.say(&[Own(", "), Strong(&[Own("without a date")])]),
            }
        });
    }
    if !answer.finding.is_empty() || answer.status.needs_finding() {
        out.within(Block::Paragraph, |out| {
            write_finding(&answer.finding, page, out);
        });
    }
}

fn write_finding(finding: &Finding, page: &Page<'_>, out: &mut impl Writer) {
    let action = finding.action.as_deref();
    let action = action.map_or(Strong(&[Own("no action stated")]), Text);
    out.say(&[Own("Finding: "), action, Dot]);
    match &finding.owner {
        Some(owner) => out.say(&[Own("owner: "), Person(owner), Dot]),
        None => out.say(&[Strong(&[Own("no owner")]), Dot]),
    }
    match finding.due {
        Some(due) => out.say(&due_on(&due, page)),
        None => out.say(&[Strong(&[Own("no due date")])]),
    }
}

/// Answers that do not know of each other, all of them: none counts.
pub(super) fn write_undecided(record: &Record, page: &Page<'_>, out: &mut impl Writer) {
    let heads = record.heads();
    if heads.len() < 2 {
        return;
    }
    for one in heads {
        out.within(Block::Paragraph, |out| {
            out.say(&[Strong(&[Span::Status(Some(one.answer.status))])]);
            write_who(one, page, out);
        });
        write(one, page, out);
    }
}

/// What was said before, in full: it no longer counts, and it is not hidden.
pub(super) fn write_history(record: &Record, page: &Page<'_>, out: &mut impl Writer) {
    let heads = record.heads();
    let earlier = record.attestations.iter().rev();
    for attestation in earlier.filter(|one| heads.iter().all(|head| head.id != one.id)) {
        out.within(Block::Paragraph, |out| {
            write_earlier(attestation, page, out);
        });
        write(attestation, page, out);
    }
}

fn write_earlier(attestation: &Attestation, page: &Page<'_>, out: &mut impl Writer) {
    let (by, at) = (page.name(&attestation.by), moment(attestation.at));
    let status = Span::Status(Some(attestation.answer.status));
    out.say(&[Own("Earlier: "), status, Dot, by, Own(", "), Value(&at)]);
    write_recorder(attestation, page, out);
    out.say(&[Own(", ")]);
    match &attestation.withdrawn {
        Some(w) => {
            out.say(&[Own("withdrawn "), Value(&moment(w.at))]);
            if w.by != attestation.by {
                out.say(&[Own(" by "), page.name(&w.by)]);
            }
        }
        None => out.say(&[Own("superseded")]),
    }
}
