//! No record was tampered with.
//!
//! What was tampered with may have been a no, or have taken back a yes: whoever cannot forge a yes can still break a no,
//! so that a broken record always closes the gate, until somebody lifts it who may.

use super::{Clause, Reason, lapse};
use crate::decision::chain::Known;
use crate::decision::form2::declaration as form2;
use crate::decision::lifting::Lifting;
use crate::decision::{Deeds, Holding, Proofs, lifted, revocation, wording};
use crate::review::{Dossier, Signable, Standing};

pub(super) fn reasons(
    holdings: &[Holding<'_>],
    dossier: &Dossier,
    proofs: &Proofs,
    deeds: &Deeds<'_>,
) -> Vec<(Clause, Reason)> {
    let review = dossier.review();
    let lifting = Lifting::new(holdings, dossier, deeds);
    let known = Known::of(review).with(lifting.missing());
    let mut reasons: Vec<_> = holdings
        .iter()
        .filter(|held| is_told(held))
        .map(|held| lapse::reason(held, dossier, Clause::Records))
        .collect();
    for (nth, one) in review.revocations.iter().enumerate() {
        let Some(fault) = revocation::fault(one, review, &known) else {
            continue;
        };
        let proof = proofs.of_revocation(nth);
        // Else a no is taken back by what was never said.
        let is_of_no = known
            .signoff_of(one)
            .is_some_and(|one| !one.decision.approves());
        let is_cut = known.fault(&one.after).is_some();
        if lifting.mended(one, proof.ok(), is_cut, is_of_no).is_none() {
            let (by, id) = (&one.by, &one.id);
            reasons.push(reason(format!(
                "the revocation by {by} (id {id}) is not as it was recorded: {fault}"
            )));
        }
    }
    let lifted = lifted(holdings, dossier, proofs, deeds);
    for (one, lifted) in review.declarations.iter().zip(lifted) {
        let strike = one.strike().filter(|_| deeds.is_doubtful(one));
        let fault = form2::fault(one, review, &known);
        let fault = fault.or_else(|| strike.map(wording::struck));
        if let (Some(fault), None) = (fault, lifted) {
            let (by, id) = (&one.by, &one.id);
            reasons.push(reason(format!(
                "the declaration by {by} (id {id}) is not as it was recorded: {fault}"
            )));
        }
    }
    reasons
}

/// True of a broken sign-off; what was lifted is said where its standing is.
pub(super) fn is_told(held: &Holding<'_>) -> bool {
    held.is_broken && held.standing != Standing::Superseded
}

fn reason(text: String) -> (Clause, Reason) {
    (Clause::Records, Reason::Review(text))
}
