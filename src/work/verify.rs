//! What the signatures in a review prove.

use std::collections::{HashMap, HashSet};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chrono::{DateTime, Utc};

use super::OpenReview;
use crate::decision::{Proof, Proofs, Verified, vouching};
use crate::keys::{Around, KeyError, Keygen, Lists, Trust};
use crate::review::Claim;
use crate::text::causes;

/// What may be signed in a review, on its own: to verify is slow, and for a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statements {
    /// Copies are verified once.
    claims: HashSet<Claim>,
    lists: Lists,
    /// The moment at which keys must be good.
    at: DateTime<Utc>,
}

impl OpenReview {
    /// What may be signed in the review.
    pub fn statements(&self) -> Statements {
        Statements {
            claims: self.dossier.review().statements().map(Claim::of).collect(),
            lists: self.inquiry.lists.clone(),
            at: self.moment(),
        }
    }

    /// Finds out what the signatures in the review prove; on an error only that they were not verified is known.
    pub fn verify(&mut self, around: &Around) -> Result<(), KeyError> {
        let found = self.statements().verify(around);
        match found {
            Ok(found) => self.know(Proofs::Known(found)),
            Err(error) => {
                self.proofs = Proofs::Unknown(causes::joined(&error));
                return Err(error);
            }
        }
        Ok(())
    }

    /// Takes in what is known of the signatures.
    pub fn know(&mut self, proofs: Proofs) {
        self.proofs = vouching::settle(proofs, &self.dossier, &self.inquiry.question);
    }
}

impl Statements {
    /// What the signatures prove at a moment. Nobody needs to say who may sign where nothing is signed.
    pub fn verify(&self, around: &Around) -> Result<Verified, KeyError> {
        let (lists, at, around) = (&self.lists, self.at, &around.once());
        let trust = || Ok::<_, KeyError>((Keygen::find(around), Trust::find(lists, around, at)?));
        let are_signed = self.claims.iter().any(|claim| claim.signature.is_some());
        // A list that somebody names must be there all the same.
        let trust = (are_signed || lists.allowed.is_some())
            .then(trust)
            .transpose()?;
        let against = trust
            .as_ref()
            .map(|(_, trust)| trust.against())
            .transpose()?;
        let claims = self.claims.iter();
        let found = match &trust {
            Some((keygen, trust)) => prove(&self.claims, keygen, trust)?,
            None => claims
                .map(|claim| (claim.clone(), Proof::of_unsigned(claim)))
                .collect(),
        };
        if let (Some((_, trust)), Some(before)) = (&trust, &against)
            && trust.against()? != *before
        {
            return Err(KeyError::Changed(trust.allowed.clone()));
        }
        Ok(Verified { found, against })
    }
}

/// What each record proves. To verify one is slow: every core is at it.
fn prove(
    claims: &HashSet<Claim>,
    keygen: &Keygen,
    trust: &Trust,
) -> Result<HashMap<Claim, Proof>, KeyError> {
    let all: Vec<_> = claims.iter().collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some(claim) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            let proof = prove_one(claim, keygen, trust);
            if proof.is_err() {
                // Nothing is known then, so that nobody need go on.
                next.store(all.len(), Ordering::Relaxed);
            }
            found.push(proof.map(|proof| ((*claim).clone(), proof)));
        }
        found
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores.min(all.len()))
            .map(|_| scope.spawn(work))
            .collect();
        let found = workers.into_iter().map(thread::ScopedJoinHandle::join);
        found
            .flat_map(|found| found.expect("no worker panics"))
            .collect()
    })
}

fn prove_one(claim: &Claim, keygen: &Keygen, trust: &Trust) -> Result<Proof, KeyError> {
    let signature = match (&claim.signature, &claim.strike) {
        (None, _) => return Ok(Proof::of_unsigned(claim)),
        (Some(_), Some(_)) => return Ok(Proof::Refused("its statement was struck".to_owned())),
        (Some(signature), None) => signature,
    };
    let why = match keygen.verify(&claim.statement, signature, &claim.by, trust) {
        Ok(signer) => return Ok(Proof::of(claim, Ok(signer))),
        Err(KeyError::Refused(why)) => why,
        Err(error) => return Err(error),
    };
    match keygen.ended(claim, signature, trust) {
        Ok(Some(signer)) => Ok(Proof::ended(claim, signer, &why)),
        Ok(None) => Ok(Proof::Refused(why)),
        Err(KeyError::Refused(why)) => Ok(Proof::Refused(why)),
        Err(error) => Err(error),
    }
}
