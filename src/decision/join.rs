//! Why two addresses are taken for one person, as far as whoever asks knows.
//!
//! An address tells people apart, so that whoever has two could prepare with one and approve with the other. For separation,
//! independence and the number of people, and for nothing else, addresses are therefore joined. A join lifts nothing, takes
//! nobody's place and gives no right, so that nothing is won by making one up. It is not followed from one address to a third.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, LazyLock};

use unicode_normalization::UnicodeNormalization as _;

use super::Proofs;
use crate::review::Person;
use crate::text::visible;

/// What whoever asks knows of addresses, from files of their own.
#[derive(Debug, Default)]
pub struct Addresses {
    /// Those that stand on one line of the allowed signers.
    pub lines: Vec<Vec<String>>,
    /// Of a mailmap: an address, and those that it stands for.
    pub mailmap: HashMap<String, HashSet<String>>,
}

/// The same, looked for once two people are compared: to ask git for the files takes longer than a command that needs no proof.
#[derive(Debug, Clone)]
pub struct Aliases(Arc<LazyLock<Addresses, Box<dyn FnOnce() -> Addresses + Send>>>);

/// Why it is one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// They have one address, or one of them gives none and has the other's name.
    Address,
    /// One key signed for both.
    Key,
    /// One line of the allowed signers names both.
    Line,
    /// The mailmap says so.
    Mailmap,
    /// They have one name.
    Name,
}

/// Who is one person with whom.
#[derive(Debug)]
pub struct Joins<'r> {
    aliases: &'r Aliases,
    /// With which keys an address signed, as far as that is verified.
    keys: HashMap<String, HashSet<&'r str>>,
}

impl Aliases {
    pub fn new(find: impl FnOnce() -> Addresses + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(find))))
    }
}

/// Where nobody knows anything.
impl Default for Aliases {
    fn default() -> Self {
        Self::new(Addresses::default)
    }
}

impl Eq for Aliases {}

impl PartialEq for Aliases {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Addresses {
    /// What a mailmap of git says of addresses (`gitmailmap(5)`): `Name <proper> Name <other>`. Whose name it asks for too does
    /// not matter here, nor does which of several lines git takes.
    pub fn mailmap(text: &str) -> HashMap<String, HashSet<String>> {
        let read = |line: &str| {
            let mut mails = line.split('<').skip(1);
            // No address of a person has hidden characters, and nobody sees them here.
            let seen = |mail: &str| mail.trim().replace(visible::is_hidden, "").to_lowercase();
            let mut mail = || Some(seen(mails.next()?.split_once('>')?.0));
            Some((mail()?, mail()?))
        };
        let mut all: HashMap<_, HashSet<_>> = HashMap::new();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        for (proper, other) in lines.filter_map(read) {
            all.entry(other).or_default().insert(proper);
        }
        all
    }

    /// True where a line of the mailmap names both, or two lines make them one.
    fn are_mapped(&self, one: &str, other: &str) -> bool {
        let (one, other) = (one.to_lowercase(), other.to_lowercase());
        let (mine, its) = (self.mailmap.get(&one), self.mailmap.get(&other));
        mine.is_some_and(|mine| mine.contains(&other))
            || its.is_some_and(|its| its.contains(&one))
            || matches!((mine, its), (Some(mine), Some(its)) if !mine.is_disjoint(its))
    }
}

impl<'r> Joins<'r> {
    /// In a review, as far as its signatures are known.
    pub(super) fn of(proofs: &'r Proofs, aliases: &'r Aliases) -> Self {
        let mut keys: HashMap<String, HashSet<&'r str>> = HashMap::new();
        if let Ok(known) = proofs.known() {
            let all = known.found.iter();
            for (one, key) in all.filter_map(|(one, proof)| Some((one, proof.fingerprint()?))) {
                let address = one.by.address().to_lowercase();
                keys.entry(address).or_default().insert(key);
            }
        }
        Self { aliases, keys }
    }

    /// Why two are one person; `None` where they are not.
    pub fn join(&self, one: &Person, other: &Person) -> Option<Join> {
        let (mine, its) = (one.address(), other.address());
        let are_plain = mine.is_ascii() && its.is_ascii();
        if one.may_be(other) || (!are_plain && is_one_name(mine, its)) {
            return Some(Join::Address);
        }
        let have_one_key = match [mine, its].map(|mail| self.keys.get(&mail.to_lowercase())) {
            [Some(mine), Some(its)] => Some(!mine.is_disjoint(its)),
            _ => None,
        };
        if have_one_key == Some(true) {
            return Some(Join::Key);
        }
        let stands =
            |line: &[String], mail: &str| line.iter().any(|it| it.eq_ignore_ascii_case(mail));
        let known = &**self.aliases.0;
        let lines = &known.lines;
        if lines.iter().any(|it| stands(it, mine) && stands(it, its)) {
            return Some(Join::Line);
        }
        if !known.mailmap.is_empty() && known.are_mapped(mine, its) {
            return Some(Join::Mailmap);
        }
        // Two who each signed with a key of their own are two.
        (have_one_key.is_none() && is_one_name(one.name(), other.name())).then_some(Join::Name)
    }

