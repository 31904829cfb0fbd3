//! What the signature of a sign-off proves.

use chrono::{DateTime, Utc};

use crate::review::Person;
use crate::text::digest::Digest;

/// Who signed, as whoever verifies knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// As the allowed-signers file names them.
    pub principal: String,
    /// Of the key, as `SHA256:…`.
    pub fingerprint: String,
    /// The key's algorithm.
    pub kind: String,
    /// What should be better in the allowed-signers file.
    pub warning: Option<String>,
}

/// What came of verifying a sign-off or a revocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// It has no signature: anybody who could write the file could have recorded it.
    Unsigned,
    /// The person that it names signed it.
    Good(Signer),
    /// Its signature is not accepted.
    Refused(String),
}

/// What came of verifying a whole review, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Of its sign-offs.
    pub signoffs: Vec<Proof>,
    /// Of its revocations.
    pub revocations: Vec<Proof>,
    /// Against what; `None` where nothing is signed, so that nobody had to be believed.
    pub against: Option<Against>,
}

/// Whom a verification believed, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Against {
    /// The moment at which keys had to be valid.
    pub at: DateTime<Utc>,
    /// The allowed signers.
    pub allowed: KeyList,
    /// Keys that are no longer believed.
    pub revoked: Option<KeyList>,
}

/// A list of keys, told apart from others on any machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyList {
    /// Of the file, without the directories that it is in.
    pub name: String,
    /// Of its bytes.
    pub digest: Digest,
}

impl Proof {
    /// Of the key that signed, where the signature is accepted.
    pub fn fingerprint(&self) -> Option<&str> {
        match self {
            Self::Good(signer) => Some(&signer.fingerprint),
            Self::Unsigned | Self::Refused(_) => None,
        }
    }

    /// What a verdict on the signature means for the record that it stands in.
    pub fn of(by: &Person, verdict: Result<Signer, String>) -> Self {
        match verdict {
            Err(why) => Self::Refused(why),
            Ok(signer) if !is_named(by, &signer.principal) => Self::Refused(format!(
                "the key belongs to {}, and the statement says that it is by {by}",
                signer.principal
            )),
            Ok(signer) => Self::Good(signer),
        }
    }
}

/// True where the principal is the person's mail address, or the person as they sign where they give no address.
pub(crate) fn is_named(by: &Person, principal: &str) -> bool {
    by.address().eq_ignore_ascii_case(principal)
}
