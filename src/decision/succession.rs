//! Which sign-off takes the place of which.
//!
//! Whoever can write the file can write behind a sign-off, so that *the last one counts* would be a gift to them. Grace
//! rejects and signs it; Mallory appends *approved, by Grace* without a signature, and nobody must read that as Grace's
//! change of mind. Hence two rules:
//!
//! - What takes the place of another is backed at least as well: signed and verified, signed, or by name alone. It need
//!   not be known who signed what: an unsigned record never stands in the place of a signed one.
//! - A refused signature takes no place, since it is worth less than none. What *has* a refused one is still more than
//!   an unsigned record: else breaking the signature of a no would make it one that anybody may replace.

use chrono::{DateTime, Utc};

use super::{Holding, Proofs, Signed, chain};
use crate::review::{Dossier, Signoff, Standing};

/// Every sign-off of the review, in the order of the file, as far as the signatures are known.
pub fn all<'d>(dossier: &'d Dossier, proofs: &'d Proofs, now: DateTime<Utc>) -> Vec<Holding<'d>> {
    let faults = chain::faults(dossier.review()).into_iter().enumerate();
    let mut all: Vec<Holding<'_>> = faults
        .map(|(nth, fault)| Holding::alone(nth, fault, dossier, proofs, now))
        .collect();
    // From the end: what takes the place of another must not have lost its own.
    for nth in (0..all.len()).rev() {
        let (held, later) = (&all[nth], &all[nth + 1..]);
        if !held.is_broken && held.standing != Standing::Revoked && is_replaced(held, later) {
            let role = held.signoff.role;
            all[nth].standing = Standing::Superseded;
            all[nth].why = Some(format!("a later sign-off as {role} took its place"));
        }
    }
    all
}

/// What holds is for its person alone to decide anew, and a no is lifted by a decision that holds: else whoever writes a
/// worthless one behind it would lift it.
fn is_replaced(held: &Holding<'_>, later: &[Holding<'_>]) -> bool {
    let Signoff {
        role, by, decision, ..
    } = held.signoff;
    let mut in_role = later
        .iter()
        .filter(|other| other.signoff.role == *role && is_backed(other.signed, held.signed));
    if held.standing != Standing::Current {
        return in_role.next().is_some();
    }
    in_role
        .filter(|other| other.signoff.by.may_be(by))
        .any(|other| decision.approves() || other.standing == Standing::Current)
}

/// True where a record is backed well enough to take the place of another.
fn is_backed(later: Signed, held: Signed) -> bool {
    let wanted = match held {
        Signed::Refused => Signed::Unverified,
        other => other,
    };
    later != Signed::Refused && later >= wanted
}
