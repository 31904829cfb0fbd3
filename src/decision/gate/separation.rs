//! Who prepared a review does not approve it, unless they say why one person does both and the policy allows that.
//!
//! A reviewer may have prepared, unless the policy wants reviewers independent: else the preparer signs as reviewer, and
//! *two have looked at it* is one.

use super::Clause;
use crate::decision::Deeds;
use crate::policy::{Policy, Role};
use crate::review::{Attestation, DeedKind, Dossier, Person, Signoff};

pub(super) fn fault(
    signoff: &Signoff,
    dossier: &Dossier,
    policy: &Policy,
    deeds: &Deeds<'_>,
) -> Option<(Clause, String)> {
    let Signoff { by, role, .. } = signoff;
    let is_independent = policy.is_independent(*role);
    if !(is_independent || *role == Role::Approver) || !prepared_after(by, dossier, deeds) {
        return None;
    }
    let (clause, text) = match &signoff.sole_operator {
        _ if is_independent => (
            Clause::Independent,
            format!(
                "{by} approved as {role} and also prepared the review, which the policy forbids"
            ),
        ),
        None => (
            Clause::SoleOperator,
            format!(
                "{by} approved and also prepared the review, without saying why one person does both"
            ),
        ),
        Some(_) if policy.forbids_sole_operators() => (
            Clause::SoleOperator,
            format!("{by} approved as sole operator, which the policy forbids"),
        ),
        Some(_) => return None,
    };
    Some((clause, text))
}

/// True where a person started the review, attested anything in it, or signed it as preparer; by name alone.
pub fn prepared(person: &Person, dossier: &Dossier) -> bool {
    prepared_after(person, dossier, &Deeds::by_name(dossier.review()))
}

/// The same, after what was done: who only wrote down what another confirmed has not prepared, nor has anybody by an answer
/// that they disowned.
pub(in crate::decision) fn prepared_after(
    person: &Person,
    dossier: &Dossier,
    deeds: &Deeds<'_>,
) -> bool {
    let review = dossier.review();
    let same = |other: &Person| person.may_be(other);
    let attested = |one: &Attestation| {
        let is_own = same(&one.by) && !deeds.is_by(DeedKind::Disowns, one.digest(), &one.by);
        let recorded = one.recorded_by.as_ref().is_some_and(same);
        is_own || (recorded && !deeds.is_by(DeedKind::Confirms, one.digest(), &one.by))
    };
    // Nearly nobody declares anything, and the list of those who attested is at hand.
    let has_attested = || {
        dossier.is_attested_by(person)
            && (deeds.is_empty() || review.attestations().any(|(_, _, one)| attested(one)))
    };
    same(&review.subject.created_by)
        || has_attested()
        || review
            .signoffs
            .iter()
            .filter(|signoff| signoff.role == Role::Preparer && same(&signoff.by))
            .any(|one| {
                let is_no = !one.decision.approves();
                is_no || !deeds.is_by(DeedKind::Disowns, one.digest(), &one.by)
            })
}
