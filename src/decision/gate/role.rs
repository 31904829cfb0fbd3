//! Every role that the policy asks for has approved, and nobody says no in any role.
//!
//! Who was not asked and says no is heard all the same: a security reviewer who rejects must not be passed over because
//! the policy only wants an approver.

use std::collections::BTreeSet;

use super::{Clause, Reason, damage, lapse, no};
use crate::decision::{Deeds, Holding};
use crate::policy::{Policy, Role};
use crate::review::{Dossier, Signable, Signoff, Standing};

pub(super) fn reasons(
    holdings: &[Holding<'_>],
    policy: &Policy,
    dossier: &Dossier,
    deeds: &Deeds<'_>,
) -> Vec<(Clause, Reason)> {
    let mut reasons = Vec::new();
    let mut roles: BTreeSet<Role> = policy.roles.iter().copied().collect();
    let noes = holdings.iter().filter(|held| held.rejects());
    roles.extend(noes.map(|held| held.signoff.role));
    for role in roles {
        let in_role = || holdings.iter().filter(|held| held.signoff.role == role);
        let mut noes = in_role().filter(|held| held.rejects()).peekable();
        if noes.peek().is_none() {
            // Of several that are no use, the one that its person dated last is named.
            let is_heard = |held: &&Holding<'_>| !held.signoff.is_in(deeds.dismissed());
            let last = in_role()
                .filter(is_heard)
                .max_by_key(|held| (held.signoff.at, held.signoff.digest()));
            if !in_role().any(Holding::approves) {
                reasons.extend(missing(role, last, dossier));
            }
        }
        reasons.extend(noes.map(|held| rejected(held, dossier)));
    }
    reasons
}

/// Why a role has not approved; `None` where it has, or where another rule says it.
fn missing(role: Role, last: Option<&Holding<'_>>, dossier: &Dossier) -> Option<(Clause, Reason)> {
    let Some(held) = last else {
        let reason = Reason::Role(role, format!("no sign-off as {role}"));
        return Some((Clause::Roles, reason));
    };
    if damage::is_told(held) || no::was_revoked(held) {
        return None;
    }
    if !held.signoff.decision.approves() {
        return Some(rejected(held, dossier));
    }
    (held.standing != Standing::Current).then(|| lapse::reason(held, dossier, Clause::Roles))
}

fn rejected(held: &Holding<'_>, dossier: &Dossier) -> (Clause, Reason) {
    let Signoff { role, by, at, .. } = held.signoff;
    let reason = Reason::Rejected {
        role: *role,
        by: by.clone(),
        on: dossier.day_of(*at),
        refused: held.refusal(),
    };
    (Clause::Rejections, reason)
}
