//! A key that has ended counts for what it signed while it was good, where somebody vouches for that.
//!
//! A statement claims its own time, so that whoever finds an old key could date a new statement back. Hence nothing that an ended
//! key signed counts by itself, whatever time it names: a later statement that verifies says of its very digest that it was there
//! when the key ended. The same principal says so, or somebody whom the policy allows to approve. A revoked key is vouched for by
//! nobody.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::chain::{Known, Links};
use super::form2::declaration as form2;
use super::{Proof, Proofs, Question, Signer, Verified, lifting};
use crate::policy::Role;
use crate::review::standing::is_ahead;
use crate::review::{Claim, Deed, DeedKind, Dossier, Person, Signable};
use crate::text::digest::Digest;

/// What a statement says of another that an ended key signed.
pub fn deed(to: Digest, signer: &Signer) -> Deed {
    Deed {
        act: DeedKind::Vouches,
        to,
        why: Some(said(signer)),
    }
}

fn said(signer: &Signer) -> String {
    let ended = signer.ended.map(|day| format!(", ended on {day}"));
    let (principal, key) = (&signer.principal, &signer.fingerprint);
    format!("{principal}, {key}{}", ended.unwrap_or_default())
}

/// The statements that a person could vouch for, as their keys ended: all of them at once.
pub fn open(who: &Person, dossier: &Dossier, proofs: &Proofs) -> Vec<Deed> {
    let mut all: Vec<Deed> = Vec::new();
    let mut seen = HashSet::new();
    for one in dossier.review().statements() {
        if let Ok(Proof::Ended(signer, _)) = proofs.of(one)
            && may_vouch(who.address(), signer, dossier)
            && seen.insert(one.digest())
        {
            all.push(deed(one.digest(), signer));
        }
    }
    all
}

/// Takes what is vouched for as good, and what that vouches for in turn.
pub fn settle(mut proofs: Proofs, dossier: &Dossier, question: &Question) -> Proofs {
    while let Proofs::Known(known) = &proofs {
        let mut all = known.found.values();
        if !all.any(|proof| matches!(proof, Proof::Ended(..))) {
            break;
        }
        let settled = settled(
            known,
            dossier,
            lifting::done(dossier, &proofs, question).dismissed(),
        );
        if settled.is_empty() {
            break;
        }
        if let Proofs::Known(known) = &mut proofs {
            known.found.extend(settled);
        }
    }
    proofs
}

/// What is vouched for, and not taken as good yet.
fn settled(
    known: &Verified,
    dossier: &Dossier,
    dismissed: &HashSet<Digest>,
) -> Vec<(Claim, Proof)> {
    let review = dossier.review();
    let links = Links::of(review, dismissed);
    let vouchers = vouchers(dossier, known, dismissed);
    let mut settled = Vec::new();
    for one in review.statements() {
        let (claim, digest) = (Claim::of(one), one.digest());
        let Some(Proof::Ended(signer, _)) = known.found.get(&claim) else {
            continue;
        };
        let said = Some(said(signer));
        let mut about = vouchers.get(&digest).into_iter().flatten();
        let voucher = about.find(|voucher| {
            claim.at <= voucher.at
                && voucher.deed.why == said
                && links.leads(voucher.digest, digest)
                && may_vouch(voucher.principal, signer, dossier)
        });
        if let Some(voucher) = voucher {
            let (by, day) = (voucher.by, dossier.day_of(voucher.at));
            let vouched_by = Some(format!("{by} on {day}"));
            let signer = signer.clone();
            let signer = Signer {
                vouched_by,
                ..signer
            };
            settled.push((claim, Proof::Good(signer)));
        }
    }
    settled
}

/// The same principal, or somebody whom the policy lets approve.
fn may_vouch(principal: &str, signer: &Signer, dossier: &Dossier) -> bool {
    principal.eq_ignore_ascii_case(&signer.principal)
        || dossier.policy().allows(Role::Approver, principal)
}

/// A deed that vouches, in a statement that verifies.
struct Voucher<'r> {
    deed: &'r Deed,
    digest: Digest,
    by: &'r Person,
    at: DateTime<Utc>,
    principal: &'r str,
}

/// What vouches for each statement, where it verifies, is as it was made, and was not taken back by anybody.
fn vouchers<'r>(
    dossier: &'r Dossier,
    known: &'r Verified,
    dismissed: &HashSet<Digest>,
) -> HashMap<Digest, Vec<Voucher<'r>>> {
    let (review, now) = (dossier.review(), dossier.as_of());
    let whole = Known::of(review, dismissed);
    let revocations = review.revocations.iter();
    let revocations = revocations.filter(|one| !one.is_in(dismissed));
    let revoked: HashSet<_> = revocations.map(|one| one.signoff).collect();
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    let mut add = |one: &'r dyn Signable, deeds: &'r [Deed], is_whole: &dyn Fn() -> bool| {
        let vouches = |deed: &&Deed| deed.act == DeedKind::Vouches;
        let is_said = one.strike().is_none() && !is_ahead(one.at(), now);
        if !is_said || !deeds.iter().any(|deed| vouches(&deed)) || !is_whole() {
            return;
        }
        let Some(Proof::Good(signer)) = known.found.get(&Claim::of(one)) else {
            return;
        };
        for deed in deeds.iter().filter(vouches) {
            all.entry(deed.to).or_default().push(Voucher {
                deed,
                digest: one.digest(),
                by: one.by(),
                at: one.at(),
                principal: &signer.principal,
            });
        }
    };
    for one in &review.signoffs {
        let is_whole = || {
            let is_cut = whole.fault(&one.after).is_some();
            !is_cut && !revoked.contains(&one.digest())
        };
        add(one, &one.deeds, &is_whole);
    }
    for one in &review.declarations {
        let is_whole = || form2::fault(one, review, &whole).is_none();
        add(one, &one.deeds, &is_whole);
    }
    all
}
