//! Statements are made, signed and recorded; nothing is recorded that was not on the screen.

use super::intent::{Instrument, Intent, Stated, Wish};
use super::launch::Launch;
use super::msg::{Msg, Update};
use super::saving::{is_told, not_saved, saved};
use super::signing::{NOWHERE, Signing};
use super::sitting::Sitting;
use crate::face::failure::Failure;
use crate::face::form::key::Wanted;
use crate::keys::{Around, Key};
use crate::review::{Checks, Person};
use crate::work::key::named;
use crate::work::{OpenReview, WorkError};

impl Sitting {
    /// Makes the statement that is wished for. It fixes the time; nothing is saved.
    pub(super) fn state(&mut self, wish: Wish) -> Msg {
        let signs = match self.key(wish.key) {
            Ok(signs) => signs,
            Err(why) => return Msg::Failed(why),
        };
        let key = signs.as_ref().map(|(key, _)| key);
        let open = &mut self.review;
        let mut made = make(open, &wish.intent, &wish.by, key);
        if let Err(WorkError::Secrets(found)) = &made
            && is_told(&mut self.told, found)
        {
            open.allow_secrets(true);
            made = make(open, &wish.intent, &wish.by, key);
            open.allow_secrets(false);
        }
        match made {
            Ok(record) => {
                let statement = record.statement().to_owned();
                let signing = signs.map(|(key, around)| Signing {
                    statement,
                    key,
                    around,
                });
                Msg::Stated(Box::new(Stated { record, signing }))
            }
            Err(error @ WorkError::Secrets(_)) => not_saved(error),
            Err(error) => Msg::Failed(Failure::from(error).line()),
        }
    }

    /// The key that will sign, and where it is looked for.
    fn key(&self, wanted: Wanted) -> Result<Option<(Key, Around)>, String> {
        let around = || self.around.clone().ok_or(NOWHERE);
        Ok(match wanted {
            Wanted::Nothing => None,
            Wanted::Key(key) => Some((*key, around()?)),
            Wanted::File(name) => {
                let around = around()?;
                let key = named(&name, &around, self.review.now());
                Some((key.map_err(|error| Failure::from(error).line())?, around))
            }
        })
    }

    /// Records what was stated; a decision with its evidence, which was just read again.
    pub(super) fn record(&mut self, record: Instrument, evidence: Checks, launch: &Launch) -> Msg {
        let done = match record {
            Instrument::Signoff(signoff) => self.review.sign(*signoff, evidence),
            Instrument::Revocation(revocation) => self.review.revoke(*revocation),
            Instrument::Declaration(declaration) => self.review.declare(*declaration),
        };
        match done {
            Ok(done) => {
                self.verify();
                saved(done).into()
            }
            // Nobody signs what they have not seen.
            Err(error) if error.is_stale() => match self.reread(launch) {
                Ok(arrival) => Update::Reloaded(arrival, None).into(),
                Err(trouble) => Update::Troubled(trouble).into(),
            },
            Err(error) => not_saved(error),
        }
    }
}

fn make(
    open: &mut OpenReview,
    intent: &Intent,
    by: &Person,
    key: Option<&Key>,
) -> Result<Instrument, WorkError> {
    Ok(match intent {
        Intent::Decide(draft) => {
            Instrument::Signoff(Box::new(open.prepare(draft, by.clone(), key)?))
        }
        Intent::Revoke { signoff, reason } => {
            let revocation = open.take_back(signoff, reason.clone(), by.clone(), key)?;
            Instrument::Revocation(Box::new(revocation))
        }
        Intent::Declare(deeds) => {
            let declaration = open.declaration(deeds.clone(), by.clone(), key)?;
            Instrument::Declaration(Box::new(declaration))
        }
    })
}
