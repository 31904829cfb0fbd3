//! Signatures: made and verified by OpenSSH's `ssh-keygen`, so that agents, hardware keys, certificates and revocation
//! lists mean here what they mean there. No private key ever enters this process, and no cryptography is our own.
//!
//! The form of signatures is SSHSIG (OpenSSH's `PROTOCOL.sshsig`), with the namespace `signoff` and SHA-512.

pub mod aliases;
mod cause;
pub mod key;
mod keyring;
pub mod program;
pub mod signers;
pub mod verify;

pub use cause::Cause;
pub use key::Key;
pub use keyring::Keyring;
pub use program::Keygen;
pub use verify::{Lists, Trust};

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};

use crate::decision::armor::Unfit;
use crate::git::config::Config;
use crate::git::search;
use crate::program::PATIENCE;
use crate::review::Person;

/// From where keys and settings are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// Where the person is.
    pub directory: PathBuf,
    /// The person's home; `None` where there is none.
    pub home: Option<PathBuf>,
    /// What git and OpenSSH are to find in their environment other than this process does; `None` is nothing.
    pub variables: Vec<(String, Option<OsString>)>,
    /// What git said, where it is asked once.
    config: Option<Arc<OnceLock<Config>>>,
}

impl Around {
    /// Asks git whenever it needs to know something.
    pub fn new(directory: PathBuf, home: Option<PathBuf>) -> Self {
        Self {
            directory,
            home,
            variables: Vec::new(),
            config: None,
        }
    }

    /// The same for one undertaking, in which git is asked once: each start of it is waited for.
    #[must_use]
    pub fn once(&self) -> Self {
        let mut once = self.clone();
        once.config.get_or_insert_default();
        once
    }

    fn config(&self) -> io::Result<Config> {
        if let Some(told) = self.config.as_ref().and_then(|cell| cell.get()) {
            return Ok(told.clone());
        }
        let read = Config::read(self.command("git"))?;
        if let Some(cell) = &self.config {
            let _ = cell.set(read.clone());
        }
        Ok(read)
    }

    /// Who is at the keyboard, as git knows them.
    pub fn person(&self) -> Option<Person> {
        self.config().ok()?.person()
    }

    /// A program that is started here.
    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.directory);
        for (name, value) in &self.variables {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
    }

    /// The values of a setting of the person's own git.
    fn settings(&self, key: &str) -> io::Result<Vec<String>> {
        self.config()?.of_user(key)
    }

    /// The value that counts.
    fn setting(&self, key: &'static str) -> Result<Option<String>, KeyError> {
        self.settings(key)
            .map(|mut values| values.pop())
            .map_err(|error| KeyError::NoSetting(key, error))
    }

    /// Whether the person's own git takes a directory of another owner for safe; not where git cannot tell.
    pub fn calls_safe(&self, directory: &Path) -> bool {
        let values: Vec<_> = self
            .settings("safe.directory")
            .unwrap_or_default()
            .into_iter()
            .map(|value| self.in_home(&value).unwrap_or_else(|| value.into()))
            .collect();
        search::is_safe(directory, &values)
    }

    /// A program that a setting names: by a whole path, or a name to look for. What depends on where one is would be a file
    /// of the repository under review.
    fn program(&self, named: &str) -> Option<OsString> {
        match self.whole_path(named) {
            Some(path) => Some(path.into()),
            None => (!named.contains('/')).then(|| named.into()),
        }
    }

    /// Whether an agent answers, with keys or without.
    fn has_agent(&self) -> bool {
        let ran = crate::program::run(self.command("ssh-add").arg("-l"), b"", PATIENCE);
        // 1 says that it has no key, 2 that there is none.
        ran.is_ok_and(|output| matches!(output.status.code(), Some(0 | 1)))
    }

    /// A whole path, or one below the home; `None` of any other, which depends on where one is.
    fn whole_path(&self, named: &str) -> Option<PathBuf> {
        let path = self.in_home(named).unwrap_or_else(|| named.into());
        path.is_absolute().then_some(path)
    }

    /// A path as a person types it or as git's settings hold it: `~/` is the home.
    pub fn path(&self, named: &str) -> PathBuf {
        self.in_home(named)
            .unwrap_or_else(|| self.directory.join(named))
    }

    fn in_home(&self, named: &str) -> Option<PathBuf> {
        Some(self.home.as_ref()?.join(named.strip_prefix("~/")?))
    }
}

/// Why a signature is not made or not accepted.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// OpenSSH is not there.
    #[error("cannot run {0}: signatures are made and verified with OpenSSH's ssh-keygen")]
    NoProgram(String, #[source] io::Error),
    /// A file cannot be read or written.
    #[error("{what} {}", .path.display())]
    File {
        /// What was tried.
        what: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no such key.
    #[error("{0}")]
    NoKey(String),
    /// Nobody said who may sign.
    #[error("cannot verify: nothing says who may sign")]
    NoSigners,
    /// Git does not tell the user's settings.
    #[error("cannot verify: git does not tell its {0}")]
    NoSetting(&'static str, #[source] io::Error),
    /// The user's settings name a list by a path that depends on where one is.
    #[error(
        "cannot verify: git's {0} is `{1}`, which would be a file of the repository under review"
    )]
    NoPlace(&'static str, String),
    /// A list of revoked keys is something else.
    #[error("cannot verify: {} is neither a revocation list nor a list of public keys", .0.display())]
    NoKeys(PathBuf),
    /// The program that should verify does not.
    #[error("cannot verify: {0}")]
    NotVerified(String),
    /// A list of keys is not there.
    #[error("cannot verify: there is no file {}", .0.display())]
    NoList(PathBuf),
    /// A list of keys changed while it was used.
    #[error("cannot verify: another program changed the keys in {} meanwhile", .0.display())]
    Changed(PathBuf),
    /// A program does not end.
    #[error("{0} hangs")]
    Hung(String, #[source] io::Error),
    /// The key is too weak to sign with.
    #[error(transparent)]
    Weak(Unfit),
    /// The key's certificate is over, or does not hold yet.
    #[error("the certificate of the key {} {}", .0, .1.format("%F %H:%M"))]
    NotNow(&'static str, DateTime<Utc>),
    /// `ssh-keygen` made no signature.
    #[error("no signature was made: {0}")]
    NotSigned(Cause),
    /// The signature is not accepted.
    #[error("{0}")]
    Refused(String),
}

impl From<Unfit> for KeyError {
    fn from(Unfit(why): Unfit) -> Self {
        Self::Refused(why)
    }
}
