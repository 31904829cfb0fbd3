//! Who prepared a review: what such a person may not do, others say.

use super::{Deeds, Join};
use crate::policy::Role;
use crate::review::{Attestation, DeedKind, Dossier, Person, Signoff, Subject};

/// Who started the review, attested anything in it, or signed it as preparer and is one person with somebody, and why. Who only
/// wrote down what another confirmed has not prepared, nor has anybody by what they disowned.
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
        let is_mine =
            |who: &Person| is_same(who).filter(|_| !deeds.is_disowned(one.digest(), who, person));
        is_mine(&one.by).or_else(|| {
            let recorder = one.recorded_by.as_ref()?;
            is_mine(recorder).filter(|_| !deeds.is_by(DeedKind::Confirms, one.digest(), &one.by))
        })
    };
    let has_attested = || match attesters.first() {
        Some(first) if deeds.is_empty() => Some(*first),
        Some(_) => review.attestations().find_map(|(_, one)| attested(one)),
        None => None,
    };
    let signed = |(nth, one): (usize, &'d Signoff)| {
        same(&one.by).filter(|_| one.role == Role::Preparer && !deeds.is_unsaid(nth, one, person))
    };
    let Subject { created_by, .. } = &review.subject;
    let started = same(created_by);
    started
        .filter(|_| !deeds.is_disowned(review.subject.digest(), created_by, person))
        .or_else(has_attested)
        .or_else(|| review.signoffs.iter().enumerate().find_map(signed))
}
