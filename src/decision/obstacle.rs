//! What keeps the gate shut whatever a person decides: they are told before they sign.

use super::gate::{self, damage};
use super::lifting::Lifting;
use super::{Deeds, Holding, Proofs, Question, Reason, Signed, wording};
use crate::policy::Role;
use crate::review::{Dossier, Person, Signable, Signoff, Standing};

/// The statements that keep the gate shut whatever else somebody decides in a role, a sentence each: the noes of others, what is
/// broken, and what strangers took back without a signature. True of those that they may set aside, by the statement that they
/// are about to sign.
pub fn statements<'d>(
    who: &Person,
    role: Option<Role>,
    holdings: &[Holding<'d>],
    dossier: &'d Dossier,
    proofs: &Proofs,
    deeds: &Deeds<'_>,
) -> Vec<(&'d dyn Signable, String, bool)> {
    let lifting = Lifting::new(holdings, dossier, deeds);
    let may_dismiss = |by: &Person| deeds.may_dismiss(who, by, |who| lifting.may_approve(who));
    let is_in_the_way = |held: &&Holding<'_>| {
        let is_anothers = held.rejects() && !held.signoff.by.is(who);
        is_anothers || damage::is_told(held)
    };
    let signoffs = holdings.iter().filter(is_in_the_way).map(|held| {
        let (what, by) = (wording::short(held.signoff), &held.signoff.by);
        let why = held.why.as_ref().map(|why| format!(", {why}"));
        let why = why.unwrap_or_default();
        let said = format!("{what} by {by}{why} ({})", held.signature());
        let is_loose = held.signed < Signed::Unverified || (held.is_broken && !held.is_cut);
        (held.signoff as &dyn Signable, said, is_loose)
    });
    let others = damage::others(holdings, dossier, proofs, deeds);
    let is_missed = |held: &&Holding<'_>| {
        let Signoff {
            role: its,
            decision,
            ..
        } = held.signoff;
        let is_asked = dossier.policy().roles.contains(its) && role != Some(*its);
        let mut all = holdings.iter().filter(|one| one.approves());
        let is_revoked = decision.approves() && held.standing == Standing::Revoked;
        is_revoked && is_asked && !all.any(|one| one.signoff.role == *its)
    };
    let revocations = dossier.review().revocations.iter().enumerate();
    let revocations = revocations.filter_map(|(nth, one)| {
        let mut missed = holdings.iter().filter(is_missed);
        let held = missed.find(|held| held.signoff.digest() == one.signoff)?;
        let signed = Signed::of(one, proofs.of_revocation(nth).ok());
        let is_loose = signed < Signed::Unverified && may_dismiss(&one.by) && !one.by.is(who);
        let is_told = || {
            others
                .iter()
                .any(|(other, ..)| other.digest() == one.digest())
        };
        (is_loose && !deeds.dismissed().contains(&one.digest()) && !is_told()).then(|| {
            let (what, by) = (wording::short(held.signoff), &held.signoff.by);
            let said = format!("{what} by {by} is revoked {}", wording::revoked(one));
            (one as &dyn Signable, said, true)
        })
    });
    let revocations: Vec<_> = revocations.collect();
    let all = signoffs.chain(revocations).chain(others);
    all.map(|(one, said, is_loose)| (one, said, is_loose && may_dismiss(one.by())))
        .collect()
}

/// What keeps the gate shut besides, a sentence each, and is in nobody's way by name alone.
pub fn others(dossier: &Dossier, deeds: &Deeds<'_>, question: &Question) -> Vec<String> {
    let said = gate::blockers(dossier);
    let all = gate::besides(dossier, deeds, question).into_iter();
    let all = all.map(|(_, reason)| reason);
    all.filter(|one| !matches!(one, Reason::Item(item) if said.contains(item)))
        .map(|one| one.to_string())
        .collect()
}
