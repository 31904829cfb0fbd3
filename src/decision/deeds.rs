//! What was accepted, confirmed, ended, closed, disowned and dismissed, by whom, and what stands behind that.
//!
//! Deeds are bound to digests and not to the content, so that they do not go stale when other things change; other bytes
//! end them. What opens needs the better of two proofs: what policy or gate ask for, and that of what it lifts.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use super::chain::{self, Known};
use super::form2::declaration as form2;
use super::proof::is_named;
use super::{Aliases, Join, Joins, Proofs, Question, Signed, proof};
use crate::review::standing::is_ahead;
use crate::review::{
    Answer, Attestation, Deed, DeedKind, Dossier, Person, Record, Remark, RemarkKind, Review,
    Revocation, Signable, Signoff,
};
use crate::text::digest::Digest;

/// Something that was done by a declaration, or by a sign-off that carries it.
#[derive(Debug, Clone, Copy)]
pub struct Done<'r> {
    /// What.
    pub act: DeedKind,
    /// To what.
    pub to: Digest,
    /// Why.
    pub why: Option<&'r str>,
    /// By whom.
    pub by: &'r Person,
    /// What stands behind it.
    pub signed: Signed,
}

impl<'r> Done<'r> {
    fn of(deed: &'r Deed, by: &'r Person, signed: Signed) -> Self {
        let Deed { act, to, why } = deed;
        Self {
            act: *act,
            to: *to,
            why: why.as_deref(),
            by,
            signed,
        }
    }

    fn about(&self) -> (DeedKind, Digest) {
        (self.act, self.to)
    }
}

static NOT_ASKED: Proofs = Proofs::NotAsked;
static NOBODY: LazyLock<Aliases> = LazyLock::new(Aliases::default);

/// Everything that was done.
#[derive(Debug)]
pub struct Deeds<'r> {
    /// By kind and digest, of one record in the order of the file: it is asked of each record.
    all: Vec<Done<'r>>,
    /// What policy or gate ask for.
    wanted: Signed,
    /// Whom the allowed signers name; nobody where nothing was verified.
    signers: &'r [String],
    /// Who of those who did it, or anything else, is one person with whom.
    pub people: Joins<'r>,
    review: &'r Review,
    /// What may be disowned, where anything of it was struck; looked for only where something was disowned, since a screen
    /// asks for deeds with every key.
    records: OnceCell<HashSet<Digest>>,
    /// What stands behind each sign-off, in the order of the file.
    signoffs: Vec<Signed>,
    /// The statements that were dismissed: what they do is read as if it was never said.
    dismissed: HashSet<Digest>,
}

impl<'r> Deeds<'r> {
    /// Of a review, without what was dismissed; where policy or gate ask for proof, what is not proven opens nothing.
    pub(super) fn of(
        dossier: &'r Dossier,
        proofs: &'r Proofs,
        question: &'r Question,
        dismissed: HashSet<Digest>,
    ) -> Self {
        let wanted = if question.needs_proofs(dossier.policy()) {
            Signed::Yes
        } else {
            Signed::No
        };
        Self::read(
            dossier.review(),
            proofs,
            wanted,
            &question.aliases,
            dismissed,
            dossier.as_of(),
        )
    }

