//! Files that are being read: on their way into evidence, or looked at again.

use crate::review::ItemKey;

/// A file that is being read into evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The job that reads it.
    pub job: u64,
    /// The item it is for.
    pub key: ItemKey,
    /// The file.
    pub path: String,
    /// Bytes read, and bytes to read.
    pub progress: (u64, u64),
}

impl Reading {
    /// How far it is: `reading export.csv 45%, Ctrl-G stops`.
    pub fn text(&self) -> String {
        format!("reading {} {}%, Ctrl-G stops", self.path, self.percent())
    }

    /// Whole percent.
    pub fn percent(&self) -> u64 {
        percent(self.progress)
    }
}

/// Evidence files of the review that are being looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checking {
    /// The job that reads them.
    pub job: u64,
    /// True where the person asked for it, and waits for the answer.
    pub asked: bool,
    /// The file that takes long, bytes read, and bytes to read.
    pub file: Option<(String, u64, u64)>,
}

impl Checking {
    /// How far it is with a file, in whole percent; `None` where it is at another.
    pub fn percent(&self, path: &str) -> Option<u64> {
        let (_, done, total) = self.file.as_ref().filter(|(file, ..)| file == path)?;
        Some(percent((*done, *total)))
    }
}

fn percent((done, total): (u64, u64)) -> u64 {
    done.saturating_mul(100).checked_div(total).unwrap_or(0)
}
