//! What every section of the report reads.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::contents::Contents;
use super::signature::Signature;
use super::writer::Span;
use crate::decision::{Holding, Verified};
use crate::facts::{DeclarationFacts, Facts, RemarkFacts, RevocationFacts};
use crate::review::{Dossier, Entry, Person, Signable};

/// The review as it stands at one moment. What takes long is found out when a section asks for it.
pub(crate) struct Page<'d> {
    pub(super) facts: Facts<'d>,
    pub(super) dossier: &'d Dossier,
    pub(crate) contents: &'d Contents,
    /// What the signatures prove, or why nobody knows.
    pub(super) verified: Result<&'d Verified, &'d str>,
    entries: OnceCell<Vec<Entry<'d>>>,
    holdings: OnceCell<Vec<Holding<'d>>>,
    remarks: OnceCell<Vec<RemarkFacts<'d>>>,
    revocations: OnceCell<Vec<RevocationFacts<'d>>>,
    declarations: OnceCell<Vec<DeclarationFacts<'d>>>,
}

impl<'d> Page<'d> {
    /// The contents are those of this review.
    pub(crate) fn new(facts: Facts<'d>, contents: &'d Contents) -> Self {
        Self {
            facts,
            dossier: facts.dossier,
            contents,
            verified: facts.proofs.known(),
            entries: OnceCell::new(),
            holdings: OnceCell::new(),
            remarks: OnceCell::new(),
            revocations: OnceCell::new(),
            declarations: OnceCell::new(),
        }
    }

    /// The same where every item was looked for already.
    pub(super) fn with(self, entries: Vec<Entry<'d>>) -> Self {
        let entries = OnceCell::from(entries);
        Self { entries, ..self }
    }

    pub(super) fn entries(&self) -> &[Entry<'d>] {
        self.entries
            .get_or_init(|| self.dossier.entries().collect())
    }

    /// One item, for which nobody looks for all of them.
    pub(super) fn entry(&self, position: usize) -> Entry<'d> {
        self.entries
            .get()
            .map_or_else(|| self.dossier.entry(position), |all| all[position])
    }

    pub(super) fn revocations(&self) -> &[RevocationFacts<'d>] {
        self.revocations.get_or_init(|| self.facts.revocations())
    }

    pub(super) fn declarations(&self) -> &[DeclarationFacts<'d>] {
        self.declarations.get_or_init(|| self.facts.declarations())
    }

    pub(super) fn holdings(&self) -> &[Holding<'d>] {
        self.holdings.get_or_init(|| self.facts.signoffs())
    }

    pub(super) fn remarks(&self) -> &[RemarkFacts<'d>] {
        self.remarks.get_or_init(|| self.facts.remarks())
    }

    /// Who attested, by the name that tells them from others, or everything known of somebody who did not.
    pub(super) fn name<'p>(&self, person: &'p Person) -> Span<'p> {
        self.contents.attesters.name(person)
    }

    /// The signature of a record, with what it was found to prove.
    pub(super) fn signature(&self, record: &'d dyn Signable) -> Signature<'d> {
        let (found, zone) = (self.facts.proofs.of(record), self.dossier.zone());
        Signature::new(record, found, self.facts.against(), zone)
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.facts.today()
    }
}
