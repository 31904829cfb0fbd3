//! What is said of an item now, beside what was said then.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::Facts;
use crate::decision::wording;
use crate::policy::Severity;
use crate::review::{Attestation, ItemKey, Record, Review};
use crate::text::difference::{self, Stretch};

/// An item that is not what it was.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct ChangeFacts<'r> {
    /// The shortest name that commands take.
    pub item: String,
    /// Its place in the walk; none where no checklist asks for it any more.
    #[serde(skip)]
    pub position: Option<usize>,
    /// What is asked.
    pub title: &'r str,
    /// How much it matters, or null where no checklist asks for it any more.
    pub severity: Option<Severity>,
    /// True where what is asked has another text than the answer of then was given to.
    pub text_changed: bool,
    /// What was said of it then, as it stands in the file, or null.
    pub then: Option<&'r Attestation>,
    /// What is said of it now, or null.
    pub now: Option<&'r Attestation>,
}

impl ChangeFacts<'_> {
    /// The rationale of then and that of now.
    pub fn words(&self) -> (Vec<Stretch>, Vec<Stretch>) {
        let both = [self.then, self.now];
        let [then, now] = both.map(|said| said.map_or("", |said| &said.answer.rationale));
        difference::words(then, now)
    }
}

impl<'r> Facts<'r> {
    /// Since when people want to know what changed: the sign-offs, the last first, then days. `tell` says when a sign-off was
    /// made.
    pub fn moments(&self, tell: impl Fn(DateTime<Utc>) -> String) -> Vec<(DateTime<Utc>, String)> {
        let review = self.dossier.review();
        let signoffs = review.signoffs.iter().rev().map(|one| {
            let (what, when) = (wording::named(one), tell(one.at));
            (one.at, format!("{what}, {when}"))
        });
        let days = [
            (self.now - TimeDelta::days(1), "yesterday".to_owned()),
            (self.now - TimeDelta::days(7), "a week ago".to_owned()),
            (review.subject.created_at, "the start".to_owned()),
        ];
        signoffs.chain(days).collect()
    }

    /// What is not what it was at a moment, in the order of the walk.
    pub fn changes_since(&self, at: DateTime<Utc>) -> Vec<ChangeFacts<'r>> {
        let review = self.dossier.review();
        self.changes(|key| said_at(review.record(key)?, at))
    }

    /// What is not what it is in an earlier reading of the same review.
    pub fn changes_from(&self, before: &'r Review) -> Vec<ChangeFacts<'r>> {
        self.changes(|key| before.record(key)?.latest())
    }

    fn changes(&self, then: impl Fn(&ItemKey) -> Option<&'r Attestation>) -> Vec<ChangeFacts<'r>> {
        let mut changes = Vec::new();
        for entry in self.dossier.entries() {
            let (then, now) = (then(&entry.key()), entry.latest());
            let text_changed = then.is_some_and(|then| then.item_digest != entry.item.digest());
            if text_changed || id(then) != id(now) {
                changes.push(ChangeFacts {
                    item: self.dossier.name(entry.position),
                    position: Some(entry.position),
                    title: &entry.item.title,
                    severity: Some(entry.item.severity),
                    text_changed,
                    then,
                    now,
                });
            }
        }
        for (key, record) in &self.dossier.review().records {
            let is_asked = self.dossier.asks(key);
            let (then, now) = (then(key), record.latest());
            if !is_asked && id(then) != id(now) {
                changes.push(ChangeFacts {
                    item: key.to_string(),
                    position: None,
                    title: &record.title,
                    severity: None,
                    text_changed: false,
                    then,
                    now,
                });
            }
        }
        changes
    }
}

fn id(said: Option<&Attestation>) -> Option<&str> {
    said.map(|said| said.id.as_str())
}

/// What counted at a moment.
fn said_at(record: &Record, at: DateTime<Utc>) -> Option<&Attestation> {
    record.attestations.iter().rev().find(|said| {
        let is_back = said.withdrawn.as_ref().is_some_and(|back| back.at <= at);
        said.at <= at && !is_back
    })
}
