//! What is not in order, the most pressing first.

use chrono::NaiveDate;

use super::page::Page;
use super::writer::Align::Any;
use super::writer::Span::{self, Own, Person, Strong, Text, Value};
use super::writer::{Block, Writer};
use crate::facts::FindingFacts;
use crate::policy::day;
use crate::review::{Standing, Status};

pub(super) fn write(page: &Page<'_>, out: &mut impl Writer) {
    let findings = page.facts.findings().list;
    if findings.is_empty() {
        out.paragraph(&[Own("None.")]);
        return;
    }
    out.within(Block::Table(&[Any; 6]), |out| {
        out.row(&[
            &[Own("Severity")],
            &[Own("Item")],
            &[Own("Status")],
            &[Own("What will be done")],
            &[Own("Owner")],
            &[Own("Date")],
        ]);
        for finding in &findings {
            write_row(&page.facts.finding(finding), page, out);
        }
    });
}

fn write_row(finding: &FindingFacts<'_>, page: &Page<'_>, out: &mut impl Writer) {
    let accepted = finding.status == Status::RiskAccepted;
    let action = match finding.action {
        Some(action) => Text(action),
        None if accepted => Own("nothing: the risk is accepted"),
        None => Strong(&[Own("not stated")]),
    };
    let owner: &[Span<'_>] = match finding.owner {
        Some(owner) if accepted => &[Own("accepted by "), Person(owner)],
        Some(owner) => &[Person(owner)],
        None => &[Strong(&[Own("nobody")])],
    };
    let date: &[Span<'_>] = match &finding.date {
        Some(until) if accepted => &[Own("until "), Value(until)],
        Some(due) => &due_on(due, page),
        None => &[Strong(&[Own("none")])],
    };
    let status = Span::Status(Some(finding.status));
    let lapsed = [Value(&finding.standing)];
    let status: &[Span<'_>] = match finding.standing {
        Standing::Current => &[status],
        _ => &[status, Own(", "), Strong(&lapsed)],
    };
    out.row(&[
        &[Value(&finding.severity)],
        &[Text(&finding.item), Own(": "), Text(finding.title)],
        status,
        &[action],
        owner,
        date,
    ]);
}

/// The day on which something is to be done, and whether it is over.
pub(super) fn due_on<'d>(due: &'d NaiveDate, page: &Page<'_>) -> [Span<'d>; 4] {
    let [comma, overdue] = if day::is_over(*due, page.today()) {
        [Own(", "), Strong(&[Own("overdue")])]
    } else {
        [Own(""); 2]
    };
    [Own("due "), Value(due), comma, overdue]
}