    fn read(
        review: &'r Review,
        proofs: &'r Proofs,
        wanted: Signed,
        aliases: &'r Aliases,
        dismissed: HashSet<Digest>,
        now: DateTime<Utc>,
    ) -> Self {
        let known = OnceCell::new();
        // What is not as it was made, or was not yet said, opens nothing.
        let is_void = |one: &dyn Signable| {
            let known = known.get_or_init(|| Known::of(review, &dismissed));
            is_ahead(one.at(), now)
                || one.strike().is_some()
                || form2::fault(one, review, known).is_some()
        };
        let mut all = Vec::new();
        let mut add = |one: &dyn Signable, deeds: &'r [Deed], by, signed, is_idle: bool| {
            if deeds.is_empty() || one.is_in(&dismissed) {
                return;
            }
            // Anybody may take a yes back or break a record, and opens nothing by it.
            let is_void = is_idle || is_void(one);
            let stand = deeds.iter();
            let stand = stand.filter(|deed| !is_void || deed.act == DeedKind::Disowns);
            all.extend(stand.map(|deed| Done::of(deed, by, signed)));
        };
        for one in &review.declarations {
            add(one, &one.deeds, &one.by, proofs.signed(one), false);
        }
        let mut signoffs = Vec::new();
        for one in &review.signoffs {
            let signed = proofs.signed(one);
            let is_revoked = revocation(one, review, proofs, &dismissed, now).is_some();
            add(one, &one.deeds, &one.by, signed, is_revoked);
            signoffs.push(signed);
        }
        all.sort_by_key(Done::about);
        Self {
            all,
            wanted,
            signers: signers(proofs),
            people: Joins::of(proofs, aliases),
            review,
            records: OnceCell::new(),
            signoffs,
            dismissed,
        }
    }

    /// The same with what somebody is about to do.
    #[must_use]
    pub fn and(mut self, deeds: &'r [Deed], by: &'r Person) -> Self {
        let signed = self.wanted;
        let done = deeds.iter().map(|deed| Done::of(deed, by, signed));
        self.all.extend(done);
        self.all.sort_by_key(Done::about);
        self
    }

    /// True where nobody did anything.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// By name alone.
    pub fn by_name(review: &'r Review) -> Self {
        let (dismissed, end) = (HashSet::new(), DateTime::<Utc>::MAX_UTC);
        Self::read(review, &NOT_ASKED, Signed::No, &NOBODY, dismissed, end)
    }

    /// The statements that no other comes after; the next one names them.
    pub fn ends(&self) -> Vec<Digest> {
        chain::ends(self.review, &self.dismissed)
    }

    /// The statements that others come after and that are not in the file.
    pub fn missing(&self) -> HashSet<Digest> {
        chain::missing(self.review, &self.dismissed)
    }

    /// The statements that were dismissed.
    pub(super) fn dismissed(&self) -> &HashSet<Digest> {
        &self.dismissed
    }

    /// True where somebody dismissed anything.
    pub(super) fn has_dismissals(&self) -> bool {
        !self.all_of(DeedKind::Dismisses).is_empty()
    }

    fn all_of(&self, act: DeedKind) -> &[Done<'r>] {
        run(&self.all, &act, |done| done.act)
    }

    fn all_to(&self, act: DeedKind, to: Digest) -> &[Done<'r>] {
        run(&self.all, &(act, to), Done::about)
    }

    /// What was done to something that is itself backed so, well enough to lift it.
    pub fn to(&self, act: DeedKind, to: Digest, held: Signed) -> impl Iterator<Item = &Done<'r>> {
        let all = self.all_to(act, to).iter();
        all.filter(move |done| self.is_enough(done.signed, held))
    }

    /// True where what is backed so may lift what is itself backed as `held`.
    pub(super) fn is_enough(&self, signed: Signed, held: Signed) -> bool {
        signed.is_as_good_as(self.wanted) && signed.is_as_good_as(held)
    }

    /// True of what was struck, where proof is asked for: nobody can tell what it was.
    pub(super) fn is_doubtful(&self, record: &dyn Signable) -> bool {
        self.wanted == Signed::Yes && record.strike().is_some()
    }

    /// What some of these people did, well enough where nothing is lifted by it.
    pub(super) fn by(&self, people: &[&Person], act: DeedKind) -> impl Iterator<Item = &Done<'r>> {
        let is_theirs = |done: &Done<'_>| people.iter().any(|who| done.by.is(who));
        let all = self.all_of(act).iter();
        all.filter(move |done| self.is_enough(done.signed, Signed::No) && is_theirs(done))
    }

    /// True where the person themself did it.
    pub fn is_by(&self, act: DeedKind, to: Digest, who: &Person) -> bool {
        self.to(act, to, Signed::No).any(|done| done.by.is(who))
    }

    /// Where who set a condition of a sign-off, which is itself backed so, says that it is met.
    pub fn closed(&self, signoff: &Signoff, nth: usize, held: Signed) -> Option<&Done<'r>> {
        let mut closed = self.to(DeedKind::Closes, signoff.condition(nth), held);
        closed.find(|done| done.by.is(&signoff.by))
    }

    /// True of an act by somebody whose name a record has, or by a person of that name whom it would be held against.
    fn is_of(&self, act: DeedKind, to: Digest, held: Signed, by: &Person, person: &Person) -> bool {
        let is_theirs = |who: &Person| {
            who.is(by) || (who.is(person) && self.people.join(person, by) == Some(Join::Name))
        };
        self.to(act, to, held).any(|done| is_theirs(done.by))
    }

    /// True where a record makes a person no preparer, since it is disowned.
    pub(super) fn is_disowned(&self, to: Digest, by: &Person, person: &Person) -> bool {
        self.is_of(DeedKind::Disowns, to, Signed::No, by, person)
    }

    /// The same of a sign-off, which is dismissed too where it does not verify.
    pub(super) fn is_unsaid(&self, nth: usize, one: &Signoff, person: &Person) -> bool {
        let (to, held) = (one.digest(), self.signoffs[nth]);
        let is_dismissed = || {
            held < Signed::Unverified && self.is_of(DeedKind::Dismisses, to, held, &one.by, person)
        };
        (one.decision.approves() && self.is_disowned(to, &one.by, person))
            || self.dismissed.contains(&to)
            || is_dismissed()
    }

    /// Who says that an answer under their name, or that they are said to have written down, is not theirs. Of one that was struck,
    /// whoever says so of an answer that is nowhere any more.
    pub(super) fn disowner_of(&self, answer: &Attestation) -> Option<&'r Person> {
        let known = self.disowner(&answer.by, || answer.digest());
        let recorder = || self.disowner(answer.recorder(), || answer.digest());
        let known = known.or_else(recorder);
        let lost = || {
            let mut all = self.all_of(DeedKind::Disowns).iter();
            let done =
                all.find(|done| done.by.may_be(&answer.by) && !self.records().contains(&done.to));
            done.map(|done| done.by)
        };
        known.or_else(|| (!answer.struck.is_empty()).then(lost)?)
    }

    fn records(&self) -> &HashSet<Digest> {
        self.records.get_or_init(|| digests(self.review))
    }

    /// Who says that a sign-off under their name is not theirs. That closes, so that it needs no proof.
    pub(super) fn disowner(
        &self,
        by: &Person,
        digest: impl FnOnce() -> Digest,
    ) -> Option<&'r Person> {
        // Digests cost, and are asked for of every item.
        if self.all_of(DeedKind::Disowns).is_empty() {
            return None;
        }
        let may_be = |who| matches!(self.people.join(who, by), Some(Join::Address | Join::Name));
        let mut all = self
            .all_to(DeedKind::Disowns, digest())
            .iter()
            .map(|done| done.by);
        all.find(|who| may_be(who))
    }

    /// Who set a record aside, and why: whom it names, or where that is no allowed signer, whoever may approve and did not
    /// prepare.
    pub fn dismissal(
        &self,
        to: Digest,
        by: &Person,
        held: Signed,
        may_approve: impl Fn(&Person) -> bool,
    ) -> Option<&Done<'r>> {
        let may = |done: &&Done<'_>| {
            let may_approve = |who: &Person| done.signed == Signed::Yes && may_approve(who);
            self.may_dismiss(done.by, by, may_approve)
        };
        self.to(DeedKind::Dismisses, to, held).find(may)
    }

    /// True where somebody may set aside what has the name of another, or their own.
    pub(super) fn may_dismiss(
        &self,
        who: &Person,
        by: &Person,
        may_approve: impl Fn(&Person) -> bool,
    ) -> bool {
        // A pattern may name anybody, and where nobody is named, nobody knows who is.
        let names = |one: &String| is_named(by, one) || one.contains(['*', '?']);
        let is_stranger = !self.signers.is_empty() && !self.signers.iter().any(names);
        who.is(by) || (is_stranger && may_approve(who))
    }

    /// Who stands behind an answer that somebody else gave and recorded. Who has two addresses is not somebody else.
    pub fn accepters(&self, answer: &Attestation) -> Vec<&'r Person> {
        let all = self.to(DeedKind::Accepts, answer.digest(), Signed::No);
        let own = |by: &Person| self.is_of_answer(by, answer);
        all.map(|done| done.by).filter(|by| !own(by)).collect()
    }

    /// True of who gave an answer or wrote it down, under whichever address.
    pub(super) fn is_of_answer(&self, who: &Person, answer: &Attestation) -> bool {
        let both = [&answer.by, answer.recorder()];
        both.into_iter()
            .any(|by| self.people.join(who, by).is_some())
    }

    /// The returns of an answer that stand: who made one ends it, and another answer does. The same words said once more are
    /// no other answer.
    pub fn returns<'o>(&self, record: &'o Record) -> Vec<&'o Remark> {
        let returns = record.remarks.iter();
        let returns = returns.filter(|one| one.kind == RemarkKind::Return);
        let mut returns = returns.peekable();
        if returns.peek().is_none() {
            return Vec::new();
        }
        let heads = record.heads();
        // What is on no answer of this item is on one of which a text was struck since, or somebody put it there.
        let mut struck = record
            .attestations
            .iter()
            .filter(|one| !one.struck.is_empty())
            .peekable();
        let is_lost = struck.peek().is_none() || struck.any(|one| heads.contains(&one));
        let answers = record.attestations.iter().rev();
        let answers: HashMap<_, _> = answers.map(|one| (one.digest(), &one.answer)).collect();
        let says = |answer: &&Answer| heads.iter().any(|head| head.answer == **answer);
        let still_says = |on: Digest| answers.get(&on).map_or(is_lost, says);
        returns
            .filter(|one| one.on.is_none_or(still_says))
            .filter(|one| !self.is_by(DeedKind::Ends, one.digest(), &one.by))
            .collect()
    }

    /// The questions of an item that nobody closed who may: who asked, or whom `decides` names.
    pub fn questions<'o>(
        &self,
        record: &'o Record,
        decides: impl Fn(&Person) -> bool,
    ) -> Vec<&'o Remark> {
        let questions = record.remarks.iter();
        let is_open = |one: &&Remark| {
            let mut closed = self.to(DeedKind::Closes, one.digest(), Signed::No);
            !closed.any(|done| done.by.is(&one.by) || decides(done.by))
        };
        questions
            .filter(|one| one.kind == RemarkKind::Question)
            .filter(is_open)
            .collect()
    }
}

