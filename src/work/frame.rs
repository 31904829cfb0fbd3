//! Changes of the review itself: its schema, and the state of the system that it is about.

use super::save::weak;
use super::secrets::in_text;
use super::{OpenReview, WorkError};
use crate::git::revision::commit;
use crate::store::{Document, disk};

impl OpenReview {
    /// Writes the review in the newest schema; tells what else a person must know of how it went. Nothing but the number
    /// of the schema changes: what was signed stays as it was signed.
    pub fn migrate(self) -> Result<Vec<String>, WorkError> {
        let text = self.document.migrated();
        self.rewrite(&text)
    }

    /// Moves the review to another state of the system; returns what it is of then, and what else a person must know. A
    /// name of a commit becomes its whole id. Sign-offs go stale by it, and answers stay.
    pub fn revise(self, revision: &str) -> Result<(String, Vec<String>), WorkError> {
        let whole = commit(revision, &self.directory).map(|commit| commit.id);
        let revision = whole.unwrap_or_else(|| revision.to_owned());
        WorkError::refuse_secrets(in_text("revision", &revision), self.allows_secrets)?;
        let text = self.document.revised(&revision);
        Ok((revision, self.rewrite(&text)?))
    }

    pub(super) fn rewrite(self, text: &str) -> Result<Vec<String>, WorkError> {
        // Nothing is written that could not be opened again.
        Document::parse(&self.path, text.to_owned())?;
        let replaced = disk::replace(&self.path, &self.seen, self.document.text(), text)?;
        Ok(weak(replaced.durable).into_iter().collect())
    }
}
