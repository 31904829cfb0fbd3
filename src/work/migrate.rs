//! A review of an older schema becomes one of the newest.

use super::{OpenReview, WorkError};
use crate::store::{Document, disk};

impl OpenReview {
    /// Writes the review in the newest schema; tells what else a person must know of how it went. Nothing but the number
    /// of the schema changes: what was signed stays as it was signed.
    pub fn migrate(self) -> Result<Vec<String>, WorkError> {
        let text = self.document.migrated();
        // Nothing is written that could not be opened again.
        Document::parse(&self.path, text.clone())?;
        let replaced = disk::replace(&self.path, &self.seen, self.document.text(), &text)?;
        let weak = (!replaced.durable)
            .then(|| "saved, but the system could not say that it survives a power cut".to_owned());
        Ok(weak.into_iter().collect())
    }
}
