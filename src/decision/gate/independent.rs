//! Roles of one person do not add up, where the policy wants them independent.
//!
//! Else *reviewer and approver* is met by one who signs twice.

use super::{Clause, Reason, people};
use crate::decision::Holding;
use crate::policy::{Policy, Role};

pub(super) fn reason(counted: &[&Holding<'_>], policy: &Policy) -> Option<(Clause, Reason)> {
    let roles: Vec<Role> = policy
        .independent
        .iter()
        .flatten()
        .copied()
        .filter(|role| counted.iter().any(|held| held.signoff.role == *role))
        .collect();
    if can_fill(&roles, counted, &[]) {
        return None;
    }
    let roles: Vec<_> = roles.iter().map(Role::to_string).collect();
    let text = format!(
        "each of {} must be another person, and they are not",
        roles.join(", ")
    );
    Some((Clause::Independent, Reason::Review(text)))
}

/// True where every role has an approval by somebody who fills no other; there are three roles at most.
fn can_fill(roles: &[Role], counted: &[&Holding<'_>], taken: &[&Holding<'_>]) -> bool {
    let Some((role, rest)) = roles.split_first() else {
        return true;
    };
    counted
        .iter()
        .filter(|held| held.signoff.role == *role)
        .filter(|held| !taken.iter().any(|other| people::are_one(held, other)))
        .any(|held| can_fill(rest, counted, &[taken, &[held]].concat()))
}
