//! A place of a form that a person fills in.

use std::fmt;

use chrono::NaiveDate;

use crate::facts::Facts;
use crate::policy::{Calendar, day};
use crate::review::{Person, misdated};

/// What is asked for, in the words of all faces.
#[derive(Debug)]
pub struct Blank {
    /// Tells the blanks of a form apart, in drafts too: it stays what it is.
    pub name: &'static str,
    /// Beside it on the screen.
    pub label: &'static str,
    /// The same for the ear, where nothing else is on the screen.
    pub question: &'static str,
    /// How it is filled in.
    pub kind: Kind,
    /// Said where nothing was filled in; empty where it may stay so.
    pub needed: &'static str,
    pub help: &'static str,
    /// The option of a command that fills it in, where there is one.
    pub switch: Option<Switch>,
}

/// An option of a command.
#[derive(Debug, Clone, Copy)]
pub struct Switch {
    pub name: &'static str,
    /// What stands for its value.
    pub value: &'static str,
    /// In the help of the command.
    pub help: &'static str,
    /// True where the command needs it.
    pub is_required: bool,
    /// True where each value is a line.
    pub is_repeated: bool,
}

impl Switch {
    /// One that may be left out.
    pub const fn new(name: &'static str, value: &'static str, help: &'static str) -> Self {
        Self {
            name,
            value,
            help,
            is_required: false,
            is_repeated: false,
        }
    }

    /// One that the command needs.
    #[must_use]
    pub const fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }

    /// One that is given again for several.
    #[must_use]
    pub const fn repeated(self) -> Self {
        Self {
            is_repeated: true,
            ..self
        }
    }
}

impl fmt::Display for Switch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--{} {}", self.name, self.value)
    }
}

/// How a blank is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text of one line.
    Line,
    /// A text of several lines.
    Block,
    /// Somebody, as they sign.
    Person,
    /// A day to come, or a span from today on; what the day is called.
    Day(&'static str),
    /// The path of a file.
    Path,
    /// One of these.
    Choice(&'static [Choice]),
    /// Links, files and notes, one after the other.
    Evidence,
    /// A key to sign with, or none.
    Key,
    /// Some of a list that only the face knows.
    List,
}

/// A word to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// As it stands in the file.
    pub name: &'static str,
    /// On the screen, where several stand in a row.
    pub label: &'static str,
    /// The same where the row is narrow.
    pub brief: &'static str,
    /// For the ear.
    pub spoken: &'static str,
}

impl Choice {
    /// One that is the same everywhere.
    pub const fn plain(name: &'static str) -> Self {
        Self {
            name,
            label: name,
            brief: name,
            spoken: name,
        }
    }
}

impl Blank {
    /// A blank that may stay empty.
    pub const fn new(name: &'static str, label: &'static str, kind: Kind) -> Self {
        Self {
            name,
            label,
            question: label,
            kind,
            needed: "",
            help: "",
            switch: None,
        }
    }

    /// What is asked where it is heard.
    #[must_use]
    pub const fn asks(self, question: &'static str) -> Self {
        Self { question, ..self }
    }

    /// What is said where it stays empty.
    #[must_use]
    pub const fn needs(self, needed: &'static str) -> Self {
        Self { needed, ..self }
    }

    #[must_use]
    pub const fn helps(self, help: &'static str) -> Self {
        Self { help, ..self }
    }

    /// The option of a command that fills it in.
    #[must_use]
    pub const fn switch(self, switch: Switch) -> Self {
        Self {
            switch: Some(switch),
            ..self
        }
    }

    /// The text that was filled in, without white space around it; a blank one would not be read back from the review.
    pub fn text(&self, typed: &str) -> Result<Option<String>, String> {
        match typed.trim() {
            "" if self.needed.is_empty() => Ok(None),
            "" => Err(self.needed.to_owned()),
            text => Ok(Some(text.to_owned())),
        }
    }

    /// The person who was named.
    pub fn person(&self, typed: &str) -> Result<Option<Person>, String> {
        let text = self.text(typed)?;
        text.map(|text| text.parse().map_err(str::to_owned))
            .transpose()
    }

    /// The same, of whom some letters are enough where the review names them.
    pub fn called(&self, typed: &str, facts: &Facts<'_>) -> Result<Option<Person>, String> {
        let typed = self.person(typed)?;
        typed.map(|typed| facts.called(&typed)).transpose()
    }

    /// The day that is meant.
    pub fn day(&self, typed: &str, calendar: Calendar) -> Result<Option<NaiveDate>, String> {
        let Some(text) = self.text(typed)? else {
            return Ok(None);
        };
        let day = day::parse(&text, calendar)?;
        match (misdated(day, calendar.today), self.kind) {
            (Some(wrong), Kind::Day(what)) => Err(format!("the {what} {wrong}")),
            _ => Ok(Some(day)),
        }
    }

    /// Why this cannot be filled in.
    pub fn refusal(&self, typed: &str, calendar: Calendar) -> Option<String> {
        match self.kind {
            Kind::Person => self.person(typed).err(),
            Kind::Day(_) => self.day(typed, calendar).err(),
            _ => self.text(typed).err(),
        }
    }
}

impl PartialEq for Blank {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
