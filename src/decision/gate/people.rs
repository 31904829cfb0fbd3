//! As many different people have approved as the policy asks for.
//!
//! Who has two addresses has one key, and must not count twice.

use super::Reason;
use crate::decision::{Holding, Proof};
use crate::policy::Policy;
use crate::review::Person;

pub(super) fn reason(counted: &[&Holding<'_>], policy: &Policy) -> Option<Reason> {
    let mut people: Vec<(&Person, Option<&str>)> = Vec::new();
    for held in counted {
        let (by, key) = (
            &held.signoff.by,
            held.proof.ok().and_then(Proof::fingerprint),
        );
        let is_known = |(other, its): &(&Person, Option<&str>)| {
            other.may_be(by) || (key.is_some() && *its == key)
        };
        if !people.iter().any(is_known) {
            people.push((by, key));
        }
    }
    let wanted = policy
        .people
        .filter(|wanted| (people.len() as u64) < *wanted)?;
    Some(Reason::Review(format!(
        "{} of {wanted} different people have approved",
        people.len()
    )))
}
