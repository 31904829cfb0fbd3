//! No record was tampered with.
//!
//! What was tampered with may have been a no, or have taken back a yes: whoever cannot forge a yes can still break a no,
//! so that a broken record always closes the gate.

use super::{Reason, lapse};
use crate::decision::{Holding, revoking};
use crate::review::Dossier;

pub(super) fn reasons(holdings: &[Holding<'_>], dossier: &Dossier) -> Vec<Reason> {
    let review = dossier.review();
    let signoffs = holdings.iter().filter(|held| held.is_broken);
    let revocations = review.revocations.iter().zip(revoking::faults(review));
    let revocations = revocations.filter_map(|(one, why)| {
        let why = why?;
        let (by, day) = (&one.by, one.at.format("%F"));
        Some(Reason::Review(format!(
            "the revocation by {by} on {day} is not as it was recorded: {why}"
        )))
    });
    signoffs
        .map(|held| lapse::reason(held, dossier))
        .chain(revocations)
        .collect()
}
