//! The minutes of a session: who was there, what was decided in which order, who does what by when, what stays open.

use std::collections::{HashMap, HashSet};

use super::attestation::write_recorder;
use super::findings::due_on;
use super::page::Page;
use super::sessions;
use super::writer::Span::{Dot, Own, Person, Status, Strong, Text, Value};
use super::writer::{Block, Writer, moment};
use crate::facts::RemarkFacts;
use crate::review::{DeedKind, ItemKey, Record, RemarkKind, Session};

/// Writes all of it.
pub(crate) fn write(session: &Session, page: &Page<'_>, out: &mut impl Writer) {
    let title = &page.dossier.review().subject.title;
    out.within(Block::Heading(1), |out| {
        out.say(&[Own("Minutes: "), Text(title)]);
    });
    people(session, page, out);
    before(session, page, out);
    decisions(session, page, out);
    votes(session, page, out);
    actions(page, out);
    remarks("Open questions", RemarkKind::Question, page, out);
    remarks("Returned", RemarkKind::Return, page, out);
    remarks("To be answered", RemarkKind::Assignment, page, out);
    risks(page, out);
    verdict(page, out);
}

fn heading(words: &'static str, out: &mut impl Writer) {
    out.within(Block::Heading(2), |out| out.say(&[Own(words)]));
}

fn people(session: &Session, page: &Page<'_>, out: &mut impl Writer) {
    heading("Who was there", out);
    out.within(Block::Paragraph, |out| {
        out.say(&[Value(&moment(session.started_at)), Own(" to ")]);
        match session.ended_at {
            Some(at) => out.say(&[Value(&moment(at))]),
            None => out.say(&[Own("now: it goes on")]),
        }
    });
    out.within(Block::List, |out| {
        out.item(&[Person(&session.lead), Own(", led")]);
        for who in &session.people {
            out.item(&[Person(who)]);
        }
        for who in page.facts.guests(session) {
            out.item(&[Person(who), Own(", who answered")]);
        }
    });
}

/// What the session opened with: what was answered since the one before, what holds no longer, and what was promised by now.
fn before(session: &Session, page: &Page<'_>, out: &mut impl Writer) {
    let Some(since) = page.facts.since(session) else {
        return;
    };
    heading("Since the session before", out);
    if since.is_empty() {
        out.paragraph(&[Own(
            "Nothing was answered, nothing expired, and nothing was due.",
        )]);
        return;
    }
    out.within(Block::List, |out| {
        for (key, one) in &since.answered {
            let name = page.dossier.name_of(key);
            out.item(&[
                Strong(&[Text(&name)]),
                Own(" answered: "),
                Status(Some(one.answer.status)),
                Dot,
                page.name(&one.by),
            ]);
        }
        for (name, lapse) in &since.lapsed {
            let standing = format_args!(" {}: ", lapse.standing());
            out.item(&[
                Strong(&[Text(name)]),
                Value(&standing),
                Text(&lapse.to_string()),
            ]);
        }
        for one in &since.overdue {
            let action = one.action.unwrap_or(one.title);
            out.item(&[Strong(&[Text(&one.item)]), Own(" promised: "), Text(action)]);
        }
        for one in &since.promised {
            out.item(&[
                Strong(&[Text(&one.item)]),
                Own(" promised: "),
                Text(&one.sentence()),
            ]);
        }
    });
}

fn decisions(session: &Session, page: &Page<'_>, out: &mut impl Writer) {
    heading("What was decided", out);
    let (said, deeds) = (page.facts.said_in(session), page.facts.deeds());
    if said.is_empty() {
        out.paragraph(&[Own("Nothing was answered.")]);
        return;
    }
    let of_item = |key: &ItemKey| {
        let record = page.dossier.review().record(key);
        let heads = record.map(Record::heads).unwrap_or_default();
        let heads: HashSet<_> = heads.iter().map(|head| head.id.as_str()).collect();
        let returns = record.map(|record| deeds.returns(record));
        (heads, returns.unwrap_or_default())
    };
    // Once for each item, however often it was answered.
    let mut items = HashMap::new();
    out.within(Block::List, |out| {
        for (key, one) in &said {
            let name = page.dossier.name_of(key);
            let (heads, returns) = items.entry(key).or_insert_with(|| of_item(key));
            let counts = heads.contains(one.id.as_str());
            out.within(Block::Item, |out| {
                out.say(&[
                    Strong(&[Text(&name)]),
                    Own(" "),
                    Status(Some(one.answer.status)),
                    Dot,
                    page.name(&one.by),
                ]);
                write_recorder(one, page, out);
                if one.withdrawn.is_some() {
                    out.say(&[Dot, Own("taken back")]);
                } else if !counts {
                    out.say(&[Dot, Own("changed afterwards")]);
                }
                if !one.answer.rationale.trim().is_empty() {
                    out.say(&[Own(": "), Text(&one.answer.rationale)]);
                }
                for who in deeds.accepters(one) {
                    out.say(&[Dot, Own("accepted by "), page.name(who)]);
                }
                let confirmed = deeds.is_by(DeedKind::Confirms, one.digest(), &one.by);
                match one.recorded_by {
                    Some(_) if confirmed => out.say(&[Dot, Own("confirmed")]),
                    Some(_) => out.say(&[Dot, Strong(&[Own("not confirmed by them")])]),
                    None => {}
                }
                for remark in returns.iter().filter(|_| counts) {
                    out.say(&[Dot, Own("returned by "), page.name(&remark.by)]);
                }
            });
        }
    });
}

