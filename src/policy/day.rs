//! Days as people type them.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};

use crate::policy::{Age, Zone};

/// What days that people write are seen from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Calendar {
    pub today: NaiveDate,
    pub zone: Zone,
}

/// A day as people write it.
#[derive(Debug, Clone, Copy)]
pub enum Day {
    On(NaiveDate),
    /// The one that it is then, where the review's people are.
    At(DateTime<Utc>),
    /// So long after today.
    In(Age),
}

impl Day {
    pub fn seen_from(self, calendar: Calendar) -> NaiveDate {
        match self {
            Self::On(date) => date,
            Self::At(time) => calendar.zone.day_of(time),
            Self::In(age) => age.after_day(calendar.today),
        }
    }
}

impl FromStr for Day {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Ok(age) = text.strip_prefix('+').unwrap_or(text).parse() {
            return Ok(Self::In(age));
        }
        if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Ok(Self::On(date));
        }
        let time = DateTime::parse_from_rfc3339(text).map_err(
            |_| "expected a date such as 2026-12-05, a time such as 2026-12-05T17:00:00Z, or +30d",
        )?;
        Ok(Self::At(time.to_utc()))
    }
}

/// True once a day is over until which something was promised, or holds: it lasts to its end.
pub fn is_over(day: NaiveDate, today: NaiveDate) -> bool {
    day < today
}

/// The day that a text means.
pub fn parse(text: &str, calendar: Calendar) -> Result<NaiveDate, &'static str> {
    Ok(text.trim().parse::<Day>()?.seen_from(calendar))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates_times_and_spans() {
        let mut calendar = Calendar {
            today: "2026-11-23".parse().unwrap(),
            ..Calendar::default()
        };
        let day = |text: &str| parse(text, calendar).map(|day| day.to_string());
        assert_eq!(day("2026-12-05").unwrap(), "2026-12-05");
        assert_eq!(day("2026-12-05T23:30:00-02:00").unwrap(), "2026-12-06");
        assert_eq!(day("+30d").unwrap(), "2026-12-23");
        assert_eq!(day("6m").unwrap(), "2027-05-23");
        for wrong in [
            "",
            "tomorrow",
            "2026-13-01",
            "++1d",
            "-1d",
            "2026-12-05T10:00",
        ] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
        for (zone, text, is) in [
            (
                "America/Los_Angeles",
                "2026-12-05T17:00:00-08:00",
                "2026-12-05",
            ),
            ("America/Los_Angeles", "2026-12-05T02:00:00Z", "2026-12-04"),
            ("Asia/Tokyo", "2026-12-05T15:00:00Z", "2026-12-06"),
            ("Asia/Tokyo", "2026-12-05", "2026-12-05"),
        ] {
            calendar.zone = zone.parse().unwrap();
            assert_eq!(parse(text, calendar).unwrap().to_string(), is, "{zone}");
        }
    }
}
