//! What people said beside an answer.

use super::page::Page;
use super::writer::Span::{Dot, Own, Person, Strong, Text, Value};
use super::writer::{Block, Writer, moment};
use crate::facts::RemarkFacts;

pub(super) fn write(position: usize, page: &Page<'_>, out: &mut impl Writer) {
    let name = page.dossier.name(position);
    let all = page.remarks().iter().filter(|one| one.item == name);
    let all: Vec<_> = all.collect();
    if all.is_empty() {
        return;
    }
    out.paragraph(&[Own("Remarks:")]);
    out.within(Block::List, |out| {
        for one in all {
            out.within(Block::Item, |out| write_one(one, out));
        }
    });
}

fn write_one(one: &RemarkFacts<'_>, out: &mut impl Writer) {
    let remark = one.remark;
    let at = moment(remark.at);
    let kind = [Value(&remark.kind)];
    out.say(&[
        Strong(&kind),
        Own(" by "),
        Person(&remark.by),
        Own(", "),
        Value(&at),
    ]);
    if let Some(who) = &remark.addressee {
        out.say(&[Own(", for "), Person(who)]);
    }
    if let Some(due) = remark.due {
        out.say(&[Value(&format_args!(", due {due}"))]);
    }
    if one.open {
        out.say(&[Dot, Strong(&[Own("open")])]);
    }
    // All else that a report shows is under a sign-off, or this says that it is not.
    if !one.signed {
        out.say(&[Dot, Own("not signed")]);
    }
    if !remark.text.is_empty() {
        out.say(&[Own(": "), Text(&remark.text)]);
    }
}
