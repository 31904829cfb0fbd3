//! What a signature stands behind.

use chrono::{DateTime, Utc};

use super::{Person, Signable, Strike};

/// All that the verification of a record depends on: what is found of one holds for its copies, and for no other record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    /// Byte for byte what is signed.
    pub statement: String,
    /// Armoured.
    pub signature: Option<String>,
    /// Fingerprint of the key that the statement names.
    pub key: Option<String>,
    /// Who is said to have made it.
    pub by: Person,
    /// When, as it says.
    pub at: DateTime<Utc>,
    /// Who struck the statement.
    pub strike: Option<Strike>,
}

impl Claim {
    /// Of a record.
    pub fn of(record: &dyn Signable) -> Self {
        Self {
            statement: record.statement().to_owned(),
            signature: record.signature().map(str::to_owned),
            key: record.key().map(str::to_owned),
            by: record.by().clone(),
            at: record.at(),
            strike: record.strike().cloned(),
        }
    }
}
