//! From what was filled in to what is meant, with everything that is wrong said at once.

use std::str::FromStr;

use chrono::NaiveDate;

use super::{Blank, Values};
use crate::facts::Facts;
use crate::policy::Calendar;
use crate::review::Person;

/// What is wrong with a blank.
#[derive(Debug, Clone)]
pub struct Complaint {
    pub blank: &'static Blank,
    /// What, or what to do.
    pub why: String,
}

/// Reads blank by blank; what cannot be read is in `wrong`, in the order in which it was read.
#[derive(Debug)]
pub struct Reader<'v> {
    values: &'v Values,
    /// What is wrong so far.
    pub wrong: Vec<Complaint>,
}

impl<'v> Reader<'v> {
    /// Nothing is read yet.
    pub fn new(values: &'v Values) -> Self {
        Self {
            values,
            wrong: Vec::new(),
        }
    }

    pub fn text(&mut self, blank: &'static Blank) -> Option<String> {
        let read = blank.text(self.values.get(blank));
        self.take(blank, read)
    }

    pub fn person(&mut self, blank: &'static Blank) -> Option<Person> {
        let read = blank.person(self.values.get(blank));
        self.take(blank, read)
    }

    /// Somebody of the review, of whom some letters are enough, or anybody else.
    pub fn called(&mut self, blank: &'static Blank, facts: &Facts<'_>) -> Option<Person> {
        let read = blank.called(self.values.get(blank), facts);
        self.take(blank, read)
    }

    /// A day.
    pub fn day(&mut self, blank: &'static Blank, calendar: Calendar) -> Option<NaiveDate> {
        let read = blank.day(self.values.get(blank), calendar);
        self.take(blank, read)
    }

    /// A word that was chosen.
    pub fn word<T: FromStr>(&mut self, blank: &'static Blank) -> Option<T> {
        let read = blank.text(self.values.get(blank));
        self.take(blank, read).and_then(|word| word.parse().ok())
    }

    /// Says that something is wrong.
    pub fn refuse(&mut self, blank: &'static Blank, why: impl Into<String>) {
        let why = why.into();
        self.wrong.push(Complaint { blank, why });
    }

    fn take<T>(&mut self, blank: &'static Blank, read: Result<Option<T>, String>) -> Option<T> {
        read.unwrap_or_else(|why| {
            self.refuse(blank, why);
            None
        })
    }
}
