//! A no that was taken back asks for a decision by somebody who knew of that.
//!
//! Grace takes her rejection back, and the approval that Bob gave before it would count again, although he has not heard
//! what changed. So there must be an approval in that role which comes after the revocation.

use super::{Clause, Reason, lapse};
use crate::decision::chain::Links;
use crate::decision::{Deeds, Holding};
use crate::review::{Dossier, Revocation, Signable, Signoff, Standing};

pub(super) fn reasons(
    holdings: &[Holding<'_>],
    counted: &[&Holding<'_>],
    dossier: &Dossier,
    deeds: &Deeds<'_>,
) -> Vec<(Clause, Reason)> {
    let mut revoked = holdings.iter().filter(|held| was_revoked(held)).peekable();
    if revoked.peek().is_none() {
        return Vec::new();
    }
    let links = Links::of(dossier.review(), deeds.dismissed());
    let is_answered = |held: &&Holding<'_>| {
        let revocation = held.revocation.map(Revocation::digest);
        let knew = |yes: &Signoff| revocation.is_some_and(|one| links.leads(yes.digest(), one));
        counted
            .iter()
            .any(|yes| yes.signoff.role == held.signoff.role && knew(yes.signoff))
    };
    let unanswered = revoked.filter(|held| !is_answered(held));
    unanswered
        .map(|held| lapse::reason(held, dossier, Clause::Rejections))
        .collect()
}

pub(super) fn was_revoked(held: &Holding<'_>) -> bool {
    held.standing == Standing::Revoked && !held.signoff.decision.approves()
}
