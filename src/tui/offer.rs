//! What the home screen offers: the reviews that were open lately, and the checklists that one can be started of.

use super::launch::Launch;
use super::msg::{HomeData, Progress, Resumable, Startable};
use crate::face::failure::Failure;
use crate::face::form::start;
use crate::profile::drafts::{Drafts, NO_REVIEW};
use crate::work::{OpenReview, known};

/// Said of a review whose file is gone.
const MOVED: &str = "moved or deleted; open it where it is now with signoff --review FILE, and it takes this place; \
                     Del takes it off the list";

/// Looks for it; the review that is open need not be read again.
pub fn home(launch: &Launch, open: Option<&OpenReview>) -> HomeData {
    let mut data = HomeData {
        begun: launch.drafts.forms(NO_REVIEW).remove(start::NAME),
        ..HomeData::default()
    };
    for one in known(
        &launch.recent,
        open.map(OpenReview::path),
        &launch.shelf,
        launch.clock,
    ) {
        let is_open = one.found.is_none();
        let found = match (one.found, open) {
            (Some(Ok(closed)), _) => Ok(progress(&closed, &launch.drafts)),
            (Some(Err(error)), _) if error.is_stale() => Err(MOVED.to_owned()),
            (Some(Err(error)), _) => Err(Failure::from(error).line()),
            (None, Some(open)) => Ok(progress(open, &launch.drafts)),
            (None, None) => continue,
        };
        let title = found.as_ref().map_or(one.title, |(title, _)| title.clone());
        data.reviews.push(Resumable {
            path: one.path,
            title,
            is_open,
            found: found.map(|(_, progress)| Box::new(progress)),
        });
    }
    for found in launch.shelf.list(&launch.directory) {
        match found {
            Ok(found) => data.checklists.push(Startable {
                id: found.checklist.id.clone(),
                title: found.checklist.title.clone(),
                items: found.checklist.len(),
                categories: found.checklist.categories.len(),
            }),
            Err(error) => data.complaints.push(error.to_string()),
        }
    }
    data
}

fn progress(open: &OpenReview, drafts: &Drafts) -> (String, Progress) {
    let dossier = open.dossier();
    let review = dossier.review();
    let next = dossier
        .entries()
        .find(|entry| entry.outcome.status().is_none());
    let last = review
        .attestations()
        .max_by_key(|(_, _, attestation)| attestation.at);
    let progress = Progress {
        drafts: drafts
            .list(&review.subject.id)
            .into_iter()
            .map(|draft| draft.key.item)
            .collect(),
        checklists: dossier
            .checklists()
            .iter()
            .map(|list| list.id.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        tally: dossier.tally(),
        next: next.map(|entry| format!("{} {}", dossier.name(entry.position), entry.item.title)),
        briefs: open.facts().briefs(),
        last: last.map(|(_, item, attestation)| {
            format!(
                "{item}, {} by {}",
                attestation.at.format("%F %H:%M"),
                attestation.by.name()
            )
        }),
    };
    (review.subject.title.clone(), progress)
}
