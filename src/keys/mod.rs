//! Signatures: made and verified by OpenSSH's `ssh-keygen`, so that agents, hardware keys, certificates and revocation
//! lists mean here what they mean there. No private key ever enters this process, and no cryptography is our own.
//!
//! The form of signatures is SSHSIG (OpenSSH's `PROTOCOL.sshsig`), with the namespace `signoff` and SHA-512.

pub mod key;
pub mod program;
pub mod signers;
pub mod verify;

pub use key::Key;
pub use program::Keygen;
pub use verify::{Lists, Trust};

pub use crate::signoff::armor::{self, Armor, NAMESPACE};

use std::path::PathBuf;

/// From where keys and settings are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// Where the person is.
    pub directory: PathBuf,
    /// The person's home; `None` where there is none.
    pub home: Option<PathBuf>,
}

impl Around {
    /// A path as a person types it or as git's settings hold it: `~/` is the home.
    pub fn path(&self, named: &str) -> PathBuf {
        match (named.strip_prefix("~/"), &self.home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => self.directory.join(named),
        }
    }
}

/// Why a signature is not made or not accepted.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// OpenSSH is not there.
    #[error("cannot run {0}: signatures are made and verified with OpenSSH's ssh-keygen")]
    NoProgram(String, #[source] std::io::Error),
    /// A file cannot be read or written.
    #[error("{what} {}", .path.display())]
    File {
        /// What was tried.
        what: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no such key.
    #[error("{0}")]
    NoKey(String),
    /// Nobody said who may sign.
    #[error("cannot verify: nothing says who may sign")]
    NoSigners,
    /// The user's settings name a list by a path that depends on where one is.
    #[error("cannot verify: git's {0} is `{1}`, which would be a file of the repository under review")]
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
    /// `ssh-keygen` made no signature; in its own words.
    #[error("no signature was made: {0}")]
    NotSigned(String),
    /// The signature is not accepted.
    #[error("{0}")]
    Refused(String),
}

impl From<armor::Unfit> for KeyError {
    fn from(armor::Unfit(why): armor::Unfit) -> Self {
        Self::Refused(why)
    }
}
