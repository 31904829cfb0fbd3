//! One item, and what was said of it.

use super::page::Page;
use super::writer::Span::{Dot, Link, Own, Status, Strong, Text, Value};
use super::writer::{Block, Writer};
use super::{attestation, remarks};
use crate::review::{Entry, ItemKey};

pub(super) fn write(entry: &Entry<'_>, page: &Page<'_>, out: &mut impl Writer) {
    let latest = entry.latest();
    out.within(Block::Paragraph, |out| {
        out.say(&[
            Strong(&[Status(entry.outcome.status())]),
            Dot,
            Value(&entry.item.severity),
            Own(" severity"),
        ]);
        let Some(attestation) = latest else { return };
        if let Some(lapse) = &entry.outcome.lapse {
            out.say(&[
                Dot,
                Own("was "),
                Status(entry.outcome.said),
                Own(", "),
                Strong(&[Value(&lapse.standing())]),
                Own(": "),
                Text(&lapse.to_string()),
            ]);
        } else if let Some(day) = entry.expires() {
            out.say(&[Dot, Own("holds until "), Value(&day)]);
        }
        attestation::write_who(attestation, page, out);
    });
    if let Some(attestation) = latest {
        attestation::write(attestation, page, out);
    }
    write_references(entry, out);
    if let Some(record) = entry.record {
        attestation::write_undecided(record, page, out);
        attestation::write_history(record, page, out);
        remarks::write(entry.position, page, out);
    }
}

fn write_references(entry: &Entry<'_>, out: &mut impl Writer) {
    if entry.item.references.is_empty() {
        return;
    }
    out.within(Block::Paragraph, |out| {
        for (nth, reference) in entry.item.references.iter().enumerate() {
            let (text, url) = (&*reference.title, &*reference.url);
            let before = if nth == 0 { "References: " } else { ", " };
            out.say(&[Own(before), Link { text, url }]);
        }
    });
}

pub(super) fn write_removed(out: &mut impl Writer) {
    out.paragraph(&[Own(
        "The review holds these items, but the checklist does not ask them any more. They do not count.",
    )]);
}

pub(super) fn write_removed_item(key: &ItemKey, page: &Page<'_>, out: &mut impl Writer) {
    let Some(record) = page.dossier.review().record(key) else {
        return;
    };
    let latest = record.latest();
    out.within(Block::Paragraph, |out| {
        out.say(&[
            Own("Was "),
            Status(latest.map(|attestation| attestation.answer.status)),
        ]);
        if let Some(attestation) = latest {
            attestation::write_who(attestation, page, out);
        }
    });
    if let Some(attestation) = latest {
        attestation::write(attestation, page, out);
    }
    attestation::write_history(record, page, out);
}
