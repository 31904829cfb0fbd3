//! A part of a checklist.

use serde::Serialize;

use super::{Counts, Facts};

/// A category of a checklist, with its items by status.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CategoryFacts<'r> {
    /// The id of the checklist.
    pub checklist: &'r str,
    /// Its id in the checklist.
    pub id: &'r str,
    /// What people call it.
    pub title: &'r str,
    /// Its items by status.
    #[serde(flatten)]
    pub counts: Counts,
}

impl<'r> Facts<'r> {
    /// The categories of all checklists, in the order of the walk.
    pub fn categories(&self) -> Vec<CategoryFacts<'r>> {
        let dossier = self.dossier;
        let sections = dossier.sections().iter();
        sections
            .map(|section| {
                let category = dossier.category(section);
                CategoryFacts {
                    checklist: &dossier.checklists()[section.checklist].id,
                    id: &category.id,
                    title: &category.title,
                    counts: section.tally.into(),
                }
            })
            .collect()
    }
}
