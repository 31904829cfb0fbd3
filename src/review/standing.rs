//! Whether a statement still holds; computed at every reading, never stored.

use std::fmt;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use super::{Attestation, Checks, Compared, Evidence, Record, Status};
use crate::checklist::Item;
use crate::policy::{Policy, Zone, age, day};
use crate::text::number::bytes;

/// Clocks of two machines may differ by this much before a statement counts as dated in the future.
pub const CLOCK_SKEW: TimeDelta = TimeDelta::hours(1);

/// True of what is dated in the future: it opens nothing yet.
pub fn is_ahead(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    at.checked_sub_signed(CLOCK_SKEW) > Some(now)
}

/// Whether an attestation or a sign-off holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::Display)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Standing {
    /// It holds.
    Current,
    /// Past its date or maximum age.
    Expired,
    /// What it was about changed since.
    Stale,
    /// A later one took its place.
    Superseded,
    /// It was taken back.
    Revoked,
    /// Several stand, and none takes the place of the others.
    Undecided,
}

/// Why an attestation no longer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lapse {
    /// It was to hold until this day.
    Until(NaiveDate),
    /// It reached its maximum age on this day.
    MaxAge(NaiveDate),
    /// The item's text changed after it was answered.
    ItemText,
    /// An evidence file is not what it was; the text says how.
    Evidence(String),
    /// It is dated in the future, so that it would outlive its maximum age.
    Future(NaiveDate),
    /// It is not the only one: others do not know of it; the text says who says what.
    Undecided(String),
}

/// What the attestations of an item amount to now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Status of the last attestation that was not withdrawn, whether it holds or not.
    pub said: Option<Status>,
    /// Why it does not hold.
    pub lapse: Option<Lapse>,
}

impl Lapse {
    /// Expired or stale.
    pub fn standing(&self) -> Standing {
        match self {
            Self::Until(_) | Self::MaxAge(_) => Standing::Expired,
            Self::ItemText | Self::Evidence(_) | Self::Future(_) => Standing::Stale,
            Self::Undecided(_) => Standing::Undecided,
        }
    }
}

impl fmt::Display for Lapse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Until(day) => write!(f, "held until {day}"),
            Self::MaxAge(day) => write!(f, "reached its maximum age on {day}"),
            Self::ItemText => f.write_str("the item's text changed after it was attested"),
            Self::Evidence(what) => f.write_str(what),
            Self::Future(day) => write!(f, "is dated in the future ({day})"),
            Self::Undecided(who) => write!(f, "answers do not know of each other: {who}"),
        }
    }
}

impl Outcome {
    /// The status that counts: none where the attestation does not hold.
    pub fn status(&self) -> Option<Status> {
        self.said.filter(|_| self.lapse.is_none())
    }

    /// Looks at the attestations of an item.
    pub fn assess(
        record: Option<&Record>,
        item: &Item,
        policy: &Policy,
        zone: Zone,
        checks: &Checks,
        now: DateTime<Utc>,
    ) -> Self {
        let Some(record) = record else {
            return Self::default();
        };
        match record.heads()[..] {
            [] => Self::default(),
            [one] => Self {
                said: Some(one.answer.status),
                lapse: lapse(one, record.said_at(one), item, policy, zone, checks, now),
            },
            [_, ..] => Self {
                said: None,
                lapse: Some(Lapse::Undecided(spoken(record.heads()))),
            },
        }
    }
}

/// Who says what, of several answers, in whichever order a merge put them into the file.
fn spoken(mut heads: Vec<&Attestation>) -> String {
    heads.sort_by_key(|one| (one.at, &one.id));
    let all = heads
        .iter()
        .map(|one| format!("{} says {}", one.by, one.answer.status.label()));
    all.collect::<Vec<_>>().join(", and ")
}

/// Why the attestation does not hold, if so.
fn lapse(
    attestation: &Attestation,
    said_at: DateTime<Utc>,
    item: &Item,
    policy: &Policy,
    zone: Zone,
    checks: &Checks,
    now: DateTime<Utc>,
) -> Option<Lapse> {
    if attestation.item_digest != item.digest() {
        return Some(Lapse::ItemText);
    }
    if is_ahead(attestation.at, now) {
        return Some(Lapse::Future(zone.day_of(attestation.at)));
    }
    if let Some(until) = attestation.answer.until
        && day::is_over(until, zone.day_of(now))
    {
        return Some(Lapse::Until(until));
    }
    if let Some(end) = age::earliest(said_at, [item.max_age, policy.max_age])
        && end < now
    {
        return Some(Lapse::MaxAge(zone.day_of(end)));
    }
    attestation
        .answer
        .evidence
        .iter()
        .find_map(|evidence| ahead(evidence, zone, now).or_else(|| changed(evidence, checks)))
        .map(Lapse::Evidence)
}

/// What is said of evidence that nobody can have added yet.
fn ahead(evidence: &Evidence, zone: Zone, now: DateTime<Utc>) -> Option<String> {
    is_ahead(evidence.at(), now).then(|| {
        let day = zone.day_of(evidence.at());
        format!(
            "the evidence {} is dated in the future ({day})",
            evidence.label()
        )
    })
}

/// How an evidence file differs from what was attested; `None` while it does not, or was not looked at.
fn changed(evidence: &Evidence, checks: &Checks) -> Option<String> {
    match evidence.compare(checks)? {
        Compared::Unchanged | Compared::Unseen => None,
        Compared::Changed(_, likeness) => {
            let like = likeness.map_or_else(String::new, |like| format!(": {like}"));
            let label = evidence.label();
            Some(format!("{label} changed after it was attested{like}"))
        }
        Compared::Misstated(now) => Some(format!(
            "{} has {}, and the review states another size",
            evidence.label(),
            bytes(now)
        )),
        Compared::Missing(why) => Some(format!("{}: {why}", evidence.label())),
    }
}
