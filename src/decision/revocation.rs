//! Which revocation takes a sign-off back.

use super::{Proofs, Signed};
use crate::review::{Review, Revocation, Signable};

/// The revocation that takes a sign-off back.
///
/// Anybody may take a yes back, signed or not: that only closes the gate. A no is taken back by who said it, and what
/// says so is backed as well as the no: else Mallory, who may sign too, revokes Grace's rejection in her name without a
/// signature, and approves.
pub(super) fn of<'r>(nth: usize, review: &'r Review, proofs: &Proofs) -> Option<&'r Revocation> {
    // Nearly always there is none, and digests cost.
    if review.revocations.is_empty() {
        return None;
    }
    let signoff = &review.signoffs[nth];
    let held = Signed::of(signoff, proofs.of_signoff(nth).ok());
    let digest = signoff.digest();
    let about = review.revocations.iter().enumerate();
    let mut about = about.filter(|(_, one)| one.signoff == digest);
    let takes_back = |(nth, one): &(usize, &Revocation)| {
        let proof = proofs.of_revocation(*nth).ok();
        let signed = Signed::of(*one, proof);
        signoff.decision.approves()
            || (one.by.is(&signoff.by) && signed.is_as_good_as(held) && one.strike().is_none())
    };
    about.find(takes_back).map(|(_, one)| one)
}
