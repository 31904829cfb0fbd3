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

use super::{Holding, Proofs, Signed, chain, statement};
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
    for nth in 0..all.len() {
        if let Some(no) = stands_against(&all[nth], &all[..nth]) {
            let (what, on) = (statement::short(no.signoff), no.signoff.at.format("%F"));
            all[nth].why = Some(format!(
                "{what} on {on} stands; only what is signed as well lifts it"
            ));
            all[nth].standing = Standing::Superseded;
        }
    }
    all
}

/// The no that a yes of the same person would have to lift and does not, since it is worth less. It must not be shown as
/// what counts beside the no: whoever reads only one line of it would read *approved*.
fn stands_against<'a, 'd>(yes: &Holding<'d>, before: &'a [Holding<'d>]) -> Option<&'a Holding<'d>> {
    let Signoff { role, by, .. } = yes.signoff;
    before.iter().find(|no| {
        let is_theirs = no.signoff.role == *role && no.signoff.by.may_be(by);
        yes.approves() && no.rejects() && is_theirs && !is_backed(yes.signed, no.signed)
    })
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
