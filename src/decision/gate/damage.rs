//! No record was tampered with.
//!
//! What was tampered with may have been a no, or have taken back a yes: whoever cannot forge a yes can still break a no,
//! so that a broken record always closes the gate, until somebody lifts it who may.

use super::{Clause, Reason, lapse};
use crate::decision::chain::Known;
use crate::decision::lifting::Lifting;
use crate::decision::{Deeds, Holding, Proofs, declaration, lifted, revoking, statement};
use crate::review::{Dossier, Signable, Standing};

pub(super) fn reasons(
    holdings: &[Holding<'_>],
    dossier: &Dossier,
    proofs: &Proofs,
    deeds: &Deeds<'_>,
) -> Vec<(Clause, Reason)> {
    let review = dossier.review();
    let lifting = Lifting::new(holdings, dossier, deeds);
    let missing = lifting.missing();
    let known = || Known::of(review).with(missing.iter().copied());
    let mut reasons: Vec<_> = holdings
        .iter()
        .filter(|held| is_told(held))
        .map(|held| lapse::reason(held, dossier, Clause::Records))
        .collect();
    let all = known();
    let revocations = revoking::faults_among(review, known()).enumerate();
    for (nth, fault) in revocations.filter_map(|(nth, fault)| Some((nth, fault?))) {
        let (one, proof) = (&review.revocations[nth], proofs.of_revocation(nth));
        // Else a no is taken back by what was never said.
        let is_of_no = all
            .signoff_of(one)
            .is_some_and(|one| !one.decision.approves());
        let is_cut = all.fault(&one.after).is_some();
        if lifting.mended(one, proof.ok(), is_cut, is_of_no).is_none() {
            let (by, id) = (&one.by, &one.id);
            reasons.push(reason(format!(
                "the revocation by {by} (id {id}) is not as it was recorded: {fault}"
            )));
        }
    }
    let declarations =
        declaration::faults_among(review, all).zip(lifted(holdings, dossier, proofs, deeds));
    for (one, (fault, lifted)) in review.declarations.iter().zip(declarations) {
        let strike = one.strike().filter(|_| deeds.is_doubtful(one));
        let fault = fault.or_else(|| strike.map(statement::struck));
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
