//! Who prepared a review does not approve it, unless they say why one person does both and the policy allows that.

use crate::policy::{Policy, Role};
use crate::review::{Dossier, Person, Signoff};

pub(super) fn fault(signoff: &Signoff, dossier: &Dossier, policy: &Policy) -> Option<String> {
    if signoff.role != Role::Approver || !prepared(&signoff.by, dossier) {
        return None;
    }
    let by = &signoff.by;
    match &signoff.sole_operator {
        None => Some(format!(
            "{by} approved and also prepared the review, without saying why one person does both"
        )),
        Some(_) if policy.forbids_sole_operators() => Some(format!(
            "{by} approved as sole operator, which the policy forbids"
        )),
        Some(_) => None,
    }
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
