//! The open review as the UI may see it.

use std::path::Path;

use crate::decision::wording;
use crate::facts::Facts;
use crate::work::Run;

/// What is open.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'s> {
    pub facts: Facts<'s>,
    pub path: &'s Path,
    /// What was done since it was opened.
    pub run: &'s Run,
}

impl Desk<'_> {
    /// What the checklists' authors want said, once where several say the same, and what else there is to know of the review.
    pub fn notices(&self) -> Vec<String> {
        let lists = self.facts.dossier.checklists();
        let mut texts: Vec<String> = self.facts.dossier.confusions().collect();
        let revision = self.facts.dossier.review().subject.revision.as_deref();
        texts.extend(revision.and_then(wording::only_named));
        for notice in lists.iter().flat_map(|list| &list.notices) {
            if !texts.contains(notice) {
                texts.push(notice.clone());
            }
        }
        texts
    }
}
