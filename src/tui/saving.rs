//! Saves that meet another program's, as the UI shows them: what was read on the way comes first, then what came of it.

use std::io::ErrorKind;

use super::msg::{Msg, Trouble, Wrong};
use super::perform::World;
use crate::face::failure::Failure;
use crate::review::{Change, Event, Person};
use crate::store::disk::DiskError;
use crate::work::{Arrival, Attempt, Outcome, Saved, WorkError};

impl World {
    pub(super) fn apply(&mut self, change: &Change, by: &Person) -> Msg {
        let Some(open) = &mut self.open else {
            return no_review();
        };
        let attempt = open.change(change, by, &self.launch.shelf);
        self.came_of(attempt, |world, outcome| match outcome {
            Outcome::Saved(saved) => {
                world.saw_own();
                saved_msg(saved)
            }
            Outcome::Overtaken(overtaken) => Msg::Overtaken(change.clone(), overtaken),
            Outcome::Unreadable(error) => Msg::Blocked(change.clone(), world.trouble(error)),
            Outcome::Failed(error) => not_saved(error),
        })
    }

    pub(super) fn write_again(&mut self, change: &Change, by: &Person) -> Msg {
        let Some(open) = &mut self.open else {
            return no_review();
        };
        match open.write_again() {
            // Where the file has come back meanwhile, the change meets it.
            Ok(()) | Err(WorkError::Disk(DiskError::Exists(_))) => {
                self.watch.saved(open);
                self.apply(change, by)
            }
            Err(error) => Msg::NotSaved(Failure::from(error).line()),
        }
    }

    pub(super) fn put_back(&mut self, events: &[Event], by: &Person) -> Msg {
        let Some(open) = &mut self.open else {
            return no_review();
        };
        let attempt = open.put_back(events, by, &self.launch.shelf);
        self.came_of(attempt, |world, outcome| match outcome {
            Outcome::Saved(count) => {
                // A sign-off may be among it.
                world.verify();
                Msg::PutBack(count)
            }
            Outcome::Overtaken(overtaken) => Msg::NotSaved(overtaken.to_string()),
            Outcome::Unreadable(error) => Msg::Troubled(world.trouble(error)),
            Outcome::Failed(error) => Msg::NotSaved(Failure::from(error).line()),
        })
    }

    /// What came of a change, behind what was read on the way to it.
    fn came_of<T>(
        &mut self,
        attempt: Attempt<T>,
        answer: impl FnOnce(&mut Self, Outcome<T>) -> Msg,
    ) -> Msg {
        if attempt.arrival.is_some() {
            self.follow();
        }
        let answer = answer(self, attempt.outcome);
        match attempt.arrival {
            Some(arrival) => Msg::Reloaded(arrival, Some(Box::new(answer))),
            None => answer,
        }
    }

    /// Reads the file again; what is on screen stays where that cannot be done.
    pub(super) fn reread(&mut self) -> Result<Arrival, Trouble> {
        let Some(open) = &mut self.open else {
            return Ok(Arrival::default());
        };
        match open.reread(&self.launch.shelf) {
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

    /// After the file was saved.
    fn saw_own(&mut self) {
        if let Some(open) = &self.open {
            self.watch.saved(open);
        }
    }

    fn trouble(&self, error: WorkError) -> Trouble {
        let kind = match &error {
            WorkError::Disk(DiskError::Io { source, .. })
                if source.kind() == ErrorKind::NotFound =>
            {
                Wrong::Gone
            }
            WorkError::OtherReview { .. } => Wrong::Other,
            WorkError::Shelf(_) => Wrong::Checklist,
            _ => Wrong::Broken,
        };
        // The first mistake is enough to know where to look.
        let text = Failure::from(error).message;
        let text: Vec<_> = text.lines().take(2).collect();
        let mut text = text.join("\n");
        if let Some(open) = &self.open {
            text = text.replace(&format!("{}/", open.directory().display()), "");
        }
        Trouble { kind, text }
    }
}

pub(super) fn not_saved(error: WorkError) -> Msg {
    let said = match error {
        WorkError::Disk(_) | WorkError::Busy(_) => Msg::NotSaved,
        _ => Msg::Failed,
    };
    said(Failure::from(error).line())
}

pub(super) fn no_review() -> Msg {
    Msg::Failed("no review is open".into())
}

pub(super) fn saved_msg(saved: Saved) -> Msg {
    let warnings = saved.warnings().join("\n");
    let warning = Some(warnings).filter(|text| !text.is_empty());
    Msg::Saved {
        event: saved.event,
        warning,
    }
}
