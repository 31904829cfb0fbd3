//! What was decided before, and whether it holds.

use super::ask::Asked;
use super::item;
use super::walk::{UNSEAL, Walker};
use crate::decision::{Holding, holding, since, wording};
use crate::face::words::sentence;
use crate::facts::Facts;
use crate::review::Signable as _;
use crate::text::digest::Digest;
use crate::text::number::count;

/// Whether a review is signed off, or why not.
pub(super) fn verdict(facts: &Facts<'_>) -> Vec<String> {
    let verdict = facts.verdict();
    let head = if verdict.passes() {
        sentence(&format!("{}: nothing is missing", verdict.word()))
    } else {
        "Missing:".to_owned()
    };
    let mut lines = vec![head];
    lines.extend(verdict.whys());
    lines.extend(verdict.notes.iter().map(|note| sentence(note)));
    lines
}

impl Walker<'_, '_> {
    pub(super) fn verdict(&mut self) -> Asked<()> {
        self.setup.verify(self.open);
        let lines = verdict(&self.open.facts());
        self.read(lines)
    }

    /// Reads what was said then and is said now of whatever changed since a moment.
    pub(super) fn changes(&mut self) -> Asked<()> {
        let facts = self.open.facts();
        let zone = facts.dossier.zone();
        let (at, since): (Vec<_>, Vec<_>) =
            facts.moments(|at| zone.clock_of(at)).into_iter().unzip();
        let nth = self.talk.choose("Since when", &since, Some(0))?;
        let facts = self.open.facts();
        let changes = facts.changes_since(at[nth]);
        let mut lines = vec![format!("{}.", count(changes.len(), "change", "changes"))];
        for change in changes {
            lines.push(sentence(&format!("{}: {}", change.item, change.title)));
            if change.text_changed {
                lines.push("What is asked has another text.".to_owned());
            }
            for (when, said) in [("Then", change.then), ("Now", change.now)] {
                let mut said = said.map_or_else(
                    || vec!["nothing.".to_owned()],
                    |said| item::attestation(facts.dossier, said),
                );
                said[0] = format!("{when}, {}", said[0]);
                lines.extend(said);
            }
        }
        self.read(lines)
    }

    /// Every sign-off that no later one took the place of, with what its signature proves and what changed since, but
    /// what is told already; and whether the review is sealed.
    pub(super) fn decisions(&mut self, told: &[Digest]) -> Vec<String> {
        self.setup.verify(self.open);
        let facts = self.open.facts();
        let mut lines = Vec::new();
        let held = facts.signoffs();
        let is_told = |held: &&Holding<'_>| told.contains(&held.signoff.digest());
        for held in holding::counting(&held).filter(|held| !is_told(held)) {
            let why = since::why(held, facts.dossier)
                .map(|why| format!(": {why}"))
                .unwrap_or_default();
            lines.push(format!(
                "Recorded before: {}, {}, {}{why}.",
                wording::named(held.signoff),
                held.signature(),
                held.standing
            ));
        }
        if let Err(why) = facts.proofs.known() {
            lines.push(format!("The signatures are not verified: {why}."));
        }
        if let Some(seal) = facts.dossier.review().seal() {
            let (by, at, why) = (seal.by.name(), facts.dossier.day_of(seal.at), &seal.reason);
            lines.push(sentence(&format!("sealed by {by} on {at}: {why}")));
            lines.push(UNSEAL.to_owned());
        }
        lines
    }
}
