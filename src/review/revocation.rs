//! A sign-off that was taken back.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::signable::signable;
use super::strike::Strikes;
use super::{Declaration, DeedKind, Person};
use crate::text::digest::Digest;

/// Somebody's statement that a sign-off must no longer be believed. Anybody may make it: it only takes trust away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Revocation {
    /// Unique everywhere.
    pub id: String,
    /// Digest of the statement of the sign-off that is taken back.
    pub signoff: Digest,
    /// Why.
    pub reason: String,
    /// What the person stated, byte for byte what is signed.
    pub statement: String,
    /// Digests of the statements that this one comes after.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub after: Vec<Digest>,
    /// Fingerprint of the key that the statement names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Who takes it back.
    pub by: Person,
    /// When.
    pub at: DateTime<Utc>,
    /// The SSH signature of the statement, armoured; without one the revocation counts all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// That its statement was struck.
    #[serde(skip_serializing_if = "Strikes::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub struck: Strikes,
}

signable!(Revocation);

impl Revocation {
    /// Those that a declaration holds.
    pub(super) fn all_of(declaration: &Declaration) -> Vec<Self> {
        let revokes = declaration
            .deeds
            .iter()
            .filter(|one| one.act == DeedKind::Revokes);
        revokes
            .map(|deed| Self {
                id: declaration.id.clone(),
                signoff: deed.to,
                reason: deed.why.clone().unwrap_or_default(),
                statement: declaration.statement.clone(),
                after: declaration.after.clone(),
                key: declaration.key.clone(),
                by: declaration.by.clone(),
                at: declaration.at,
                signature: declaration.signature.clone(),
                struck: declaration.struck.clone(),
            })
            .collect()
    }

    /// What somebody typed, in the fields beside the statement.
    pub fn words(&mut self) -> Vec<&mut String> {
        vec![&mut self.reason]
    }
}
