//! What the form was begun on, and whether that still counts.

use super::Attest;
use crate::review::{AnswerDraft, Dossier};

impl Attest {
    /// What the form began with: nothing was typed that differs.
    pub fn origin(&self, dossier: &Dossier) -> AnswerDraft {
        match self.several {
            Some(_) => AnswerDraft::blank(self.key.clone()),
            None => AnswerDraft::of(&dossier.entry(self.position)),
        }
    }

    /// True where another attestation counts than the one that the form was begun on.
    pub fn is_overtaken(&self, dossier: &Dossier) -> bool {
        let latest = dossier
            .entry(self.position)
            .latest()
            .map(|latest| &latest.id);
        self.several.is_none() && latest != self.basis.as_ref()
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
