//! The keys that there are to sign with, looked for on a thread: git and an agent may be slow.

use super::msg::Msg;
use super::perform::World;
use crate::keys::{Around, Key, Keygen};
use crate::text::causes;

/// Said where it is not known where keys are.
pub const NOWHERE: &str = "there is nowhere to look for keys";

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

/// What is known of the keys.
#[derive(Debug, Default)]
pub struct Keys {
    /// What was found last.
    pub found: Option<Keyring>,
    /// True while they are looked for.
    pub waits: bool,
}

impl Keyring {
    fn find(around: &Around) -> Self {
        if let Err(error) = Keygen::find(around).look() {
            return Self {
                trouble: Some(causes::joined(&error)),
                ..Self::default()
            };
        }
        let keys = Key::choices(around);
        let of_git = keys
            .first()
            .is_some_and(|first| Key::of_git(around).as_ref() == Some(first));
        Self {
            keys,
            of_git,
            trouble: None,
        }
    }
}

impl World {
    /// Begins to look for keys.
    pub(super) fn find_keys(&self) {
        let (around, inbox) = (self.launch.around.clone(), self.inbox.clone());
        std::thread::spawn(move || {
            let found = around.as_ref().map(Keyring::find).unwrap_or_default();
            drop(inbox.send(Msg::Keys(found)));
        });
    }
}
