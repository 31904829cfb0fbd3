//! Reads a TOML table key by key and notes every mistake instead of stopping at the first.

use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use strum::VariantArray;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::{Datetime, Offset};

use super::problem::Source;

/// A value of one kind out of a TOML file.
pub trait FromToml<'t>: Sized {
    /// What a person should have written, after the word "expected".
    const EXPECTED: &'static str;

    /// The value, or `None` where it is of another kind.
    fn from_toml(value: DeValue<'t>, span: Range<usize>) -> Option<Self>;
}

impl FromToml<'_> for String {
    const EXPECTED: &'static str = "text in quotes";
    fn from_toml(value: DeValue<'_>, _: Range<usize>) -> Option<Self> {
        match value {
            DeValue::String(text) => Some(text.into_owned()),
            _ => None,
        }
    }
}

impl FromToml<'_> for u64 {
    const EXPECTED: &'static str = "a whole number that is not negative";
    fn from_toml(value: DeValue<'_>, _: Range<usize>) -> Option<Self> {
        match value {
            DeValue::Integer(number) => Self::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        }
    }
}

impl FromToml<'_> for bool {
    const EXPECTED: &'static str = "true or false";
    fn from_toml(value: DeValue<'_>, _: Range<usize>) -> Option<Self> {
        value.as_bool()
    }
}

impl FromToml<'_> for DateTime<Utc> {
    const EXPECTED: &'static str = "a time with its zone, such as 2026-11-23T09:12:44Z";
    fn from_toml(value: DeValue<'_>, _: Range<usize>) -> Option<Self> {
        let at = value.as_datetime()?;
        let read = |text: &str| Some(DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc));
        in_utc(at).or_else(|| read(&at.to_string()))
    }
}

/// A time as this program writes it; `None` for another zone or a leap second.
fn in_utc(at: &Datetime) -> Option<DateTime<Utc>> {
    let (date, time, Offset::Z) = (at.date?, at.time?, at.offset?) else {
        return None;
    };
    let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())?;
    let nanoseconds = time.nanosecond.unwrap_or_default();
    let at = day.and_hms_nano_opt(
        time.hour.into(),
        time.minute.into(),
        time.second?.into(),
        nanoseconds,
    )?;
    Some(at.and_utc())
}

impl FromToml<'_> for NaiveDate {
    const EXPECTED: &'static str = "a date such as 2026-12-05, without quotes";
    fn from_toml(value: DeValue<'_>, _: Range<usize>) -> Option<Self> {
        value.as_datetime()?.to_string().parse().ok()
    }
}

impl<'t> FromToml<'t> for Table<'t> {
    const EXPECTED: &'static str = "a table";
    fn from_toml(value: DeValue<'t>, span: Range<usize>) -> Option<Self> {
        match value {
            DeValue::Table(entries) => Some(Self::of(entries, span)),
            _ => None,
        }
    }
}

/// A TOML table that is being read.
#[derive(Debug)]
pub struct Table<'t> {
    entries: DeTable<'t>,
    /// Where the table's header (or the inline table) stands.
    pub span: Range<usize>,
    asked: Vec<&'static str>,
}

impl<'t> Table<'t> {
    /// A table that was found at `span`.
    pub fn of(entries: DeTable<'t>, span: Range<usize>) -> Self {
        Self {
            entries,
            span,
            asked: Vec::new(),
        }
    }

    /// Tells whether a key is there and was not taken yet.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Where the value of a key stands that was not taken yet.
    pub fn place(&self, key: &str) -> Option<Range<usize>> {
        self.entries.get(key).map(Spanned::span)
    }

    /// Parses a whole file; `None` where mistakes of syntax were noted, since all that follows would be guesses.
    pub fn parse(text: &'t str, source: &mut Source<'_>) -> Option<Self> {
        let (root, errors) = DeTable::parse_recoverable(text);
        let sound = errors.is_empty();
        for error in errors {
            source.report(&error.span().unwrap_or_default(), error.message());
        }
        sound.then(|| Self::of(root.into_inner(), 0..0))
    }

