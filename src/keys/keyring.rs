//! The keys that a person may sign with, and which of them is meant where nobody says.

use super::{Around, Key, Keygen};
use crate::text::causes;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keyring {
    /// The keys; git's first.
    pub keys: Vec<Key>,
    /// True where the first is the one that git signs with.
    pub of_git: bool,
    /// Why nothing can be signed at all.
    pub trouble: Option<String>,
}

impl Keyring {
    /// Looks for them: git, an agent and a disk may be slow.
    pub fn find(around: &Around) -> Self {
        let around = &around.once();
        if let Err(error) = Keygen::find(around).look() {
            return Self {
                trouble: Some(causes::joined(&error)),
                ..Self::default()
            };
        }
        // Who chooses from a list needs no key of git's.
        let git = Key::of_git(around).unwrap_or_else(|error| {
            log::info!("{}", causes::joined(&error));
            None
        });
        let of_git = git.is_some();
        let mut keys: Vec<Key> = git.into_iter().collect();
        for key in Key::others(around) {
            if key.public.is_some() && !keys.iter().any(|other| other.public == key.public) {
                keys.push(key);
            }
        }
        Self {
            keys,
            of_git,
            trouble: None,
        }
    }

    /// Those that can sign: a weak one is shown, and never used.
    pub fn usable(&self) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(|key| key.refuse_weak().is_ok())
    }

    /// The key that is offered first where a person sees it and may choose another: git's, which stands first.
    pub fn offered(&self) -> Option<&Key> {
        self.usable().next()
    }
}
