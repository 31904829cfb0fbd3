//! Who is at the keyboard, as git knows them.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::review::Person;

/// A setting of the user's own git configuration, or the system's; never the repository's, which may be a stranger's.
pub fn users_setting(key: &str, mut git: Command) -> Option<String> {
    let output = git
        .args(["config", "--show-scope", "--get-all", key])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let users = |line: &str| {
        let (scope, value) = line.split_once('\t')?;
        ["system", "global", "command"].contains(&scope).then(|| value.to_owned())
    };
    text.lines().rev().find_map(users)
}

/// Git's `user.name` and `user.email` as seen from a directory; `None` where either, or git, is missing.
pub fn from_git(directory: &Path) -> Option<Person> {
    let output = Command::new("git")
        .args(["config", "--get-regexp", "^user\\.(name|email)$"])
        .current_dir(directory)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    // The last value wins, as in git.
    let value = |key: &str| text.lines().rev().find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
    format!("{} <{}>", value("user.name")?, value("user.email")?).parse().ok()
}
