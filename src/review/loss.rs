//! What a review lacks of what it was: records that are gone, or are others.
//!
//! In place only four things change: that an answer was taken back, that a text was struck, the end of a session (of each
//! the earlier one stays), and a signature that was not there.

use chrono::{DateTime, Utc};

use super::strike::Strikes;
use super::{
    Attestation, Declaration, Evidence, Remark, Review, Revocation, Seal, Session, Signable,
    Signoff, Strike, Vote,
};
use crate::policy::Zone;

/// What became of the records of an earlier reading, a sentence each; none where each is there as it was.
pub fn losses(before: &Review, now: &Review) -> Vec<String> {
    let (id, then) = (&now.subject.id, &before.subject.id);
    if id != then {
        return vec![format!("the review {then} is gone: this is another, {id}")];
    }
    let zone = now.subject.time_zone.unwrap_or_default();
    let mut found = Vec::new();
    for (key, record) in &before.records {
        let empty = super::Record::default();
        let there = now.record(key).unwrap_or(&empty);
        let on = format!(" on {key}");
        found.extend(lost(&record.attestations, &there.attestations, zone, &on));
        found.extend(lost(&record.remarks, &there.remarks, zone, &on));
    }
    found.extend(lost(&before.signoffs, &now.signoffs, zone, ""));
    found.extend(lost(&before.declarations, &now.declarations, zone, ""));
    found.extend(lost(before.lone_revocations(), &now.revocations, zone, ""));
    found.extend(lost(&before.seals, &now.seals, zone, ""));
    found.extend(lost(&before.sessions, &now.sessions, zone, ""));
    found.extend(lost(&before.votes, &now.votes, zone, ""));
    found
}

fn lost<'r, T: Lasting + 'r>(
    before: impl IntoIterator<Item = &'r T>,
    now: &[T],
    zone: Zone,
    on: &str,
) -> Vec<String> {
    let told = |one: &T| {
        let there: Vec<_> = now.iter().filter(|other| other.id() == one.id()).collect();
        let end = if there.is_empty() {
            "is gone"
        } else {
            match there.into_iter().find(|other| one.is_same(other)) {
                None => "is another one",
                Some(other) if is_unstruck(one, other) => "is not struck as it was",
                Some(other) => one.lost(other)?,
            }
        };
        Some(format!("the {} ({}){on} {end}", one.name(zone), one.id()))
    };
    before.into_iter().filter_map(told).collect()
}

/// A record that stays, and what may change of it.
pub(crate) trait Lasting: PartialEq + Clone {
    fn id(&self) -> &str;
    /// As people tell it from others of its kind.
    fn name(&self, zone: Zone) -> String;
    /// Without what may change in place, and what is struck of this or another.
    fn bare(&self, other: &Self) -> Self;
    /// A text that may be struck by itself, by its name.
    fn passage(&mut self, _name: &str) -> Option<&mut String> {
        None
    }
    /// What was struck of it.
    fn struck(&self) -> &Strikes {
        &NOTHING
    }
    /// What a later one lacks beside that.
    fn lost(&self, _later: &Self) -> Option<&'static str> {
        None
    }

    /// True where nothing differs but what may change in place.
    fn is_same(&self, other: &Self) -> bool {
        self.bare(other) == other.bare(self)
    }
}

static NOTHING: Strikes = Strikes::new();

/// A record without the passages that are struck in it or in another.
fn unsaid<T: Lasting>(record: &T, other: &T) -> T {
    let mut unsaid = record.clone();
    for name in record.struck().keys().chain(other.struck().keys()) {
        if let Some(text) = unsaid.passage(name) {
            text.clear();
        }
    }
    unsaid
}

impl Lasting for Attestation {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self, zone: Zone) -> String {
        let label = self.answer.status.label();
        format!("answer {label} by {} on {}", self.by, zone.day_of(self.at))
    }

    fn bare(&self, other: &Self) -> Self {
        Self {
            withdrawn: None,
            struck: Strikes::new(),
            ..unsaid(self, other)
        }
    }

    fn passage(&mut self, name: &str) -> Option<&mut String> {
        match name {
            "rationale" => return Some(&mut self.answer.rationale),
            "action" => return self.answer.finding.action.as_mut(),
            _ => {}
        }
        let nth: usize = name.strip_prefix("evidence-")?.parse().ok()?;
        match self.answer.evidence.get_mut(nth.checked_sub(1)?)? {
            Evidence::Note { text, .. } | Evidence::Link { url: text, .. } => Some(text),
            Evidence::File { .. } => None,
        }
    }

    fn struck(&self) -> &Strikes {
        &self.struck
    }

    fn lost(&self, later: &Self) -> Option<&'static str> {
        let at = |one: &Self| one.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
        is_put_off(at(self), at(later)).then_some("is not taken back as it was")
    }
}

impl Lasting for Remark {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self, zone: Zone) -> String {
        let (by, day) = (&self.by, zone.day_of(self.at));
        format!("{} by {by} on {day}", self.kind)
    }

    fn bare(&self, other: &Self) -> Self {
        Self {
            struck: Strikes::new(),
            ..unsaid(self, other)
        }
    }

    fn passage(&mut self, name: &str) -> Option<&mut String> {
        (name == "text").then_some(&mut self.text)
    }

    fn struck(&self) -> &Strikes {
        &self.struck
    }
}

impl Lasting for Vote {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self, zone: Zone) -> String {
        let (by, day) = (&self.by, zone.day_of(self.at));
        format!("{} as {} by {by} on {day}", self.kind, self.role)
    }

    fn bare(&self, other: &Self) -> Self {
        Self {
            struck: Strikes::new(),
            ..unsaid(self, other)
        }
    }

    fn passage(&mut self, name: &str) -> Option<&mut String> {
        (name == "why").then_some(&mut self.why)
    }

    fn struck(&self) -> &Strikes {
        &self.struck
    }
}

impl Lasting for Seal {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self, zone: Zone) -> String {
        let (by, day) = (&self.by, zone.day_of(self.at));
        format!("seal, {}, by {by} on {day}", self.state)
    }

    fn bare(&self, _: &Self) -> Self {
        self.clone()
    }
}

impl Lasting for Session {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self, zone: Zone) -> String {
        format!(
            "session led by {} on {}",
            self.lead,
            zone.day_of(self.started_at)
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

/// True where a text came back, or was struck later.
fn is_unstruck<T: Lasting>(before: &T, now: &T) -> bool {
    let is_back = |(name, one): (&String, &Strike)| {
        let now = now.struck().get(name);
        now.is_none_or(|now| now.at > one.at)
    };
    before.struck().iter().any(is_back)
}

/// True where what was over is not, or is later only.
fn is_put_off(before: Option<DateTime<Utc>>, now: Option<DateTime<Utc>>) -> bool {
    before.is_some_and(|before| now.is_none_or(|now| now > before))
}

/// What may be signed: its signature may come later.
macro_rules! signed {
    ($($record:ty, $name:expr;)*) => {$(
        impl Lasting for $record {
            fn id(&self) -> &str {
                &self.id
            }

            fn name(&self, zone: Zone) -> String {
                format!("{} by {} on {}", $name(self), self.by, zone.day_of(self.at))
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

            fn struck(&self) -> &Strikes {
                &self.struck
            }

            fn lost(&self, later: &Self) -> Option<&'static str> {
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
