//! A key that has ended counts for what it signed while it was good, where somebody vouches for that.
//!
//! A statement claims its own time, so that whoever finds an old key could date a new statement back. Hence nothing that an ended
//! key signed counts by itself, whatever time it names: a later statement that verifies says of its very digest that it was there
//! when the key ended. The same principal says so, or somebody whom the policy allows to approve. A revoked key is vouched for by
//! nobody.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::chain::{Known, Links};
use super::form2::declaration as form2;
use super::{Proof, Proofs, Signer, Verified};
use crate::policy::Role;
use crate::review::standing::CLOCK_SKEW;
use crate::review::{Deed, DeedKind, Dossier, Person, Review, Signable};
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
    let Ok(known) = proofs.known() else {
        return Vec::new();
    };
    let mut all: Vec<Deed> = Vec::new();
    for (digest, _, proof) in records(dossier.review(), known) {
        if let Proof::Ended(signer, _) = proof
            && may_vouch(who.address(), signer, dossier)
            && all.iter().all(|deed| deed.to != digest)
        {
            all.push(deed(digest, signer));
        }
    }
    all
}

/// Takes what is vouched for as good, and what that vouches for in turn.
pub fn settle(mut known: Verified, dossier: &Dossier) -> Verified {
    let review = dossier.review();
    let is_ended = |(_, _, proof): &(_, _, &Proof)| matches!(proof, Proof::Ended(..));
    if !records(review, &known).any(|one| is_ended(&one)) {
        return known;
    }
    let links = Links::of(review);
    loop {
        let mut ended: HashMap<Digest, (DateTime<Utc>, Signer)> = HashMap::new();
        for (digest, at, proof) in records(review, &known) {
            if let Proof::Ended(signer, _) = proof {
                ended.insert(digest, (at, signer.clone()));
            }
        }
        let mut vouched: HashMap<Digest, Signer> = HashMap::new();
        for (digest, by, at, deeds, voucher) in vouchers(review, &known, dossier.as_of()) {
            for deed in deeds.iter().filter(|deed| deed.act == DeedKind::Vouches) {
                if let Some((signed_at, signer)) = ended.get(&deed.to)
                    && *signed_at <= at
                    && links.leads(digest, deed.to)
                    && deed.why.as_ref() == Some(&said(signer))
                    && may_vouch(&voucher.principal, signer, dossier)
                {
                    let vouched_by = Some(format!("{by} on {}", dossier.day_of(at)));
                    let signer = signer.clone();
                    vouched.insert(
                        deed.to,
                        Signer {
                            vouched_by,
                            ..signer
                        },
                    );
                }
            }
        }
        if vouched.is_empty() {
            return known;
        }
        let settle = |digest: Digest, proof: &mut Proof| {
            if let Some(signer) = vouched.get(&digest) {
                *proof = Proof::Good(signer.clone());
            }
        };
        for (one, proof) in review.signoffs.iter().zip(&mut known.signoffs) {
            settle(one.digest(), proof);
        }
        for (one, proof) in review.revocations.iter().zip(&mut known.revocations) {
            settle(one.digest(), proof);
        }
        for (one, proof) in review.declarations.iter().zip(&mut known.declarations) {
            settle(one.digest(), proof);
        }
    }
}

/// The same principal, or somebody whom the policy lets approve.
fn may_vouch(principal: &str, signer: &Signer, dossier: &Dossier) -> bool {
    principal.eq_ignore_ascii_case(&signer.principal)
        || dossier.policy().allows(Role::Approver, principal)
}

fn records<'r>(
    review: &'r Review,
    known: &'r Verified,
) -> impl Iterator<Item = (Digest, DateTime<Utc>, &'r Proof)> {
    let all = known.of(review);
    all.map(|(one, proof)| (one.digest(), one.at(), proof))
}

/// Statements that verify and are as they were made, and that nobody took back.
fn vouchers<'r>(
    review: &'r Review,
    known: &'r Verified,
    now: DateTime<Utc>,
) -> impl Iterator<Item = (Digest, &'r Person, DateTime<Utc>, &'r [Deed], &'r Signer)> {
    let whole = Known::of(review);
    let is_said = |one: &dyn Signable| one.strike().is_none() && one.at() <= now + CLOCK_SKEW;
    let vouches = |deeds: &[Deed]| deeds.iter().any(|deed| deed.act == DeedKind::Vouches);
    let mut all = Vec::new();
    for (one, proof) in review.signoffs.iter().zip(&known.signoffs) {
        if let Proof::Good(signer) = proof
            && vouches(&one.deeds)
            && is_said(one)
            && whole.fault(&one.after).is_none()
        {
            let digest = one.digest();
            if !review.revocations.iter().any(|it| it.signoff == digest) {
                all.push((digest, &one.by, one.at, one.deeds.as_slice(), signer));
            }
        }
    }
    for (one, proof) in review.declarations.iter().zip(&known.declarations) {
        if let Proof::Good(signer) = proof
            && vouches(&one.deeds)
            && is_said(one)
            && form2::fault(one, review, &whole).is_none()
        {
            all.push((one.digest(), &one.by, one.at, one.deeds.as_slice(), signer));
        }
    }
    all.into_iter()
}