/// It decides nothing, and says so.
fn votes(session: &Session, page: &Page<'_>, out: &mut impl Writer) {
    let mut votes = page.dossier.review().votes.iter();
    if votes.any(|one| one.session == session.id) {
        heading("Go or no-go, which decides nothing until it is signed", out);
        sessions::votes(session, page, out);
    }
}

/// Who does what by when, by owner.
fn actions(page: &Page<'_>, out: &mut impl Writer) {
    let findings = page.facts.findings().list;
    let mut rows: Vec<_> = findings.iter().map(|one| page.facts.finding(one)).collect();
    rows.retain(|one| one.status.needs_finding());
    if rows.is_empty() {
        return;
    }
    rows.sort_by_key(|one| (one.owner.cloned(), one.date));
    heading("Who does what", out);
    out.within(Block::List, |out| {
        for one in &rows {
            out.within(Block::Item, |out| {
                match one.owner {
                    Some(owner) => out.say(&[Person(owner)]),
                    None => out.say(&[Strong(&[Own("nobody yet")])]),
                }
                out.say(&[Own(": "), Text(&one.item), Own(", ")]);
                out.say(&[Text(one.action.unwrap_or(one.title)), Dot]);
                match &one.date {
                    Some(due) => out.say(&due_on(due, page)),
                    None => out.say(&[Strong(&[Own("no date")])]),
                }
            });
        }
    });
}

fn remarks(title: &'static str, kind: RemarkKind, page: &Page<'_>, out: &mut impl Writer) {
    let is_open = |one: &&RemarkFacts<'_>| one.open && one.remark.kind == kind;
    let all: Vec<_> = page.remarks().iter().filter(is_open).collect();
    if all.is_empty() {
        return;
    }
    heading(title, out);
    out.within(Block::List, |out| {
        for one in all {
            out.within(Block::Item, |out| {
                out.say(&[Strong(&[Text(&one.item)]), Own(" ")]);
                if let Some(who) = &one.remark.addressee {
                    out.say(&[Own("for "), Person(who), Own(" ")]);
                }
                if let Some(due) = one.remark.due {
                    out.say(&[Value(&format_args!("by {due} "))]);
                }
                out.say(&[Own("("), Person(&one.remark.by), Own(")")]);
                if !one.remark.text.is_empty() {
                    out.say(&[Own(": "), Text(&one.remark.text)]);
                }
            });
        }
    });
}

/// Accepted risks, and whether whoever takes them said so.
fn risks(page: &Page<'_>, out: &mut impl Writer) {
    let deeds = page.facts.deeds();
    let all = page.entries().iter().filter_map(|entry| {
        let last = entry.latest()?;
        Some((entry, last, last.answer.accepted_by.as_ref()?))
    });
    let all: Vec<_> = all.collect();
    if all.is_empty() {
        return;
    }
    heading("Accepted risks", out);
    out.within(Block::List, |out| {
        for (entry, last, who) in all {
            let name = page.dossier.name(entry.position);
            out.within(Block::Item, |out| {
                out.say(&[Strong(&[Text(&name)]), Own(" by "), Person(who)]);
                if let Some(until) = last.answer.until {
                    out.say(&[Value(&format_args!(", until {until}"))]);
                }
                let is_own = last.by.is(who) || deeds.is_by(DeedKind::Confirms, last.digest(), who);
                if !is_own {
                    out.say(&[Dot, Strong(&[Own("not confirmed by them")])]);
                }
            });
        }
    });
}

fn verdict(page: &Page<'_>, out: &mut impl Writer) {
    let verdict = page.facts.verdict();
    heading("Where the review stands", out);
    if verdict.passes() {
        out.paragraph(&[Own("Nothing is missing.")]);
    } else {
        out.within(Block::List, |out| {
            for why in verdict.whys() {
                out.item(&[Text(&why)]);
            }
        });
    }
    let today = page.facts.today();
    let next = page.facts.expiries();
    if let Some(one) = next.iter().find(|one| one.day >= today) {
        let on = format_args!(" on {}", one.day);
        out.paragraph(&[Own("Next: "), Text(&one.what), Value(&on)]);
    }
}
