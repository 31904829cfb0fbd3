//! Writing a rendering of the review into a file of its own.

use std::path::{Path, PathBuf};

use super::{OpenReview, WorkError};
use crate::store::disk;

/// The file that a rendering of the review, a report or minutes, is offered to be written into.
pub fn rendering_file(review: &Path, what: &str) -> PathBuf {
    let stem = review.file_stem().unwrap_or_default().to_string_lossy();
    review.with_file_name(format!("{stem}-{what}.md"))
}

impl OpenReview {
    /// Writes a rendering of the review into a file of its own; never over the review, its evidence or a checklist.
    pub fn export(&self, file: &Path, text: &str) -> Result<(), WorkError> {
        let review = self.path.clone();
        let evidence = self
            .dossier
            .evidence_files()
            .into_iter()
            .map(|path| self.directory.join(path));
        let pinned = self.dossier.review().checklists.iter();
        let checklists =
            pinned.filter_map(|pinned| Some(self.directory.join(pinned.path.as_ref()?)));
        let mut own = std::iter::once(review).chain(evidence).chain(checklists);
        let target = std::fs::canonicalize(file).ok();
        if target.is_some() && own.any(|own| std::fs::canonicalize(own).ok() == target) {
            return Err(WorkError::Precious(file.to_owned()));
        }
        Ok(disk::export(file, text)?)
    }
}
