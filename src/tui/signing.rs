//! Statements are made, signed and recorded; nothing is recorded that was not on the screen.

use std::io::{Write as _, stderr};

use super::app::Outward;
use super::keyring::NOWHERE;
use super::msg::Msg;
use super::perform::World;
use super::saving::{is_stale, no_review, saved_msg};
use super::stated::{Intent, Record, Stated, Wanted, Wish};
use crate::decision::revoking;
use crate::keys::{Around, Key, KeyError, Keygen};
use crate::review::Person;
use crate::session::{Session, SessionError};
use crate::text::causes;

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
        signed.map_err(|error| causes::joined(&error))
    }
}

impl World {
    /// Makes the statement that is wished for. It fixes the time; nothing is saved.
    pub(super) fn state(&mut self, wish: Wish) -> Msg {
        let key = match self.key(wish.key) {
            Ok(key) => key,
            Err(why) => return Msg::Failed(why),
        };
        let Some(session) = &mut self.session else {
            return no_review();
        };
        match record(session, wish.intent, wish.by) {
            Ok(record) => Msg::Stated(Box::new(Stated { record, key })),
            Err(why) => Msg::Failed(why),
        }
    }

    fn key(&self, wanted: Wanted) -> Result<Option<Key>, String> {
        let key = match wanted {
            Wanted::Nothing => return Ok(None),
            Wanted::Key(key) => *key,
            Wanted::File(name) => {
                let around = self.launch.around.as_ref().ok_or(NOWHERE)?;
                Key::named(&name, around).map_err(|error| causes::joined(&error))?
            }
        };
        key.refuse_weak()
            .map_err(|unfit| causes::joined(&KeyError::from(unfit)))?;
        Ok(Some(key))
    }

    /// Hands a statement to `ssh-keygen`, or says why not.
    pub(super) fn sign(&self, stated: Stated) -> Result<Outward, Box<Msg>> {
        if let Some(stirred) = self.stirred(&stated.record) {
            return Err(Box::new(stirred));
        }
        match (stated.key, self.launch.around.clone()) {
            (Some(key), Some(around)) => {
                let statement = stated.record.statement().to_owned();
                Ok(Outward::Sign(Box::new(Signing {
                    statement,
                    key,
                    around,
                })))
            }
            _ => Err(Box::new(Msg::Failed(NOWHERE.to_owned()))),
        }
    }

    /// Writes what was stated, signed or not.
    pub(super) fn record(&mut self, record: Record) -> Msg {
        if let Some(stirred) = self.stirred(&record) {
            return stirred;
        }
        let Some(session) = &mut self.session else {
            return no_review();
        };
        let saved = match record {
            Record::Signoff(signoff) => session.sign(*signoff),
            Record::Revocation(revocation) => session.revoke(*revocation),
        };
        match saved {
            Ok(saved) => {
                self.verify();
                saved_msg(saved)
            }
            // Nobody signs what they have not seen.
            Err(error) if is_stale(&error) => match self.reread() {
                Ok(arrival) => Msg::Reloaded(arrival, None),
                Err(trouble) => Msg::Troubled(trouble),
            },
            Err(error @ SessionError::Disk(_)) => Msg::NotSaved(causes::joined(&error)),
            Err(error) => Msg::Failed(causes::joined(&error)),
        }
    }

    /// Evidence that is not what it was when the statement was made.
    fn stirred(&self, record: &Record) -> Option<Msg> {
        let session = self
            .session
            .as_ref()
            .filter(|_| matches!(record, Record::Signoff(_)))?;
        let stirred = self.watch.all_stirred(session.directory());
        (!stirred.is_empty()).then_some(Msg::Stirred(stirred))
    }
}

fn record(session: &mut Session, intent: Intent, by: Person) -> Result<Record, String> {
    let made = match intent {
        Intent::Decide(draft) => session
            .prepare(&draft, by)
            .map(|one| Record::Signoff(Box::new(one))),
        Intent::Revoke { signoff, reason } => {
            let found = revoking::find(&signoff, session.dossier().review()).cloned();
            let signoff = found.map_err(|error| causes::joined(&error))?;
            session
                .take_back(&signoff, reason, by)
                .map(|one| Record::Revocation(Box::new(one)))
        }
    };
    made.map_err(|error| causes::joined(&error))
}
