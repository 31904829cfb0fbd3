//! Words that faces share.

use std::path::{Path, PathBuf};

use crate::review::Event;
use crate::text::number::count;

use chrono::NaiveDate;

use crate::text::capital::capital;

/// What can be done about two versions of a review.
pub const KEEP_BOTH: &str = "Every record of both versions can be kept: what both answered is undecided until somebody answers it, \
                             having seen both.";

/// Said once both versions of a review are one, with the items that are undecided then.
pub fn resolved(undecided: &[String]) -> String {
    let rest = match undecided {
        [] => String::new(),
        items => format!("; {} undecided until answered", items.join(", ")),
    };
    format!("every record of both versions is kept{rest}; tell git: git add FILE")
}

/// Said of directories with texts that an editor had when the program ended.
pub fn left(folders: &[PathBuf]) -> Vec<String> {
    let said = |folder: &PathBuf| {
        let folder = folder.display();
        format!(
            "what your editor had when signoff ended is in {folder}; remove it once you have it"
        )
    };
    folders.iter().map(said).collect()
}

/// Said where another program saved an old state over what was in a file.
pub fn gone(missing: &[Event], path: &Path) -> String {
    let gone = count(missing.len(), "record", "records");
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    format!("{gone} gone from {file}: another program saved an old state")
}

/// Said of items that have a draft of another terminal besides the one that is offered.
pub fn other_drafts(items: &[String]) -> Option<String> {
    let items = (!items.is_empty()).then(|| items.join(", "))?;
    Some(format!(
        "another draft is kept of {items}, typed in another terminal: once this one is saved or thrown away, it is there \
         at the next start"
    ))
}

/// How far a day is: `in 12 days`.
pub fn distance(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days @ 1.. => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

pub fn sentence(message: &str) -> String {
    let end = if message.ends_with(['.', '"', '?']) {
        ""
    } else {
        "."
    };
    capital(message) + end
}
