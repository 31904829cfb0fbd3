//! Which revocation takes a sign-off back.

use std::collections::HashSet;

use super::{Proofs, Signed, proof};
use crate::review::{Review, Revocation, Signable};
use crate::text::digest::Digest;

/// The revocation that takes a sign-off back, if it was not dismissed.
///
/// Anybody may take a yes back, signed or not: that only closes the gate. A no is taken back by who said it, and what
/// says so is backed as well as the no: else Mallory, who may sign too, revokes Grace's rejection in her name without a
/// signature, and approves.
pub(super) fn of<'r>(
    nth: usize,
    review: &'r Review,
    proofs: &Proofs,
    dismissed: &HashSet<Digest>,
) -> Option<&'r Revocation> {
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
        if !dismissed.is_empty() && dismissed.contains(&one.digest()) {
            return false;
        }
        let proof = proofs.of_revocation(*nth).ok();
        let signed = Signed::of(*one, proof);
        let is_as_good =
            || proof::is_as_good((*one, signed), (signoff, held)) && one.strike().is_none();
        signoff.decision.approves() || (one.by.is(&signoff.by) && is_as_good())
    };
    about.find(takes_back).map(|(_, one)| one)
}
