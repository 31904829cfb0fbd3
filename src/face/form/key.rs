//! The key to sign with: one of those that were found, a file of one's own, or none.

use super::{Blank, Kind, Reader, Values};
use crate::keys::{Key, Keyring};

pub static KEY: Blank = Blank::new("key", "Key", Kind::Key);

/// Where it is, if it is none of those that were found.
pub static FILE: Blank = Blank::new("key-file", "Key file", Kind::Path)
    .asks("File of the key")
    .needs("type the path of the key's file, or choose another key");

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// A key that was found.
    Key(Box<Key>),
    /// One whose path is typed.
    File,
    Nothing,
}

/// What a person wants to sign with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A key that was found.
    Key(Box<Key>),
    /// A file, as it was typed.
    File(String),
    Nothing,
}

impl Offer {
    /// What stands for it in a form that is filled in.
    pub fn name(&self) -> String {
        match self {
            Self::Key(key) => key.label(),
            Self::File => "file".to_owned(),
            Self::Nothing => "none".to_owned(),
        }
    }

    /// For the ear.
    pub fn spoken(&self) -> String {
        match self {
            Self::Key(key) => key.label(),
            Self::File => "a key in another file".to_owned(),
            Self::Nothing => "no signature".to_owned(),
        }
    }
}

/// The rows to choose from; the last is no key. Where nothing can be signed, it is the only one.
pub fn rows(ring: &Keyring) -> Vec<Offer> {
    let keys = ring
        .keys
        .iter()
        .map(|key| Offer::Key(Box::new(key.clone())));
    let file = ring.trouble.is_none().then_some(Offer::File);
    keys.chain(file).chain([Offer::Nothing]).collect()
}

/// The row that counts: the chosen one, else the key that is offered.
pub fn at(chosen: &str, rows: &[Offer], ring: &Keyring) -> usize {
    let offered = ring.offered();
    let fit = |row: &Offer| matches!(row, Offer::Key(key) if Some(&**key) == offered);
    rows.iter()
        .position(|row| row.name() == chosen)
        .or_else(|| rows.iter().position(fit))
        .unwrap_or(rows.len() - 1)
}

/// The row that counts; `None` until the keys were looked for.
pub fn chosen(values: &Values, ring: Option<&Keyring>) -> Option<Offer> {
    let ring = ring?;
    let mut rows = rows(ring);
    let at = at(values.get(&KEY), &rows, ring);
    Some(rows.swap_remove(at))
}

/// The blanks: the path is asked only for a key of one's own.
pub fn blanks(values: &Values, ring: Option<&Keyring>) -> Vec<&'static Blank> {
    match chosen(values, ring) {
        Some(Offer::File) => vec![&KEY, &FILE],
        _ => vec![&KEY],
    }
}

/// What to sign with, where that is known.
pub fn read(reader: &mut Reader<'_>, values: &Values, ring: Option<&Keyring>) -> Option<Wanted> {
    match chosen(values, ring) {
        None => {
            reader.refuse(&KEY, "the keys are still being looked for; a moment");
            None
        }
        Some(Offer::Key(key)) => match key.refuse_weak() {
            Ok(()) => Some(Wanted::Key(key)),
            Err(unfit) => {
                reader.refuse(&KEY, unfit.to_string());
                None
            }
        },
        Some(Offer::File) => reader.text(&FILE).map(Wanted::File),
        Some(Offer::Nothing) => Some(Wanted::Nothing),
    }
}
