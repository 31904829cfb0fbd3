//! What the signatures in a review prove, and how much of that is known.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::{Armor, wording};
use crate::policy::{Presence, Zone};
use crate::review::{Claim, Person, Signable};
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
    /// What the security key says of the person; `None` where it says nothing, or is none.
    pub presence: Option<Presence>,
    /// What should be better in the allowed-signers file.
    pub warning: Option<String>,
    /// The last day of the key, where it signed before that and is over now.
    pub ended: Option<NaiveDate>,
    /// Who vouches for what it signed while it was good.
    pub vouched_by: Option<String>,
}

impl Signer {
    /// That somebody vouches for what the key signed before it ended, in words.
    pub fn vouched(&self) -> Option<String> {
        let (day, by) = (self.ended?, self.vouched_by.as_ref()?);
        Some(format!("the key ended on {day}; vouched for by {by}"))
    }

    /// Whether the person was there, in words; `None` of a key that could not say it.
    pub fn presence(&self) -> Option<&'static str> {
        match self.presence {
            Some(Presence::Pin) => {
                Some("touched, with PIN: so the key says, which does not prove that it is hardware")
            }
            Some(Presence::Touch) => {
                Some("touched: so the key says, which does not prove that it is hardware")
            }
            None if self.kind.starts_with("sk-") => {
                Some("not provable: the key does not say that anybody touched it")
            }
            None => None,
        }
    }
}

/// What came of verifying a sign-off or a revocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// It has no signature: anybody who could write the file could have recorded it.
    Unsigned,
    /// The person that it names signed it.
    Good(Signer),
    /// The person that it names signed it while the key was good, which has ended since; it is worth no more than what is
    /// refused until somebody vouches for it. The text says so.
    Ended(Signer, String),
    /// Its signature is not accepted.
    Refused(String),
}

/// What came of verifying a whole review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Of everything that may be signed.
    pub found: HashMap<Claim, Proof>,
    /// Against what; `None` where nothing is signed, so that nobody had to be believed.
    pub against: Option<Against>,
}

/// Whom a verification believed, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Against {
    /// The moment at which keys had to be valid.
    pub at: DateTime<Utc>,
    /// The allowed signers.
    pub allowed: KeyList,
    /// Keys that are no longer believed.
    pub revoked: Option<KeyList>,
    /// Whom the allowed signers name.
    #[serde(skip)]
    pub principals: Vec<String>,
}

/// A list of keys, told apart from others on any machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KeyList {
    /// Of the file, without the directories that it is in.
    pub name: String,
    /// Of its bytes.
    pub digest: Digest,
}

/// How much is known of the signatures in the open review. To verify one starts other programs (13 ms each), so that
/// only faces that show a verdict ask for it, and some of them go on while a thread is at it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Proofs {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// Somebody is at it.
    Running,
    /// They could not be verified; why.
    Unknown(String),
    /// What was found. What was recorded since is not in it.
    Known(Verified),
}

/// What stands behind one record, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::Display)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Signed {
    /// There is a signature, and it is not accepted.
    #[strum(serialize = "signature refused")]
    Refused,
    /// There is none: anybody who could write the file could have recorded it.
    #[serde(rename = "unsigned")]
    #[strum(serialize = "not signed")]
    No,
    /// There is one, and nobody looked at it.
    #[serde(rename = "not-verified")]
    #[strum(serialize = "unverified")]
    Unverified,
    /// The person that the record names made it.
    #[serde(rename = "verified")]
    #[strum(serialize = "signed")]
    Yes,
}

impl Proofs {
    /// What was found, or why nothing is known.
    pub fn known(&self) -> Result<&Verified, &str> {
        match self {
            Self::NotAsked => Err("nobody asked for it"),
            Self::Running => Err("the signatures are being verified"),
            Self::Unknown(why) => Err(why),
            Self::Known(verified) => Ok(verified),
        }
    }

    /// What a record was found to prove, or why that is not known.
    pub fn of(&self, record: &dyn Signable) -> Result<&Proof, &str> {
        let found = self.known()?.found.get(&Claim::of(record));
        found.ok_or("it was recorded after all were verified")
    }

    /// What stands behind a record.
    pub(super) fn signed(&self, record: &dyn Signable) -> Signed {
        Signed::of(record, self.of(record).ok())
    }
}

