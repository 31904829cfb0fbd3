//! Who prepared a review does not approve it, unless they say why one person does both and the policy allows that.
//!
//! A reviewer may have prepared, unless the policy wants reviewers independent: else the preparer signs as reviewer, and
//! *two have looked at it* is one.

use super::Clause;
use crate::decision::{Deeds, Join};
use crate::policy::{Policy, Role};
use crate::review::{Attestation, DeedKind, Dossier, Person, Signoff};

pub(super) fn fault(
    signoff: &Signoff,
    dossier: &Dossier,
    policy: &Policy,
    deeds: &Deeds<'_>,
) -> Option<(Clause, String)> {
    let Signoff { by, role, .. } = signoff;
    let is_independent = policy.is_independent(*role);
    if !(is_independent || *role == Role::Approver) {
        return None;
    }
    let also = match prepared_as(by, dossier, deeds)? {
        (_, Join::Address) => String::new(),
        (who, join) => format!(" (as {who}, {join})"),
    };
    let (clause, text) = match &signoff.sole_operator {
        _ if is_independent => (
            Clause::Independent,
            format!(
                "{by} approved as {role} and also prepared the review{also}, which the policy forbids"
            ),
        ),
        None => (
            Clause::SoleOperator,
            format!(
                "{by} approved and also prepared the review{also}, without saying why one person does both"
            ),
        ),
        Some(_) if policy.forbids_sole_operators() => (
            Clause::SoleOperator,
            format!("{by} approved as sole operator{also}, which the policy forbids"),
        ),
        Some(_) => return None,
    };
    Some((clause, text))
}

/// Who started the review, attested anything in it, or signed it as preparer and is one person with somebody, and why. Who only
/// wrote down what another confirmed has not prepared, nor has anybody by an answer that they disowned.
pub fn prepared_as<'d>(
    person: &Person,
    dossier: &'d Dossier,
    deeds: &Deeds<'_>,
) -> Option<(&'d Person, Join)> {
    let review = dossier.review();
    let same = |other: &'d Person| Some((other, deeds.people.join(person, other)?));
    // Nearly nobody declares anything, and those who attested are few.
    let attesters: Vec<_> = dossier.attesters().iter().filter_map(same).collect();
    let is_same = |other: &Person| attesters.iter().find(|(one, _)| *one == other).copied();
    let attested = |one: &Attestation| {
        let own =
            is_same(&one.by).filter(|_| !deeds.is_by(DeedKind::Disowns, one.digest(), &one.by));
        own.or_else(|| {
            let recorder = one.recorded_by.as_ref()?;
            is_same(recorder).filter(|_| !deeds.is_by(DeedKind::Confirms, one.digest(), &one.by))
        })
    };
    let has_attested = || match attesters.first() {
        Some(first) if deeds.is_empty() => Some(*first),
        Some(_) => review.attestations().find_map(|(_, _, one)| attested(one)),
        None => None,
    };
    let signed = |one: &'d Signoff| {
        let is_disowned = || deeds.is_by(DeedKind::Disowns, one.digest(), &one.by);
        let counts = !one.decision.approves() || !is_disowned();
        same(&one.by).filter(|_| one.role == Role::Preparer && counts)
    };
    same(&review.subject.created_by)
        .or_else(has_attested)
        .or_else(|| review.signoffs.iter().find_map(signed))
}