    /// True of two of one name who are told apart by their keys alone.
    pub(super) fn are_namesakes(&self, one: &Person, other: &Person) -> bool {
        is_one_name(one.name(), other.name()) && self.join(one, other).is_none()
    }
}

/// True of names that look alike.
fn is_one_name(one: &str, other: &str) -> bool {
    // Nearly all are of ASCII, and there are many of them.
    if one.is_ascii() && other.is_ascii() {
        let letters = |name: &str| -> Vec<u8> {
            let all = name.bytes().filter(u8::is_ascii_graphic);
            all.map(|it| it.to_ascii_lowercase()).collect()
        };
        return letters(one) == letters(other);
    }
    let letters = |name: &str| -> String {
        let shown = name.nfkc().filter(|it| !it.is_whitespace());
        let shown = shown.filter(|it| !visible::is_hidden(*it));
        shown.flat_map(char::to_lowercase).collect()
    };
    letters(one) == letters(other)
}

impl fmt::Display for Join {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Address => "who is the same person",
            Self::Key => "whose signature is by the same key",
            Self::Line => "who stands on the same line of the allowed signers",
            Self::Mailmap => "who is the same person in the mailmap",
            Self::Name => "who has the same name",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(one: &str, other: &str) -> Option<Join> {
        let aliases = Aliases::new(|| Addresses {
            lines: vec![
                ["ada@a.org", "ada@b.org"].map(str::to_owned).to_vec(),
                ["ada@b.org", "ada@c.org"].map(str::to_owned).to_vec(),
            ],
            mailmap: Addresses::mailmap(
                "# <x@x.org> <kim@a.org>\nKim <kim@a.org> <KIM@old.org>\nKim <kim@a.org> K <kim@older.org>\n\
                 Kim <kim@c.org>\n<zoe@a.org> <zoe@b.org>\n<zoe@b.org> <zoe@c.org>\n\
                 <eve@b.org> <eve\u{200d}@a.org>\n<eve@a.org> <eve@b.org>\n<eve@c.org> <eve@a.org>",
            ),
        });
        let joins = Joins {
            aliases: &aliases,
            keys: HashMap::new(),
        };
        joins.join(&one.parse().unwrap(), &other.parse().unwrap())
    }

    #[test]
    fn addresses_are_joined_and_not_from_one_to_a_third() {
        for (one, other, why) in [
            ("A <ada@a.org>", "B <ADA@a.org>", Some(Join::Address)),
            ("A <äda@a.org>", "B <ÄDA@a.org>", Some(Join::Address)),
            ("A <ada@ａ.org>", "B <ada@a.org>", Some(Join::Address)),
            ("A <ada@a.org>", "B <Ada@B.org>", Some(Join::Line)),
            ("A <ada@a.org>", "B <ada@c.org>", None),
            ("K <kim@old.org>", "L <kim@older.org>", Some(Join::Mailmap)),
            ("K <kim@old.org>", "L <kim@a.org>", Some(Join::Mailmap)),
            ("K <kim@old.org>", "L <kim@c.org>", None),
            ("Y <zoe@b.org>", "Z <zoe@c.org>", Some(Join::Mailmap)),
            ("Y <zoe@a.org>", "Z <zoe@c.org>", None),
            // In a circle, and where a later line says another.
            ("E <eve@a.org>", "F <eve@b.org>", Some(Join::Mailmap)),
            ("E <eve@a.org>", "F <eve@c.org>", Some(Join::Mailmap)),
            ("Ada  Love <a@x.org>", "adalove <b@x.org>", Some(Join::Name)),
            ("Ａｄａ <a@x.org>", "ada <b@x.org>", Some(Join::Name)),
            (
                "علی\u{200c}رضا <a@x.org>",
                "علیرضا <b@x.org>",
                Some(Join::Name),
            ),
            ("A <äda@a.org>", "B <ida@a.org>", None),
            ("Ada <a@x.org>", "Ida <b@x.org>", None),
            ("Äda <a@x.org>", "Ïda <b@x.org>", None),
            ("a@x.org", "b@x.org", None),
        ] {
            assert_eq!(join(one, other), why, "{one} {other}");
            assert_eq!(join(other, one), why, "{other} {one}");
        }
    }
}
