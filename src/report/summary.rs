//! How many items have which status, and what that amounts to.

use super::page::Page;
use super::writer::Align::{Any, Right};
use super::writer::Span::{self, Own, Status, Strong, Text, Value};
use super::writer::{Block, Writer};
use crate::facts::Score;
use crate::review::{Standing, Tally};
use crate::text::number::count;

pub(super) fn write(page: &Page<'_>, out: &mut impl Writer) {
    out.within(Block::List, |out| write_scores(page, out));
    let columns = &[Any, Right, Right, Right, Right, Right, Right, Right];
    out.within(Block::Table(columns), |out| write_table(page, out));
}

fn write_scores(page: &Page<'_>, out: &mut impl Writer) {
    let tally = page.dossier.tally();
    let Score { met, of, percent } = page.facts.score();
    let of = count(of, "applicable item", "applicable items");
    out.item(&[Strong(&[Value(&format_args!(
        "Score: {met} of {of} met ({percent} %)."
    ))])]);
    let Score { met, of, percent } = page.facts.score_without_accepted_risks();
    out.item(&[Value(&format_args!(
        "With accepted risks set aside: {met} of {of} ({percent} %)."
    ))]);
    let lapsed = |standing| {
        (0..page.dossier.count())
            .filter_map(|position| page.dossier.outcome(position).lapse.as_ref())
            .filter(|lapse| lapse.standing() == standing)
            .count()
    };
    let (expired, stale) = (lapsed(Standing::Expired), lapsed(Standing::Stale));
    let (open, total) = (tally.not_reviewed, count(tally.total(), "item", "items"));
    out.within(Block::Item, |out| {
        out.say(&[Value(&format_args!("Not reviewed: {open} of {total}"))]);
        if expired + stale > 0 {
            out.say(&[Value(&format_args!(
                "; of these, {expired} expired and {stale} stale since they were attested"
            ))]);
        }
        out.say(&[Own(".")]);
    });
}

fn write_table(page: &Page<'_>, out: &mut impl Writer) {
    let statuses = Tally::ORDER.map(|status| [Status(status)]);
    write_row(&[Own("Category")], &statuses, Own("Items"), out);
    let lists = page.dossier.checklists();
    for section in page.dossier.sections() {
        let title = Text(&page.dossier.category(section).title);
        let list = Text(&lists[section.checklist].id);
        let name: &[Span<'_>] = if lists.len() > 1 {
            &[list, Own(": "), title]
        } else {
            &[title]
        };
        write_counts(name, &section.tally, out);
    }
    write_counts(&[Strong(&[Own("All")])], &page.dossier.tally(), out);
}

fn write_counts(name: &[Span<'_>], tally: &Tally, out: &mut impl Writer) {
    let counts = Tally::ORDER.map(|status| tally.count(status));
    let counts = counts.each_ref().map(|count| [Value(count)]);
    write_row(name, &counts, Value(&tally.total()), out);
}

fn write_row(name: &[Span<'_>], columns: &[[Span<'_>; 1]], last: Span<'_>, out: &mut impl Writer) {
    let last = [last];
    let cells = [name]
        .into_iter()
        .chain(columns.iter().map(|cell| &cell[..]))
        .chain([&last[..]]);
    out.row(&cells.collect::<Vec<_>>());
}
