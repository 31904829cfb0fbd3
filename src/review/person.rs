//! Who says something.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::text::{alphabet, visible};

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

    /// What tells people apart: the mail address, or the whole where none is given.
    pub fn address(&self) -> &str {
        self.mail().unwrap_or(&self.0)
    }

    /// True where it may be one person: the same address, or the same name where one of them gives no address.
    pub fn may_be(&self, other: &Self) -> bool {
        let named = self.mail().is_none() || other.mail().is_none();
        self.address().eq_ignore_ascii_case(other.address())
            || (named && compared(self.name()) == compared(other.name()))
    }

    /// True where it is one person for sure: the same address, or where none is given the same text.
    pub fn is(&self, other: &Self) -> bool {
        self.address().eq_ignore_ascii_case(other.address())
    }

    /// True of a name that stands where somebody should be named.
    pub(super) fn is_nobody(&self) -> bool {
        let name = self.name().trim_start_matches('<');
        // "@ada" is how some name a colleague.
        let local = name
            .split_once('@')
            .filter(|(local, _)| !local.is_empty() && !name.contains(' '));
        let name = local.map_or(name, |(local, _)| local);
        let letters: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        (name.len() < 3 && name.chars().all(|c| "-._?@".contains(c)))
            || name.eq_ignore_ascii_case("n/a")
            || NOBODY.contains(&letters.to_lowercase().as_str())
    }

    /// The text as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What people write who have nobody to name, without blanks and signs.
const NOBODY: [&str; 16] = [
    "nobody",
    "noone",
    "none",
    "tbd",
    "tba",
    "todo",
    "unknown",
    "unassigned",
    "anybody",
    "anyone",
    "somebody",
    "someone",
    "everybody",
    "everyone",
    "team",
    "theteam",
];

/// A name as it is compared.
fn compared(name: &str) -> String {
    visible::without_joiners(name).to_lowercase()
}

/// In bytes, of a name and its address: what RFC 5321 lets an address alone have.
const LONGEST: usize = 320;

impl FromStr for Person {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        // A name may need joiners, an address does not.
        let address = text.rfind('<').or(text.contains('@').then_some(0));
        let address = address.map_or("", |at| &text[at..]);
        let is_hidden = visible::hides(text) || address.contains(visible::is_hidden);
        if text.len() > LONGEST {
            return Err(
                "a person with their mail address is longer than 320 bytes; shorten the name",
            );
        }
        if text.is_empty() || is_hidden {
            return Err(
                "expected one line such as \"Ada Lovelace <ada@example.org>\", without hidden characters",
            );
        }
        let name = text
            .strip_suffix('>')
            .and_then(|rest| rest.rsplit_once('<'))
            .map_or("", |(name, _)| name);
        if name.contains('@') {
            return Err("expected one mail address, such as in \"Ada Lovelace <ada@example.org>\"");
        }
        if alphabet::is_mixed(text) {
            return Err("a word has letters of several alphabets, of which some look alike");
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
    fn a_person_has_a_name_and_no_hidden_characters() {
        assert_eq!(
            "Ada Lovelace <ada@example.org>"
                .parse::<Person>()
                .unwrap()
                .name(),
            "Ada Lovelace"
        );
        assert_eq!(
            "<ada@example.org>".parse::<Person>().unwrap().name(),
            "<ada@example.org>"
        );
        assert!("  ".parse::<Person>().is_err());
        let long = |letters| format!("{} <ada@example.org>", "a".repeat(letters));
        assert!(long(LONGEST - 18).parse::<Person>().is_ok());
        let error = long(LONGEST - 17).parse::<Person>().unwrap_err();
        assert!(error.contains("longer than 320 bytes"), "{error}");
        assert!("A\u{202e}da".parse::<Person>().is_err());
        let joined = "علی\u{200c}رضا <ali@example.org>";
        assert_eq!(joined.parse::<Person>().unwrap().as_str(), joined);
        assert!("A\u{200c}da".parse::<Person>().is_err());
        assert!("علی <عل\u{200c}ی@example.org>".parse::<Person>().is_err());
        assert!("عل\u{200c}ی@example.org".parse::<Person>().is_err());
        assert!("Gr\u{430}ce <grace@example.org>".parse::<Person>().is_err());
        assert!(
            "Grace <grace@example.org> <mallory@example.org>"
                .parse::<Person>()
                .is_err()
        );
    }

    #[test]
    fn nobody_is_nobody_in_disguise_too() {
        let is = |text: &str| text.parse::<Person>().unwrap().is_nobody();
        for text in [
            "nobody",
            "No-one",
            "N/A",
            "-",
            "??",
            "T.B.D.",
            "Team <team@example.org>",
            "<nobody@example.org>",
            "nobody@example.org",
            "- <ada@example.org>",
            "@",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "Na Li",
            "Ada",
            "ada@example.org",
            "@ada",
            "Platform team",
            "李",
        ] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn people_are_told_apart_by_their_address() {
        let may_be = |one: &str, other: &str| {
            one.parse::<Person>()
                .unwrap()
                .may_be(&other.parse().unwrap())
        };
        for other in ["Ada L. <ADA@example.org>", "ada@example.org", "ada", "Ada"] {
            assert!(may_be("Ada <ada@example.org>", other), "{other}");
            assert!(may_be(other, "Ada <ada@example.org>"), "{other}");
        }
        assert!(!may_be("Ada <ada@example.org>", "Ada <ada@example.net>"));
        assert!(!may_be("Ada <ada@example.org>", "Kim"));
        assert!(may_be("علی\u{200c}رضا", "علیرضا <ali@example.org>"));
    }
}
