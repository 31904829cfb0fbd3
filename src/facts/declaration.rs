//! What was opened, ended or taken back, and what stands behind it.

use serde::Serialize;

use super::{Facts, ProofFacts};
use crate::decision::declaration;
use crate::review::Declaration;

/// A declaration.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DeclarationFacts<'r> {
    /// What its statement says.
    #[serde(flatten)]
    pub declaration: &'r Declaration,
    /// What is wrong with the record, or null.
    pub fault: Option<String>,
    /// What its signature proves.
    pub proof: ProofFacts<'r>,
}

impl<'r> Facts<'r> {
    /// Every declaration in the order of the file.
    pub fn declarations(&self) -> Vec<DeclarationFacts<'r>> {
        let review = self.dossier.review();
        let all = review.declarations.iter().zip(declaration::faults(review));
        let all = all.enumerate();
        all.map(|(nth, (one, fault))| DeclarationFacts {
            declaration: one,
            fault,
            proof: ProofFacts::of(one, self.proofs.of_declaration(nth)),
        })
        .collect()
    }
}
