//! Saves that meet another program's: the file is read again, and the change is made on what is there now, unless the
//! other side changed the same item. Then the person is asked.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::Path;

use super::msg::{Arrival, Msg, Trouble, Wrong};
use super::perform::World;
use super::standing;
use crate::review::{Change, Event, ItemKey, Person, Refusal};
use crate::session::{Saved, Session, SessionError};
use crate::store::disk::DiskError;
use crate::text::causes;

/// How often a change is made again where others save without a pause.
const RETRIES: usize = 100;

/// Said when that was not often enough.
const BUSY: &str = "another program keeps writing the file; save again";

impl World {
    pub(super) fn apply(&mut self, change: &Change, by: &Person) -> Msg {
        let mut arrival: Option<Arrival> = None;
        let mut answer = Msg::NotSaved(BUSY.into());
        for _ in 0..RETRIES {
            let Some(session) = &mut self.session else {
                return no_review();
            };
            answer = match session.apply(change.clone(), by.clone()) {
                Ok(saved) => {
                    self.watch.saved(session);
                    saved_msg(saved)
                }
                Err(error) if is_stale(&error) => match self.reread() {
                    Ok(more) => {
                        let turned = change.keys().iter().any(|key| more.difference.turns(key));
                        let signed = !more.difference.signed.is_empty();
                        arrival = Some(arrival.unwrap_or_default().and(more));
                        // A change that yields to the other side's answer yields to every one of them.
                        if (!turned && !signed) || matches!(change, Change::Concede { .. }) {
                            continue;
                        }
                        Msg::Overtaken(change.clone())
                    }
                    Err(trouble) => Msg::Blocked(change.clone(), trouble),
                },
                Err(error @ SessionError::Disk(_)) => Msg::NotSaved(causes::joined(&error)),
                Err(SessionError::Refused(Refusal::Sealed(seal))) => {
                    Msg::Failed(standing::sealed(&seal))
                }
                Err(error) => Msg::Failed(causes::joined(&error)),
            };
            break;
        }
        after(arrival, answer)
    }

    pub(super) fn write_again(&mut self, change: &Change, by: &Person) -> Msg {
        let Some(session) = &mut self.session else {
            return no_review();
        };
        match session.write_again() {
            // Where the file has come back meanwhile, the change meets it.
            Ok(()) | Err(SessionError::Disk(DiskError::Exists(_))) => {
                self.watch.saved(session);
                self.apply(change, by)
            }
            Err(error) => Msg::NotSaved(causes::joined(&error)),
        }
    }

    pub(super) fn put_back(&mut self, events: &[Event], by: &Person) -> Msg {
        let mut arrival: Option<Arrival> = None;
        let mut answer = Msg::NotSaved(BUSY.into());
        for _ in 0..RETRIES {
            let Some(session) = &mut self.session else {
                return no_review();
            };
            answer = match session.put_back(events, by) {
                Ok(count) => {
                    // A sign-off may be among it.
                    self.verify();
                    Msg::PutBack(count)
                }
                Err(error) if is_stale(&error) => match self.reread() {
                    Ok(more) => {
                        arrival = Some(arrival.unwrap_or_default().and(more));
                        continue;
                    }
                    Err(trouble) => Msg::Troubled(trouble),
                },
                Err(error) => Msg::NotSaved(causes::joined(&error)),
            };
            break;
        }
        after(arrival, answer)
    }

    /// Reads the file again; what is on screen stays where that cannot be done.
    pub(super) fn reread(&mut self) -> Result<Arrival, Trouble> {
        let Some(session) = &mut self.session else {
            return Ok(Arrival::default());
        };
        let before = keys(session);
        let difference = session
            .reload(&self.launch.shelf)
            .map_err(|error| trouble(&error, session.directory()))?;
        let arrival = Arrival {
            difference,
            moved: moved(&before, session),
        };
        self.watch.renew();
        self.verify();
        Ok(arrival)
    }
}

fn keys(session: &Session) -> Vec<ItemKey> {
    session
        .dossier()
        .entries()
        .map(|entry| entry.key())
        .collect()
}

fn moved(before: &[ItemKey], session: &Session) -> Option<Vec<Option<usize>>> {
    let now = keys(session);
    if now == before {
        return None;
    }
    let now: HashMap<_, _> = now.into_iter().zip(0..).collect();
    Some(before.iter().map(|key| now.get(key).copied()).collect())
}

/// True where the file is not the one that was read.
pub(super) fn is_stale(error: &SessionError) -> bool {
    match error {
        SessionError::Disk(DiskError::Changed(_)) => true,
        SessionError::Disk(DiskError::Io { source, .. }) => source.kind() == ErrorKind::NotFound,
        _ => false,
    }
}

fn trouble(error: &SessionError, directory: &Path) -> Trouble {
    let kind = match error {
        SessionError::Disk(DiskError::Io { source, .. })
            if source.kind() == ErrorKind::NotFound =>
        {
            Wrong::Gone
        }
        SessionError::OtherReview { .. } => Wrong::Other,
        SessionError::Shelf(_) => Wrong::Checklist,
        _ => Wrong::Broken,
    };
    // The first mistake is enough to know where to look.
    let text = causes::joined(error);
    let text: Vec<_> = text.lines().take(2).collect();
    Trouble {
        kind,
        text: text
            .join("\n")
            .replace(&format!("{}/", directory.display()), ""),
    }
}

/// What came of a change, behind what was read on the way to it.
fn after(arrival: Option<Arrival>, answer: Msg) -> Msg {
    match arrival {
        Some(arrival) => Msg::Reloaded(arrival, Some(Box::new(answer))),
        None => answer,
    }
}

pub(super) fn no_review() -> Msg {
    Msg::Failed("no review is open".into())
}

pub(super) fn saved_msg(saved: Saved) -> Msg {
    let displaced = saved.displaced.map(|copy| {
        format!(
            "another program saved at the same moment; its version is kept in {}",
            copy.display()
        )
    });
    let weak = (!saved.durable)
        .then(|| "saved, but the system could not say that it survives a power cut".to_owned());
    Msg::Saved {
        event: saved.event,
        warning: displaced.or(weak),
    }
}
