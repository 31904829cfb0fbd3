//! What lifts a statement that closes the gate, although whoever made it does not.
//!
//! Nothing that closes is without a way out that is signed, has a reason and is shown:
//!
//! - What does not verify, or is not as it was made, is *dismissed*: by whom it names, or where that is no allowed signer, by
//!   whoever may approve and did not prepare. What verifies and is whole is dismissed by nobody.
//! - A no, the conditions of an approval that does not hold, what is not as it was made and what is missing are *overruled*, by
//!   an approval of somebody whom the policy names for that. They have not prepared, nor taken back the sign-off of another: who
//!   decides what others have decided does not also choose whom of them to hear.

use std::collections::HashSet;

use super::chain::{self, Known};
use super::form2::declaration as form2;
use super::gate::presence;
use super::proof::is_named;
use super::{Deeds, Holding, Proofs, Question, Signed, prepared_as, revocation, statement};
use crate::policy::Role;
use crate::review::{Deed, DeedKind, Dossier, Person, Signable, Signoff};
use crate::text::digest::Digest;

/// What was done to lift something, by those who may.
#[derive(Clone, Copy)]
pub(super) struct Lifting<'a, 'd> {
    holdings: &'a [Holding<'d>],
    dossier: &'a Dossier,
    deeds: &'a Deeds<'d>,
}

impl<'a, 'd> Lifting<'a, 'd> {
    pub(super) fn new(
        holdings: &'a [Holding<'d>],
        dossier: &'a Dossier,
        deeds: &'a Deeds<'d>,
    ) -> Self {
        Self {
            holdings,
            dossier,
            deeds,
        }
    }

    /// Who overruled a statement that is backed so, and why.
    pub(super) fn overruled(&self, to: Digest, held: Signed) -> Option<String> {
        if self.deeds.is_empty() {
            return None;
        }
        let policy = self.dossier.policy();
        let named = policy.overrule.as_ref()?;
        self.holdings.iter().find_map(|yes| {
            let does = |deed: &&Deed| deed.act == DeedKind::Overrules && deed.to == to;
            let (deed, by) = (yes.signoff.deeds.iter().find(does)?, &yes.signoff.by);
            let may = yes.approves()
                && self.deeds.is_enough(yes.signed, held)
                && named.iter().any(|one| is_named(by, one))
                && presence::fault(yes, policy).is_none()
                && prepared_as(by, self.dossier, self.deeds).is_none()
                && !self.has_taken_back(by);
            let why = deed.why.as_deref().unwrap_or_default();
            may.then(|| format!("it was overruled by {by}: {why}"))
        })
    }

    /// True where somebody took back what another decided; what only has their name they may dismiss.
    fn has_taken_back(&self, who: &Person) -> bool {
        let mut all = self.holdings.iter();
        all.any(|held| {
            let is_theirs = |by: &Person| by.may_be(who) && !held.signoff.by.may_be(who);
            held.revocation.is_some_and(|one| is_theirs(&one.by))
        })
    }

    /// Who set a record aside, and why.
    pub(super) fn dismissed(
        &self,
        record: &dyn Signable,
        held: Signed,
        is_broken: bool,
    ) -> Option<String> {
        if self.deeds.is_empty() || (held >= Signed::Unverified && !is_broken) {
            return None;
        }
        let digest = record.digest();
        let may_approve = |who: &Person| self.may_approve(who);
        let done = self
            .deeds
            .dismissal(digest, record.by(), held, may_approve)?;
        let why = done.why.unwrap_or_default();
        Some(format!("it was dismissed by {}: {why}", done.by))
    }

    /// True where the policy lets somebody approve, who did not prepare.
    pub(super) fn may_approve(&self, who: &Person) -> bool {
        self.dossier.policy().allows(Role::Approver, who.address())
            && prepared_as(who, self.dossier, self.deeds).is_none()
    }

    /// What lifts a sign-off. A statement that it comes after and that somebody took out is missing, dismissed or not; only
    /// what does not verify may have made it up.
    pub(super) fn of(&self, held: &Holding<'_>) -> Option<String> {
        let Signoff {
            decision,
            conditions,
            ..
        } = held.signoff;
        if held.is_cut && held.signed >= Signed::Unverified {
            return None;
        }
        let dismissed = self.dismissed(held.signoff, held.signed, held.is_broken);
        dismissed.or_else(|| {
            let is_lapsed = !held.approves() && !conditions.is_empty();
            let may = !decision.approves() || held.is_broken || is_lapsed;
            may.then(|| self.overruled(held.signoff.digest(), held.signed))?
        })
    }

    /// What lifts a revocation or a declaration that is not as it was made; what is missing behind one that verifies stays
    /// missing.
    pub(super) fn mended(
        &self,
        record: &dyn Signable,
        held: Signed,
        is_cut: bool,
        is_of_no: bool,
    ) -> Option<String> {
        if is_cut && held >= Signed::Unverified {
            return None;
        }
        let digest = record.digest();
        let dismissed = || self.dismissed(record, held, true);
        self.overruled(digest, held)
            .or_else(|| (!is_of_no).then(dismissed)?)
    }

    /// What is missing and was overruled.
    pub(super) fn missing(&self) -> Vec<Digest> {
        if self.deeds.is_empty() || self.dossier.policy().overrule.is_none() {
            return Vec::new();
        }
        let review = self.dossier.review();
        // What it was nobody knows; where anything is signed, it may have been.
        let held = if review.has_signatures() {
            Signed::Unverified
        } else {
            Signed::No
        };
        let missing = self.deeds.missing().into_iter();
        missing
            .filter(|one| self.overruled(*one, held).is_some())
            .collect()
    }
}

