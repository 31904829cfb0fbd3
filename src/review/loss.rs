//! What a review lacks of what it was: records that are gone, or are others.
//!
//! In place only four things change: that an answer was taken back, that a text was struck, the end of a session (of each
//! the earlier one stays), and a signature that was not there.

use chrono::{DateTime, Utc};

use super::strike::{Strikes, mask};
use super::{Attestation, Declaration, Remark, Review, Revocation, Seal, Session, Signoff, Vote};

/// What became of the records of an earlier reading, a sentence each; none where each is there as it was.
pub fn losses(before: &Review, now: &Review) -> Vec<String> {
    let (id, then) = (&now.subject.id, &before.subject.id);
    if id != then {
        return vec![format!("the review {then} is gone: this is another, {id}")];
    }
    let mut found = Vec::new();
    for (checklist, items) in &before.records {
        for (item, record) in items {
            let empty = super::Record::default();
            let there = now.record(checklist, item).unwrap_or(&empty);
            let on = format!(" on {checklist}/{item}");
            found.extend(lost(&record.attestations, &there.attestations, &on));
            found.extend(lost(&record.remarks, &there.remarks, &on));
        }
    }
    found.extend(lost(&before.signoffs, &now.signoffs, ""));
    found.extend(lost(&before.declarations, &now.declarations, ""));
    // One of form 2 is a part of a declaration.
    let mut revocations = before.revocations.clone();
    revocations.retain(|one| before.declarations.iter().all(|other| other.id != one.id));
    found.extend(lost(&revocations, &now.revocations, ""));
    found.extend(lost(&before.seals, &now.seals, ""));
    found.extend(lost(&before.sessions, &now.sessions, ""));
    found.extend(lost(&before.votes, &now.votes, ""));
    found
}

fn lost<T: Lasting>(before: &[T], now: &[T], on: &str) -> Vec<String> {
    let told = |one: &T| {
        let there: Vec<_> = now.iter().filter(|other| other.id() == one.id()).collect();
        let end = if there.is_empty() {
            "is gone"
        } else {
            let mut same = there
                .into_iter()
                .filter(|other| other.bare(one) == one.bare(other));
            match same.next() {
                None => "is another one",
                Some(other) => one.lost(other)?,
            }
        };
        Some(format!("the {} ({}){on} {end}", one.name(), one.id()))
    };
    before.iter().filter_map(told).collect()
}

/// A record that stays, and what may change of it.
pub(crate) trait Lasting: PartialEq + Sized {
    fn id(&self) -> &str;
    /// As people tell it from others of its kind.
    fn name(&self) -> String;
    /// Without what may change in place, and what is struck of this or another.
    fn bare(&self, other: &Self) -> Self;
    /// What a later one lacks of that.
    fn lost(&self, later: &Self) -> Option<&'static str>;
}

impl Lasting for Attestation {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self) -> String {
        let label = self.answer.status.label();
        format!("answer {label} by {} on {}", self.by, self.at.format("%F"))
    }

    fn bare(&self, other: &Self) -> Self {
        let mut bare = Self {
            withdrawn: None,
            struck: Strikes::new(),
            ..self.clone()
        };
        mask(&mut bare, [&self.struck, &other.struck]);
        bare
    }

    fn lost(&self, later: &Self) -> Option<&'static str> {
        if is_unstruck(&self.struck, &later.struck) {
            return Some(UNSTRUCK);
        }
        let at = |one: &Self| one.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
        is_put_off(at(self), at(later)).then_some("is not taken back as it was")
    }
}

/// What is said beside answers: nothing of it changes but that it is struck.
macro_rules! said {
    ($($record:ty, $name:expr;)*) => {$(
        impl Lasting for $record {
            fn id(&self) -> &str {
                &self.id
            }

            fn name(&self) -> String {
                format!("{} by {} on {}", $name(self), self.by, self.at.format("%F"))
            }

            fn bare(&self, other: &Self) -> Self {
                let mut bare = Self {
                    struck: Strikes::new(),
                    ..self.clone()
                };
                mask(&mut bare, [&self.struck, &other.struck]);
                bare
            }

            fn lost(&self, later: &Self) -> Option<&'static str> {
                is_unstruck(&self.struck, &later.struck).then_some(UNSTRUCK)
            }
        }
    )*};
}

said! {
    Remark, |one: &Remark| one.kind;
    Vote, |one: &Vote| format!("{} as {}", one.kind, one.role);
}

impl Lasting for Seal {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self) -> String {
        let (by, day) = (&self.by, self.at.format("%F"));
        format!("seal, {}, by {by} on {day}", self.state)
    }

    fn bare(&self, _: &Self) -> Self {
        self.clone()
    }

    fn lost(&self, _: &Self) -> Option<&'static str> {
        None
    }
}

impl Lasting for Session {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self) -> String {
        format!(
            "session led by {} on {}",
            self.lead,
            self.started_at.format("%F")
        )
    }

    fn bare(&self, _: &Self) -> Self {
        Self {
            ended_at: None,
            ..self.clone()
        }
    }

    fn lost(&self, later: &Self) -> Option<&'static str> {
        is_put_off(self.ended_at, later.ended_at).then_some("does not end when it did")
    }
}

const UNSTRUCK: &str = "is not struck as it was";

/// True where a text came back, or was struck later.
fn is_unstruck(before: &Strikes, now: &Strikes) -> bool {
    before
        .iter()
        .any(|(name, one)| now.get(name).is_none_or(|now| now.at > one.at))
}

/// True where what was over is not, or is later only.
fn is_put_off(before: Option<DateTime<Utc>>, now: Option<DateTime<Utc>>) -> bool {
    before.is_some_and(|before| now.is_none_or(|now| now > before))
}

macro_rules! signed {
    ($($record:ty, $name:expr;)*) => {$(
        impl Lasting for $record {
            fn id(&self) -> &str {
                &self.id
            }

            fn name(&self) -> String {
                format!("{} by {} on {}", $name(self), self.by, self.at.format("%F"))
            }

            fn bare(&self, other: &Self) -> Self {
                let mut bare = Self {
                    signature: None,
                    struck: Strikes::new(),
                    ..self.clone()
                };
                if !self.struck.is_empty() || !other.struck.is_empty() {
                    bare.statement = self.digest().to_string();
                    for words in bare.words() {
                        words.clear();
                    }
                }
                bare
            }

            fn lost(&self, later: &Self) -> Option<&'static str> {
                if is_unstruck(&self.struck, &later.struck) {
                    return Some(UNSTRUCK);
                }
                let is_same = self.signature.is_none() || self.signature == later.signature;
                (!is_same).then_some("has not the signature that it had")
            }
        }
    )*};
}

signed! {
    Signoff, |one: &Signoff| format!("sign-off, {} as {},", one.decision.label(), one.role);
    Declaration, |_| "declaration";
    Revocation, |_| "revocation";
}
