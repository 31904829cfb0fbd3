//! Who is at the keyboard, as git knows them.

use std::io;
use std::path::Path;
use std::process::Command;

use crate::program::{self, PATIENCE};
use crate::review::Person;
use crate::text::visible;

/// The values of a setting in the user's own git configuration, or the system's; never the repository's, which may be a
/// stranger's. The last one is what git takes where it takes one.
///
/// # Errors
/// Where git is there and cannot tell, as with a broken configuration of the repository: a setting that protects must
/// not be lost for that.
pub fn users_settings(key: &str, mut git: Command) -> io::Result<Vec<String>> {
    // Ended by NUL: a value of the repository may hold lines that look like another scope's.
    git.args(["config", "--null", "--show-scope", "--get-all", key]);
    let output = match program::run(&mut git, b"", PATIENCE) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        output => output?,
    };
    // 1 says that there is no such setting.
    if !matches!(output.status.code(), Some(0 | 1)) {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(visible::cut(said.trim(), 200)));
    }
    let mut words = output.stdout.split(|byte| *byte == 0);
    let mut values = Vec::new();
    while let (Some(scope), Some(text)) = (words.next(), words.next()) {
        if [&b"system"[..], b"global", b"command"].contains(&scope) {
            values.push(String::from_utf8(text.to_vec()).map_err(io::Error::other)?);
        }
    }
    log::info!("git's {key}: {values:?}");
    Ok(values)
}

/// Git's `user.name` and `user.email` as seen from a directory; `None` where either, or git, is missing.
pub fn from_git(directory: &Path) -> Option<Person> {
    let mut git = Command::new("git");
    git.args(["config", "--null", "--get-regexp", "^user\\.(name|email)$"])
        .current_dir(directory);
    let output = program::run(&mut git, b"", PATIENCE).ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    // The last value wins, as in git. Ended by NUL: one of several lines may look like another setting.
    let value = |key: &str| {
        let mut all = text.split('\0').rev();
        all.find_map(|one| one.strip_prefix(key)?.strip_prefix('\n'))
    };
    format!("{} <{}>", value("user.name")?, value("user.email")?)
        .parse()
        .ok()
}
