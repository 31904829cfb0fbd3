//! What was opened, ended or taken back, and what stands behind it.

use serde::Serialize;

use super::{Facts, ProofFacts};
use crate::decision::{Signed, declaration, lifted};
use crate::review::{Declaration, Signable};

/// A declaration.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DeclarationFacts<'r> {
    /// What its statement says.
    #[serde(flatten)]
    pub declaration: &'r Declaration,
    /// What is wrong with the record, or null.
    pub fault: Option<String>,
    /// Who lifted a record that is wrong or whose signature is refused, and why, or null.
    pub lifted: Option<String>,
    /// What its signature proves.
    pub proof: ProofFacts<'r>,
}

impl DeclarationFacts<'_> {
    /// What keeps it from being believed, such as that it was struck, where nobody lifted that; to have no signature is no such thing.
    pub fn doubt(&self) -> Option<String> {
        let is_refused = self.proof.state == Signed::Refused || self.declaration.strike().is_some();
        let refused = || self.proof.why.clone().filter(|_| is_refused);
        let doubt = self.fault.clone().or_else(refused);
        doubt.filter(|_| self.lifted.is_none())
    }
}

impl<'r> Facts<'r> {
    /// Every declaration in the order of the file.
    pub fn declarations(&self) -> Vec<DeclarationFacts<'r>> {
        let review = self.dossier.review();
        if review.declarations.is_empty() {
            return Vec::new();
        }
        let deeds = self.deeds();
        let lifted = lifted(&self.signoffs(), self.dossier, self.proofs, &deeds);
        let faults = declaration::faults(review, &deeds);
        let all = review.declarations.iter().zip(faults);
        let all = all.zip(lifted);
        all.map(|((one, fault), lifted)| DeclarationFacts {
            declaration: one,
            fault,
            lifted,
            proof: ProofFacts::of(one, self.proofs.of(one), self.dossier.zone()),
        })
        .collect()
    }
}
