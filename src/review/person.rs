//! Who says something.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::text::visible;

/// A person as they sign, usually `Name <mail>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person(String);

impl Person {
    /// The name without the mail address, or the whole where there is none before it.
    pub fn name(&self) -> &str {
        match self.0.split_once('<') {
            Some((name, _)) if !name.trim().is_empty() => name.trim(),
            _ => &self.0,
        }
    }

    /// The mail address; `None` where none is given.
    pub fn mail(&self) -> Option<&str> {
        let (_, mail) = self.0.strip_suffix('>')?.rsplit_once('<')?;
        Some(mail.trim()).filter(|mail| !mail.is_empty())
    }

    /// What tells whether two are the same person: the mail address however it is written, else the whole.
    pub fn identity(&self) -> String {
        self.mail().map_or_else(|| self.0.clone(), |mail| format!("<{}>", mail.to_ascii_lowercase()))
    }

    /// The text as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Person {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() || text.len() > 320 || text.contains(visible::is_hidden) {
            return Err(
                "expected one line such as \"Ada Lovelace <ada@example.org>\", without hidden characters",
            );
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Person {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_known_by_mail_else_by_name() {
        let same = |one: &str, other: &str| {
            one.parse::<Person>().unwrap().identity() == other.parse::<Person>().unwrap().identity()
        };
        assert!(same("Ada <ada@example.org>", "A. Lovelace <ADA@example.org>"));
        assert!(same("Ada", "Ada") && !same("Ada", "ada"));
        assert!(!same("ada@example.org", "Ada <ada@example.org>"));
    }

    #[test]
    fn a_person_has_a_name_and_no_hidden_characters() {
        assert_eq!("Ada Lovelace <ada@example.org>".parse::<Person>().unwrap().name(), "Ada Lovelace");
        assert_eq!("<ada@example.org>".parse::<Person>().unwrap().name(), "<ada@example.org>");
        assert!("  ".parse::<Person>().is_err());
        assert!("A\u{202e}da".parse::<Person>().is_err());
    }
}
