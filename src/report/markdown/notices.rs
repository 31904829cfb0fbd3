//! What the authors of the checklists want every reader to know.

use std::fmt::{self, Write};

use super::page::Page;
use crate::checklist::Checklist;
use crate::report::escape::{Block, Line, Link};

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    let mut lists = page
        .dossier
        .checklists()
        .iter()
        .filter(|list| !list.notices.is_empty() || list.source.is_some())
        .peekable();
    if lists.peek().is_none() {
        return Ok(());
    }
    out.push_str("## Notices\n\n");
    lists.try_for_each(|list| write_notices(out, list))
}

fn write_notices(out: &mut String, list: &Checklist) -> fmt::Result {
    write!(out, "{}", Line(&list.title))?;
    if let Some(source) = &list.source {
        write!(
            out,
            ", made from {}",
            Link {
                text: &source.title,
                url: &source.url
            }
        )?;
        if let Some(license) = &source.license {
            write!(out, " (license: {})", Line(license))?;
        }
    }
    out.push_str(if list.notices.is_empty() {
        ".\n\n"
    } else {
        ":\n\n"
    });
    for (nth, notice) in list.notices.iter().enumerate() {
        if nth > 0 {
            out.push_str(">\n");
        }
        write!(
            out,
            "{}",
            Block {
                prefix: "> ",
                text: notice
            }
        )?;
    }
    out.push_str(if list.notices.is_empty() { "" } else { "\n" });
    Ok(())
}
