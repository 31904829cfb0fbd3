//! What was attested once and does not hold any more.

use std::fmt::{self, Write};

use super::page::{Page, Word};
use crate::report::escape::Line;
use crate::review::{Entry, Lapse};

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    let lapse_of = |entry: &Entry<'_>| entry.outcome.lapse.clone();
    let mut lapsed: Vec<_> = page
        .entries
        .iter()
        .filter_map(|entry| Some((entry, lapse_of(entry)?, entry.latest()?)))
        .collect();
    if lapsed.is_empty() {
        return Ok(());
    }
    lapsed.sort_by_key(|(entry, _, attestation)| (entry.item.severity, attestation.at));
    out.push_str("## Expired and stale\n\n");
    out.push_str(
        "These items were attested, but what was said no longer holds. They count as not reviewed.\n\n",
    );
    out.push_str("| Severity | Item | Was | Standing | Attested |\n|---|---|---|---|---|\n");
    for (entry, lapse, attestation) in lapsed {
        let (name, title) = (
            Line(&page.dossier.name(entry.position)),
            Line(&entry.item.title),
        );
        let (was, by) = (
            Word(Some(attestation.answer.status)),
            page.attesters.name(&attestation.by),
        );
        write!(
            out,
            "| {} | {name}: {title} | {was} | ",
            entry.item.severity
        )?;
        write_why(out, &lapse)?;
        writeln!(out, " | {} by {by} |", attestation.at.date_naive())?;
    }
    out.push('\n');
    Ok(())
}

/// Expired or stale, and the reason.
pub(super) fn write_why(out: &mut String, lapse: &Lapse) -> fmt::Result {
    write!(
        out,
        "**{}**: {}",
        lapse.standing(),
        Line(&lapse.to_string())
    )
}
