//! Saving what happened: into the file, beside it where it is not the one that was read, and once more where it is lost.

use std::path::PathBuf;

use chrono::TimeDelta;

use super::{OpenReview, WorkError, secrets};
use crate::decision::wording;
use crate::facts::Matter;
use crate::git::tracking::Tracking;
use crate::review::standing::is_ahead;
use crate::review::{
    Attested, Change, Event, Evidence, Person, Stamp, Standing, Withdrawal, difference,
};
use crate::store::disk::{self, DiskError};

/// A change that is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What happened.
    pub event: Event,
    /// Where another program's version is kept that was written at the same moment.
    pub displaced: Option<PathBuf>,
    /// False where the system could not say that it will survive a power cut.
    pub durable: bool,
    /// True where the file had other names on the disk, which have the text before.
    pub linked: bool,
    /// Sign-offs that held before and do not any more.
    pub voided: Vec<String>,
    /// New evidence that git does not have, and what to do.
    pub untracked: Vec<String>,
    /// Items that stay returned, since the answer says what it said before.
    pub returned: Vec<String>,
}

/// Said where the system could not say that what was saved survives a power cut.
pub(super) fn weak(is_durable: bool) -> Option<String> {
    let text = "saved, but the system could not say that it survives a power cut";
    (!is_durable).then(|| text.to_owned())
}

impl Saved {
    /// What else the person must know of how it went.
    pub fn warnings(&self) -> Vec<String> {
        let displaced = self.displaced.as_ref().map(|copy| {
            format!(
                "another program saved at the same moment; its version is kept in {}",
                copy.display()
            )
        });
        let linked = self.linked.then(|| {
            "the file had another name too, a hard link, which keeps the text as it was before"
                .to_owned()
        });
        let about_file = displaced
            .into_iter()
            .chain(weak(self.durable))
            .chain(linked);
        let about_answer = self.untracked.iter().chain(&self.returned);
        about_file.chain(about_answer.cloned()).collect()
    }
}

impl OpenReview {
    /// Makes a change; when this returns `Ok`, it is on disk. On an error nothing changed.
    pub fn apply(&mut self, change: Change, by: Person) -> Result<Saved, WorkError> {
        // Of a statement this was asked before anybody signed it.
        if !matches!(
            change,
            Change::Sign(_) | Change::Revoke(_) | Change::Declare(_)
        ) {
            self.refuse_secrets(&change, &by)?;
        }
        let stamp = self.stamp(by);
        let event = self.dossier.admit(change, stamp)?;
        let saved = self.store(event)?;
        self.run.did(&saved.event);
        Ok(saved)
    }

    /// Keeps what looks like a secret from here on, or not any more.
    pub fn allow_secrets(&mut self, allow: bool) {
        self.allows_secrets = allow;
    }

    /// Refuses what looks like a secret in a change, unless it is allowed.
    pub(super) fn refuse_secrets(&self, change: &Change, by: &Person) -> Result<(), WorkError> {
        let found = secrets::found(change, by, &self.evidence_root());
        WorkError::refuse_secrets(found, self.allows_secrets)
    }

    fn store(&mut self, event: Event) -> Result<Saved, WorkError> {
        let growth = self.document.grow(&event);
        let held = self.held();
        let replaced = disk::replace(&self.path, &self.seen, self.document.text(), growth.text())?;
        self.seen = replaced.seen;
        self.document.adopt(growth);
        if let Event::Attested(attested) = &event {
            let withdrawn = attested
                .iter()
                .filter_map(|one| Some(one.attestation.withdrawn.as_ref()?.at));
            let latest = withdrawn.filter(|at| !is_ahead(*at, self.now())).max();
            self.last_stamp = self.last_stamp.max(latest.unwrap_or_default());
        }
        let untracked = self.untracked(&event);
        self.dossier.apply(event.clone(), self.moment());
        Ok(Saved {
            displaced: replaced.displaced,
            durable: replaced.durable,
            linked: replaced.linked,
            voided: self.voided(&held),
            untracked,
            returned: self.returned(&event),
            event,
        })
    }

