//! Where days end: in the time zone of the people who promise something by one.
//!
//! In Los Angeles it is the next day in UTC from four in the afternoon on: what is due today would be overdue while people
//! are still at work. The data of the zones is bundled, so that two machines say the same of one review.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use serde::{Serialize, Serializer};

/// A time zone, as its database names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(Tz);

impl Default for Zone {
    fn default() -> Self {
        Self::UTC
    }
}

impl Zone {
    /// Where nobody said otherwise.
    pub const UTC: Self = Self(Tz::UTC);

    /// Which release of the zones' database is bundled.
    pub const DATA: &str = chrono_tz::IANA_TZDB_VERSION;

    /// The day that it is at a moment.
    pub fn day_of(self, at: DateTime<Utc>) -> NaiveDate {
        self.0.from_utc_datetime(&at.naive_utc()).date_naive()
    }

    /// The last second of a day.
    pub fn end_of(self, day: NaiveDate) -> DateTime<Utc> {
        let last = day.and_time(NaiveTime::MIN) + TimeDelta::seconds(24 * 60 * 60 - 1);
        // A second that no clock there ever showed is taken from the clock of UTC.
        let local = self.0.from_local_datetime(&last).latest();
        local.map_or(last.and_utc(), |local| local.to_utc())
    }

    /// A moment as its people read it, with the zone's abbreviation: `2026-11-23 10:12 CET`.
    pub fn clock_of(self, at: DateTime<Utc>) -> String {
        let local = self.0.from_utc_datetime(&at.naive_utc());
        local.format("%F %H:%M %Z").to_string()
    }
}

impl FromStr for Zone {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| {
            format!(
                "expected a time zone such as Europe/Berlin or UTC; this program has those of {}",
                Self::DATA
            )
        })
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.name())
    }
}

#[cfg(test)]
crate::toml::schema::text_schema!(Zone, "A time zone such as Europe/Berlin.", "\\S");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_where_its_people_are() {
        let zone = |name: &str| name.parse::<Zone>().unwrap();
        // Six in the evening in Los Angeles.
        let at = "2026-11-27T02:00:00Z".parse().unwrap();
        let day = |name: &str| zone(name).day_of(at).to_string();
        assert_eq!(day("America/Los_Angeles"), "2026-11-26");
        assert_eq!(day("UTC"), "2026-11-27");
        assert_eq!(day("Pacific/Kiritimati"), "2026-11-27");
        assert_eq!(zone("Europe/Berlin").clock_of(at), "2026-11-27 03:00 CET");
        assert!("Mars/Olympus".parse::<Zone>().is_err());
    }
}
