//! What threads do meanwhile: files are read into evidence, or looked at again.

use super::keymap::Keymap;
use crate::review::ItemKey;

/// The jobs that run.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    pub readings: Vec<Reading>,
    pub checking: Vec<Checking>,
    /// How many were begun.
    count: u64,
    /// The first look at the evidence of a review just opened, until a key is pressed.
    arriving: Option<u64>,
}

impl Jobs {
    /// Forgets all of another review, whose jobs still have their numbers.
    pub(super) fn clear(&mut self) {
        *self = Self {
            count: self.count,
            ..Self::default()
        };
    }

    /// A number for a job that reads a file for an item.
    pub(super) fn read(&mut self, key: ItemKey, path: String) -> u64 {
        self.count += 1;
        self.readings.push(Reading {
            job: self.count,
            key,
            path,
            progress: (0, 0),
        });
        self.count
    }

    /// A number for a job that looks at evidence files.
    pub(super) fn check(&mut self) -> u64 {
        self.count += 1;
        self.checking.push(Checking {
            job: self.count,
            asked: false,
            file: None,
        });
        self.count
    }

    /// The last job is the first look at the evidence.
    pub(super) fn arrive(&mut self) {
        self.arriving = self.checking.last().map(|checking| checking.job);
    }

    pub(super) fn run(&self) -> bool {
        !self.readings.is_empty() || !self.checking.is_empty()
    }

    /// Somebody has pressed a key: nothing moves under their hands any more.
    pub(super) fn settle(&mut self) {
        self.arriving = None;
    }

    /// Takes the one out that was begun last, a reading first.
    pub(super) fn cancel(&mut self) -> Option<u64> {
        let reading = self.readings.pop().map(|reading| reading.job);
        reading.or_else(|| self.checking.pop().map(|checking| checking.job))
    }

    /// Takes the readings for an item out.
    pub(super) fn drop_readings(&mut self, key: &ItemKey) -> Vec<u64> {
        let dropped = self.readings.extract_if(.., |reading| reading.key == *key);
        dropped.map(|reading| reading.job).collect()
    }

    /// Files were looked at: whether the person asked for it, and whether it was the first look.
    pub(super) fn checked(&mut self, job: u64) -> (bool, bool) {
        let asked = self.checking.iter().any(|one| one.job == job && one.asked);
        self.checking.retain(|checking| checking.job != job);
        (
            asked,
            self.arriving.take_if(|first| *first == job).is_some(),
        )
    }

    /// A file was read: for which item. What a cancelled job still says is of no interest.
    pub(super) fn measured(&mut self, job: u64) -> Option<ItemKey> {
        let at = self.readings.iter().position(|one| one.job == job)?;
        Some(self.readings.remove(at).key)
    }

    pub(super) fn progress(&mut self, job: u64, progress: (u64, u64)) {
        if let Some(reading) = self.readings.iter_mut().find(|one| one.job == job) {
            reading.progress = progress;
        }
    }

    /// A file takes long to look at.
    pub(super) fn looking(&mut self, job: u64, path: String, done: u64, total: u64) {
        if let Some(checking) = self.checking.iter_mut().find(|one| one.job == job) {
            checking.file = (done < total).then_some((path, done, total));
        }
    }
}

/// A file that is being read into evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// The job that reads it.
    pub job: u64,
    pub key: ItemKey,
    pub path: String,
    /// Bytes read, and bytes to read.
    pub progress: (u64, u64),
}

impl Reading {
    /// How far it is: `reading export.csv 45%, Ctrl-G stops`.
    pub(super) fn text(&self, keymap: &Keymap) -> String {
        let stop = keymap.key("cancel");
        format!("reading {} {}%, {stop} stops", self.path, self.percent())
    }

    pub(super) fn percent(&self) -> u64 {
        percent(self.progress)
    }
}

/// Evidence files of the review that are being looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checking {
    /// The job that reads them.
    pub job: u64,
    /// True where the person asked for it, and waits for the answer.
    pub asked: bool,
    /// The file that takes long, bytes read, and bytes to read.
    pub file: Option<(String, u64, u64)>,
}

impl Checking {
    /// How far it is with a file, in whole percent; `None` where it is at another.
    pub(super) fn percent(&self, path: &str) -> Option<u64> {
        let (_, done, total) = self.file.as_ref().filter(|(file, ..)| file == path)?;
        Some(percent((*done, *total)))
    }
}

fn percent((done, total): (u64, u64)) -> u64 {
    done.saturating_mul(100).checked_div(total).unwrap_or(0)
}
