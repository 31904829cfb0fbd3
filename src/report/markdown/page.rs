//! What every section of the report reads.

use std::fmt::{self, Display, Formatter};

use chrono::{DateTime, NaiveDate, Timelike, Utc};

use super::reviewers::Reviewers;
use crate::review::{Dossier, Entry, Status};
use crate::signoff::{Holding, holding};

/// The review as it stands at one moment.
pub(super) struct Page<'d> {
    pub(super) dossier: &'d Dossier,
    pub(super) now: DateTime<Utc>,
    pub(super) entries: Vec<Entry<'d>>,
    pub(super) holdings: Vec<Holding<'d>>,
    pub(super) reviewers: Reviewers<'d>,
}

impl<'d> Page<'d> {
    pub(super) fn new(dossier: &'d Dossier, now: DateTime<Utc>) -> Self {
        Self {
            dossier,
            now,
            entries: dossier.entries().collect(),
            holdings: holding::all(dossier, now),
            reviewers: Reviewers::of(dossier.review()),
        }
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

/// A moment, to the minute: `2026-11-23 09:12 UTC`.
pub(super) struct Moment(pub(super) DateTime<Utc>);

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:02}:{:02} UTC", self.0.date_naive(), self.0.hour(), self.0.minute())
    }
}

/// A status as glyph and word; none is *not reviewed*.
pub(super) struct Word(pub(super) Option<Status>);

impl Display for Word {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(status) => write!(f, "{} {}", status.glyph(), status.label()),
            None => f.write_str("○ not reviewed"),
        }
    }
}
