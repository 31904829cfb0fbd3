//! What was decided before, and whether it holds.

use super::walk::{UNSEAL, Walker};
use crate::decision::{holding, since, wording};
use crate::face::words::sentence;

impl Walker<'_, '_> {
    /// Every sign-off that no later one took the place of, with what its signature proves and what changed since; and
    /// whether the review is sealed.
    pub(super) fn decisions(&mut self) -> Vec<String> {
        self.setup.verify(self.open);
        let facts = self.open.facts();
        let mut lines = Vec::new();
        for held in holding::counting(&facts.signoffs()) {
            let why = since::why(held, facts.dossier)
                .map(|why| format!(": {why}"))
                .unwrap_or_default();
            lines.push(format!(
                "Recorded before: {} by {}, {}, {}{why}.",
                wording::short(held.signoff),
                held.signoff.by.name(),
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