/// Everything that was done, without what was dismissed.
pub fn done<'r>(dossier: &'r Dossier, proofs: &'r Proofs, question: &'r Question) -> Deeds<'r> {
    let without = |dismissed| Deeds::of(dossier, proofs, question, dismissed);
    let all = without(HashSet::new());
    if !all.has_dismissals() {
        return all;
    }
    // What somebody dismissed dismisses nothing itself.
    let standing = without(dismissed(dossier, proofs, &all));
    without(dismissed(dossier, proofs, &standing))
}

/// The statements that these deeds dismiss.
fn dismissed(dossier: &Dossier, proofs: &Proofs, deeds: &Deeds<'_>) -> HashSet<Digest> {
    let review = dossier.review();
    let lifting = Lifting::new(&[], dossier, deeds);
    let known = Known::of(review, deeds.dismissed());
    let faults = chain::faults(review, &known).into_iter();
    let signoffs = faults.enumerate().filter_map(|(nth, fault)| {
        let held = Holding::alone(nth, fault, dossier, proofs, deeds, dossier.as_of());
        lifting.of(&held).map(|_| held.signoff.digest())
    });
    let lifted = lifted(&[], dossier, proofs, deeds);
    let declarations = review.declarations.iter().zip(lifted);
    let declarations = declarations.filter_map(|(one, lifted)| lifted.map(|_| one.digest()));
    let revocations = review.revocations.iter();
    let revocations = revocations.filter(|one| {
        lifting
            .dismissed(*one, proofs.signed(*one), false)
            .is_some()
    });
    let revocations = revocations.map(Signable::digest);
    signoffs.chain(declarations).chain(revocations).collect()
}

/// Why what has a digest is dismissed by nobody, since it verifies or may: whoever says so today would open the gate to who
/// damages it tomorrow.
pub fn firm(to: Digest, dossier: &Dossier, proofs: &Proofs, deeds: &Deeds<'_>) -> Option<String> {
    let review = dossier.review();
    let known = Known::of(review, deeds.dismissed());
    let of = |one: &dyn Signable, fault: Option<String>| {
        let is_whole = fault.is_none() && known.fault(one.after()).is_none();
        is_whole.then(|| proofs.signed(one))
    };
    let is_it = |one: &dyn Signable| one.digest() == to;
    let signoffs = review.signoffs.iter().filter(|one| is_it(*one));
    let signoffs = signoffs.filter_map(|one| of(one, statement::fault(one, dossier)));
    let revocations = review.revocations.iter().filter(|one| is_it(*one));
    let revocations = revocations.filter_map(|one| of(one, revocation::fault(one, review, &known)));
    let declarations = review.declarations.iter().filter(|one| is_it(*one));
    let declarations = declarations.filter_map(|one| of(one, form2::fault(one, review, &known)));
    match signoffs.chain(revocations).chain(declarations).max()? {
        Signed::Yes => Some(
            "it verifies, so that nobody sets it aside; who made it may take it back: signoff revoke"
                .to_owned(),
        ),
        Signed::Unverified => Some(
            "it is signed, and what verifies is set aside by nobody: say who may sign, with --allowed-signers or in git's settings"
                .to_owned(),
        ),
        Signed::No | Signed::Refused => None,
    }
}

/// What lifts each declaration that is not as it was made, or whose signature is refused.
pub fn lifted(
    holdings: &[Holding<'_>],
    dossier: &Dossier,
    proofs: &Proofs,
    deeds: &Deeds<'_>,
) -> Vec<Option<String>> {
    let review = dossier.review();
    let lifting = Lifting::new(holdings, dossier, deeds);
    let known = Known::of(review, deeds.dismissed()).with(lifting.missing());
    let all = review.declarations.iter();
    all.map(|one| {
        let held = proofs.signed(one);
        let is_broken = form2::fault(one, review, &known).is_some() || deeds.is_doubtful(one);
        if !is_broken {
            return lifting.dismissed(one, held, false);
        }
        let is_cut = known.fault(&one.after).is_some();
        lifting.mended(one, held, is_cut, false)
    })
    .collect()
}