/// The revocation that takes a sign-off back, if it was not dismissed.
///
/// Anybody may take a yes back, signed or not: that only closes the gate. A no is taken back by who said it, and what
/// says so is backed as well as the no: else Mallory, who may sign too, revokes Grace's rejection in her name without a
/// signature, and approves. What is dated in the future does not yet.
pub(super) fn revocation<'r>(
    signoff: &Signoff,
    review: &'r Review,
    proofs: &Proofs,
    dismissed: &HashSet<Digest>,
    now: DateTime<Utc>,
) -> Option<&'r Revocation> {
    // Nearly always there is none, and digests cost.
    if review.revocations.is_empty() {
        return None;
    }
    let held = proofs.signed(signoff);
    let digest = signoff.digest();
    let mut about = review.revocations.iter();
    about.find(|one| {
        if one.signoff != digest || one.is_in(dismissed) {
            return false;
        }
        let is_as_good = || {
            let signed = proofs.signed(*one);
            proof::is_as_good((*one, signed), (signoff, held)) && one.strike().is_none()
        };
        signoff.decision.approves()
            || (one.by.is(&signoff.by) && !is_ahead(one.at, now) && is_as_good())
    })
}

/// Those of a key, of deeds in its order.
fn run<'d, 'r, K: Ord>(
    all: &'d [Done<'r>],
    key: &K,
    of: impl Fn(&Done<'r>) -> K,
) -> &'d [Done<'r>] {
    let rest = &all[all.partition_point(|done| of(done) < *key)..];
    &rest[..rest.partition_point(|done| of(done) == *key)]
}

/// The answers and sign-offs by their digests, where an answer was struck: to make them costs.
fn digests(review: &Review) -> HashSet<Digest> {
    let mut answers = review.attestations();
    if answers.all(|(.., one)| one.struck.is_empty()) {
        return HashSet::new();
    }
    let answers = review.attestations().map(|(.., one)| one.digest());
    let signoffs = review.signoffs.iter().map(Signoff::digest);
    answers.chain(signoffs).collect()
}

fn signers(proofs: &Proofs) -> &[String] {
    let against = proofs.known().ok().and_then(|known| known.against.as_ref());
    against.map_or(&[], |against| &against.principals)
}
