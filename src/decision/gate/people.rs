//! As many different people have approved as the policy asks for.
//!
//! Who has two addresses has one key, and must not count twice. Where a policy wants anybody independent, who prepared does
//! not count either: *two people* would be the one who answered and one who looked.

use super::{Clause, Reason};
use crate::decision::{Deeds, Holding, Join, prepared_as};
use crate::policy::Policy;
use crate::review::{Dossier, Person};
use crate::text::number::count;

pub(super) fn reason(
    counted: &[&Holding<'_>],
    policy: &Policy,
    dossier: &Dossier,
    deeds: &Deeds<'_>,
) -> Option<(Clause, Reason)> {
    let wanted = policy.people?;
    let wants_others = policy.wants_independence();
    let mut people: Vec<&Person> = Vec::new();
    let mut joined = None;
    for by in counted.iter().map(|held| &held.signoff.by) {
        let known = people
            .iter()
            .find_map(|other| Some((by, *other, deeds.people.join(by, other)?)));
        joined = joined.or(known.filter(|(.., join)| *join != Join::Address));
        let is_set_aside = wants_others && prepared_as(by, dossier, deeds).is_some();
        if known.is_none() && !is_set_aside {
            people.push(by);
        }
    }
    ((people.len() as u64) < wanted).then(|| {
        let who = if wants_others {
            count(
                wanted,
                "person who did not prepare the review has",
                "different people who did not prepare the review have",
            )
        } else {
            count(wanted, "person has", "different people have")
        };
        let joined = joined.map(|(by, other, join)| format!(": {by} counts as {other}, {join}"));
        let joined = joined.unwrap_or_default();
        let text = format!("{} of {who} approved{joined}", people.len());
        (Clause::People, Reason::Review(text))
    })
}
