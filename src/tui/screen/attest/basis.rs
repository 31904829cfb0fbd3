//! What the form was begun on, and whether that still counts.

use super::Attest;
use crate::face::form::attest::AnswerDraft;
use crate::review::{Change, Dossier};

impl Attest {
    /// What the form began with: nothing was typed that differs.
    pub(super) fn origin(&self, dossier: &Dossier) -> AnswerDraft {
        match self.several {
            Some(_) => AnswerDraft::blank(self.key.clone()),
            None => AnswerDraft::of(&dossier.entry(self.position)),
        }
    }

    /// True where another attestation counts than the one that the form was begun on.
    fn is_overtaken(&self, dossier: &Dossier) -> bool {
        let latest = dossier
            .entry(self.position)
            .latest()
            .map(|latest| &latest.id);
        self.several.is_none() && latest != self.basis.as_ref()
    }

    /// True where a change answers what somebody else answered since the form was begun.
    pub(super) fn must_ask(&self, change: &Change, dossier: &Dossier) -> bool {
        matches!(change, Change::Attest { keys, .. } if *keys == [self.key.clone()])
            && self.is_overtaken(dossier)
    }

    /// What the form says of that.
    pub(super) fn meanwhile(&self, dossier: &Dossier) -> Option<String> {
        let latest = dossier.entry(self.position).latest();
        let said = latest.map_or("the answer before was taken back".to_owned(), |latest| {
            format!("{} by {}", latest.answer.status.label(), latest.by.name())
        });
        self.is_overtaken(dossier)
            .then(|| format!("changed meanwhile: {said}; saving shows both"))
    }
}
