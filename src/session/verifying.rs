//! What the signatures in a review prove.

use super::Session;
use crate::keys::{KeyError, Keygen, Trust};
use crate::review::Person;
use crate::signoff::Proof;

impl Session {
    /// What the signature of every sign-off proves, in the order of the file.
    pub fn verify(&self, keygen: &Keygen, trust: &Trust) -> Result<Vec<Proof>, KeyError> {
        let signoffs = &self.dossier.review().signoffs;
        signoffs
            .iter()
            .map(|one| prove(&one.statement, one.signature.as_deref(), &one.by, keygen, trust))
            .collect()
    }

    /// The same of every revocation.
    pub fn verify_revocations(&self, keygen: &Keygen, trust: &Trust) -> Result<Vec<Proof>, KeyError> {
        let revocations = &self.dossier.review().revocations;
        revocations
            .iter()
            .map(|one| prove(&one.statement, one.signature.as_deref(), &one.by, keygen, trust))
            .collect()
    }
}

/// What the signature of a statement proves, if it has one.
fn prove(
    statement: &str,
    signature: Option<&str>,
    by: &Person,
    keygen: &Keygen,
    trust: &Trust,
) -> Result<Proof, KeyError> {
    let Some(signature) = signature else { return Ok(Proof::Unsigned) };
    match keygen.verify(statement, signature, trust) {
        Ok(signer) => Ok(Proof::of(by, Ok(signer))),
        Err(KeyError::Refused(why)) => Ok(Proof::of(by, Err(why))),
        Err(error) => Err(error),
    }
}
