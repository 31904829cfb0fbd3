//! A file on its way into evidence.

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
        let (done, total) = self.progress;
        (done * 100).checked_div(total).unwrap_or(0)
    }
}
