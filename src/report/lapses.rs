//! What was attested once and does not hold any more.

use super::page::Page;
use super::writer::Align::Any;
use super::writer::Span::{self, Own, Strong, Text, Value};
use super::writer::{Block, Writer};
use crate::review::{Attestation, Entry, Lapse};

pub(super) fn write(page: &Page<'_>, out: &mut impl Writer) {
    let mut lapsed: Vec<_> = page
        .entries()
        .iter()
        .filter_map(|entry| Some((entry, entry.outcome.lapse.as_ref()?, entry.latest()?)))
        .collect();
    lapsed.sort_by_key(|(entry, _, attestation)| (entry.item.severity, attestation.at));
    out.paragraph(&[Own(
        "These items were attested, but what was said no longer holds. They count as not reviewed.",
    )]);
    out.within(Block::Table(&[Any; 5]), |out| {
        out.row(&[
            &[Own("Severity")],
            &[Own("Item")],
            &[Own("Was")],
            &[Own("Standing")],
            &[Own("Attested")],
        ]);
        for (entry, lapse, attestation) in lapsed {
            write_row(entry, lapse, attestation, page, out);
        }
    });
}

fn write_row(
    entry: &Entry<'_>,
    lapse: &Lapse,
    attestation: &Attestation,
    page: &Page<'_>,
    out: &mut impl Writer,
) {
    let by = page.name(&attestation.by);
    out.row(&[
        &[Value(&entry.item.severity)],
        &[
            Text(&page.dossier.name(entry.position)),
            Own(": "),
            Text(&entry.item.title),
        ],
        &[Span::Status(Some(attestation.answer.status))],
        &[
            Strong(&[Value(&lapse.standing())]),
            Own(": "),
            Text(&lapse.to_string()),
        ],
        &[Value(&page.dossier.day_of(attestation.at)), Own(" by "), by],
    ]);
}
