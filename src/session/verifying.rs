//! What the signatures in a review prove.

use chrono::{DateTime, Utc};

use super::Session;
use crate::keys::{Around, KeyError, Keygen, Lists, Trust};
use crate::review::{Person, Revocation, Signoff};
use crate::signoff::{Proof, Verified};

/// What may be signed in a review, on its own: to verify is slow, and for a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statements {
    signoffs: Vec<Signoff>,
    revocations: Vec<Revocation>,
}

impl Session {
    /// What may be signed in the review.
    pub fn statements(&self) -> Statements {
        let review = self.dossier.review();
        Statements { signoffs: review.signoffs.clone(), revocations: review.revocations.clone() }
    }

    /// What the signatures in the review prove at a moment.
    pub fn verify(&self, lists: &Lists, around: &Around, at: DateTime<Utc>) -> Result<Verified, KeyError> {
        self.statements().verify(lists, around, at)
    }
}

impl Statements {
    /// True where something has a signature.
    fn are_signed(&self) -> bool {
        self.signoffs.iter().any(|one| one.signature.is_some())
            || self.revocations.iter().any(|one| one.signature.is_some())
    }

    /// What the signatures prove at a moment. Nobody needs to say who may sign where nothing is signed.
    pub fn verify(&self, lists: &Lists, around: &Around, at: DateTime<Utc>) -> Result<Verified, KeyError> {
        let trust = || Ok::<_, KeyError>((Keygen::find(around), Trust::find(lists, around, at)?));
        let trust = self.are_signed().then(trust).transpose()?;
        let prove = |statement: &str, signature: &Option<String>, by: &Person| {
            let (Some(signature), Some((keygen, trust))) = (signature, &trust) else {
                return Ok(Proof::Unsigned);
            };
            match keygen.verify(statement, signature, by, trust) {
                Ok(signer) => Ok(Proof::of(by, Ok(signer))),
                Err(KeyError::Refused(why)) => Ok(Proof::of(by, Err(why))),
                Err(error) => Err(error),
            }
        };
        let signoffs = self.signoffs.iter().map(|one| prove(&one.statement, &one.signature, &one.by));
        let revocations = self.revocations.iter().map(|one| prove(&one.statement, &one.signature, &one.by));
        Ok(Verified {
            signoffs: signoffs.collect::<Result<_, _>>()?,
            revocations: revocations.collect::<Result<_, _>>()?,
        })
    }
}
