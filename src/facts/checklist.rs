//! A checklist of the review.

use serde::Serialize;

use super::Facts;
use crate::checklist::Namesake;
use crate::review::Pinned;
use crate::text::digest::Digest;

/// A checklist as it is now.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChecklistFacts<'r> {
    /// Its id.
    pub id: &'r str,
    /// What people call it.
    pub title: &'r str,
    /// Its version.
    pub version: &'r str,
    /// Of its text.
    pub digest: Digest,
    /// True where that is not what the review was started with.
    pub changed: bool,
    /// Others of its id that were found in other places, with another text.
    pub namesakes: &'r [Namesake],
    /// The same in a sentence.
    #[serde(skip)]
    pub confusion: Option<String>,
    /// What the review was started with.
    #[serde(skip)]
    pub pinned: &'r Pinned,
}

impl<'r> Facts<'r> {
    /// The checklists, in the order of the walk.
    pub fn checklists(&self) -> Vec<ChecklistFacts<'r>> {
        let lists = self.dossier.checklists().iter();
        lists
            .zip(&self.dossier.review().checklists)
            .map(|(list, pinned)| {
                let digest = list.digest();
                ChecklistFacts {
                    id: &list.id,
                    title: &list.title,
                    version: &list.version,
                    digest,
                    namesakes: &list.namesakes,
                    confusion: list.confusion(),
                    changed: digest != pinned.digest,
                    pinned,
                }
            })
            .collect()
    }
}
