//! What every section of the report reads.

use std::fmt::{self, Display, Formatter};

use chrono::{DateTime, NaiveDate, Timelike, Utc};

use super::attesters::Attesters;
use super::signature::Signature;
use crate::decision::{Holding, Proof, Verified};
use crate::facts::Facts;
use crate::review::{Dossier, Entry, Status};

/// The review as it stands at one moment.
pub(super) struct Page<'d> {
    pub(super) facts: Facts<'d>,
    pub(super) dossier: &'d Dossier,
    pub(super) entries: Vec<Entry<'d>>,
    pub(super) holdings: Vec<Holding<'d>>,
    pub(super) attesters: Attesters<'d>,
    /// What the signatures prove, or why nobody knows.
    pub(super) verified: Result<&'d Verified, &'d str>,
}

impl<'d> Page<'d> {
    pub(super) fn new(facts: &Facts<'d>) -> Self {
        Self {
            facts: *facts,
            dossier: facts.dossier,
            entries: facts.dossier.entries().collect(),
            holdings: facts.signoffs(),
            attesters: Attesters::of(facts.dossier.review()),
            verified: facts.proofs.known(),
        }
    }

    /// The signature of a sign-off, by its place in the file.
    pub(super) fn signature(&self, nth: usize) -> Signature<'d> {
        let armour = self.dossier.review().signoffs[nth].signature.as_deref();
        self.signed(armour, self.facts.proofs.of_signoff(nth))
    }

    /// The signature of a revocation, by its place in the file.
    pub(super) fn signature_of_revocation(&self, nth: usize) -> Signature<'d> {
        let armour = self.dossier.review().revocations[nth].signature.as_deref();
        self.signed(armour, self.facts.proofs.of_revocation(nth))
    }

    fn signed(&self, armour: Option<&'d str>, proof: Result<&'d Proof, &'d str>) -> Signature<'d> {
        let against = self.verified.ok().and_then(|found| found.against.as_ref());
        Signature::new(armour, proof.map(|proof| (proof, against)))
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.facts.today()
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
