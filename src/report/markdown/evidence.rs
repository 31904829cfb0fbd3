//! What backs an attestation, so that a reader can find it and check it.

use std::fmt::{self, Write};

use super::page::Page;
use crate::report::escape::{Block, Code, Line, Link};
use crate::review::{Compared, Evidence};

pub(super) fn write(out: &mut String, page: &Page<'_>, evidence: &[Evidence]) -> fmt::Result {
    if evidence.is_empty() {
        return Ok(());
    }
    out.push_str("Evidence:\n\n");
    for piece in evidence {
        write_piece(out, page, piece)?;
    }
    out.push('\n');
    Ok(())
}

fn write_piece(out: &mut String, page: &Page<'_>, piece: &Evidence) -> fmt::Result {
    match piece {
        Evidence::Link { url, at } => {
            writeln!(
                out,
                "- link, {}: {}",
                at.date_naive(),
                Link { text: url, url }
            )
        }
        Evidence::File {
            path,
            digest,
            size,
            at,
        } => {
            write!(
                out,
                "- file, {}: {}, {size} bytes, `{digest}`",
                at.date_naive(),
                Code(path)
            )?;
            match piece.compare(page.dossier.checks()) {
                Some(Compared::Unchanged) => writeln!(out, ", unchanged"),
                Some(Compared::Changed(now)) => writeln!(out, ", **changed**: it is now `{now}`"),
                Some(Compared::Missing(why)) => {
                    writeln!(out, ", **cannot be compared**: {}", Line(why))
                }
                Some(Compared::Unseen) | None => writeln!(out, ", not compared for this report"),
            }
        }
        Evidence::Note { text, at } => {
            writeln!(out, "- note, {}:\n", at.date_naive())?;
            write!(
                out,
                "{}",
                Block {
                    prefix: "  > ",
                    text
                }
            )
        }
    }
}
