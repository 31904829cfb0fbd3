//! SHA-256 digests, written `sha256:<hex>`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest of a value's RFC 8785 (JCS) form, which is independent of key order and spelling.
    ///
    /// # Panics
    /// Never for the types of this crate: they hold no map with keys other than strings, and no float.
    pub fn of_canonical(value: &impl Serialize) -> Self {
        Self::of(&serde_json_canonicalizer::to_vec(value).expect("plain data serialises"))
    }

    /// The same for a value whose fields stand in the order of their names: its plain JSON is the RFC 8785 form, and
    /// takes a quarter of the time.
    ///
    /// # Panics
    /// Never for the types of this crate; in a debug build where the fields are not in order.
    pub fn of_ordered(value: &impl Serialize) -> Self {
        let bytes = serde_json::to_vec(value).expect("plain data serialises");
        debug_assert_eq!(
            Ok(&bytes),
            serde_json_canonicalizer::to_vec(value)
                .as_ref()
                .map_err(drop)
        );
        Self::of(&bytes)
    }

    /// The digest that a finished hasher holds.
    pub fn from_hasher(hasher: Sha256) -> Self {
        Self(hasher.finalize().into())
    }

    /// The first and last four hex digits, for a narrow column.
    pub fn short(&self) -> String {
        let hex = self.hex();
        format!("{}…{}", &hex[..4], &hex[60..])
    }

    /// The hex digits alone, for a file name.
    pub fn hex(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |four: u8| char::from(DIGITS[usize::from(four)]);
        let mut hex = String::with_capacity(64);
        for byte in self.0 {
            hex.push(digit(byte >> 4));
            hex.push(digit(byte & 15));
        }
        hex
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", self.hex())
    }
}

impl FromStr for Digest {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected `sha256:` and 64 lower-case hex digits";
        let digit = |digit: u8| match digit {
            b'0'..=b'9' => Ok(digit - b'0'),
            b'a'..=b'f' => Ok(digit - b'a' + 10),
            _ => Err(EXPECTED),
        };
        let hex = text
            .strip_prefix("sha256:")
            .filter(|hex| hex.len() == 64)
            .ok_or(EXPECTED)?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let digest = Digest::of(b"abc");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            digest.to_string(),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!("sha256:BA".parse::<Digest>().is_err());
        assert!("md5:aa".parse::<Digest>().is_err());
    }
}
