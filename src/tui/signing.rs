//! Statements are made, signed and recorded; nothing is recorded that was not on the screen.

use std::io::{Write as _, stderr};

use super::intent::{Intent, Record, Stated, Wish};
use super::msg::Msg;
use super::perform::World;
use super::saving::{is_told, no_review, not_saved, saved_msg};
use super::verifying::NOWHERE;
use crate::face::failure::Failure;
use crate::face::form::key::Wanted;
use crate::keys::{Around, Key, Keygen};
use crate::review::{Checks, Person, Revocation, Signoff};
use crate::work::key::named;
use crate::work::{OpenReview, Saved, WorkError};

/// A statement on its way through `ssh-keygen`, which has the terminal for the while: a passphrase or a touch is between
/// the person and OpenSSH.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// Byte for byte what is signed.
    pub statement: String,
    /// With which key.
    pub key: Key,
    /// Where keys are looked for.
    pub around: Around,
}

impl Signing {
    /// The signature, or why there is none.
    pub fn sign(&self, at_a_terminal: bool) -> Result<String, String> {
        if at_a_terminal {
            let key = self.key.label();
            let text = format!(
                "signoff: signing with {key}; ssh-keygen may ask for a passphrase or a touch (Ctrl-C stops it)"
            );
            // Where nobody reads it, nobody misses it.
            let _ = writeln!(stderr(), "{text}");
        }
        let signed = Keygen::find(&self.around).sign(&self.statement, &self.key, at_a_terminal);
        signed.map_err(|error| Failure::from(error).line())
    }
}

impl World {
    /// Makes the statement that is wished for. It fixes the time; nothing is saved.
    pub(super) fn state(&mut self, wish: Wish) -> Msg {
        let key = match self.key(wish.key) {
            Ok(key) => key,
            Err(why) => return Msg::Failed(why),
        };
        let Some(open) = &mut self.open else {
            return no_review();
        };
        let mut made = record(open, &wish.intent, &wish.by, key.as_ref());
        if let Err(WorkError::Secrets(found)) = &made
            && is_told(&mut self.told, found)
        {
            open.allow_secrets(true);
            made = record(open, &wish.intent, &wish.by, key.as_ref());
            open.allow_secrets(false);
        }
        match made {
            Ok(record) => Msg::Stated(Box::new(Stated { record, key })),
            Err(error @ WorkError::Secrets(_)) => not_saved(error),
            Err(error) => Msg::Failed(Failure::from(error).line()),
        }
    }

    fn key(&self, wanted: Wanted) -> Result<Option<Key>, String> {
        match wanted {
            Wanted::Nothing => Ok(None),
            Wanted::Key(key) => Ok(Some(*key)),
            Wanted::File(name) => {
                let around = self.launch.around.as_ref().ok_or(NOWHERE)?;
                let key = named(&name, around, (self.launch.clock)());
                key.map(Some).map_err(|error| Failure::from(error).line())
            }
        }
    }

    /// Hands a statement to `ssh-keygen`, or says why not.
    pub(super) fn sign(&self, stated: Stated) -> Result<Signing, Box<Msg>> {
        match (stated.key, self.launch.around.clone()) {
            (Some(key), Some(around)) => {
                let statement = stated.record.statement().to_owned();
                Ok(Signing {
                    statement,
                    key,
                    around,
                })
            }
            _ => Err(Box::new(Msg::Failed(NOWHERE.to_owned()))),
        }
    }

    /// Records a decision, whose evidence was just read again.
    pub(super) fn sign_with(&mut self, signoff: Signoff, evidence: Checks) -> Msg {
        let saved = self.open.as_mut().map(|one| one.sign(signoff, evidence));
        self.recorded(saved)
    }

    /// Records that a sign-off is taken back.
    pub(super) fn revoke(&mut self, revocation: Revocation) -> Msg {
        let saved = self.open.as_mut().map(|one| one.revoke(revocation));
        self.recorded(saved)
    }

    fn recorded(&mut self, saved: Option<Result<Saved, WorkError>>) -> Msg {
        match saved {
            None => no_review(),
            Some(Ok(saved)) => {
                self.verify();
                saved_msg(saved)
            }
            // Nobody signs what they have not seen.
            Some(Err(error)) if error.is_stale() => match self.reread() {
                Ok(arrival) => Msg::Reloaded(arrival, None),
                Err(trouble) => Msg::Troubled(trouble),
            },
            Some(Err(error)) => not_saved(error),
        }
    }
}

fn record(
    open: &mut OpenReview,
    intent: &Intent,
    by: &Person,
    key: Option<&Key>,
) -> Result<Record, WorkError> {
    Ok(match intent {
        Intent::Decide(draft) => Record::Signoff(Box::new(open.prepare(draft, by.clone(), key)?)),
        Intent::Revoke { signoff, reason } => {
            let revocation = open.take_back(signoff, reason.clone(), by.clone(), key)?;
            Record::Revocation(Box::new(revocation))
        }
    })
}
