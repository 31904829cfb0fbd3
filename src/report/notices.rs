//! What the authors of the checklists want every reader to know.

use super::page::Page;
use super::writer::Span::{Link, Own, Text};
use super::writer::{Block, Writer};
use crate::checklist::Checklist;

pub(super) fn write(page: &Page<'_>, out: &mut impl Writer) {
    for list in page.dossier.checklists() {
        if !list.notices.is_empty() || list.source.is_some() {
            write_notices(list, out);
        }
    }
}

fn write_notices(list: &Checklist, out: &mut impl Writer) {
    out.within(Block::Paragraph, |out| {
        out.say(&[Text(&list.title)]);
        if let Some(source) = &list.source {
            let (text, url) = (&*source.title, &*source.url);
            out.say(&[Own(", made from "), Link { text, url }]);
            if let Some(license) = &source.license {
                out.say(&[Own(" (license: "), Text(license), Own(")")]);
            }
        }
        out.say(&[Own(if list.notices.is_empty() { "." } else { ":" })]);
    });
    if !list.notices.is_empty() {
        out.quote(&list.notices.join("\n\n"));
    }
}
