//! A record that may be signed.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::strike::{STATEMENT, Strikes};
use super::{Person, Strike};
use crate::text::digest::Digest;

/// A statement with who is said to have made it, and the signature that may stand behind it.
pub trait Signable: Sync {
    /// Unique everywhere.
    fn id(&self) -> &str;
    /// Byte for byte what is signed.
    fn statement(&self) -> &str;
    /// Armoured.
    fn signature(&self) -> Option<&str>;
    /// Fingerprint of the key that the statement names: whoever strips such a record of its signature makes it no
    /// unsigned one.
    fn key(&self) -> Option<&str>;
    /// Who is said to have made it.
    fn by(&self) -> &Person;
    /// When, as it says.
    fn at(&self) -> DateTime<Utc>;
    /// The statements that it comes after.
    fn after(&self) -> &[Digest];
    /// Whether the statement was struck.
    fn struck(&self) -> &Strikes;

    /// Who struck the statement; what is left of it proves nothing.
    fn strike(&self) -> Option<&Strike> {
        self.struck().get(STATEMENT)
    }

    /// The digest that others name it by.
    fn digest(&self) -> Digest {
        let strike = self.strike();
        strike.map_or_else(|| Digest::of(self.statement().as_bytes()), |one| one.digest)
    }

    /// True where it is among those. Nearly always there are none, and digests cost.
    fn is_in(&self, digests: &HashSet<Digest>) -> bool {
        !digests.is_empty() && digests.contains(&self.digest())
    }
}

/// Makes a record with these fields one that may be signed.
macro_rules! signable {
    ($record:ty) => {
        impl $crate::review::Signable for $record {
            fn id(&self) -> &str {
                &self.id
            }
            fn statement(&self) -> &str {
                &self.statement
            }
            fn signature(&self) -> Option<&str> {
                self.signature.as_deref()
            }
            fn key(&self) -> Option<&str> {
                self.key.as_deref()
            }
            fn by(&self) -> &Person {
                &self.by
            }
            fn at(&self) -> DateTime<Utc> {
                self.at
            }
            fn after(&self) -> &[Digest] {
                &self.after
            }
            fn struck(&self) -> &Strikes {
                &self.struck
            }
        }
    };
}

pub(super) use signable;
