//! The keys that a person may sign with.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::armor::{PublicKey, Unfit};
use super::{Around, KeyError};
use crate::store::disk;
use crate::text::visible;

/// How many characters of a fingerprint tell a person's keys apart: `SHA256:` and six more.
const SHORT: usize = 13;

/// A key to sign with: its public half is known, the private one stays where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Where it is, or what git or the agent calls it.
    pub source: Source,
    /// Its public half; not known of a lone private key file.
    pub public: Option<PublicKey>,
    /// What its owner calls it.
    pub comment: String,
}

/// Where a key is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file, private or public.
    File(PathBuf),
    /// The agent has it; this is its public line.
    Agent(String),
}

impl Key {
    /// The key of a file, or of a literal `key::ssh-ed25519 AAAA…` as git writes it.
    pub fn named(name: &str, around: &Around) -> Result<Self, KeyError> {
        if let Some(line) = name
            .strip_prefix("key::")
            .or_else(|| name.starts_with("ssh-").then_some(name))
        {
            return Self::of_line(line)
                .ok_or_else(|| KeyError::NoKey("`key::` needs a public key".into()));
        }
        let path = around.path(name);
        if !path.is_file() {
            return Err(KeyError::NoKey(format!(
                "there is no key {}",
                path.display()
            )));
        }
        Ok(Self::of_file(path))
    }

    /// The key that the user's git signs with.
    pub fn of_git(around: &Around) -> Option<Self> {
        Self::named(&around.setting("user.signingKey").ok()??, around).ok()
    }

    /// The agent's keys, and those in `~/.ssh`.
    pub(super) fn others(around: &Around) -> impl Iterator<Item = Self> {
        of_agent(around).into_iter().chain(of_home(around))
    }

    /// What to call it on one line: fingerprint, comment, where it is.
    pub fn label(&self) -> String {
        let fingerprint = self
            .public
            .as_ref()
            .map_or_else(String::new, |key| key.fingerprint() + " ");
        let place = match &self.source {
            Source::File(path) => path.display().to_string(),
            Source::Agent(_) => "agent".to_owned(),
        };
        visible::line(format!("{fingerprint}{} ({place})", self.comment).trim()).into_owned()
    }

    /// The same for a narrow place: the beginning of the fingerprint with `mark` behind it, and the name of the file.
    pub fn short(&self, mark: &str) -> String {
        self.brief(|fingerprint| {
            format!(
                "{}{mark}",
                fingerprint.chars().take(SHORT).collect::<String>()
            )
        })
    }

    /// The same with the whole fingerprint, and the name of the file.
    pub fn full(&self) -> String {
        self.brief(|fingerprint| fingerprint)
    }

    fn brief(&self, shown: impl FnOnce(String) -> String) -> String {
        let Some(public) = &self.public else {
            return self.label();
        };
        let fingerprint = shown(public.fingerprint());
        let place = match &self.source {
            Source::File(path) => path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            Source::Agent(_) => "agent".to_owned(),
        };
        let comment = if self.comment.is_empty() {
            String::new()
        } else {
            format!("{} ", self.comment)
        };
        visible::line(&format!("{fingerprint} {comment}({place})")).into_owned()
    }

    fn of_line(line: &str) -> Option<Self> {
        let public = PublicKey::of_line(line)?;
        let comment = line
            .split_ascii_whitespace()
            .skip(2)
            .collect::<Vec<_>>()
            .join(" ");
        Some(Self {
            source: Source::Agent(line.to_owned()),
            public: Some(public),
            comment,
        })
    }

    fn of_file(path: PathBuf) -> Self {
        let public = if path.extension().is_some_and(|end| end == "pub") {
            path.clone()
        } else {
            let mut name = path.clone().into_os_string();
            name.push(".pub");
            name.into()
        };
        let known = read_line(&public).and_then(|line| Self::of_line(&line));
        let (public, comment) =
            known.map_or((None, String::new()), |key| (key.public, key.comment));
        Self {
            source: Source::File(path),
            public,
            comment,
        }
    }

    /// Refuses a key that is too weak to sign with.
    pub fn refuse_weak(&self) -> Result<(), Unfit> {
        self.public.as_ref().map_or(Ok(()), PublicKey::refuse_weak)
    }

    /// The key as a file that `ssh-keygen` takes.
    pub(super) fn file(&self) -> Result<Held, KeyError> {
        Ok(match &self.source {
            Source::File(path) => Held::Kept(path.clone()),
            Source::Agent(line) => Held::Lent(held("signoff-", ".pub", line)?),
        })
    }
}

/// A file that stays, or one that goes with this.
pub(super) enum Held {
    Kept(PathBuf),
    Lent(tempfile::NamedTempFile),
}

impl Held {
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Lent(file) => file.path(),
        }
    }
}

/// A text in a file that only its owner may read, and that goes with the handle.
pub(super) fn held(
    prefix: &str,
    suffix: &str,
    text: &str,
) -> Result<tempfile::NamedTempFile, KeyError> {
    let fail = |source| KeyError::File {
        what: "cannot write in",
        path: std::env::temp_dir(),
        source,
    };
    let mut file = tempfile::Builder::new()
        .prefix(prefix)
        .suffix(suffix)
        .tempfile()
        .map_err(fail)?;
    writeln!(file, "{}", text.trim_end()).map_err(fail)?;
    Ok(file)
}

fn read_line(file: &Path) -> Option<String> {
    // Never waits: among the files of a folder may be a pipe that nobody writes to.
    let (text, _) = disk::read(file).ok()?;
    text.lines().next().map(str::to_owned)
}

/// The agent's keys, as `ssh-add -L` prints them; none without an agent.
fn of_agent(around: &Around) -> Vec<Key> {
    let asked = around
        .command("ssh-add")
        .arg("-L")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let text = asked
        .ok()
        .filter(|output| output.status.success())
        .map(|output| output.stdout);
    let text = String::from_utf8(text.unwrap_or_default()).unwrap_or_default();
    text.lines().filter_map(Key::of_line).collect()
}

fn of_home(around: &Around) -> Vec<Key> {
    let Some(home) = &around.home else {
        return Vec::new();
    };
    let Ok(entries) = std::fs::read_dir(home.join(".ssh")) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("id_") && name.ends_with(".pub") && !name.ends_with("-cert.pub")
    });
    files.sort();
    files.into_iter().map(Key::of_file).collect()
}
