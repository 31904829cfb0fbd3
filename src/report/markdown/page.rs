//! What every section of the report reads.

use std::fmt::{self, Display, Formatter};

use chrono::{DateTime, NaiveDate, Timelike, Utc};

use super::attesters::Attesters;
use super::signature::Signature;
use crate::decision::{Holding, Verified, holding};
use crate::review::{Dossier, Entry, Status};

/// The review as it stands at one moment.
pub(super) struct Page<'d> {
    pub(super) dossier: &'d Dossier,
    pub(super) now: DateTime<Utc>,
    pub(super) entries: Vec<Entry<'d>>,
    pub(super) holdings: Vec<Holding<'d>>,
    pub(super) attesters: Attesters<'d>,
    /// What the signatures prove, or why nobody knows.
    pub(super) verified: Result<&'d Verified, &'d str>,
}

impl<'d> Page<'d> {
    pub(super) fn new(
        dossier: &'d Dossier,
        now: DateTime<Utc>,
        verified: Result<&'d Verified, &'d str>,
    ) -> Self {
        let review = dossier.review();
        let is_of = |found: &&Verified| {
            found.signoffs.len() == review.signoffs.len()
                && found.revocations.len() == review.revocations.len()
        };
        Self {
            dossier,
            now,
            entries: dossier.entries().collect(),
            holdings: holding::all(dossier, now),
            attesters: Attesters::of(review),
            verified: verified.and_then(|found| {
                Some(found)
                    .filter(is_of)
                    .ok_or("the review changed after they were verified")
            }),
        }
    }

    /// The signature of a sign-off, by its place in the file.
    pub(super) fn signature(&self, nth: usize) -> Signature<'d> {
        let armour = self.dossier.review().signoffs[nth].signature.as_deref();
        Signature::new(
            armour,
            self.verified
                .map(|found| (&found.signoffs[nth], found.against.as_ref())),
        )
    }

    /// The signature of a revocation, by its place in the file.
    pub(super) fn signature_of_revocation(&self, nth: usize) -> Signature<'d> {
        let armour = self.dossier.review().revocations[nth].signature.as_deref();
        Signature::new(
            armour,
            self.verified
                .map(|found| (&found.revocations[nth], found.against.as_ref())),
        )
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

/// A moment, to the minute: `2026-11-23 09:12 UTC`.
pub(super) struct Moment(pub(super) DateTime<Utc>);

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {:02}:{:02} UTC",
            self.0.date_naive(),
            self.0.hour(),
            self.0.minute()
        )
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
