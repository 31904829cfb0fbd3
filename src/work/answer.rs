//! A change on its way to the disk, where other programs save too.

use std::collections::HashMap;
use std::fmt;

use super::{OpenReview, Saved, WorkError};
use crate::review::standing::CLOCK_SKEW;
use crate::review::{Change, Difference, Event, ItemKey, Person, Status};
use crate::store::shelf::Shelf;

/// How often a change is made again when another program saved first.
///
/// Whoever waits for the lock has read before the other one saved, so of two busy writers one fails about every
/// second time: five tries were seen to be too few.
const RETRIES: usize = 100;

/// What was new when the file was read again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrival {
    /// What another program did to the review.
    pub difference: Difference,
    /// Where each item stands now, by where it stood; `None` where the checklists are as they were.
    pub moved: Option<Vec<Option<usize>>>,
}

/// What came of a change.
#[derive(Debug)]
pub struct Attempt<T = Saved> {
    /// What was read on the way to it.
    pub arrival: Option<Arrival>,
    pub outcome: Ending<T>,
}

/// How a change ended.
#[derive(Debug)]
pub enum Ending<T = Saved> {
    /// It is on disk.
    Saved(T),
    /// Nothing was saved: whoever asks has not seen what another program wrote meanwhile, and may ask again.
    Overtaken(Overtaken),
    /// Nothing was saved: the file is not one that could be read again.
    Unreadable(WorkError),
    /// Nothing was saved.
    Failed(WorkError),
}

/// What another program wrote that a change must not pass over in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overtaken {
    /// The item was answered, or its answer taken back.
    Answer {
        item: String,
        /// What counts now.
        said: Option<(Status, Person)>,
    },
    /// The review was signed, which an answer would make stale.
    Signoff(String),
}

impl fmt::Display for Overtaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer {
                item,
                said: Some((status, by)),
            } => write!(
                f,
                "{item} was answered meanwhile: {by} says {}",
                status.label()
            ),
            Self::Answer { item, said: None } => {
                write!(
                    f,
                    "{item} was answered meanwhile: the answer before was taken back"
                )
            }
            Self::Signoff(what) => write!(
                f,
                "the review was signed meanwhile ({what}), and an answer would make that stale"
            ),
        }
    }
}

impl Arrival {
    /// With what came after it.
    #[must_use]
    fn and(self, later: Self) -> Self {
        let moved = match (self.moved, later.moved) {
            (Some(first), Some(then)) => Some(
                first
                    .into_iter()
                    .map(|at| then.get(at?).copied().flatten())
                    .collect(),
            ),
            (first, then) => first.or(then),
        };
        Self {
            difference: self.difference.and(later.difference),
            moved,
        }
    }
}

impl OpenReview {
    /// Makes a change, and again where another program saved first.
    ///
    /// Whoever answers has seen what counted when they were asked, and whether somebody had signed. Where that changed
    /// in between, nothing is saved: two people who answer at once would else overwrite each other without a word, and a
    /// sign-off of this minute would go stale without anybody meaning it.
    pub fn change(&mut self, change: &Change, by: &Person, shelf: &Shelf) -> Attempt {
        let keys = self.answered(change, by);
        // What yields to the other side's answer yields to every one of them.
        let yields = matches!(change, Change::Concede { .. });
        self.again(shelf, |open, arrival| {
            let overtaken = || open.overtaken(&keys, change.answers(), &arrival.difference);
            match (!yields).then(overtaken).flatten() {
                Some(overtaken) => Err(overtaken),
                None => Ok(open.apply(change.clone(), by.clone())),
            }
        })
    }

    /// Puts back what is [missing](Difference::missing) after another program saved an old state, and again where another
    /// program saved first; tells how much it was.
    pub fn put_back(&mut self, missing: &[Event], by: &Person, shelf: &Shelf) -> Attempt<usize> {
        self.again(shelf, |open, _| Ok(open.store_again(missing, by)))
    }

    /// Tries until no other program saves first.
    fn again<T>(
        &mut self,
        shelf: &Shelf,
        mut attempt: impl FnMut(&mut Self, &Arrival) -> Result<Result<T, WorkError>, Overtaken>,
    ) -> Attempt<T> {
        let (mut arrival, mut last) = (None::<Arrival>, Arrival::default());
        for _ in 0..RETRIES {
            let outcome = match attempt(self, &last) {
                Err(overtaken) => {
                    log::info!("not saved: {overtaken}");
                    Ending::Overtaken(overtaken)
                }
                Ok(Ok(saved)) => Ending::Saved(saved),
                Ok(Err(error)) if error.is_stale() => match self.reread(shelf) {
                    Ok(more) => {
                        arrival = Some(arrival.unwrap_or_default().and(more.clone()));
                        last = more;
                        continue;
                    }
                    Err(error) => Ending::Unreadable(error),
                },
                Ok(Err(error)) => Ending::Failed(error),
            };
            return Attempt { arrival, outcome };
        }
        let outcome = Ending::Failed(WorkError::Busy(self.path().to_owned()));
        Attempt { arrival, outcome }
    }

    /// The items that a change gives another answer to. An undo takes back what may not count any more, which passes over
    /// nobody; nor does what goes into the history.
    fn answered(&self, change: &Change, by: &Person) -> Vec<ItemKey> {
        match change {
            Change::Redo(_) => {
                let last = self
                    .dossier()
                    .review()
                    .last_withdrawn_by(by, self.now() + CLOCK_SKEW);
                last.into_iter().map(|(key, _)| key.clone()).collect()
            }
            Change::Attest { keys, .. } => keys.clone(),
            _ => Vec::new(),
        }
    }

    fn overtaken(&self, keys: &[ItemKey], answers: bool, met: &Difference) -> Option<Overtaken> {
        let theirs = met
            .turned
            .iter()
            .find(|turned| keys.contains(&turned.key))
            .map(|turned| Overtaken::Answer {
                item: self.dossier().name_of(&turned.key),
                said: turned.said.clone(),
            });
        let signed = met.signed.first().filter(|_| answers);
        theirs.or_else(|| signed.cloned().map(Overtaken::Signoff))
    }

    /// Reads the file again, which then counts, and tells what another program did to it. On an error nothing changed.
    pub fn reread(&mut self, shelf: &Shelf) -> Result<Arrival, WorkError> {
        let before = self.keys();
        let difference = self.reload(shelf)?;
        let now = self.keys();
        let moved = (now != before).then(|| {
            let now: HashMap<_, _> = now.into_iter().zip(0..).collect();
            before.iter().map(|key| now.get(key).copied()).collect()
        });
        Ok(Arrival { difference, moved })
    }

    fn keys(&self) -> Vec<ItemKey> {
        self.dossier().entries().map(|entry| entry.key()).collect()
    }
}
