//! Decisions on the whole review: stated, signed, verified.

use super::{Saved, Session, SessionError};
use crate::keys::{KeyError, Keygen, Trust};
use crate::review::{Change, Person, Signoff};
use crate::signoff::{Draft, Objection, Proof, canonical, chain, wording};

impl Session {
    /// Makes the statement of a decision, and the record around it; nothing is saved. The evidence should have been
    /// [checked](Self::learn) just before.
    pub fn prepare(&mut self, draft: &Draft, by: Person) -> Result<Signoff, SessionError> {
        // What expired while the session was open must not be approved.
        self.dossier.reassess(self.now());
        let stamp = self.stamp(by);
        Ok(draft.prepare(&self.dossier, stamp)?)
    }

    /// Decides without a signature; when this returns `Ok`, it is on disk.
    pub fn decide(&mut self, draft: &Draft, by: Person) -> Result<Saved, SessionError> {
        let signoff = self.prepare(draft, by)?;
        self.sign(signoff)
    }

    /// What the signature of every sign-off proves, in the order of the file.
    pub fn verify(&self, keygen: &Keygen, trust: &Trust) -> Result<Vec<Proof>, KeyError> {
        let prove = |record: &Signoff| {
            let Some(signature) = &record.signature else { return Ok(Proof::Unsigned) };
            match keygen.verify(&record.statement, signature, trust) {
                Ok(signer) => Ok(Proof::of(record, Ok(signer))),
                Err(KeyError::Refused(why)) => Ok(Proof::of(record, Err(why))),
                Err(error) => Err(error),
            }
        };
        self.dossier.review().signoffs.iter().map(prove).collect()
    }

    /// Records a decision, signed or not; when this returns `Ok`, it is on disk.
    pub fn sign(&mut self, signoff: Signoff) -> Result<Saved, SessionError> {
        // Between the statement and its signature somebody may have answered.
        if wording::write(&signoff, &self.dossier) != signoff.statement
            || signoff.content != canonical::digest(&self.dossier)
            || signoff.after != chain::ends(&self.dossier.review().signoffs)
        {
            return Err(Objection::Changed.into());
        }
        // What lapsed meanwhile must not be approved either.
        if let Some(objection) = Draft::of(&signoff).objection(&self.dossier, self.now().date_naive()) {
            return Err(objection.into());
        }
        let by = signoff.by.clone();
        self.apply(Change::Sign(Box::new(signoff)), by)
    }
}
