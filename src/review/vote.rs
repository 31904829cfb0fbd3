//! Go or no-go: what somebody says in a session, before anybody decides.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Person;
use super::strike::Strikes;
use crate::policy::Role;

/// Which of both.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum VoteKind {
    /// They would approve.
    Go,
    /// They would reject.
    NoGo,
}

/// What somebody said in a role. Never signed, and shown so: it decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Vote {
    /// Unique everywhere.
    pub id: String,
    /// The id of the session in which it was said.
    pub session: String,
    /// Go or no-go.
    pub kind: VoteKind,
    /// As whom.
    pub role: Role,
    /// Why, in a word; a no-go has it.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub why: String,
    /// Who said it.
    pub by: Person,
    /// Who wrote it down, where it is somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<Person>,
    /// When.
    pub at: DateTime<Utc>,
    /// That its words were struck.
    #[serde(skip_serializing_if = "Strikes::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub struck: Strikes,
}

/// `Kim says no-go as approver`
impl fmt::Display for Vote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} says {} as {}", self.by.name(), self.kind, self.role)
    }
}
