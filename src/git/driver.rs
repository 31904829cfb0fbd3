//! What git does for a merge: its markers, and the setting that names a merge driver.

use std::path::Path;
use std::process::Command;

use crate::program::{self, PATIENCE};

/// Both sides in one text, with git's markers wherever they differ; `None` where there is no git. What both come from is left
/// out, or git would merge in silence what was refused a moment ago.
pub fn marked(ours: &Path, theirs: &Path) -> Option<String> {
    let mut git = Command::new("git");
    git.args(["merge-file", "--stdout"])
        // Else the markers have the names of git's own copies.
        .args(["-L", "ours", "-L", "base", "-L", "theirs", "--"])
        .args([ours, Path::new("/dev/null"), theirs]);
    let output = program::run(&mut git, b"", PATIENCE).ok()?;
    // It exits with the number of conflicts, and with more than 127 where it cannot.
    output.status.code().filter(|code| *code < 128)?;
    String::from_utf8(output.stdout).ok()
}

/// Sets something in the settings of one clone; false where git does not.
pub fn set(directory: &Path, key: &str, value: &str) -> bool {
    let mut git = Command::new("git");
    git.args(["config", "--local", key, value])
        .current_dir(directory);
    program::run(&mut git, b"", PATIENCE).is_ok_and(|output| output.status.success())
}
