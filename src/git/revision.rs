//! Which commit somebody means by a revision.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::policy::target::{Commit, SHORTEST};

/// The commit of a name that the person at the keyboard typed, or their policy file has; never that of a record, which is
/// a stranger's text. `None` where there is no repository, no such commit or no git: the name is only a name then.
pub fn commit(name: &str, directory: &Path) -> Option<Commit> {
    let id = rev_parse(&[], &format!("{name}^{{commit}}"), directory)?;
    // The shortest beginning of it that is nothing else's; git makes it as long as it needs to be.
    let short = rev_parse(&[&format!("--short={SHORTEST}")], &id, directory)?;
    let unique = short.len();
    log::info!("revision {name}: commit {id}, of which {unique} digits are enough");
    Some(Commit { id, unique })
}

/// A file of a directory as a commit has it; `None` where it is not there, or is no text.
pub fn text(commit: &Commit, file: &str, directory: &Path) -> Option<String> {
    let blob = rev_parse(&[], &format!("{}:./{file}", commit.id), directory)?;
    String::from_utf8(git(&["cat-file", "blob", &blob], directory)?).ok()
}

fn rev_parse(how: &[&str], name: &str, directory: &Path) -> Option<String> {
    let command = ["rev-parse", "--quiet", "--verify"];
    let found = git(
        &[&command, how, &["--end-of-options", name]].concat(),
        directory,
    )?;
    let text = String::from_utf8(found).ok()?;
    let id = text.trim();
    let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    (id.len() >= SHORTEST && id.chars().all(is_hex)).then(|| id.to_owned())
}

/// What git prints; `None` where it fails.
fn git(arguments: &[&str], directory: &Path) -> Option<Vec<u8>> {
    // A replaced object is one that somebody put in the place of another, and a promised one is fetched as the repository's
    // own settings say.
    let output = Command::new("git")
        .args(["--no-replace-objects", "-c", "protocol.allow=never"])
        .args(arguments)
        .current_dir(directory)
        .env("GIT_NO_LAZY_FETCH", "1")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(output.stdout)
}
