//! An SSH signature, taken apart to see what it was made for and with what. Nothing is verified here.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use crate::policy::Presence;
use crate::text::visible;

/// What our signatures are for: one that was made for anything else, such as a git commit, is refused.
pub const NAMESPACE: &str = "signoff";

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";

/// The longest signature that is looked at; a certificate of many principals has a few thousand bytes.
const LONGEST: usize = 1 << 16;

/// RSA keys under this many bits are refused.
const LEAST_RSA: usize = 3072;

/// Why a signature or a key is no good, whoever made it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unfit(pub String);

/// What an SSH signature says of itself (`PROTOCOL.sshsig`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Armor {
    /// What it was made for.
    pub namespace: String,
    /// The digest that was signed.
    pub hash: String,
    /// The public key that verifies it.
    pub key: PublicKey,
    /// What the security key that made it says of the person; `None` where it says nothing, or is none.
    pub presence: Option<Presence>,
}

/// A public key in OpenSSH's wire form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    /// Its algorithm, such as `ssh-ed25519`.
    pub kind: String,
    blob: Vec<u8>,
}

/// What an authority says of a key, as far as it limits its use (`PROTOCOL.certkeys`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// From when on it holds; `None` is always.
    pub since: Option<DateTime<Utc>>,
    /// From when on it is over; `None` is never.
    pub until: Option<DateTime<Utc>>,
    /// The names of its critical options: what whoever accepts it must know and keep to.
    pub options: Vec<String>,
    /// Whose word it is.
    pub authority: PublicKey,
}

impl Armor {
    /// Takes an armoured signature apart.
    pub fn read(text: &str) -> Result<Self, Unfit> {
        let unfit = || Unfit("it is no SSH signature".into());
        let body = text
            .trim()
            .strip_prefix(BEGIN)
            .and_then(|rest| rest.strip_suffix(END))
            .ok_or_else(unfit)?;
        if body.len() > LONGEST {
            return Err(unfit());
        }
        let body: String = body.split_ascii_whitespace().collect();
        let bytes = STANDARD.decode(body).map_err(|_| unfit())?;
        Self::parse(&bytes).ok_or_else(unfit)
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"SSHSIG\0\0\0\x01")?;
        let key = PublicKey::of(field(&mut rest)?.to_vec())?;
        let namespace = text(field(&mut rest)?)?;
        let _reserved = field(&mut rest)?;
        let hash = text(field(&mut rest)?)?;
        let presence = presence(field(&mut rest)?).filter(|_| key.is_security_key());
        rest.is_empty().then_some(Self {
            namespace,
            hash,
            key,
            presence,
        })
    }

    /// Refuses what was made for something else, or with something weak.
    pub fn refuse_unfit(&self) -> Result<(), Unfit> {
        if self.namespace != NAMESPACE {
            let what = visible::cut(&self.namespace, 40);
            return Err(Unfit(format!(
                "the signature was made for `{what}`, not for {NAMESPACE}"
            )));
        }
        if self.hash != "sha512" {
            let what = visible::cut(&self.hash, 40);
            return Err(Unfit(format!(
                "the signature is over a {what} digest, not over sha512"
            )));
        }
        if self.key.is_certificate() {
            let Some(Certificate { options, .. }) = self.key.certificate() else {
                return Err(Unfit("the certificate of the key cannot be read".into()));
            };
            if !options.is_empty() {
                let what = visible::cut(&options.join(", "), 80);
                return Err(Unfit(format!(
                    "the certificate of the key limits its use ({what}), and a signature does not say whether it was kept to"
                )));
            }
        }
        self.key.refuse_weak()
    }
}

impl PublicKey {
    /// Reads a line such as `ssh-ed25519 AAAA… comment`.
    pub fn of_line(line: &str) -> Option<Self> {
        let blob = line.split_ascii_whitespace().nth(1)?;
        Self::of(STANDARD.decode(blob).ok()?)
    }

    fn of(blob: Vec<u8>) -> Option<Self> {
        let kind = text(field(&mut blob.as_slice())?)?;
        Some(Self { kind, blob })
    }

    /// As `ssh-keygen -l` prints it: `SHA256:…`.
    pub fn fingerprint(&self) -> String {
        let plain = self.certified();
        format!(
            "SHA256:{}",
            STANDARD_NO_PAD.encode(Sha256::digest(plain.as_ref().unwrap_or(&self.blob)))
        )
    }

    /// True where it is in a device that may ask for a touch or a PIN.
    fn is_security_key(&self) -> bool {
        self.kind.starts_with("sk-")
    }

    /// True where it is not a key alone, but an authority's word on one.
    pub fn is_certificate(&self) -> bool {
        self.kind.contains("-cert-v01@")
    }

