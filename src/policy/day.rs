//! Days as people type them.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};

use crate::policy::Age;

/// A day as people write it.
#[derive(Debug, Clone, Copy)]
pub enum Day {
    On(NaiveDate),
    /// So long after today.
    In(Age),
}

impl Day {
    pub fn seen_from(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::On(date) => date,
            Self::In(age) => age.after_day(today),
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
        Ok(Self::On(time.with_timezone(&Utc).date_naive()))
    }
}

/// True once a day is over until which something was promised, or holds: it lasts to its end.
pub fn is_over(day: NaiveDate, today: NaiveDate) -> bool {
    day < today
}

/// The day that a text means today.
pub fn parse(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    Ok(text.trim().parse::<Day>()?.seen_from(today))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates_times_and_spans() {
        let today = "2026-11-23".parse().unwrap();
        let day = |text: &str| {
            text.parse::<Day>()
                .map(|day| day.seen_from(today).to_string())
        };
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
    }
}
