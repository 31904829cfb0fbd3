//! A sign-off as it was recorded, and what it is worth today.

use serde::Serialize;

use super::{Facts, ProofFacts};
use crate::decision::{Holding, Since, holding, since};
use crate::review::{Signoff, Standing};

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
            proof: ProofFacts::of(held.signoff, held.proof),
        }
    }

    /// True where every sign-off that counts holds and is signed by whom it names, and no record was tampered with.
    pub fn are_signatures_good(&self) -> bool {
        holding::are_proven(&self.signoffs())
            && self
                .revocations()
                .iter()
                .all(|one| one.fault.is_none() && one.idle.is_none())
    }
}
