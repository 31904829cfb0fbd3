//! What was filled in so far.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Blank;

/// The texts of a form as they were typed, right or wrong, and the words that were chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(BTreeMap<String, String>);

impl Values {
    /// What stands in a blank.
    pub fn get(&self, blank: &Blank) -> &str {
        self.0.get(blank.name).map_or("", String::as_str)
    }

    /// Fills a blank in.
    pub fn set(&mut self, blank: &Blank, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            self.0.remove(blank.name);
        } else {
            self.0.insert(blank.name.to_owned(), text);
        }
    }

    /// The same with a blank filled in.
    #[must_use]
    pub fn with(mut self, blank: &Blank, text: impl Into<String>) -> Self {
        self.set(blank, text);
        self
    }
}
