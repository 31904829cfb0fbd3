//! What was accepted, confirmed, ended or closed, and what stands behind that.

use super::page::Page;
use super::writer::Span::{Digest, Own, Strong, Text, Value};
use super::writer::{Block, Writer};
use crate::decision::wording;

/// A declaration, by its place in the file.
pub(super) fn write(nth: usize, page: &Page<'_>, out: &mut impl Writer) {
    let review = page.dossier.review();
    let facts = &page.declarations()[nth];
    let one = facts.declaration;
    out.within(Block::List, |out| {
        for deed in &one.deeds {
            out.within(Block::Item, |out| {
                out.say(&[Value(&deed.act), Own(" ")]);
                match wording::about(deed.to, review) {
                    Some(about) => out.say(&[Text(&about)]),
                    None => out.say(&[Digest(&deed.to)]),
                }
                if let Some(why) = &deed.why {
                    out.say(&[Own(": "), Text(why)]);
                }
            });
        }
    });
    if let Some(fault) = &facts.fault {
        let label = Strong(&[Own("Not as it was recorded:")]);
        out.paragraph(&[label, Own(" "), Text(fault)]);
    }
    let signature = page.signature(one);
    signature.write(out);
    signature.write_texts(&one.statement, out);
}
