//! Saves that meet another program's, as the UI shows them: what was read on the way comes first, then what came of it.

use std::io::ErrorKind;

use super::launch::Launch;
use super::msg::{Damage, Msg, Trouble, Update};
use super::sitting::Sitting;
use crate::face::failure::{Failure, of_secrets};
use crate::review::{Change, Event, Person};
use crate::store::disk::DiskError;
use crate::work::{Arrival, Attempt, Ending, Saved, Secret, WorkError};

impl Sitting {
    pub(super) fn change(&mut self, change: &Change, by: &Person, launch: &Launch) -> Msg {
        let open = &mut self.review;
        let mut attempt = open.change(change, by, &launch.shelf);
        if let Ending::Failed(WorkError::Secrets(found)) = &attempt.outcome
            && is_told(&mut self.told, found)
        {
            open.allow_secrets(true);
            attempt = open.change(change, by, &launch.shelf);
            open.allow_secrets(false);
        }
        self.came_of(attempt, |sitting, outcome| match outcome {
            Ending::Saved(saved) => {
                sitting.watch.saved(&sitting.review);
                self::saved(saved).into()
            }
            Ending::Overtaken(overtaken) => Update::Overtaken(change.clone(), overtaken).into(),
            Ending::Unreadable(error) => {
                Update::Blocked(change.clone(), sitting.trouble(error)).into()
            }
            Ending::Failed(error) => not_saved(error),
        })
    }

    pub(super) fn write_again(&mut self, change: &Change, by: &Person, launch: &Launch) -> Msg {
        match self.review.write_again() {
            // Where the file has come back meanwhile, the change meets it.
            Ok(()) | Err(WorkError::Disk(DiskError::Exists(_))) => {
                self.watch.saved(&self.review);
                self.change(change, by, launch)
            }
            Err(error) => Msg::NotSaved(Failure::from(error).line()),
        }
    }

    pub(super) fn put_back(&mut self, events: &[Event], by: &Person, launch: &Launch) -> Msg {
        let attempt = self.review.put_back(events, by, &launch.shelf);
        self.came_of(attempt, |sitting, outcome| match outcome {
            Ending::Saved(count) => {
                // A sign-off may be among it.
                sitting.verify();
                Update::PutBack(count).into()
            }
            Ending::Overtaken(overtaken) => Msg::NotSaved(overtaken.to_string()),
            Ending::Unreadable(error) => Update::Troubled(sitting.trouble(error)).into(),
            Ending::Failed(error) => Msg::NotSaved(Failure::from(error).line()),
        })
    }

    /// What came of a change, behind what was read on the way to it.
    fn came_of<T>(
        &mut self,
        attempt: Attempt<T>,
        answer: impl FnOnce(&mut Self, Ending<T>) -> Msg,
    ) -> Msg {
        if attempt.arrival.is_some() {
            self.follow();
        }
        let answer = answer(self, attempt.outcome);
        match attempt.arrival {
            Some(arrival) => Update::Reloaded(arrival, Some(Box::new(answer))).into(),
            None => answer,
        }
    }

    /// Reads the file again; what is on screen stays where that cannot be done.
    pub(super) fn reread(&mut self, launch: &Launch) -> Result<Arrival, Trouble> {
        match self.review.reread(&launch.shelf) {
            Ok(arrival) => {
                self.follow();
                Ok(arrival)
            }
            Err(error) => Err(self.trouble(error)),
        }
    }

    /// After the file was read again.
    fn follow(&mut self) {
        self.watch.renew();
        self.verify();
    }

    fn trouble(&self, error: WorkError) -> Trouble {
        let kind = match &error {
            WorkError::Disk(DiskError::Io { source, .. })
                if source.kind() == ErrorKind::NotFound =>
            {
                Damage::Gone
            }
            WorkError::OtherReview { .. } => Damage::Other,
            WorkError::Shelf(_) => Damage::Checklist,
            _ => Damage::Broken,
        };
        // The first mistake is enough to know where to look.
        let text = Failure::from(error).message;
        let text: Vec<_> = text.lines().take(2).collect();
        let directory = format!("{}/", self.review.directory().display());
        let text = text.join("\n").replace(&directory, "");
        Trouble { kind, text }
    }
}

/// Whether the person was told of just this, and does it again; else they are to be told now.
pub(super) fn is_told(told: &mut Vec<Secret>, found: &[Secret]) -> bool {
    let again = *told == found;
    *told = if again { Vec::new() } else { found.to_vec() };
    again
}

pub(super) fn not_saved(error: WorkError) -> Msg {
    if let WorkError::Secrets(found) = &error {
        let found = of_secrets(found);
        return Msg::Failed(format!(
            "nothing was recorded: {found}; do it once more to keep it for good"
        ));
    }
    let said = match error {
        WorkError::Disk(_) | WorkError::Busy(_) => Msg::NotSaved,
        _ => Msg::Failed,
    };
    said(Failure::from(error).line())
}

pub(super) fn saved(saved: Saved) -> Update {
    let warnings = saved.warnings().join("\n");
    let warning = Some(warnings).filter(|text| !text.is_empty());
    Update::Saved {
        event: saved.event,
        warning,
    }
}
