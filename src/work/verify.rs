//! What the signatures in a review prove.

use chrono::{DateTime, Utc};

use super::OpenReview;
use crate::decision::{Proof, Proofs, Verified};
use crate::keys::{Around, KeyError, Keygen, Lists, Trust};
use crate::review::{Person, Revocation, Signoff};
use crate::text::causes;

/// What may be signed in a review, on its own: to verify is slow, and for a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statements {
    signoffs: Vec<Signoff>,
    revocations: Vec<Revocation>,
    /// True where any of them has a signature.
    are_signed: bool,
    lists: Lists,
    /// The moment at which keys must be good.
    at: DateTime<Utc>,
}

impl OpenReview {
    /// What may be signed in the review.
    pub fn statements(&self) -> Statements {
        let review = self.dossier.review();
        Statements {
            signoffs: review.signoffs.clone(),
            revocations: review.revocations.clone(),
            are_signed: review.has_signatures(),
            lists: self.inquiry.lists.clone(),
            at: self.moment(),
        }
    }

    /// Finds out what the signatures in the review prove; on an error only that they were not verified is known.
    pub fn verify(&mut self, around: &Around) -> Result<(), KeyError> {
        let found = self.statements().verify(around);
        match found {
            Ok(found) => self.proofs = Proofs::Known(found),
            Err(error) => {
                self.proofs = Proofs::Unknown(causes::joined(&error));
                return Err(error);
            }
        }
        Ok(())
    }

    /// Takes in what is known of the signatures.
    pub fn know(&mut self, proofs: Proofs) {
        self.proofs = proofs;
    }
}

impl Statements {
    /// What the signatures prove at a moment. Nobody needs to say who may sign where nothing is signed.
    pub fn verify(&self, around: &Around) -> Result<Verified, KeyError> {
        let (lists, at) = (&self.lists, self.at);
        let trust = || Ok::<_, KeyError>((Keygen::find(around), Trust::find(lists, around, at)?));
        // A list that somebody names must be there all the same.
        let trust = (self.are_signed || lists.allowed.is_some())
            .then(trust)
            .transpose()?;
        let against = trust
            .as_ref()
            .map(|(_, trust)| trust.against())
            .transpose()?;
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
        let signoffs = self
            .signoffs
            .iter()
            .map(|one| prove(&one.statement, &one.signature, &one.by));
        let revocations = self
            .revocations
            .iter()
            .map(|one| prove(&one.statement, &one.signature, &one.by));
        let signoffs = signoffs.collect::<Result<_, _>>()?;
        let revocations = revocations.collect::<Result<_, _>>()?;
        if let (Some((_, trust)), Some(before)) = (&trust, &against)
            && trust.against()? != *before
        {
            return Err(KeyError::Changed(trust.allowed.clone()));
        }
        Ok(Verified {
            signoffs,
            revocations,
            against,
        })
    }
}
