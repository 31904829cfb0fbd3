//! What was reviewed, against what, by whom and when.

use super::page::Page;
use super::writer::Span::{Digest, Own, Person, Strong, Text, Value};
use super::writer::{Align, Block, Writer, moment};
use crate::facts::ChecklistFacts;
use crate::review::Review;

const UNSTATED: &str = "not stated";

pub(super) fn write(page: &Page<'_>, out: &mut impl Writer) {
    let columns = &[Align::Left, Align::Left];
    out.within(Block::Table(columns), |out| {
        write_table(page, out);
    });
    let lists = page.facts.checklists();
    for ChecklistFacts { pinned, .. } in lists.iter().filter(|list| list.changed) {
        out.paragraph(&[
            Strong(&[Own("Changed since the review was started:")]),
            Own(" the checklist "),
            Text(&pinned.id),
            Own(" was then version "),
            Text(&pinned.version),
            Own(", "),
            Digest(&pinned.digest),
            Own("."),
        ]);
    }
    for confusion in lists.iter().filter_map(|list| list.confusion.as_ref()) {
        out.paragraph(&[
            Strong(&[Own("Not the only text of its name:")]),
            Own(" "),
            Text(confusion),
            Own("."),
        ]);
    }
}

fn write_table(page: &Page<'_>, out: &mut impl Writer) {
    let review = page.dossier.review();
    let subject = &review.subject;
    // Markdown has no table without a head: the system is what all the rest is about.
    out.row(&[&[Own("System")], &[Text(&subject.system)]]);
    let environment = subject.environment.as_deref().unwrap_or(UNSTATED);
    out.row(&[&[Own("Environment")], &[Text(environment)]]);
    let revision = subject.revision.as_deref().unwrap_or(UNSTATED);
    out.row(&[&[Own("Revision")], &[Text(revision)]]);
    for list in page.dossier.checklists() {
        let checklist = [
            Text(&list.title),
            Own(" ("),
            Text(&list.id),
            Own(", version "),
            Text(&list.version),
            Own("), "),
            Digest(&list.digest()),
        ];
        out.row(&[&[Own("Checklist")], &checklist]);
    }
    for person in page.contents.attesters.people() {
        out.row(&[&[Own("Attested by")], &[Person(person)]]);
    }
    if page.contents.attesters.people().len() == 0 {
        out.row(&[&[Own("Attested by")], &[Own("nobody yet")]]);
    }
    let (at, by) = (moment(subject.created_at), Person(&subject.created_by));
    out.row(&[&[Own("Started")], &[Value(&at), Own(" by "), by]]);
    write_attested(review, out);
    if let Some(seal) = review.seal() {
        let (at, by) = (moment(seal.at), Person(&seal.by));
        let sealed = [Value(&at), Own(" by "), by, Own(": "), Text(&seal.reason)];
        out.row(&[&[Own("Sealed")], &sealed]);
    }
    out.row(&[&[Own("Review id")], &[Text(&subject.id)]]);
}

fn write_attested(review: &Review, out: &mut impl Writer) {
    let times: Vec<_> = review.attestations().map(|(_, a)| a.at).collect();
    if let (Some(first), Some(last)) = (times.iter().min(), times.iter().max()) {
        let span = format!("{} to {}", moment(*first), moment(*last));
        out.row(&[&[Own("Attested")], &[Value(&span)]]);
    }
}
