//! Another checklist of the same id.
//!
//! A name is not an identity: a file beside the review that has the id, title and version of a checklist that ships, and one
//! trivial item, would be met in full, and nobody would see it.

use serde::Serialize;

use crate::text::digest::Digest;
use crate::text::number::count;

/// A checklist of the same id with another text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Namesake {
    /// Where it is.
    pub place: &'static str,
    /// How many items it has.
    pub items: usize,
    /// Of its text.
    pub digest: Digest,
}

impl Namesake {
    /// Which one it is, in a few words.
    pub(super) fn named(&self) -> String {
        format!(
            "the one {}, which has {}",
            self.place,
            count(self.items, "item", "items")
        )
    }
}
