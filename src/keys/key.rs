//! The keys that a person may sign with.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::{Around, KeyError};
use crate::decision::armor::{PublicKey, Unfit};
use crate::program::{self, PATIENCE};
use crate::store::disk;
use crate::text::visible;

/// The setting of git that names a command which tells the key.
const KEY_COMMAND: &str = "gpg.ssh.defaultKeyCommand";

/// How many characters of a fingerprint tell a person's keys apart: `SHA256:` and six more.
const SHORT: usize = 13;

/// A key to sign with: its public half is known, the private one stays where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Where it is, or what git or the agent calls it.
    pub source: Location,
    /// Its public half; not known of a lone private key file.
    pub public: Option<PublicKey>,
    /// What its owner calls it.
    pub comment: String,
}

/// Where a key is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
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

    /// The key that the user's git signs with: the one that it names, else the one that its command tells.
    pub fn of_git(around: &Around) -> Result<Option<Self>, KeyError> {
        // Of a broken configuration is told where signatures are verified.
        if let Ok(Some(named)) = around.setting("user.signingKey") {
            // It may be a key of GnuPG.
            return Ok(Self::named(&named, around).ok());
        }
        let Ok(Some(command)) = around.setting(KEY_COMMAND) else {
            return Ok(None);
        };
        told(&command, around)
            .map(Some)
            .map_err(|why| KeyError::NoKey(format!("git's {KEY_COMMAND} tells no key: {why}")))
    }

    /// The agent's keys, and those in `~/.ssh`.
    pub(super) fn others(around: &Around) -> impl Iterator<Item = Self> {
        of_agent(around).into_iter().chain(of_home(around))
    }

    /// Of its public half, as `SHA256:…`; not known of a lone private key file.
    pub fn fingerprint(&self) -> Option<String> {
        self.public.as_ref().map(PublicKey::fingerprint)
    }

    /// What to call it on one line: fingerprint, comment, where it is.
    pub fn label(&self) -> String {
        let fingerprint = self
            .public
            .as_ref()
            .map_or_else(String::new, |key| key.fingerprint() + " ");
        let place = match &self.source {
            Location::File(path) => path.display().to_string(),
            Location::Agent(_) => "agent".to_owned(),
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
            Location::File(path) => path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            Location::Agent(_) => "agent".to_owned(),
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
            source: Location::Agent(line.to_owned()),
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
            source: Location::File(path),
            public,
            comment,
        }
    }

    /// Refuses a key that is too weak to sign with.
    pub fn refuse_weak(&self) -> Result<(), Unfit> {
        self.public.as_ref().map_or(Ok(()), PublicKey::refuse_weak)
    }

    /// Refuses a key whose certificate is over, or does not hold yet.
    pub fn refuse_at(&self, now: DateTime<Utc>) -> Result<(), KeyError> {
        let certificate = self.public.as_ref().and_then(PublicKey::certificate);
        let (since, until) = certificate.map_or((None, None), |one| (one.since, one.until));
        let early = since.filter(|since| *since > now);
        let early = early.map(|since| KeyError::NotNow("is valid from", since));
        let late = until.filter(|until| *until <= now);
        let late = late.map(|until| KeyError::NotNow("was valid until", until));
        early.or(late).map_or(Ok(()), Err)
    }

    /// The key as a file that `ssh-keygen` takes.
    pub(super) fn file(&self) -> Result<Held, KeyError> {
        Ok(match &self.source {
            Location::File(path) => {
                refuse_waiting(path)?;
                Held::Kept(path.clone())
            }
            Location::Agent(line) => Held::Lent(held("signoff-", ".pub", line)?),
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

/// Refuses a key among whose files is one that `ssh-keygen` would wait at: a pipe, a device.
fn refuse_waiting(path: &Path) -> Result<(), KeyError> {
    let name = path.as_os_str().to_string_lossy();
    let bare = name.strip_suffix(".pub").unwrap_or(&name);
    let bare = bare.strip_suffix("-cert").unwrap_or(bare);
    let files = ["", ".pub", "-cert", "-cert.pub"].map(|end| PathBuf::from(format!("{bare}{end}")));
    let waits = |file: &&PathBuf| std::fs::metadata(file).is_ok_and(|meta| !meta.is_file());
    match files.iter().find(waits) {
        Some(file) => Err(KeyError::NoKey(format!(
            "{} is not a regular file",
            file.display()
        ))),
        None => Ok(()),
    }
}

/// What a command of git's settings tells: a key on the first line that it prints. As in git no shell reads it.
fn told(command: &str, around: &Around) -> Result<Key, String> {
    let words = shell_words::split(command).map_err(|error| error.to_string())?;
    let (program, arguments) = words.split_first().ok_or("it is empty")?;
    let program: OsString = around
        .program(program)
        .ok_or("it would run a file of the repository under review; write its whole path")?;
    let mut command = around.command(program);
    command.args(arguments);
    let output = program::run(&mut command, b"", PATIENCE).map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(output.status.to_string());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().next().unwrap_or_default();
    let line = line.strip_prefix("key::").unwrap_or(line);
    Key::of_line(line).ok_or_else(|| "its first line is no public key".to_owned())
}

/// The agent's keys, as `ssh-add -L` prints them; none without an agent.
fn of_agent(around: &Around) -> Vec<Key> {
    let asked = program::run(around.command("ssh-add").arg("-L"), b"", PATIENCE);
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
