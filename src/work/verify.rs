//! What the signatures in a review prove.

use std::collections::{HashMap, HashSet};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chrono::{DateTime, Utc};

use super::OpenReview;
use crate::decision::{Proof, Proofs, Verified, vouching, wording};
use crate::keys::{Around, KeyError, Keygen, Lists, Trust};
use crate::review::{Declaration, Revocation, Signable, Signoff};
use crate::text::causes;

/// What may be signed in a review, on its own: to verify is slow, and for a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statements {
    signoffs: Vec<Signoff>,
    revocations: Vec<Revocation>,
    declarations: Vec<Declaration>,
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
            declarations: review.declarations.clone(),
            are_signed: review.has_signatures(),
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
        self.proofs = match proofs {
            Proofs::Known(known) => Proofs::Known(vouching::settle(known, &self.dossier)),
            other => other,
        };
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
        let signoffs = self.signoffs.iter().map(|one| one as &dyn Signable);
        let revocations = self.revocations.iter().map(|one| one as &dyn Signable);
        let declarations = self.declarations.iter().map(|one| one as &dyn Signable);
        let records: Vec<_> = signoffs.chain(revocations).chain(declarations).collect();
        let mut signoffs = match &trust {
            Some((keygen, trust)) => prove(&records, keygen, trust)?,
            None => records.iter().map(|one| Proof::of_unsigned(*one)).collect(),
        };
        let mut revocations = signoffs.split_off(self.signoffs.len());
        let declarations = revocations.split_off(self.revocations.len());
        if let (Some((_, trust)), Some(before)) = (&trust, &against)
            && trust.against()? != *before
        {
            return Err(KeyError::Changed(trust.allowed.clone()));
        }
        Ok(Verified {
            signoffs,
            revocations,
            declarations,
            against,
        })
    }
}

/// What each record proves. To verify one is slow: what stands twice is verified once, and every core is at it.
fn prove(
    records: &[&dyn Signable],
    keygen: &Keygen,
    trust: &Trust,
) -> Result<Vec<Proof>, KeyError> {
    let mut seen = HashSet::new();
    let once: Vec<_> = records
        .iter()
        .filter_map(|record| Some((*record, record.signature()?)))
        .filter(|(record, _)| record.strike().is_none() && seen.insert(named(*record)))
        .collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some((record, signature)) = once.get(next.fetch_add(1, Ordering::Relaxed)) {
            let proof = match keygen.verify(record.statement(), signature, record.by(), trust) {
                Ok(signer) => Ok(Proof::of(*record, Ok(signer))),
                Err(KeyError::Refused(why)) => match keygen.ended(*record, signature, trust) {
                    Ok(Some(signer)) => Ok(Proof::ended(*record, signer, &why)),
                    Ok(None) => Ok(Proof::of(*record, Err(why))),
                    Err(KeyError::Refused(why)) => Ok(Proof::of(*record, Err(why))),
                    Err(error) => Err(error),
                },
                Err(error) => {
                    // Nothing is known then, so that nobody need go on.
                    next.store(once.len(), Ordering::Relaxed);
                    Err(error)
                }
            };
            found.push((named(*record), proof));
        }
        found
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let found = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores.min(once.len()))
            .map(|_| scope.spawn(work))
            .collect();
        let found = workers.into_iter().map(thread::ScopedJoinHandle::join);
        found
            .flat_map(|found| found.expect("no worker panics"))
            .collect::<Vec<_>>()
    });
    let mut proofs = HashMap::new();
    for (record, proof) in found {
        proofs.insert(record, proof?);
    }
    let of = |record: &&dyn Signable| match (record.signature(), record.strike()) {
        (Some(_), Some(strike)) => Proof::Refused(wording::struck(strike)),
        (Some(_), None) => proofs[&named(*record)].clone(),
        (None, _) => Proof::of_unsigned(*record),
    };
    Ok(records.iter().map(of).collect())
}

/// What tells one record from another where it is verified.
fn named(record: &dyn Signable) -> (&str, Option<&str>, &str) {
    (record.statement(), record.signature(), record.by().as_str())
}
