//! A sign-off as it was recorded, and what it is worth today.

use serde::Serialize;

use super::{ClosedFacts, Facts, ProofFacts};
use crate::decision::{
    Blocker, Deeds, Holding, Join, Since, gate, holding, obstacle, prepared_as, since, vouching,
    wording,
};
use crate::policy::Role;
use crate::review::{Deed, Person, Signable, Signoff, Standing};

/// A sign-off.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SignoffFacts<'r> {
    /// As it stands in the file.
    #[serde(flatten)]
    pub signoff: &'r Signoff,
    /// Whether it holds.
    pub standing: Standing,
    /// Why it does not, or null.
    pub why: Option<String>,
    /// What changed in the review since, or null where the content is the one that it was made on.
    pub changed: Option<Since>,
    /// Which of its conditions are met.
    pub closed: Vec<ClosedFacts<'r>>,
    /// What its signature proves.
    pub proof: ProofFacts<'r>,
}

impl SignoffFacts<'_> {
    /// Why it does not hold, in one sentence, with what changed where that is the reason.
    pub fn sentence(&self) -> Option<String> {
        self.why
            .as_ref()
            .map(|why| since::sentence(why, self.changed.as_ref()))
    }
}

impl<'r> Facts<'r> {
    /// What is to be said of one of the [sign-offs](Self::signoffs).
    pub fn signoff(&self, held: &Holding<'r>) -> SignoffFacts<'r> {
        SignoffFacts {
            signoff: held.signoff,
            standing: held.standing,
            why: held.why.clone(),
            changed: since::of(held.signoff, self.dossier),
            closed: self
                .conditions(held)
                .into_iter()
                .filter_map(|one| one.closed)
                .collect(),
            proof: ProofFacts::of(held.signoff, held.proof, self.dossier.zone()),
        }
    }

    /// Under whose name somebody prepared the review, where it is not their own: they are told before they sign.
    pub fn counts_as(&self, who: &Person) -> Option<String> {
        let (other, join) = prepared_as(who, self.dossier, &self.deeds())?;
        (join != Join::Address)
            .then(|| format!("you count as {other}, {join}, and prepared this review"))
    }

    /// What keeps the review from being approved, after what somebody does with the decision.
    pub fn blockers(&self, done: &[Deed], by: Option<&Person>) -> Vec<Blocker> {
        let deeds = Deeds::by_name(self.dossier.review());
        match by {
            Some(by) => gate::blockers(self.dossier, &deeds.and(done, by)),
            None => gate::blockers(self.dossier, &deeds),
        }
    }

    /// What keeps the gate shut whatever else somebody decides, in a role where one is chosen, after what they do with it: a
    /// statement where it is one, a sentence, and whether they may set it aside.
    pub fn in_the_way(
        &self,
        who: &Person,
        role: Option<Role>,
        done: &[Deed],
    ) -> Vec<(Option<&'r dyn Signable>, String, bool)> {
        let (holdings, deeds) = (self.signoffs(), self.deeds().and(done, who));
        let all = obstacle::statements(who, role, &holdings, self.dossier, self.proofs, &deeds)
            .into_iter();
        let is_aside = |one: &dyn Signable| done.iter().any(|deed| deed.to == one.digest());
        let all = all.filter(|(one, _, may)| !(*may && is_aside(*one)));
        let all = all.map(|(one, said, may)| (Some(one), said, may));
        let rest = obstacle::others(self.dossier, &deeds, self.question).into_iter();
        all.chain(rest.map(|said| (None, said, false))).collect()
    }

    /// What of that they may set aside.
    pub fn loose(&self, who: &Person) -> Vec<&'r dyn Signable> {
        let (holdings, deeds) = (self.signoffs(), self.deeds());
        let all = obstacle::statements(who, None, &holdings, self.dossier, self.proofs, &deeds)
            .into_iter();
        all.filter_map(|(one, _, may)| may.then_some(one)).collect()
    }

    /// What somebody could vouch for, since the keys of it have ended.
    pub fn vouchable(&self, who: &Person) -> Vec<Deed> {
        vouching::open(who, self.dossier, self.proofs)
    }

    /// What keeps the signatures from proving what the review says, a line each; nothing where every sign-off that counts
    /// holds and is signed by whom it names, and no record was tampered with.
    pub fn doubts(&self) -> Vec<String> {
        let held = self.signoffs();
        let mut doubts = Vec::new();
        // What was taken back counts no longer, and leaves nothing to believe where it was the only one.
        let mut counting = holding::counting(&held)
            .filter(|held| held.standing != Standing::Revoked)
            .peekable();
        if counting.peek().is_none() {
            doubts.push("no sign-off counts".to_owned());
        }
        for held in counting.filter(|held| !held.is_proven()) {
            let what = wording::named(held.signoff);
            let why = match held.standing {
                Standing::Current => held.signed.to_string(),
                lapsed => lapsed.to_string(),
            };
            doubts.push(format!("{what} is {why}"));
        }
        let revocations = self.revocations().into_iter();
        doubts.extend(revocations.filter_map(|one| {
            let what = one.fault.or(one.idle)?;
            Some(format!(
                "a revocation by {}: {what}",
                one.revocation.by.name()
            ))
        }));
        let declarations = self.declarations().into_iter();
        doubts.extend(declarations.filter_map(|one| {
            // Of those, it is said above what is wrong.
            let doubt = one.doubt().filter(|_| !one.declaration.only_revokes())?;
            let by = one.declaration.by.name();
            Some(format!("a declaration by {by}: {doubt}"))
        }));
        doubts
    }
}
