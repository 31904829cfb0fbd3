//! Another checklist of the same id.
//!
//! A name is not an identity: a file beside the review that has the id, title and version of a checklist that ships, and one
//! trivial item, would be met in full, and nobody would see it.

use serde::Serialize;

use super::Checklist;
use crate::text::digest::Digest;

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

impl Checklist {
    /// That this is not the only text of its id, in one sentence.
    pub fn confusion(&self) -> Option<String> {
        let others: Vec<_> = self
            .namesakes
            .iter()
            .map(|one| format!("the one {}, which has {}", one.place, items(one.items)))
            .collect();
        (!others.is_empty()).then(|| {
            format!(
                "the checklist {}, here with {}, is not {}",
                self.id,
                items(self.len()),
                others.join(", nor ")
            )
        })
    }
}

fn items(number: usize) -> String {
    match number {
        1 => "1 item".to_owned(),
        number => format!("{number} items"),
    }
}