impl Signed {
    /// What a signature amounts to, with what it was found to prove where somebody verified it. One that OpenSSH would
    /// not even look at, such as one made for a git commit, is refused whether or not anybody asks.
    pub fn of(record: &dyn Signable, proof: Option<&Proof>) -> Self {
        match (record.signature(), proof) {
            // Nobody can tell any more what was signed.
            (Some(_), _) if record.strike().is_some() => Self::Refused,
            (None, _) if record.key().is_some() => Self::Refused,
            (None, _) | (_, Some(Proof::Unsigned)) => Self::No,
            (_, Some(Proof::Good(_))) => Self::Yes,
            (_, Some(Proof::Refused(_) | Proof::Ended(..))) => Self::Refused,
            (Some(signature), None) if unfit(signature).is_some() => Self::Refused,
            (Some(_), None) => Self::Unverified,
        }
    }

    /// True where what stands behind a record is enough to take the place of another, or to take it back.
    pub(super) fn is_as_good_as(self, held: Self) -> bool {
        let wanted = match held {
            Self::Refused => Self::Unverified,
            other => other,
        };
        // What is refused itself is worth less than any of these.
        self >= wanted
    }
}

/// True where a record is backed well enough to take the place of another, or to take it back. Where nobody looked at the
/// signatures it must be by the same key: else Mallory signs with hers in Grace's name.
pub(super) fn is_as_good(
    (one, signed): (&dyn Signable, Signed),
    (other, held): (&dyn Signable, Signed),
) -> bool {
    let is_other_key =
        || signed == Signed::Unverified && held != Signed::No && key_of(one) != key_of(other);
    signed.is_as_good_as(held) && !is_other_key()
}

/// The fingerprint of the key of a signature; of one that somebody took away, as the statement names it.
fn key_of(record: &dyn Signable) -> Option<String> {
    match record.signature() {
        Some(signature) => Some(Armor::read(signature).ok()?.key.fingerprint()),
        None => record.key().map(str::to_owned),
    }
}

/// Why a signature is not accepted; `None` where it is, where nobody looked, or where there is none.
pub fn refusal(record: &dyn Signable, proof: Result<&Proof, &str>, zone: Zone) -> Option<String> {
    if let (Signed::Refused, Some(strike)) = (Signed::of(record, proof.ok()), record.strike()) {
        return Some(wording::struck(strike, zone));
    }
    match (Signed::of(record, proof.ok()), proof, record.signature()) {
        (Signed::Refused, Ok(Proof::Refused(why) | Proof::Ended(_, why)), _) => Some(why.clone()),
        (Signed::Refused, _, Some(signature)) => unfit(signature),
        (Signed::Refused, _, None) => record.key().map(missing),
        _ => None,
    }
}

/// What is said of a statement that names a key and has no signature: somebody took it away.
fn missing(key: &str) -> String {
    format!("the statement is signed with {key}, as it says, and the signature is missing")
}

/// Why a signature is no good, whoever made it.
fn unfit(signature: &str) -> Option<String> {
    let unfit = Armor::read(signature).and_then(|armor| armor.refuse_unfit());
    unfit.err().map(|unfit| unfit.to_string())
}

impl Proof {
    /// Of the key that signed, where the signature is accepted.
    pub fn fingerprint(&self) -> Option<&str> {
        match self {
            Self::Good(signer) => Some(&signer.fingerprint),
            Self::Unsigned | Self::Ended(..) | Self::Refused(_) => None,
        }
    }

    /// What a verdict on the signature means for what it stands behind.
    pub fn of(claim: &Claim, verdict: Result<Signer, String>) -> Self {
        let by = &claim.by;
        match (verdict, &claim.key) {
            (Err(why), _) => Self::Refused(why),
            (Ok(signer), _) if !is_named(by, &signer.principal) => Self::Refused(format!(
                "the key belongs to {}, and the statement says that it is by {by}",
                signer.principal
            )),
            (Ok(signer), Some(key)) if *key != signer.fingerprint => Self::Refused(format!(
                "it is signed with {}, and the statement names the key {key}",
                signer.fingerprint
            )),
            (Ok(signer), _) => Self::Good(signer),
        }
    }

    /// Of a record whose key has ended since.
    pub fn ended(claim: &Claim, signer: Signer, why: &str) -> Self {
        let Some(day) = signer.ended else {
            return Self::Refused(why.to_owned());
        };
        match Self::of(claim, Ok(signer)) {
            Self::Good(signer) => {
                let why = format!(
                    "the key {} ended on {day}; it was good when it signed this, and nobody vouches for that",
                    signer.fingerprint
                );
                Self::Ended(signer, why)
            }
            other => other,
        }
    }

    /// Of a record without a signature.
    pub fn of_unsigned(claim: &Claim) -> Self {
        let missing = claim.key.as_deref().map(missing);
        missing.map_or(Self::Unsigned, Self::Refused)
    }
}

/// True where the principal is the person's mail address, or the person as they sign where they give no address.
pub(crate) fn is_named(by: &Person, principal: &str) -> bool {
    by.address().eq_ignore_ascii_case(principal)
}
