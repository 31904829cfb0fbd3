//! What backs an attestation, so that a reader can find it and check it.

use super::page::Page;
use super::writer::Span::{Copied, Digest, Link, Own, Strong, Text, Value};
use super::writer::{Block, Writer};
use crate::review::{Compared, Evidence};
use crate::text::number::bytes;

pub(super) fn write(evidence: &[Evidence], page: &Page<'_>, out: &mut impl Writer) {
    if evidence.is_empty() {
        return;
    }
    out.paragraph(&[Own("Evidence:")]);
    out.within(Block::List, |out| {
        for piece in evidence {
            out.within(Block::Item, |out| write_piece(piece, page, out));
        }
    });
}

fn write_piece(piece: &Evidence, page: &Page<'_>, out: &mut impl Writer) {
    match piece {
        Evidence::Link { url, at } => out.say(&[
            Value(&format_args!("link, {}: ", page.dossier.day_of(*at))),
            Link { text: url, url },
        ]),
        Evidence::File {
            path,
            digest,
            size,
            compared,
            at,
        } => {
            out.say(&[
                Value(&format_args!("file, {}: ", page.dossier.day_of(*at))),
                Copied(path),
                Value(&format_args!(", {}, ", bytes(*size))),
                Digest(digest),
            ]);
            if compared.is_some() {
                out.say(&[Own(" of its text with line ends of Unix")]);
            }
            match piece.compare(page.dossier.checks()) {
                Some(Compared::Unchanged) => out.say(&[Own(", unchanged")]),
                Some(Compared::Changed(now, like)) => {
                    let like = like.map_or_else(String::new, |like| format!("{like}; "));
                    out.say(&[
                        Own(", "),
                        Strong(&[Own("changed")]),
                        Own(": "),
                        Text(&like),
                        Own("it is now "),
                        Digest(now),
                    ]);
                }
                Some(Compared::Misstated(now)) => out.say(&[
                    Own(", "),
                    Strong(&[Own("which is not its size")]),
                    Value(&format_args!(": it has {}", bytes(now))),
                ]),
                Some(Compared::Missing(why)) => out.say(&[
                    Own(", "),
                    Strong(&[Own("cannot be compared")]),
                    Own(": "),
                    Text(why),
                ]),
                Some(Compared::Unseen) | None => out.say(&[Own(", not compared for this report")]),
            }
        }
        Evidence::Note { text, at } => {
            out.say(&[Value(&format_args!("note, {}:", page.dossier.day_of(*at)))]);
            out.quote(text);
        }
    }
}
