//! Who prepared a review does not approve it, unless they say why one person does both and the policy allows that.
//!
//! A reviewer may have prepared, unless the policy wants reviewers independent: else the preparer signs as reviewer, and
//! *two have looked at it* is one.

use super::Clause;
use crate::decision::{Deeds, Join, prepared_as};
use crate::policy::{Policy, Role};
use crate::review::{Dossier, Signoff};

pub(super) fn fault(
    signoff: &Signoff,
    dossier: &Dossier,
    policy: &Policy,
    deeds: &Deeds<'_>,
) -> Option<(Clause, String)> {
    let Signoff { by, role, .. } = signoff;
    let is_independent = policy.is_independent(*role);
    if !(is_independent || *role == Role::Approver) {
        return None;
    }
    let also = match prepared_as(by, dossier, deeds)? {
        (_, Join::Address) => String::new(),
        (who, join) => format!(" (as {who}, {join})"),
    };
    let (clause, text) = match &signoff.sole_operator {
        _ if is_independent => (
            Clause::Independent,
            format!(
                "{by} approved as {role} and also prepared the review{also}, which the policy forbids"
            ),
        ),
        None => (
            Clause::SoleOperator,
            format!(
                "{by} approved and also prepared the review{also}, without saying why one person does both"
            ),
        ),
        Some(_) if policy.forbids_sole_operators() => (
            Clause::SoleOperator,
            format!("{by} approved as sole operator{also}, which the policy forbids"),
        ),
        Some(_) => return None,
    };
    Some((clause, text))
}
