//! Opening, ending or taking back something by a declaration: stated, then signed.

use super::error::MOST;
use super::{OpenReview, Saved, WorkError};
use crate::decision::{Objection, declaration, firm};
use crate::keys::Key;
use crate::review::{Change, Declaration, Deed, DeedKind, Person, Refusal};

impl OpenReview {
    /// What a person wants done to what they name.
    pub fn deed(&self, act: DeedKind, name: &str, why: Option<String>) -> Result<Deed, WorkError> {
        let to = declaration::find(name, &self.dossier)?;
        Ok(Deed { act, to, why })
    }

    /// Makes the statement of a declaration, and the record around it; nothing is saved.
    pub fn declaration(
        &mut self,
        deeds: Vec<Deed>,
        by: Person,
        key: Option<&Key>,
    ) -> Result<Declaration, WorkError> {
        self.refuse_firm(&deeds)?;
        let stamp = self.stamp(by);
        let key = key.and_then(Key::fingerprint);
        let declaration =
            declaration::prepare(deeds, key, &self.dossier, &self.facts().deeds(), stamp)?;
        self.refuse_secrets(
            &Change::Declare(Box::new(declaration.clone())),
            &declaration.by,
        )?;
        Ok(declaration)
    }

    /// Refuses to set aside what nobody may.
    pub(super) fn refuse_firm(&self, deeds: &[Deed]) -> Result<(), WorkError> {
        let mut dismissals = deeds.iter().filter(|deed| deed.act == DeedKind::Dismisses);
        let done = self.facts().deeds();
        match dismissals.find_map(|deed| firm(deed.to, &self.dossier, &self.proofs, &done)) {
            Some(why) => Err(Refusal::Idle(why).into()),
            None => Ok(()),
        }
    }

    /// Records a declaration, signed or not; when this returns `Ok`, it is on disk.
    pub fn declare(&mut self, declaration: Declaration) -> Result<Saved, WorkError> {
        let review = self.dossier.review();
        if declaration::is_overtaken(&declaration, review, &self.facts().deeds()) {
            return Err(Objection::Changed.into());
        }
        if review.declarations.len() >= MOST {
            return Err(WorkError::Full("declarations"));
        }
        let by = declaration.by.clone();
        self.apply(Change::Declare(Box::new(declaration)), by)
    }
}
