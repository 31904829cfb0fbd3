//! Which commit somebody means by a revision.

use std::path::Path;
use std::process::{Command, Output};

use super::repository;
use crate::policy::target::{Commit, SHORTEST, is_whole};
use crate::program::{self, PATIENCE};

/// The commit of a name that the person at the keyboard typed, or their policy file has; never that of a record, which is
/// a stranger's text. `None` where there is no repository, no such commit or no git: the name is only a name then.
pub fn commit(name: &str, directory: &Path) -> Option<Commit> {
    let id = rev_parse(&[], &format!("{name}^{{commit}}"), directory)?;
    if !is_whole(name) && (is_several(name, directory) || is_posing(name, directory)) {
        return None;
    }
    // Git takes a tag or a branch of that name first: whoever can make one would say which commit a short id is.
    let is_short = name.len() >= SHORTEST && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_short && !id.starts_with(&name.to_ascii_lowercase()) {
        let others = git(&["rev-parse", &format!("--disambiguate={name}")], directory)?;
        if !others.is_empty() {
            return None;
        }
    }
    // The shortest beginning of it that is nothing else's; git makes it as long as it needs to be.
    let short = rev_parse(&[&format!("--short={SHORTEST}")], &id, directory)?;
    let unique = short.len();
    log::info!("revision {name}: commit {id}, of which {unique} digits are enough");
    Some(Commit {
        id,
        unique,
        counts_as: None,
    })
}

/// A file of a directory as a commit has it; `None` where it is not there, or is no text.
pub fn text(commit: &Commit, file: &str, directory: &Path) -> Option<String> {
    let blob = rev_parse(&[], &format!("{}:./{file}", commit.id), directory)?;
    String::from_utf8(git(&["cat-file", "blob", &blob], directory)?).ok()
}

/// How many commits in a row are looked at.
const MOST: usize = 1000;

/// What differs between a commit and one of its ancestors, where all from the one to the other have one parent each;
/// `None` where they have not, or it is no ancestor.
pub fn between(commit: &Commit, ancestor: &str, directory: &Path) -> Option<Vec<Differing>> {
    let most = format!("--max-count={MOST}");
    let command = ["rev-list", "--first-parent", "--parents", &most];
    let row = git(&[&command[..], &[&commit.id, "--"]].concat(), directory)?;
    let row = String::from_utf8(row).ok()?;
    let mut row = row.lines().map(|line| line.split_once(' '));
    // A merge has two behind the blank.
    row.find_map(|one| match one {
        Some((_, parent)) if parent == ancestor => Some(true),
        Some((_, parent)) if !parent.contains(' ') => None,
        _ => Some(false),
    })
    .filter(|is_there| *is_there)?;
    let how = ["diff-tree", "-r", "-z", "--no-renames", "--no-abbrev"];
    let found = git(
        &[&how[..], &[ancestor, &commit.id, "--"]].concat(),
        directory,
    )?;
    let prefix = String::from_utf8(git(&["rev-parse", "--show-prefix"], directory)?).ok()?;
    let here = Path::new(prefix.trim_end_matches('\n'));
    let mut words = found.split(|byte| *byte == 0);
    let mut all = Vec::new();
    while let (Some(what), Some(path)) = (words.next(), words.next()) {
        let what = std::str::from_utf8(what).ok()?;
        // :100644 100644 BEFORE AFTER M
        let [before, mode, _, blob, _] = what.split(' ').collect::<Vec<_>>()[..] else {
            return None;
        };
        all.push(Differing {
            path: repository::relative(here, Path::new(std::str::from_utf8(path).ok()?)),
            blob: blob.to_owned(),
            is_plain: mode == "100644" && [":000000", ":100644"].contains(&before),
        });
    }
    Some(all)
}

/// A file that is another one, or not there, in one of two commits.
#[derive(Debug)]
pub struct Differing {
    /// As seen from the directory.
    pub path: String,
    blob: String,
    /// True where it is a file that nobody can run, and no link.
    pub is_plain: bool,
}

impl Differing {
    /// What is in it, where that is so many bytes.
    pub fn content(&self, size: u64, directory: &Path) -> Option<Vec<u8>> {
        let is = git(&["cat-file", "-s", &self.blob], directory)?;
        let is: u64 = std::str::from_utf8(&is).ok()?.trim().parse().ok()?;
        (is == size).then(|| git(&["cat-file", "blob", &self.blob], directory))?
    }
}

/// True where a name is that of several, of which git takes one and warns: whoever can push a tag `origin/main` would say which
/// commit that branch is on.
fn is_several(name: &str, directory: &Path) -> bool {
    let warns = ["-c", "core.warnAmbiguousRefs=true", "rev-parse"];
    let asked = [&warns[..], &["--verify", "--end-of-options", name]].concat();
    let said = run(&asked, directory).map(|output| output.stderr);
    said.is_none_or(|said| String::from_utf8_lossy(&said).contains("is ambiguous"))
}

/// True of a tag that is called as a branch of a remote is, where there is no such branch here: git takes the tag and warns of nothing.
fn is_posing(name: &str, directory: &Path) -> bool {
    let base = name.split(['^', '~', '@', ':']).next().unwrap_or_default();
    let lines = |asked: &[&str]| {
        let said = git(asked, directory).unwrap_or_default();
        String::from_utf8_lossy(&said).into_owned()
    };
    let asked = [
        "rev-parse",
        "--symbolic-full-name",
        "--verify",
        "--end-of-options",
    ];
    let is_tag = lines(&[&asked[..], &[base]].concat()).starts_with("refs/tags/");
    let is_of = |remote: &str| {
        let branch = base.strip_prefix(remote);
        branch.is_some_and(|branch| branch.starts_with('/'))
    };
    is_tag && lines(&["remote"]).lines().any(is_of)
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
    let output = run(arguments, directory);
    Some(output.filter(|output| output.status.success())?.stdout)
}

fn run(arguments: &[&str], directory: &Path) -> Option<Output> {
    // A replaced object is one that somebody put in the place of another, and a promised one is fetched as the repository's
    // own settings say.
    let mut git = Command::new("git");
    git.args(["--no-replace-objects", "-c", "protocol.allow=never"])
        .args(arguments)
        .current_dir(directory)
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("LC_ALL", "C");
    program::run(&mut git, b"", PATIENCE).ok()
}
