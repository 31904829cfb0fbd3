//! What the home screen offers: the reviews that were open lately, and the checklists that one can be started of.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::launch::Launch;
use crate::face::failure::Failure;
use crate::face::form::{Values, start};
use crate::facts::Headline;
use crate::profile::drafts::NO_REVIEW;
use crate::review::{Person, Tally};
use crate::work::{OpenReview, known, merge};

/// What the home screen shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomeData {
    /// Reviews that were open lately.
    pub reviews: Vec<Resumable>,
    /// Checklists that a review can be started of.
    pub checklists: Vec<Startable>,
    /// What is filled in of a new review.
    pub begun: Option<Values>,
    /// What could not be read, a line each.
    pub complaints: Vec<String>,
}

/// A review on the home screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumable {
    /// Its file.
    pub path: PathBuf,
    /// Its title.
    pub title: String,
    /// True for the one on the desk, of which more is known.
    pub is_open: bool,
    /// How far it is, or why it cannot be opened; nothing more where its file is gone.
    pub found: Result<Box<Progress>, Option<String>>,
    /// What git left two versions of, and both of them.
    pub versions: Vec<String>,
}

/// How far a review is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Where its system runs, of which revision: what tells it apart from others of its name.
    pub subject: String,
    /// Its checklists, and when and by whom it was started.
    pub about: String,
    /// What it adds up to.
    pub tally: Tally,
    /// Where the walk would go on.
    pub next: Option<String>,
    /// Whether it is signed off, as far as that is known without looking at signatures.
    pub headline: Headline,
    /// When something was attested last, and what by whom.
    pub last: Option<(DateTime<Utc>, String)>,
    /// What waits for the person.
    pub waiting: Vec<String>,
    /// What expires soon, the first first.
    pub expiring: Vec<String>,
    /// Items with a draft.
    pub drafts: Vec<String>,
}

/// A checklist on the home screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Startable {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many items.
    pub items: usize,
    /// How many categories.
    pub categories: usize,
}

/// Looks for it, and for what waits for that person; the review that is open need not be read again.
pub(super) fn home(launch: &Launch, open: Option<&OpenReview>, who: Option<&Person>) -> HomeData {
    let mut data = HomeData {
        begun: launch.drafts.forms(NO_REVIEW).remove(start::NAME),
        ..HomeData::default()
    };
    let path = open.map(OpenReview::path);
    for one in known(&launch.recent, path, &launch.shelf, launch.clock) {
        let is_open = one.found.is_none();
        let found = match (one.found, open) {
            (Some(Ok(closed)), _) => Ok(progress(&closed, launch, who)),
            (Some(Err(error)), _) if error.is_stale() => Err(None),
            (Some(Err(error)), _) => Err(Some(Failure::from(error).line())),
            (None, Some(open)) => Ok(progress(open, launch, who)),
            (None, None) => continue,
        };
        let title = found.as_ref().map_or(one.title, |(title, _)| title.clone());
        let versions = match &found {
            Ok(_) => Vec::new(),
            Err(_) => merge::versions(&one.path),
        };
        data.reviews.push(Resumable {
            versions,
            path: one.path,
            title,
            is_open,
            found: found.map(|(_, progress)| Box::new(progress)),
        });
    }
    for found in launch.shelf.list(&launch.directory) {
        match found {
            Ok(found) => {
                data.complaints.extend(found.checklist.confusion());
                data.checklists.push(Startable {
                    id: found.checklist.id.clone(),
                    title: found.checklist.title.clone(),
                    items: found.checklist.len(),
                    categories: found.checklist.categories.len(),
                });
            }
            Err(error) => data.complaints.push(error.to_string()),
        }
    }
    data
}

fn progress(open: &OpenReview, launch: &Launch, who: Option<&Person>) -> (String, Progress) {
    let dossier = open.dossier();
    let review = dossier.review();
    let next = dossier.unanswered().next().map(|at| dossier.entry(at));
    let last = review.attestations().max_by_key(|(.., one)| one.at);
    let subject = &review.subject;
    let more = subject.environment.iter().chain(&subject.revision);
    let checklists = dossier.checklists().iter().map(|list| list.id.as_str());
    let checklists = checklists.collect::<Vec<_>>().join(", ");
    let (day, by) = (
        dossier.day_of(subject.created_at),
        subject.created_by.name(),
    );
    let drafts = launch.drafts.items(&subject.id).into_iter();
    let expiring = open.facts().expiring().into_iter();
    let waiting = who.map(|who| open.facts().inbox(who));
    let waiting = waiting.into_iter().flatten();
    let progress = Progress {
        waiting: waiting.map(|one| one.sentence()).collect(),
        expiring: expiring
            .map(|one| format!("{} {}", one.day, one.what))
            .collect(),
        drafts: drafts.map(|key| key.item).collect(),
        subject: more.map(|more| format!("  {more}")).collect(),
        about: format!("{checklists}; started {day} by {by}"),
        tally: dossier.tally(),
        next: next.map(|entry| format!("{} {}", dossier.name(entry.position), entry.item.title)),
        headline: open.facts().headline(),
        last: last.map(|(key, attestation)| {
            let said = format!("{} by {}", key.item, attestation.by.name());
            (attestation.at, said)
        }),
    };
    (subject.title.clone(), progress)
}
