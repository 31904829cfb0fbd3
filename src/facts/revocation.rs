//! A sign-off that was taken back.

use serde::Serialize;

use super::{Facts, ProofFacts};
use crate::decision::revocation;
use crate::review::{Revocation, Signoff};

/// A revocation. Of a yes it counts whether or not it is signed, and whatever is wrong with the record.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RevocationFacts<'r> {
    /// As it stands in the file.
    #[serde(flatten)]
    pub revocation: &'r Revocation,
    /// What it takes back; `None` where that is not in the file.
    #[serde(skip)]
    pub signoff: Option<&'r Signoff>,
    /// What is wrong with the record, or null.
    pub fault: Option<String>,
    /// Why it takes nothing back, or null.
    pub idle: Option<String>,
    /// What its signature proves.
    pub proof: ProofFacts<'r>,
}

impl<'r> Facts<'r> {
    /// Every revocation in the order of the file.
    pub fn revocations(&self) -> Vec<RevocationFacts<'r>> {
        let review = self.dossier.review();
        let places = review.places();
        let deeds = self.deeds();
        let faults = revocation::faults(review, &deeds);
        let all = review.revocations.iter().zip(faults);
        all.map(|(revocation, fault)| {
            let place = places.get(&revocation.signoff);
            let signoff = place.map(|nth| &review.signoffs[*nth]);
            RevocationFacts {
                revocation,
                signoff,
                fault,
                idle: signoff.and_then(|one| revocation::idle(one, self.dossier, self.proofs)),
                proof: ProofFacts::of(revocation, self.proofs.of(revocation), self.dossier.zone()),
            }
        })
        .collect()
    }
}
