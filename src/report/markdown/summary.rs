//! How many items have which status, and what that amounts to.

use std::fmt::{self, Write};

use super::page::{Page, Word};
use crate::report::escape::Line;
use crate::review::tally::percent;
use crate::review::{Standing, Tally};

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    out.push_str("## Summary\n\n");
    write_scores(out, page)?;
    write_table(out, page)
}

fn write_scores(out: &mut String, page: &Page<'_>) -> fmt::Result {
    let tally = page.dossier.tally();
    let (as_is, aside) = (tally.score(), tally.score_without_accepted());
    writeln!(
        out,
        "- **Score: {} of {} applicable items met ({} %).**",
        as_is.0,
        as_is.1,
        percent(as_is)
    )?;
    writeln!(
        out,
        "- With accepted risks set aside: {} of {} ({} %).",
        aside.0,
        aside.1,
        percent(aside)
    )?;
    write!(
        out,
        "- Not reviewed: {} of {} items",
        tally.not_reviewed,
        tally.total()
    )?;
    let lapsed = |standing| {
        let lapses = page
            .entries
            .iter()
            .filter_map(|entry| entry.outcome.lapse.as_ref());
        lapses.filter(|lapse| lapse.standing() == standing).count()
    };
    match (lapsed(Standing::Expired), lapsed(Standing::Stale)) {
        (0, 0) => out.push_str(".\n\n"),
        (expired, stale) => {
            writeln!(
                out,
                "; of these, {expired} expired and {stale} stale since they were attested.\n"
            )?;
        }
    }
    Ok(())
}

fn write_table(out: &mut String, page: &Page<'_>) -> fmt::Result {
    out.push_str("| Category |");
    for status in Tally::ORDER {
        write!(out, " {} |", Word(status))?;
    }
    out.push_str(" Items |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
    for section in page.dossier.sections() {
        let checklists = page.dossier.checklists();
        if checklists.len() > 1 {
            write!(out, "| {}: ", Line(&checklists[section.checklist].id))?;
        } else {
            out.push_str("| ");
        }
        write!(out, "{} |", Line(&page.dossier.category(section).title))?;
        write_counts(out, &section.tally)?;
    }
    out.push_str("| **All** |");
    write_counts(out, &page.dossier.tally())?;
    out.push('\n');
    Ok(())
}

fn write_counts(out: &mut String, tally: &Tally) -> fmt::Result {
    for status in Tally::ORDER {
        write!(out, " {} |", tally.count(status))?;
    }
    writeln!(out, " {} |", tally.total())
}