    /// The value of a key that may be absent.
    pub fn take<T: FromToml<'t>>(
        &mut self,
        key: &'static str,
        source: &mut Source<'_>,
    ) -> Option<T> {
        self.take_spanned(key, source).map(|(value, _)| value)
    }

    /// The value of a key that may be absent, and where it stands.
    pub fn take_spanned<T: FromToml<'t>>(
        &mut self,
        key: &'static str,
        source: &mut Source<'_>,
    ) -> Option<(T, Range<usize>)> {
        self.asked.push(key);
        let value = self.entries.remove(key)?;
        let span = value.span();
        let found = T::from_toml(value.into_inner(), span.clone());
        if found.is_none() {
            source.report(&span, format!("`{key}`: expected {}", T::EXPECTED));
        }
        Some((found?, span))
    }

    /// The value of a key that must be there; `None` is a noted mistake.
    pub fn need<T: FromToml<'t>>(
        &mut self,
        key: &'static str,
        source: &mut Source<'_>,
    ) -> Option<T> {
        if !self.has(key) {
            source.report(
                &self.span,
                format!("`{key}` is missing; expected {}", T::EXPECTED),
            );
        }
        self.take(key, source)
    }

    /// A text that may be absent, and says something where it is there.
    pub fn take_text(&mut self, key: &'static str, source: &mut Source<'_>) -> Option<String> {
        let (text, span) = self.take_spanned::<String>(key, source)?;
        if text.trim().is_empty() {
            source.report(&span, format!("`{key}` is empty"));
        }
        Some(text)
    }

    /// A text that must be there and say something.
    pub fn need_text(&mut self, key: &'static str, source: &mut Source<'_>) -> String {
        if !self.has(key) {
            source.report(
                &self.span,
                format!("`{key}` is missing; expected {}", String::EXPECTED),
            );
        }
        self.take_text(key, source).unwrap_or_default()
    }

    /// A text with a form of its own, such as a digest or a duration.
    pub fn take_parsed<T>(&mut self, key: &'static str, source: &mut Source<'_>) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        let (text, span) = self.take_spanned::<String>(key, source)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                source.report(&span, format!("`{key}`: {error}"));
                None
            }
        }
    }

    /// A text with a form of its own; must be there.
    pub fn need_parsed<T>(&mut self, key: &'static str, source: &mut Source<'_>) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        if !self.has(key) {
            source.report(&self.span, format!("`{key}` is missing"));
        }
        self.take_parsed(key, source)
    }

    /// One of the words of an enumeration.
    pub fn take_word<T>(&mut self, key: &'static str, source: &mut Source<'_>) -> Option<T>
    where
        T: FromStr + Display + VariantArray,
    {
        let (text, span) = self.take_spanned::<String>(key, source)?;
        let word = text.parse().ok();
        if word.is_none() {
            source.report(&span, format!("`{key}`: expected one of {}", words::<T>()));
        }
        word
    }

    /// One of the words of an enumeration; must be there.
    pub fn need_word<T>(&mut self, key: &'static str, source: &mut Source<'_>) -> Option<T>
    where
        T: FromStr + Display + VariantArray,
    {
        if !self.has(key) {
            source.report(
                &self.span,
                format!("`{key}` is missing; expected one of {}", words::<T>()),
            );
        }
        self.take_word(key, source)
    }

    /// Every element of an array, with its place; an absent array is empty.
    pub fn take_all<T: FromToml<'t>>(
        &mut self,
        key: &'static str,
        source: &mut Source<'_>,
    ) -> Vec<(T, Range<usize>)> {
        self.asked.push(key);
        let Some(value) = self.entries.remove(key) else {
            return Vec::new();
        };
        let span = value.span();
        let DeValue::Array(array) = value.into_inner() else {
            source.report(
                &span,
                format!("`{key}`: expected a list, each element {}", T::EXPECTED),
            );
            return Vec::new();
        };
        let mut all = Vec::with_capacity(array.len());
        for element in array {
            let span = element.span();
            match T::from_toml(element.into_inner(), span.clone()) {
                Some(value) => all.push((value, span)),
                None => source.report(&span, format!("`{key}`: expected {}", T::EXPECTED)),
            }
        }
        all
    }

    /// Every table of an array as `read` makes it; what it cannot make it notes.
    pub fn read_all<T>(
        &mut self,
        key: &'static str,
        source: &mut Source<'_>,
        read: fn(Self, &mut Source<'_>) -> Option<T>,
    ) -> Vec<T> {
        self.take_all(key, source)
            .into_iter()
            .filter_map(|(table, _)| read(table, source))
            .collect()
    }

    /// The keys that nobody asked for, with their values, in no promised order.
    pub fn rest(
        self,
    ) -> impl Iterator<Item = (Spanned<std::borrow::Cow<'t, str>>, Spanned<DeValue<'t>>)> {
        self.entries.into_iter()
    }

    /// Where the last value of this table and all below it ends.
    pub fn end(&self) -> usize {
        end_of(&self.entries, self.span.end)
    }

    /// Notes every key that nobody asked for, with the nearest known one.
    pub fn refuse_unknown(self, source: &mut Source<'_>) {
        for key in self.entries.keys() {
            let (name, span) = (key.get_ref(), key.span());
            let near = self.asked.iter().max_by(|a, b| {
                strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name))
            });
            let message = format!("unknown key `{name}`");
            match near {
                Some(near) if strsim::jaro_winkler(near, name) > 0.75 => {
                    source.report_with_hint(&span, message, format!("did you mean `{near}`?"));
                }
                _ => {
                    source.report_with_hint(
                        &span,
                        message,
                        format!("known here: {}", self.asked.join(", ")),
                    );
                }
            }
        }
    }
}

/// The words of an enumeration, as a person reads them.
pub fn words<T: Display + VariantArray>() -> String {
    T::VARIANTS
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Where the last value of a table and all below it ends, which begins at `floor` or behind it.
pub fn end_of(table: &DeTable<'_>, floor: usize) -> usize {
    table.iter().fold(floor, |end, (key, value)| {
        end.max(key.span().end)
            .max(end_of_value(value.get_ref(), value.span().end))
    })
}

fn end_of_value(value: &DeValue<'_>, floor: usize) -> usize {
    match value {
        DeValue::Table(table) => end_of(table, floor),
        DeValue::Array(array) => array.iter().fold(floor, |end, v| {
            end.max(end_of_value(v.get_ref(), v.span().end))
        }),
        _ => floor,
    }
}
