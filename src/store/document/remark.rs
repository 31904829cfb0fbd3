//! What is said beside answers and in sessions, and who was in the room, written.

use std::fmt::Write as _;

use crate::review::{ItemKey, Person, Remark, Session, Vote};
use crate::store::strike;
use crate::store::values::{key, optional, prose, text, texts, time};

pub(super) fn write(out: &mut String, of: &ItemKey, remark: &Remark) {
    let Remark {
        id,
        kind,
        text: words,
        addressee,
        due,
        on,
        by,
        at,
        struck,
    } = remark;
    let path = format!("item.{}.{}.remark", key(&of.checklist), key(&of.item));
    let _ = writeln!(out, "\n[[{path}]]");
    strike::write(out, struck);
    text(out, "id", id);
    let _ = writeln!(out, "kind = \"{kind}\"");
    if !words.is_empty() {
        prose(out, "text", words);
    }
    optional(out, "for", addressee.as_ref().map(Person::as_str));
    if let Some(due) = due {
        let _ = writeln!(out, "due = {due}");
    }
    optional(out, "on", on.map(|on| on.to_string()).as_deref());
    text(out, "by", by.as_str());
    time(out, "at", *at);
}

pub(super) fn session(out: &mut String, one: &Session) {
    let Session {
        id,
        started_at,
        ended_at,
        lead,
        people,
    } = one;
    out.push_str("\n[[session]]\n");
    text(out, "id", id);
    time(out, "started-at", *started_at);
    if let Some(at) = ended_at {
        time(out, "ended-at", *at);
    }
    text(out, "lead", lead.as_str());
    if !people.is_empty() {
        let people: Vec<_> = people.iter().map(ToString::to_string).collect();
        texts(out, "people", &people);
    }
}

pub(super) fn vote(out: &mut String, vote: &Vote) {
    let Vote {
        id,
        session,
        kind,
        role,
        why,
        by,
        recorded_by,
        at,
        struck,
    } = vote;
    out.push_str("\n[[vote]]\n");
    strike::write(out, struck);
    text(out, "id", id);
    text(out, "session", session);
    let _ = writeln!(out, "kind = \"{kind}\"\nrole = \"{role}\"");
    if !why.is_empty() {
        prose(out, "why", why);
    }
    text(out, "by", by.as_str());
    optional(out, "recorded-by", recorded_by.as_ref().map(Person::as_str));
    time(out, "at", *at);
}
