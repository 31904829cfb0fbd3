//! A section by its place in the contents: its heading, and what stands below it.

use super::contents::Part;
use super::page::Page;
use super::writer::{Block, Span, Writer};
use super::{
    decision, declarations, findings, items, lapses, notices, sessions, signoffs, subject, summary,
    verification,
};
use crate::decision::wording;
use crate::text::capital::capital;

pub(crate) fn write(nth: usize, page: &Page<'_>, out: &mut impl Writer) {
    let level = page.contents.level(nth);
    out.within(Block::Heading(level), |out| title(nth, page, out));
    match page.contents.parts[nth] {
        Part::Decision => decision::write(page, out),
        Part::Subject => subject::write(page, out),
        Part::Summary => summary::write(page, out),
        Part::Findings => findings::write(page, out),
        Part::Lapses => lapses::write(page, out),
        Part::Checklist(_) | Part::Category(_) | Part::Declarations => {}
        Part::Item(position) => items::write(&page.entry(position), page, out),
        Part::Removed => items::write_removed(out),
        Part::RemovedItem(nth) => items::write_removed_item(&page.contents.removed[nth], page, out),
        Part::Signoffs => signoffs::write(page, out),
        Part::Signoff(nth) => signoffs::write_signoff(nth, page, out),
        Part::LostRevocation(nth) => signoffs::write_revocation(nth, page, out),
        Part::Declaration(nth) => declarations::write(nth, page, out),
        Part::Seals => signoffs::write_seals(page, out),
        Part::Sessions => sessions::write(page, out),
        Part::Notices => notices::write(page, out),
        Part::Verification => verification::write(page, out),
    }
}

/// The words of the heading, in no block.
pub(crate) fn title(nth: usize, page: &Page<'_>, out: &mut impl Writer) {
    use Span::{Own, Text, Value};
    let (dossier, review) = (page.dossier, page.dossier.review());
    match page.contents.parts[nth] {
        Part::Decision => out.say(&[Own("Review report: "), Text(&review.subject.title)]),
        Part::Subject => out.say(&[Own("Subject")]),
        Part::Summary => out.say(&[Own("Summary")]),
        Part::Findings => out.say(&[Own("Findings and accepted risks")]),
        Part::Lapses => out.say(&[Own("Expired and stale")]),
        Part::Checklist(nth) => {
            out.say(&[Own("Items of "), Text(&dossier.checklists()[nth].title)]);
        }
        Part::Category(nth) => {
            out.say(&[Text(&dossier.category(&dossier.sections()[nth]).title)]);
        }
        Part::Item(position) => {
            let (name, item) = (dossier.name(position), page.entry(position).item);
            out.say(&[Text(&name), Own(": "), Text(&item.title)]);
        }
        Part::Removed => out.say(&[Own("No longer in the checklist")]),
        Part::RemovedItem(nth) => {
            let key = &page.contents.removed[nth];
            let record = review.record(key);
            let title = record.map_or("", |record| &record.title);
            out.say(&[Text(&format!("{key}: {title}"))]);
        }
        Part::Signoffs => out.say(&[Own("Sign-offs")]),
        Part::Signoff(nth) => {
            let short = wording::short(&review.signoffs[nth]);
            out.say(&[Value(&capital(&short))]);
        }
        Part::LostRevocation(_) => {
            out.say(&[Own("Revocation of a sign-off that is not in the file")]);
        }
        Part::Declarations => out.say(&[Own("Declarations")]),
        Part::Declaration(nth) => {
            let one = &review.declarations[nth];
            let (day, by) = (page.dossier.day_of(one.at), one.by.name());
            out.say(&[Value(&day), Own(", "), Text(by)]);
        }
        Part::Seals => out.say(&[Own("Seals")]),
        Part::Sessions => out.say(&[Own("Sessions, not signed")]),
        Part::Notices => out.say(&[Own("Notices")]),
        Part::Verification => out.say(&[Own("How to verify")]),
    }
}
