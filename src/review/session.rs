//! A session: people in a room who go through a review.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Person;

/// Who was in the room, from when to when. Never signed, and shown so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Session {
    /// Unique everywhere.
    pub id: String,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it ended; none while it goes on, or where nobody ended it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
    /// Who leads.
    pub lead: Person,
    /// Who else is there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub people: Vec<Person>,
}
