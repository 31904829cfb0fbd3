//! What was filled in so far.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Blank;

/// The texts of a form as they were typed, right or wrong, and the words that were chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, Option<String>>")]
pub struct Values(BTreeMap<String, String>);

impl From<BTreeMap<String, Option<String>>> for Values {
    /// Of a draft that is older than this form of it: what is not filled in stands there too.
    fn from(all: BTreeMap<String, Option<String>>) -> Self {
        let all = all.into_iter();
        let filled =
            all.filter_map(|(name, text)| Some((name, text.filter(|text| !text.is_empty())?)));
        Self(filled.collect())
    }
}

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

    /// What stands in these blanks, and in no others.
    #[must_use]
    pub fn only(&self, blanks: &[&Blank]) -> Self {
        let mut only = self.clone();
        only.0
            .retain(|name, _| blanks.iter().any(|blank| blank.name == name));
        only
    }

    /// The same with a blank filled in.
    #[must_use]
    pub fn with(mut self, blank: &Blank, text: impl Into<String>) -> Self {
        self.set(blank, text);
        self
    }
}
