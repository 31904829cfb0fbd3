//! What every output about a review begins with.

use std::borrow::Cow;
use std::fmt::Write as _;
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
    /// Which review is told of, in one line: what a log must say beside a verdict.
    pub fn named(&self, file: &Path) -> String {
        let subject = &self.dossier.review().subject;
        let mut out = format!("{}: review {}", file.display(), part(&subject.id));
        for (what, name) in [
            ("system", Some(&subject.system)),
            ("environment", subject.environment.as_ref()),
            ("revision", subject.revision.as_ref()),
        ] {
            if let Some(name) = name {
                let _ = write!(out, ", {what} {}", part(name));
            }
        }
        let targets = self.question.targets();
        for wanted in targets.filter_map(|target| target.revision.as_ref()) {
            if wanted.counts_as().is_some() {
                let wanted = part(&wanted.text);
                let _ = write!(
                    out,
                    " (which {wanted} counts as: they differ in the review alone)"
                );
            }
        }
        let _ = write!(out, ", as of {}", self.now.format("%F %H:%MZ"));
        out
    }

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

/// A name as a part of a line: one that holds what parts lines stands in quotes, or `box, environment prod` would be the
/// name of a system that says it is in production.
fn part(name: &str) -> Cow<'_, str> {
    if name.contains([',', '"']) {
        format!("{name:?}").into()
    } else {
        name.into()
    }
}