    /// The key that a certificate is about; `None` where this is none.
    fn certified(&self) -> Option<Vec<u8>> {
        let (name, count) = self.certifies()?;
        let mut rest = self.blob.as_slice();
        let _kind = field(&mut rest)?;
        let _nonce = field(&mut rest)?;
        let length = u32::try_from(name.len()).ok()?;
        let mut plain = [&length.to_be_bytes()[..], name.as_bytes()].concat();
        let start = rest;
        for _ in 0..count {
            field(&mut rest)?;
        }
        plain.extend_from_slice(&start[..start.len() - rest.len()]);
        Some(plain)
    }

    /// The kind of key that a certificate is about, and of how many fields it is.
    fn certifies(&self) -> Option<(String, usize)> {
        let (base, vendor) = self.kind.split_once("-cert-v01@")?;
        Some(match base {
            "ssh-ed25519" => (base.to_owned(), 1),
            "ssh-rsa" | "ecdsa-sha2-nistp256" | "ecdsa-sha2-nistp384" | "ecdsa-sha2-nistp521" => {
                (base.to_owned(), 2)
            }
            "sk-ssh-ed25519" => (format!("{base}@{vendor}"), 2),
            "sk-ecdsa-sha2-nistp256" => (format!("{base}@{vendor}"), 3),
            _ => return None,
        })
    }

    /// What an authority says of the key; `None` where none says anything.
    pub fn certificate(&self) -> Option<Certificate> {
        let (_, count) = self.certifies()?;
        let mut rest = self.blob.as_slice();
        // Its kind and a nonce stand before the key.
        for _ in 0..count + 2 {
            field(&mut rest)?;
        }
        let _serial = number(&mut rest)?;
        let _kind = rest.split_off(..4)?;
        let _id = field(&mut rest)?;
        let _principals = field(&mut rest)?;
        let since = number(&mut rest)?;
        let until = number(&mut rest)?;
        let mut given = field(&mut rest)?;
        let mut options = Vec::new();
        while !given.is_empty() {
            options.push(text(field(&mut given)?)?);
            let _value = field(&mut given)?;
        }
        let _extensions = field(&mut rest)?;
        let _reserved = field(&mut rest)?;
        let authority = Self::of(field(&mut rest)?.to_vec())?;
        // What is farther away than can be told is never.
        let moment = |seconds: u64| DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0);
        Some(Certificate {
            since: moment(since),
            until: moment(until),
            options,
            authority,
        })
    }

    /// As it stands in an allowed-signers file.
    pub fn base64(&self) -> String {
        STANDARD.encode(&self.blob)
    }

    /// Refuses an RSA key under 3072 bits, and DSA.
    pub fn refuse_weak(&self) -> Result<(), Unfit> {
        if self.kind.starts_with("ssh-dss") {
            return Err(Unfit("DSA keys are too weak".into()));
        }
        match self.rsa_bits() {
            Some(bits) if bits < LEAST_RSA => Err(Unfit(format!(
                "an RSA key of {bits} bits is too weak; at least {LEAST_RSA} are needed"
            ))),
            _ => Ok(()),
        }
    }

    /// How long the modulus of an RSA key or certificate is.
    fn rsa_bits(&self) -> Option<usize> {
        let mut rest = self.blob.as_slice();
        let kind = field(&mut rest)?;
        match kind {
            b"ssh-rsa" => {}
            // A certificate has a nonce before the key.
            b"ssh-rsa-cert-v01@openssh.com" => drop(field(&mut rest)?),
            _ => return None,
        }
        let _exponent = field(&mut rest)?;
        let modulus = field(&mut rest)?;
        let first = modulus.iter().position(|byte| *byte != 0)?;
        Some((modulus.len() - first) * 8 - modulus[first].leading_zeros() as usize)
    }
}

/// What stands in the flags of a security key (`PROTOCOL.u2f`): they follow its signature, and are signed with it. A browser's
/// signature says the same in the same place.
fn presence(mut signature: &[u8]) -> Option<Presence> {
    /// Somebody touched it.
    const PRESENT: u8 = 1;
    /// Somebody typed the PIN, or was known otherwise.
    const VERIFIED: u8 = 4;
    let _kind = field(&mut signature)?;
    let _itself = field(&mut signature)?;
    let flags = *signature.first()?;
    match (flags & PRESENT != 0, flags & VERIFIED != 0) {
        (true, true) => Some(Presence::Pin),
        (true, false) => Some(Presence::Touch),
        (false, _) => None,
    }
}

/// The next field: four bytes of length, then so many bytes.
fn field<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (field, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(field)
}

/// The next eight bytes.
fn number(rest: &mut &[u8]) -> Option<u64> {
    let (number, after) = rest.split_first_chunk::<8>()?;
    *rest = after;
    Some(u64::from_be_bytes(*number))
}

fn text(field: &[u8]) -> Option<String> {
    String::from_utf8(field.to_vec()).ok()
}
