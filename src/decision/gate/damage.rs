//! No record was tampered with.
//!
//! What was tampered with may have been a no, or have taken back a yes: whoever cannot forge a yes can still break a no,
//! so that a broken record always closes the gate, until somebody lifts it who may.

use std::collections::HashSet;

use super::{Clause, Reason, lapse};
use crate::decision::chain::Known;
use crate::decision::form2::declaration as form2;
use crate::decision::lifting::Lifting;
use crate::decision::{Deeds, Holding, Proofs, Signed, lifted, revocation, wording};
use crate::review::{Dossier, Signable, Standing};

pub(super) fn reasons(
    holdings: &[Holding<'_>],
    dossier: &Dossier,
    proofs: &Proofs,
    deeds: &Deeds<'_>,
) -> Vec<(Clause, Reason)> {
    let signoffs = holdings.iter().filter(|held| is_told(held));
    let signoffs = signoffs.map(|held| lapse::reason(held, dossier, Clause::Records));
    let others = others(holdings, dossier, proofs, deeds).into_iter();
    let others = others.map(|(_, text, _)| (Clause::Records, Reason::Review(text)));
    signoffs.chain(others).collect()
}

/// The revocations and declarations that are not as they were made, and what is said of each. True of what may be dismissed: of
/// what verifies, what is missing behind it stays missing.
pub(in crate::decision) fn others<'d>(
    holdings: &[Holding<'_>],
    dossier: &'d Dossier,
    proofs: &Proofs,
    deeds: &Deeds<'_>,
) -> Vec<(&'d dyn Signable, String, bool)> {
    let review = dossier.review();
    let lifting = Lifting::new(holdings, dossier, deeds);
    let known = Known::of(review, deeds.dismissed()).with(lifting.missing());
    let mut found = Vec::new();
    // A revocation of form 2 is a declaration too, and is told once.
    let mut told = HashSet::new();
    let mut add = |one: &'d dyn Signable, what: &str, fault: String, is_loose: bool| {
        if !told.insert(one.digest()) {
            return;
        }
        let (by, id) = (one.by(), one.id());
        let text = format!("the {what} by {by} (id {id}) is not as it was recorded: {fault}");
        found.push((one, text, is_loose));
    };
    let is_firm = |one: &dyn Signable| {
        known.fault(one.after()).is_some() && proofs.signed(one) >= Signed::Unverified
    };
    for one in &review.revocations {
        let Some(fault) = revocation::fault(one, review, &known) else {
            continue;
        };
        // Else a no is taken back by what was never said.
        let is_of_no = known
            .signoff_of(one)
            .is_some_and(|one| !one.decision.approves());
        let is_cut = known.fault(&one.after).is_some();
        if lifting
            .mended(one, proofs.signed(one), is_cut, is_of_no)
            .is_none()
        {
            add(one, "revocation", fault, !is_of_no && !is_firm(one));
        }
    }
    let lifted = lifted(holdings, dossier, proofs, deeds).into_iter();
    for (one, lifted) in review.declarations.iter().zip(lifted) {
        let strike = one.strike().filter(|_| deeds.is_doubtful(one));
        let fault = form2::fault(one, review, &known);
        let fault = fault.or_else(|| strike.map(|one| wording::struck(one, dossier.zone())));
        if let (Some(fault), None) = (fault, lifted) {
            add(one, "declaration", fault, !is_firm(one));
        }
    }
    found
}

/// True of a broken sign-off; what was lifted is said where its standing is.
pub(in crate::decision) fn is_told(held: &Holding<'_>) -> bool {
    held.is_broken && held.standing != Standing::Superseded
}
