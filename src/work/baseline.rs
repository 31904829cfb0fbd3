//! From when on somebody wants to know what changed.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::OpenReview;
use crate::decision::revoking;
use crate::facts::ChangeFacts;
use crate::git::revision;
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
        if let Ok(signoff) = revoking::find(name, self.dossier.review()) {
            return Some(Baseline::Signoff(Box::new(signoff.clone())));
        }
        if let Ok(day) = name.parse::<NaiveDate>() {
            return Some(Baseline::Moment(day.and_time(NaiveTime::MIN).and_utc()));
        }
        if let Ok(moment) = DateTime::parse_from_rfc3339(name) {
            return Some(Baseline::Moment(moment.to_utc()));
        }
        let commit = revision::commit(name, &self.directory)?;
        let file = self.path.file_name()?.to_str()?;
        let text = revision::text(&commit, file, &self.directory)?;
        let (_, review) = Document::parse(&self.path, text).ok()?;
        Some(Baseline::Commit(commit.id, Box::new(review)))
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
