//! A review that takes no more answers.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Person;

/// Whether answers are frozen from here on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum SealState {
    /// They are.
    Sealed,
    /// They are no longer.
    Unsealed,
}

/// Somebody sealed the review or opened it again; the last one counts.
///
/// Outside of what a sign-off covers: a review is sealed after it was signed, and that must not void what it is to
/// protect. Whoever can write the file can unseal it; only the sign-off shows what was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Seal {
    /// Unique everywhere.
    pub id: String,
    /// Sealed or unsealed.
    pub state: SealState,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub by: Person,
    /// When.
    pub at: DateTime<Utc>,
}
