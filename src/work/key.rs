//! Choosing the key that is meant where nobody is asked.

use chrono::{DateTime, Utc};

use crate::keys::{Around, Key, KeyError, Keyring};

/// What to sign with.
#[derive(Debug)]
pub enum KeyChoice {
    One(Box<Key>),
    /// Only a person can say which of these.
    Several(Vec<Key>),
    /// Nothing can be signed: why.
    Nothing(String),
}

/// The key of a file that a person named; one that is weak, or whose certificate is over, is not taken.
pub fn named(file: &str, around: &Around, now: DateTime<Utc>) -> Result<Key, KeyError> {
    let key = Key::named(file, around)?;
    key.refuse_weak().map_err(KeyError::Weak)?;
    key.refuse_at(now)?;
    Ok(key)
}

/// Git's key, else the only one that there is. Another key than git's would be another identity: one that is too weak, or
/// whose certificate is over, is refused and replaced by none.
pub fn choose(around: &Around, now: DateTime<Utc>) -> Result<KeyChoice, KeyError> {
    if let Some(key) = Key::of_git(around)? {
        key.refuse_weak().map_err(KeyError::Weak)?;
        key.refuse_at(now)?;
        return Ok(KeyChoice::One(Box::new(key)));
    }
    let ring = Keyring::find(around);
    if let Some(trouble) = ring.trouble {
        return Ok(KeyChoice::Nothing(trouble));
    }
    let mut usable: Vec<_> = ring.usable().cloned().collect();
    Ok(match usable.len() {
        0 => KeyChoice::Nothing("there is no SSH key to sign with".to_owned()),
        1 => KeyChoice::One(Box::new(usable.remove(0))),
        _ => KeyChoice::Several(usable),
    })
}
