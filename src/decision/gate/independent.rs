//! Roles of one person do not add up, where the policy wants them independent.
//!
//! Else *reviewer and approver* is met by one who signs twice.

use super::{Clause, Reason};
use crate::decision::{Deeds, Holding, Join};
use crate::policy::{Policy, Role};
use crate::review::Person;

pub(super) fn reason(
    counted: &[&Holding<'_>],
    policy: &Policy,
    deeds: &Deeds<'_>,
) -> Option<(Clause, Reason)> {
    let both = [Role::Reviewer, Role::Approver];
    let wanted = policy.independent.as_deref().unwrap_or_default();
    let [reviewers, approvers] = both.map(|role| {
        let held = counted.iter().filter(|held| held.signoff.role == role);
        held.map(|held| &held.signoff.by).collect::<Vec<_>>()
    });
    let pairs = || {
        let pair = |by| approvers.iter().map(move |other| (by, other));
        reviewers.iter().flat_map(pair)
    };
    let are_two = |(by, other): (&&Person, &&Person)| deeds.people.join(by, other).is_none();
    // Where nobody has approved in one of the two roles, another rule says so.
    if both.iter().any(|role| !wanted.contains(role))
        || pairs().next().is_none()
        || pairs().any(are_two)
    {
        return None;
    }
    let joined = pairs().find_map(|(by, other)| {
        let join = deeds.people.join(by, other)?;
        (join != Join::Address).then(|| format!(": {by} counts as {other}, {join}"))
    });
    let text = format!(
        "each of reviewer, approver must be another person, and they are not{}",
        joined.unwrap_or_default()
    );
    Some((Clause::Independent, Reason::Review(text)))
}
