//! Every item of every category, and what was said of it.

use std::collections::{BTreeMap, HashSet};
use std::fmt::{self, Write};

use super::page::{Page, Word};
use super::{attestation, lapses};
use crate::report::escape::{Line, Link};
use crate::review::{Entry, Record};

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    let mut checklist = None;
    for section in page.dossier.sections() {
        if checklist.replace(section.checklist) != Some(section.checklist) {
            let list = &page.dossier.checklists()[section.checklist];
            writeln!(out, "## Items of {}\n", Line(&list.title))?;
        }
        writeln!(out, "### {}\n", Line(&page.dossier.category(section).title))?;
        for entry in &page.entries[section.positions.clone()] {
            write_item(out, page, entry)?;
        }
    }
    Ok(())
}

fn write_item(out: &mut String, page: &Page<'_>, entry: &Entry<'_>) -> fmt::Result {
    writeln!(
        out,
        "#### {}: {}\n",
        Line(&page.dossier.name(entry.position)),
        Line(&entry.item.title)
    )?;
    write!(
        out,
        "**{}** · {} severity",
        Word(entry.outcome.status()),
        entry.item.severity
    )?;
    if let Some(attestation) = entry.latest() {
        if let Some(lapse) = &entry.outcome.lapse {
            write!(out, " · was {}, ", Word(entry.outcome.said))?;
            lapses::write_why(out, lapse)?;
        } else if let Some(day) = entry.expires() {
            write!(out, " · holds until {day}")?;
        }
        attestation::write(out, page, attestation)?;
    } else {
        out.push_str("\n\n");
    }
    write_references(out, entry)?;
    entry.record.map_or(Ok(()), |record| {
        attestation::write_history(out, page, record)
    })
}

fn write_references(out: &mut String, entry: &Entry<'_>) -> fmt::Result {
    for (nth, reference) in entry.item.references.iter().enumerate() {
        out.push_str(if nth == 0 { "References: " } else { ", " });
        write!(
            out,
            "{}",
            Link {
                text: &reference.title,
                url: &reference.url
            }
        )?;
    }
    out.push_str(if entry.item.references.is_empty() {
        ""
    } else {
        "\n\n"
    });
    Ok(())
}

/// What was said of items that are in no checklist any more, so that nothing that was said is lost.
pub(super) fn write_removed(out: &mut String, page: &Page<'_>) -> fmt::Result {
    let records: usize = page
        .dossier
        .review()
        .records
        .values()
        .map(BTreeMap::len)
        .sum();
    if page
        .entries
        .iter()
        .filter(|entry| entry.record.is_some())
        .count()
        == records
    {
        return Ok(());
    }
    let asked: HashSet<_> = page
        .entries
        .iter()
        .map(|e| (e.checklist.id.as_str(), e.item.id.as_str()))
        .collect();
    let removed = page
        .dossier
        .review()
        .records
        .iter()
        .flat_map(|(list, records)| {
            records
                .iter()
                .map(move |(item, record)| (list, item, record))
        })
        .filter(|(list, item, _)| !asked.contains(&(list.as_str(), item.as_str())));
    out.push_str("## No longer in the checklist\n\n");
    out.push_str(
        "The review holds these items, but the checklist does not ask them any more. They do not count.\n\n",
    );
    for (list, item, record) in removed {
        writeln!(
            out,
            "#### {}\n",
            Line(&format!("{list}/{item}: {}", record.title))
        )?;
        write_removed_record(out, page, record)?;
    }
    Ok(())
}

fn write_removed_record(out: &mut String, page: &Page<'_>, record: &Record) -> fmt::Result {
    let latest = record.latest();
    write!(
        out,
        "Was {}",
        Word(latest.map(|attestation| attestation.answer.status))
    )?;
    match latest {
        Some(attestation) => attestation::write(out, page, attestation)?,
        None => out.push_str("\n\n"),
    }
    attestation::write_history(out, page, record)
}
