//! As many different people have approved as the policy asks for.
//!
//! Who has two addresses has one key, and must not count twice. Where a policy wants anybody independent, who prepared does
//! not count either: *two people* would be the one who answered and one who looked.

use super::{Clause, Reason, prepared_after};
use crate::decision::{Deeds, Holding, Proof};
use crate::policy::Policy;
use crate::review::Dossier;

pub(super) fn reason(
    counted: &[&Holding<'_>],
    policy: &Policy,
    dossier: &Dossier,
    deeds: &Deeds<'_>,
) -> Option<(Clause, Reason)> {
    let wanted = policy.people?;
    let wants_others = policy.wants_independence();
    let mut people: Vec<&Holding<'_>> = Vec::new();
    for held in counted {
        let is_known = people.iter().any(|other| are_one(held, other));
        let is_set_aside = wants_others && prepared_after(&held.signoff.by, dossier, deeds);
        if !is_known && !is_set_aside {
            people.push(held);
        }
    }
    ((people.len() as u64) < wanted).then(|| {
        let who = if wants_others {
            "different people who did not prepare the review"
        } else {
            "different people"
        };
        let text = format!("{} of {wanted} {who} have approved", people.len());
        (Clause::People, Reason::Review(text))
    })
}

/// True where two sign-offs may be one person's: by name and address, or since one key signed both.
pub(super) fn are_one(one: &Holding<'_>, other: &Holding<'_>) -> bool {
    let key = |held: &Holding<'_>| {
        held.proof
            .ok()
            .and_then(Proof::fingerprint)
            .map(str::to_owned)
    };
    one.signoff.by.may_be(&other.signoff.by) || (key(one).is_some() && key(one) == key(other))
}
