//! That a text was struck which should never have been written, such as a password.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Person;
use crate::text::digest::Digest;

/// What is left of a text: who struck it and why, and the digest by which whoever has the salt can say what it was. Of a statement it
/// is the one that others name it by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Strike {
    /// SHA-256 of the salt, in 32 hex digits, and the text: without a salt, whoever guesses the text could tell that they did. Of a
    /// statement, which others name by its digest, there is none.
    pub digest: Digest,
    /// Who struck it.
    pub by: Person,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub why: String,
}

/// The strikes of a record, by the name of the text: `rationale`, `action`, `text`, `evidence-2`, `statement`.
pub type Strikes = BTreeMap<String, Strike>;

/// The name of what a record is read from, or says once more.
pub const STATEMENT: &str = "statement";

/// What stands in the place of the text, in the file and in every face.
impl fmt::Display for Strike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (by, day) = (&self.by, self.at.format("%F"));
        write!(f, "(struck by {by} on {day}: {})", self.why)
    }
}
