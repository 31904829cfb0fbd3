//! Who decided what, on which content, and what became of it.

use super::decision::write_conditions;
use super::page::Page;
use super::writer::Span::{Digest, Dot, Own, Person, Strong, Text, Value};
use super::writer::{Block, Writer, moment};
use crate::decision::since;
use crate::review::Signable;

pub(super) fn write(page: &Page<'_>, out: &mut impl Writer) {
    if page.dossier.review().signoffs.is_empty() {
        out.paragraph(&[Own("Nobody has signed off.")]);
    }
}

/// A sign-off, by its place in the file.
pub(super) fn write_signoff(nth: usize, page: &Page<'_>, out: &mut impl Writer) {
    let holding = &page.holdings()[nth];
    let signoff = holding.signoff;
    out.within(Block::Paragraph, |out| {
        out.say(&[Strong(&[Value(&holding.standing)])]);
        if let Some(why) = since::why(holding, page.dossier) {
            out.say(&[Own(": "), Text(&why)]);
        }
        let at = moment(signoff.at);
        out.say(&[Dot, Person(&signoff.by), Own(", "), Value(&at)]);
    });
    let signature = page.signature(signoff);
    signature.write(out);
    signature.write_texts(&signoff.statement, out);
    write_conditions(holding, page, out);
    out.paragraph(&[Own("Content: "), Digest(&signoff.content)]);
    let digest = signoff.digest();
    for (nth, one) in page.dossier.review().revocations.iter().enumerate() {
        if one.signoff == digest {
            write_revocation(nth, page, out);
        }
    }
}

/// A revocation, by its place in the file.
pub(super) fn write_revocation(nth: usize, page: &Page<'_>, out: &mut impl Writer) {
    let facts = &page.revocations()[nth];
    let one = facts.revocation;
    out.paragraph(&[
        Strong(&[Own("Revoked")]),
        Own(" by "),
        Person(&one.by),
        Value(&format_args!(", {}: ", moment(one.at))),
        Text(&one.reason),
    ]);
    let signature = page.signature(one);
    signature.write(out);
    if let Some(fault) = &facts.fault {
        let label = Strong(&[Own("Not as it was recorded:")]);
        out.paragraph(&[label, Own(" "), Text(fault)]);
    }
    if let Some(idle) = &facts.idle {
        out.paragraph(&[Strong(&[Own("It ")]), Strong(&[Text(idle)]), Own(".")]);
    }
    signature.write_texts(&one.statement, out);
}

pub(super) fn write_seals(page: &Page<'_>, out: &mut impl Writer) {
    out.within(Block::List, |out| {
        for seal in &page.dossier.review().seals {
            out.item(&[
                Value(&format_args!("{} by ", seal.state)),
                Person(&seal.by),
                Value(&format_args!(", {}: ", moment(seal.at))),
                Text(&seal.reason),
            ]);
        }
    });
}
