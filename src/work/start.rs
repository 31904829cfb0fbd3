//! Starting a review.

use std::path::Path;

use super::open::directory_of;
use super::secrets::{Secret, in_name, in_text};
use super::{Clock, OpenReview, WorkError};
use crate::checklist::Checklist;
use crate::git::repository;
use crate::git::revision::commit;
use crate::policy::Zone;
use crate::review::{Person, Subject};
use crate::store::Document;
use crate::store::disk::{self, DiskError};
use crate::store::shelf::{self, Found, Shelf};

/// What a person says when starting a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// What people will call the review; the system's name where empty.
    pub title: String,
    /// What is reviewed.
    pub system: String,
    /// Where it runs.
    pub environment: Option<String>,
    /// Which state of it.
    pub revision: Option<String>,
    /// Where its days end.
    pub time_zone: Option<Zone>,
    /// Ids or paths.
    pub checklists: Vec<String>,
    /// Whether what looks like a secret is kept.
    pub allows_secrets: bool,
}

impl Start {
    /// The same with typed paths as they are meant: they start where the person is, and not at the review.
    #[must_use]
    pub fn seen_from(mut self, here: &Path) -> Self {
        for name in &mut self.checklists {
            if shelf::is_path(name) {
                *name = here.join(&name).to_string_lossy().into_owned();
            }
        }
        self
    }
}

impl OpenReview {
    /// Starts a review in a new file.
    pub fn create(
        path: &Path,
        start: Start,
        by: Person,
        shelf: &Shelf,
        clock: Clock,
    ) -> Result<Self, WorkError> {
        let directory = directory_of(path)?;
        let mut found: Vec<Found> = Vec::with_capacity(start.checklists.len());
        for name in &start.checklists {
            let one = shelf.find(name, &directory)?;
            if found
                .iter()
                .any(|other| other.checklist.id == one.checklist.id)
            {
                return Err(WorkError::Twice(one.checklist.id));
            }
            found.push(one);
        }
        let mut pinned: Vec<(&Checklist, Option<String>)> = Vec::with_capacity(found.len());
        for one in &found {
            pinned.push((&one.checklist, path_for_others(one, &directory)?));
        }
        let blank_is_none = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let title = if start.title.trim().is_empty() {
            start.system.clone()
        } else {
            start.title
        };
        let subject = Subject {
            id: (clock.id)(),
            title,
            system: start.system,
            environment: blank_is_none(start.environment),
            // A name of today is another commit tomorrow.
            revision: blank_is_none(start.revision)
                .map(|name| commit(&name, &directory).map_or(name, |commit| commit.id)),
            created_at: clock.now(),
            created_by: by,
            time_zone: start.time_zone.filter(|zone| *zone != Zone::UTC),
        };
        WorkError::refuse_secrets(in_subject(&subject), start.allows_secrets)?;
        let text = Document::begin(&subject, &pinned);
        // Nothing is written that could not be opened again, such as a review without the name of its system.
        Document::parse(path, text.clone())?;
        disk::create(path, &text)?;
        Self::open(path, shelf, clock)
    }
}

fn in_subject(subject: &Subject) -> Vec<Secret> {
    let title = Some(&subject.title).filter(|title| **title != subject.system);
    let texts = [
        ("title", title),
        ("system", Some(&subject.system)),
        ("environment", subject.environment.as_ref()),
        ("revision", subject.revision.as_ref()),
    ];
    let texts = texts.into_iter();
    let found = texts.flat_map(|(place, text)| in_text(place, text.map_or("", String::as_str)));
    found
        .chain(in_name("your name", Some(&subject.created_by)))
        .collect()
}

/// How a review names a checklist that was given by path, so that others find it too.
fn path_for_others(found: &Found, directory: &Path) -> Result<Option<String>, WorkError> {
    if !found.by_path {
        return Ok(None);
    }
    let file = std::fs::canonicalize(&found.from).map_err(|source| DiskError::Io {
        what: "read",
        path: found.from.clone(),
        source,
    })?;
    let root = repository::root(directory);
    if !file.starts_with(&root) {
        return Err(WorkError::FarChecklist(file, root));
    }
    Ok(Some(repository::relative(directory, &file)))
}
