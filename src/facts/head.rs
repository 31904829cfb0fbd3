//! What every output about a review begins with.

use std::borrow::Cow;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Facts;
use crate::review::Person;

/// Which review is told of, and as of when.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Head<'r> {
    /// The form of this output; it counts up where a key goes away, or means something else.
    schema: u8,
    /// The review file.
    file: Cow<'r, str>,
    /// What is reviewed.
    review: About<'r>,
    /// The moment that the review is looked at from: now, or the end of the day that was asked for.
    time: DateTime<Utc>,
}

/// What is reviewed, and who started it. Every key is always there.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
struct About<'r> {
    /// The review's identity across copies and branches.
    id: &'r str,
    /// What people call the review.
    title: &'r str,
    /// What is reviewed.
    system: &'r str,
    /// Where it runs, or null.
    environment: Option<&'r str>,
    /// Which state of it, or null.
    revision: Option<&'r str>,
    /// When the review was started.
    created_at: DateTime<Utc>,
    /// Who started it.
    created_by: &'r Person,
}

impl<'r> Facts<'r> {
    /// What an output of a form begins with, of the review in a file.
    pub fn head(&self, schema: u8, file: &'r Path) -> Head<'r> {
        let subject = &self.dossier.review().subject;
        Head {
            schema,
            file: file.to_string_lossy(),
            review: About {
                id: &subject.id,
                title: &subject.title,
                system: &subject.system,
                environment: subject.environment.as_deref(),
                revision: subject.revision.as_deref(),
                created_at: subject.created_at,
                created_by: &subject.created_by,
            },
            time: self.now,
        }
    }
}
