//! Whether git has a file, as far as it tells: what nobody committed is in no checkout.

use std::path::Path;
use std::process::{Command, Output};

use crate::program::{self, PATIENCE};

/// What git does with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tracking {
    /// It has it, or will with the next commit.
    Tracked,
    /// It has been told to leave it out.
    Ignored,
    /// Nobody has added it.
    Untracked,
}

/// What git does with a file; `None` where there is no git, or no repository of it.
pub fn tracking(path: &str, directory: &Path) -> Option<Tracking> {
    let is_said = |arguments: &[&str]| match git(arguments, path, directory)?.status.code()? {
        0 => Some(true),
        1 => Some(false),
        _ => None,
    };
    if is_said(&["--literal-pathspecs", "ls-files", "--error-unmatch"])? {
        return Some(Tracking::Tracked);
    }
    let is_ignored = is_said(&["check-ignore", "--quiet"])?;
    Some(if is_ignored {
        Tracking::Ignored
    } else {
        Tracking::Untracked
    })
}

/// True where some commit has the file; `None` where that cannot be known soon.
pub fn was_committed(path: &str, directory: &Path) -> Option<bool> {
    let log = [
        "--literal-pathspecs",
        "log",
        "--no-show-signature",
        "--all",
        "-1",
        "--format=%H",
    ];
    let output = git(&log, path, directory)?;
    output.status.success().then_some(!output.stdout.is_empty())
}

/// True where git may write other line ends when it checks a file out: unless its attributes say that it is no text, that
/// is for each clone to choose. `None` where there is no git, or no repository.
pub fn has_text(path: &str, directory: &Path) -> Option<bool> {
    let output = git(&["check-attr", "-z", "text"], path, directory)?;
    let said = String::from_utf8(output.stdout).ok()?;
    let value = said.trim_end_matches('\0').rsplit('\0').next()?;
    output.status.success().then_some(value != "unset")
}

fn git(arguments: &[&str], path: &str, directory: &Path) -> Option<Output> {
    let mut git = Command::new("git");
    // The repository may be a stranger's, and the path: no program of its settings, nothing fetched, no pattern.
    git.args(["-c", "core.fsmonitor=false", "-c", "protocol.allow=never"]);
    git.args(arguments).arg("--").arg(format!("./{path}"));
    git.current_dir(directory).env("GIT_NO_LAZY_FETCH", "1");
    program::run(&mut git, b"", PATIENCE).ok()
}
