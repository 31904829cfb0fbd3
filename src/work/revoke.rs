//! Taking a sign-off back.

use super::error::MOST;
use super::{OpenReview, Saved, WorkError};
use crate::decision::{Objection, revocation};
use crate::keys::Key;
use crate::review::{Change, Person, Revocation};

impl OpenReview {
    /// Makes the statement that takes a sign-off back, and the record around it; nothing is saved. The sign-off is named
    /// as [`revocation::find`] takes it.
    pub fn take_back(
        &mut self,
        signoff: &str,
        reason: String,
        by: Person,
        key: Option<&Key>,
    ) -> Result<Revocation, WorkError> {
        let signoff = revocation::find(signoff, self.dossier.review())?.clone();
        let stamp = self.stamp(by);
        let revocation = revocation::prepare(
            &signoff,
            reason,
            key.and_then(Key::fingerprint),
            &self.dossier,
            &self.facts().deeds(),
            stamp,
        )?;
        self.refuse_secrets(
            &Change::Revoke(Box::new(revocation.clone())),
            &revocation.by,
        )?;
        Ok(revocation)
    }

    /// Records a revocation, signed or not; when this returns `Ok`, it is on disk.
    pub fn revoke(&mut self, revocation: Revocation) -> Result<Saved, WorkError> {
        if revocation::is_overtaken(&revocation, self.dossier.review(), &self.facts().deeds()) {
            return Err(Objection::Changed.into());
        }
        if self.dossier.review().revocations.len() >= MOST {
            return Err(WorkError::Full("revocations"));
        }
        let by = revocation.by.clone();
        self.apply(revocation::recorded(revocation), by)
    }
}
