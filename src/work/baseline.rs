//! From when on somebody wants to know what changed.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::OpenReview;
use crate::decision::{Earlier, revocation};
use crate::facts::ChangeFacts;
use crate::git::revision;
use crate::policy::target::{Commit, Revision};
use crate::review::{Review, Signoff};
use crate::store::Document;

/// From when on.
#[derive(Debug)]
pub enum Baseline {
    /// A sign-off.
    Signoff(Box<Signoff>),
    /// A moment.
    Moment(DateTime<Utc>),
    /// A commit, and the review as it is there.
    Commit(String, Box<Review>),
}

impl OpenReview {
    /// What a name stands for: a sign-off by its id or role, a day or a moment, or a commit that holds the review file.
    pub fn baseline(&self, name: &str) -> Option<Baseline> {
        if let Ok(signoff) = revocation::find(name, self.dossier.review()) {
            return Some(Baseline::Signoff(Box::new(signoff.clone())));
        }
        if let Ok(day) = name.parse::<NaiveDate>() {
            return Some(Baseline::Moment(day.and_time(NaiveTime::MIN).and_utc()));
        }
        if let Ok(moment) = DateTime::parse_from_rfc3339(name) {
            return Some(Baseline::Moment(moment.to_utc()));
        }
        let Earlier { at, review } = self.earlier(&name.into());
        Some(Baseline::Commit(at.commit?.id, Box::new(review.ok()?)))
    }

    /// The review as a commit has it.
    pub(super) fn earlier(&self, at: &Revision) -> Earlier {
        let commit = revision::commit(&at.text, &self.directory);
        let read = |commit: &Commit| {
            // Of a link, what it leads to: that is in the directory.
            let path = std::fs::canonicalize(&self.path).map_err(|error| error.to_string())?;
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let text = revision::text(commit, &file, &self.directory);
            let text = text.ok_or_else(|| {
                format!("{file} is not there: the review is newer, or stood elsewhere then")
            })?;
            let review = Document::parse(&path, text);
            let (_, review) = review.map_err(|_| format!("{file} is no review there"))?;
            Ok(review)
        };
        let review = commit.as_ref().map(read);
        let review = review.unwrap_or_else(|| {
            Err("git knows no such commit here, or several things of that name; a shallow clone has few: fetch it".to_owned())
        });
        let text = at.text.clone();
        Earlier {
            at: Revision { text, commit },
            review,
        }
    }

    /// What changed since then.
    pub fn changes<'r>(&'r self, from: &'r Baseline) -> Vec<ChangeFacts<'r>> {
        let facts = self.facts();
        match from {
            Baseline::Signoff(signoff) => facts.changes_since(signoff.at),
            Baseline::Moment(at) => facts.changes_since(*at),
            Baseline::Commit(_, before) => facts.changes_from(before),
        }
    }
}
