//! What was reviewed, against what, by whom and when.

use std::fmt::{self, Write};

use super::page::{Moment, Page};
use crate::report::escape::{Line, Who};
use crate::review::Review;

const UNSTATED: &str = "not stated";

pub(super) fn write(out: &mut String, page: &Page<'_>) -> fmt::Result {
    let review = page.dossier.review();
    let subject = &review.subject;
    out.push_str("## Subject\n\n");
    // Markdown has no table without a head: the system is what all the rest is about.
    writeln!(out, "| System | {} |\n|:--|:--|", Line(&subject.system))?;
    writeln!(
        out,
        "| Environment | {} |",
        Line(subject.environment.as_deref().unwrap_or(UNSTATED))
    )?;
    writeln!(
        out,
        "| Revision | {} |",
        Line(subject.revision.as_deref().unwrap_or(UNSTATED))
    )?;
    for list in page.dossier.checklists() {
        let (title, id, version) = (Line(&list.title), Line(&list.id), Line(&list.version));
        writeln!(
            out,
            "| Checklist | {title} ({id}, version {version}), `{}` |",
            list.digest()
        )?;
    }
    for person in page.attesters.people() {
        writeln!(out, "| Attested by | {} |", Who(person))?;
    }
    if page.attesters.people().len() == 0 {
        out.push_str("| Attested by | nobody yet |\n");
    }
    let author = Who(&subject.created_by);
    writeln!(
        out,
        "| Started | {} by {author} |",
        Moment(subject.created_at)
    )?;
    write_attested(out, review)?;
    if let Some(seal) = review.seal() {
        let (by, reason) = (Who(&seal.by), Line(&seal.reason));
        writeln!(out, "| Sealed | {} by {by}: {reason} |", Moment(seal.at))?;
    }
    writeln!(out, "| Review id | {} |\n", Line(&subject.id))?;
    write_changed_checklists(out, page)
}

fn write_attested(out: &mut String, review: &Review) -> fmt::Result {
    let times = || {
        review
            .attestations()
            .map(|(_, _, attestation)| attestation.at)
    };
    match (times().min(), times().max()) {
        (Some(first), Some(last)) => {
            writeln!(out, "| Attested | {} to {} |", Moment(first), Moment(last))
        }
        _ => Ok(()),
    }
}

fn write_changed_checklists(out: &mut String, page: &Page<'_>) -> fmt::Result {
    for pinned in &page.dossier.review().checklists {
        let Some(list) = page
            .dossier
            .checklists()
            .iter()
            .find(|list| list.id == pinned.id)
        else {
            continue;
        };
        if list.digest() != pinned.digest {
            let (id, version) = (Line(&pinned.id), Line(&pinned.version));
            write!(
                out,
                "**Changed since the review was started:** the checklist {id} was then "
            )?;
            writeln!(out, "version {version}, `{}`.\n", pinned.digest)?;
        }
    }
    Ok(())
}
