//! What keeps the gate shut whatever a person decides: they are told before they sign.

use super::gate::{self, damage};
use super::lifting::Lifting;
use super::{Deeds, Holding, Proofs, Question, Reason, Signed, wording};
use crate::review::{Dossier, Person, Signable};

/// The statements that keep the gate shut whatever else somebody decides, a sentence each: the noes of others, and what is broken.
/// True of those that they may set aside, by the statement that they are about to sign.
pub fn statements<'d>(
    who: &Person,
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
    let all = signoffs.chain(others);
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
