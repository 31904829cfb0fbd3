//! How old something may be: `90d`, `12w`, `6m`, `1y`.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use serde::{Serialize, Serializer};

/// A span of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    count: u32,
    unit: char,
}

impl Age {
    /// The same time of day, this span later; the end of time where the calendar has no such day.
    pub fn after(self, start: DateTime<Utc>) -> DateTime<Utc> {
        match self.unit {
            'd' => start.checked_add_days(Days::new(self.count.into())),
            'w' => start.checked_add_days(Days::new(u64::from(self.count) * 7)),
            'm' => start.checked_add_months(Months::new(self.count)),
            _ => start.checked_add_months(Months::new(self.count.saturating_mul(12))),
        }
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// The day this span after another.
    pub fn after_day(self, start: NaiveDate) -> NaiveDate {
        self.after(start.and_time(chrono::NaiveTime::MIN).and_utc())
            .date_naive()
    }
}

impl FromStr for Age {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected a duration such as 90d, 12w, 6m or 1y";
        let unit = text
            .chars()
            .last()
            .filter(|c| "dwmy".contains(*c))
            .ok_or(EXPECTED)?;
        let count: u32 = text[..text.len() - 1].parse().map_err(|_| EXPECTED)?;
        if count == 0 || text.starts_with('+') {
            return Err(EXPECTED);
        }
        Ok(Self { count, unit })
    }
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.count, self.unit)
    }
}

impl Serialize for Age {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The shortest of two spans that may both be absent, counted from `start`.
pub fn earliest(start: DateTime<Utc>, ages: [Option<Age>; 2]) -> Option<DateTime<Utc>> {
    ages.into_iter().flatten().map(|age| age.after(start)).min()
}

#[cfg(test)]
crate::toml::schema::text_schema!(
    Age,
    "A duration such as 90d, 12w, 6m or 1y.",
    "^0*[1-9][0-9]*[dwmy]$"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_the_calendar() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let age = |text: &str| text.parse::<Age>().unwrap();
        assert_eq!(age("90d").after_day(day("2026-11-23")), day("2027-02-21"));
        assert_eq!(age("2w").after_day(day("2026-11-23")), day("2026-12-07"));
        assert_eq!(age("1m").after_day(day("2027-01-31")), day("2027-02-28"));
        assert_eq!(age("1y").after_day(day("2028-02-29")), day("2029-02-28"));
        assert_eq!(
            age("4000000000y").after_day(day("2026-01-01")),
            DateTime::<Utc>::MAX_UTC.date_naive()
        );
        for wrong in [
            "", "90", "d", "0d", "-1d", "+1d", "1.5d", "1h", "９d", "1日",
        ] {
            assert!(wrong.parse::<Age>().is_err(), "{wrong}");
        }
    }
}