    /// What is to be said of answers that were returned and given once more as they were.
    fn returned(&self, event: &Event) -> Vec<String> {
        let Event::Attested(attested) = event else {
            return Vec::new();
        };
        let facts = self.facts();
        let positions = attested
            .iter()
            .filter_map(|one| self.dossier.position(&one.key));
        let remarks = positions.flat_map(|position| facts.remarks_of(position));
        let returned = remarks.filter(|one| one.matter() == Some(Matter::Returned));
        returned
            .map(|one| {
                let said = one.sentence();
                format!(
                    "{} says what it said before, and stays returned: {said}",
                    one.item
                )
            })
            .collect()
    }

    /// What is to be said of evidence files that an answer adds and whoever checks the review out will not have.
    fn untracked(&self, event: &Event) -> Vec<String> {
        let Event::Attested(attested) = event else {
            return Vec::new();
        };
        // Several items that are answered alike have the same evidence.
        let Some(Attested {
            key, attestation, ..
        }) = attested.first()
        else {
            return Vec::new();
        };
        let latest = self
            .dossier
            .position(key)
            .and_then(|at| self.dossier.entry(at).latest());
        let before = latest.map_or(&[][..], |latest| &latest.answer.evidence);
        let root = self.evidence_root();
        let new = attestation
            .answer
            .evidence
            .iter()
            .filter(|piece| !before.contains(piece));
        new.filter_map(|piece| match piece {
            Evidence::File { path, .. } => match root.tracking(path)? {
                Tracking::Tracked => None,
                Tracking::Ignored => Some(format!(
                    "git ignores {path}: whoever checks the review out will not have it, unless you `git add --force` it"
                )),
                Tracking::Untracked => Some(format!("{path} is not in git yet: commit it with the review")),
            },
            _ => None,
        })
        .collect()
    }

    /// The ids of the sign-offs that hold.
    fn held(&self) -> Vec<String> {
        let all = self.facts().signoffs();
        all.into_iter()
            .filter(|held| held.standing == Standing::Current)
            .map(|held| held.signoff.id.clone())
            .collect()
    }

    /// What is to be said of those that do not hold any more.
    fn voided(&self, held: &[String]) -> Vec<String> {
        let all = self.facts().signoffs();
        all.into_iter()
            .filter(|one| one.standing != Standing::Current && held.contains(&one.signoff.id))
            .map(|one| {
                let what = wording::full(one.signoff);
                let why = one.why.unwrap_or_default();
                format!("the sign-off ({what}) no longer holds: {why}")
            })
            .collect()
    }

    /// Writes the review as it would be with a change into a new file beside, when the file itself was changed by
    /// another program; returns where.
    pub fn save_beside(&mut self, change: Change, by: Person) -> Result<PathBuf, WorkError> {
        let stamp = self.stamp(by);
        let growth = self.document.grow(&self.dossier.admit(change, stamp)?);
        for nth in 1.. {
            let beside = self.path.with_extension(format!("mine-{nth}.toml"));
            match disk::create(&beside, growth.text()) {
                Err(DiskError::Exists(_)) => {}
                other => return Ok(other.map(|_| beside)?),
            }
        }
        unreachable!("there is always a free name")
    }

    /// Writes the file again as it was saved last, where it is gone.
    pub fn write_again(&mut self) -> Result<(), WorkError> {
        self.seen = disk::create(&self.path, self.document.text())?;
        Ok(())
    }

    /// Stores what happened once where it is not there any more; returns how much of it was not. What was attested since
    /// then stays what counts.
    pub(super) fn store_again(
        &mut self,
        missing: &[Event],
        by: &Person,
    ) -> Result<usize, WorkError> {
        let mut count = 0;
        for event in missing {
            let now = Withdrawal {
                at: self.now(),
                by: by.clone(),
            };
            if let Some(event) = difference::again(event, self.dossier.review(), &now) {
                if let Event::Attested(_) | Event::Withdrawn { .. } = event {
                    self.dossier.check_seal()?;
                }
                self.store(event)?;
                count += 1;
            }
        }
        Ok(count)
    }

    /// Times strictly rise, so that "the last change" is never in doubt.
    pub(super) fn stamp(&mut self, by: Person) -> Stamp {
        let at = self.now().max(self.last_stamp + TimeDelta::milliseconds(1));
        self.last_stamp = at;
        Stamp {
            id: (self.clock.id)(),
            by,
            at,
        }
    }
}
