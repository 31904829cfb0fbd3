//! Roles of one person do not add up, where the policy wants them independent.
//!
//! Else *reviewer and approver* is met by one who signs twice.

use super::{Clause, Reason};
use crate::decision::{Deeds, Holding, Join, Joins};
use crate::policy::{Policy, Role};
use crate::review::Person;

pub(super) fn reason(
    counted: &[&Holding<'_>],
    policy: &Policy,
    deeds: &Deeds<'_>,
) -> Option<(Clause, Reason)> {
    let roles: Vec<Role> = policy
        .independent
        .iter()
        .flatten()
        .copied()
        .filter(|role| counted.iter().any(|held| held.signoff.role == *role))
        .collect();
    if can_fill(&roles, counted, &[], &deeds.people) {
        return None;
    }
    let roles: Vec<_> = roles.iter().map(Role::to_string).collect();
    let people = counted.iter().map(|held| &held.signoff.by);
    let mut pairs = people
        .clone()
        .flat_map(|by| people.clone().map(move |other| (by, other)));
    let joined = pairs.find_map(|(by, other)| {
        let join = deeds.people.join(by, other)?;
        (join != Join::Address).then(|| format!(": {by} counts as {other}, {join}"))
    });
    let text = format!(
        "each of {} must be another person, and they are not{}",
        roles.join(", "),
        joined.unwrap_or_default()
    );
    Some((Clause::Independent, Reason::Review(text)))
}

/// True where every role has an approval by somebody who fills no other; there are three roles at most.
fn can_fill(
    roles: &[Role],
    counted: &[&Holding<'_>],
    taken: &[&Person],
    people: &Joins<'_>,
) -> bool {
    let Some((role, rest)) = roles.split_first() else {
        return true;
    };
    let in_role = counted.iter().filter(|held| held.signoff.role == *role);
    in_role.map(|held| &held.signoff.by).any(|by| {
        let is_taken = taken.iter().any(|other| people.join(by, other).is_some());
        !is_taken && can_fill(rest, counted, &[taken, &[by]].concat(), people)
    })
}
