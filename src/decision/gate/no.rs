//! A no that was taken back asks for a decision by somebody who knew of that.
//!
//! Anybody may revoke a sign-off, also one that says no: Mallory revokes Grace's rejection, and the approval that Bob gave
//! before it would count again. So there must be an approval in that role which comes after the revocation.

use super::{Clause, Reason, lapse};
use crate::decision::{Holding, chain};
use crate::review::{Dossier, Standing};

pub(super) fn reasons(
    holdings: &[Holding<'_>],
    counted: &[&Holding<'_>],
    dossier: &Dossier,
) -> Vec<(Clause, Reason)> {
    let review = dossier.review();
    let unanswered = holdings.iter().filter(|held| {
        was_revoked(held)
            && review
                .revocation_of(held.signoff.digest())
                .is_some_and(|revocation| {
                    let digest = revocation.digest();
                    !counted.iter().any(|yes| {
                        yes.signoff.role == held.signoff.role
                            && chain::leads(yes.signoff, digest, review)
                    })
                })
    });
    unanswered
        .map(|held| lapse::reason(held, dossier, Clause::Rejections))
        .collect()
}

pub(super) fn was_revoked(held: &Holding<'_>) -> bool {
    held.standing == Standing::Revoked && !held.signoff.decision.approves()
}
