//! What keeps the gate shut whatever a person decides: they are told before they sign.

use std::collections::{HashMap, HashSet};

use super::gate::{self, damage};
use super::lifting::Lifting;
use super::{Deeds, Holding, Proofs, Question, Reason, Signed, wording};
use crate::policy::Role;
use crate::review::{Dossier, Person, Signable, Standing};

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
        let what = wording::full(held.signoff);
        let why = held.why.as_ref().map(|why| format!(": {why}"));
        let (standing, why) = (held.standing, why.unwrap_or_default());
        let said = format!("{what}, {standing}{why} ({})", held.signature());
        let is_loose = held.signed < Signed::Unverified || (held.is_broken && !held.is_cut);
        (held.signoff as &dyn Signable, said, is_loose)
    });
    let others = damage::others(holdings, dossier, proofs, deeds);
    let told: HashSet<_> = others.iter().map(|(one, ..)| one.digest()).collect();
    let revocations = revocations(role, holdings, dossier, proofs).into_iter();
    let revocations = revocations.filter(|(one, ..)| {
        let digest = one.digest();
        let is_settled = told.contains(&digest) || deeds.dismissed().contains(&digest);
        !is_settled && !one.by().is(who) && may_dismiss(one.by())
    });
    let all = signoffs.chain(revocations).chain(others);
    all.map(|(one, said, is_loose)| (one, said, is_loose && may_dismiss(one.by())))
        .collect()
}

/// The unsigned revocations of approvals in roles that are asked for, and in which nobody else's holds.
fn revocations<'d>(
    role: Option<Role>,
    holdings: &[Holding<'d>],
    dossier: &'d Dossier,
    proofs: &Proofs,
) -> Vec<(&'d dyn Signable, String, bool)> {
    let is_held = |role| {
        let mut all = holdings.iter().filter(|held| held.approves());
        all.any(|held| held.signoff.role == role)
    };
    let mut missed = dossier.policy().roles.clone();
    missed.retain(|its| role != Some(*its) && !is_held(*its));
    let revoked = holdings.iter().filter(|held| {
        let is_yes = held.signoff.decision.approves() && missed.contains(&held.signoff.role);
        is_yes && held.standing == Standing::Revoked
    });
    let revoked = revoked.map(|held| (held.signoff.digest(), held.signoff));
    let revoked: HashMap<_, _> = revoked.collect();
    let all = dossier.review().revocations.iter();
    let all = all.filter(|one| proofs.signed(*one) < Signed::Unverified);
    let all = all.filter_map(|one| {
        let signoff = revoked.get(&one.signoff)?;
        let how = wording::revoked(one, dossier.zone());
        let said = format!("{} is revoked {how}", wording::full(signoff));
        Some((one as &dyn Signable, said, true))
    });
    all.collect()
}

/// What keeps the gate shut besides, a sentence each, and is in nobody's way by name alone.
pub fn others(dossier: &Dossier, deeds: &Deeds<'_>, question: &Question) -> Vec<String> {
    let said = gate::blockers(dossier, &Deeds::by_name(dossier.review()));
    let all = gate::besides(dossier, deeds, question).into_iter();
    let all = all.map(|(_, reason)| reason);
    all.filter(|one| !matches!(one, Reason::Item(item) if said.contains(item)))
        .map(|one| one.to_string())
        .collect()
}
