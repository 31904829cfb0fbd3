//! Who prepared a review does not approve it, unless they say why one person does both and the policy allows that.
//!
//! A reviewer may have prepared, unless the policy wants reviewers independent: else the preparer signs as reviewer, and
//! *two have looked at it* is one.

use super::Clause;
use crate::policy::{Policy, Role};
use crate::review::{Dossier, Person, Signoff};

pub(super) fn fault(
    signoff: &Signoff,
    dossier: &Dossier,
    policy: &Policy,
) -> Option<(Clause, String)> {
    let Signoff { by, role, .. } = signoff;
    let is_independent = policy.is_independent(*role);
    if !(is_independent || *role == Role::Approver) || !prepared(by, dossier) {
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

/// True where a person started the review, attested anything in it, or signed it as preparer.
pub fn prepared(person: &Person, dossier: &Dossier) -> bool {
    let review = dossier.review();
    let same = |other: &Person| person.may_be(other);
    same(&review.subject.created_by)
        || dossier.is_attested_by(person)
        || review
            .signoffs
            .iter()
            .any(|signoff| signoff.role == Role::Preparer && same(&signoff.by))
}
