//! No record was tampered with.
//!
//! What was tampered with may have been a no, or have taken back a yes: whoever cannot forge a yes can still break a no,
//! so that a broken record always closes the gate.

use super::{Clause, Reason, lapse};
use crate::decision::{Holding, declaration, revoking};
use crate::review::{Dossier, Standing};

pub(super) fn reasons(holdings: &[Holding<'_>], dossier: &Dossier) -> Vec<(Clause, Reason)> {
    let review = dossier.review();
    let signoffs = holdings.iter();
    // What was set aside is said where its standing is.
    let signoffs = signoffs.filter(|held| held.is_broken && held.standing != Standing::Superseded);
    let revocations = review.revocations.iter().zip(revoking::faults(review));
    let revocations = revocations.filter_map(|(one, why)| {
        let why = why?;
        let (by, day) = (&one.by, one.at.format("%F"));
        let text = format!("the revocation by {by} on {day} is not as it was recorded: {why}");
        Some((Clause::Records, Reason::Review(text)))
    });
    let declarations = review.declarations.iter().zip(declaration::faults(review));
    let declarations = declarations.filter_map(|(one, why)| {
        let why = why?;
        let (by, day) = (&one.by, one.at.format("%F"));
        let text = format!("the declaration by {by} on {day} is not as it was recorded: {why}");
        Some((Clause::Records, Reason::Review(text)))
    });
    signoffs
        .map(|held| lapse::reason(held, dossier, Clause::Records))
        .chain(revocations)
        .chain(declarations)
        .collect()
}
