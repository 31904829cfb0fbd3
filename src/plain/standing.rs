//! What was decided before, and whether it holds.

use super::ask::sentence;
use super::walk::Walker;
use crate::decision::{holding, since, statement};
use crate::review::Standing;

impl Walker<'_, '_> {
    /// Every sign-off that no later one took the place of, with what its signature proves and what changed since; and
    /// whether the review is sealed.
    pub(super) fn decisions(&self) -> Vec<String> {
        let (dossier, now) = (self.session.dossier(), self.session.now());
        let review = dossier.review();
        let verified = self.verified();
        let mut lines = Vec::new();
        for (nth, held) in holding::all(dossier, now).iter().enumerate() {
            if held.standing == Standing::Superseded {
                continue;
            }
            let proof = verified
                .as_ref()
                .ok()
                .and_then(|verified| verified.signoffs.get(nth));
            let signature = statement::signature(held.signoff.signature.as_deref(), proof);
            let why = since::why(held, dossier)
                .map(|why| format!(": {why}"))
                .unwrap_or_default();
            let (what, by) = (statement::short(held.signoff), held.signoff.by.name());
            lines.push(format!(
                "Recorded before: {what} by {by}, {signature}, {}{why}.",
                held.standing
            ));
        }
        if let Err(why) = verified {
            lines.push(format!("The signatures are not verified: {why}."));
        }
        if let Some(seal) = review.seal() {
            let (by, at, why) = (seal.by.name(), seal.at.format("%F"), &seal.reason);
            lines.push(sentence(&format!("sealed by {by} on {at}: {why}")));
            lines.push(
                "No answer is taken until signoff unseal --reason WHY opens the review again."
                    .to_owned(),
            );
        }
        lines
    }
}
