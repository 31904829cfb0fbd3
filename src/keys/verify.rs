//! Whose signature it is, as OpenSSH says.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::program::Ran;
use super::{Armor, Around, KeyError, Keygen, NAMESPACE, signers};
use crate::signoff::Signer;
use crate::store::identity;

/// The lists of keys that somebody named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    /// An allowed-signers file.
    pub allowed: Option<PathBuf>,
    /// A revocation list, or a file of public keys.
    pub revoked: Option<PathBuf>,
}

/// Whom to believe.
#[derive(Debug, Clone)]
pub struct Trust {
    /// The allowed-signers file.
    pub allowed: PathBuf,
    /// Keys that are no longer to be believed: a revocation list, or a file of public keys.
    pub revoked: Option<PathBuf>,
    /// When: now, or the auditor's date; never the time that a record claims, since an expired key could then be
    /// revived by dating back.
    pub at: DateTime<Utc>,
}

impl Trust {
    /// The lists that somebody named, else those that the user's own git settings name: a repository's are not asked,
    /// since who may sign is not for the repository under review to say.
    pub fn find(lists: &Lists, around: &Around, at: DateTime<Utc>) -> Result<Self, KeyError> {
        let list = |named: &Option<PathBuf>, setting| match named {
            Some(path) => Some(around.directory.join(path)),
            None => Some(around.path(&identity::users_setting(setting, &around.directory)?)),
        };
        let allowed = list(&lists.allowed, "gpg.ssh.allowedSignersFile").ok_or(KeyError::NoSigners)?;
        let revoked = list(&lists.revoked, "gpg.ssh.revocationFile");
        if let Some(missing) =
            [Some(&allowed), revoked.as_ref()].into_iter().flatten().find(|path| !path.is_file())
        {
            return Err(KeyError::NoList(missing.clone()));
        }
        Ok(Self { allowed, revoked, at })
    }
}

impl Keygen {
    /// Whose signature of a text it is, or why it is not accepted.
    pub fn verify(&self, text: &str, signature: &str, trust: &Trust) -> Result<Signer, KeyError> {
        let armor = Armor::read(signature)?;
        armor.refuse_unfit()?;
        let held = held(signature)?;
        let said = Said { text, armor, signature: file("-s", held.path()) };
        match self.accept(&said, trust) {
            // Whoever verifies looks at the text too, but does not say that this is what is wrong.
            Err(KeyError::Refused(_)) if !self.is_of(&said)? => {
                Err(KeyError::Refused("the signature is not of this statement".into()))
            }
            verdict => verdict,
        }
    }

    /// True where the key in the signature made it of the text, whoever owns the key.
    fn is_of(&self, said: &Said<'_>) -> Result<bool, KeyError> {
        let asked = [words(&["-Y", "check-novalidate", "-n", NAMESPACE]), said.signature.clone()].concat();
        Ok(self.ask(asked, said.text.as_bytes())?.well)
    }

    /// Asks who owns the key, and then whether the signature is theirs.
    fn accept(&self, said: &Said<'_>, trust: &Trust) -> Result<Signer, KeyError> {
        let Said { text, armor, signature } = said;
        let time = OsString::from(format!("-Overify-time={}", trust.at.format("%Y%m%d%H%M%SZ")));
        let trusted = [file("-f", &trust.allowed), vec![time]].concat();
        let whose = [words(&["-Y", "find-principals"]), signature.clone(), trusted.clone()].concat();
        let whose = self.ask(whose, b"")?;
        let mut refusal = not_allowed(armor, &whose);
        for principal in whose.out.lines().flat_map(|line| line.split(',')).filter(|_| whose.well) {
            if principal.contains(['*', '?', '!']) {
                refusal = format!(
                    "the allowed signers name the key's owner by the pattern `{principal}`, which names nobody; \
                     write the whole address"
                );
                continue;
            }
            let whom = words(&["-Y", "verify", "-n", NAMESPACE, "-I", principal]);
            let asked = [whom, signature.clone(), trusted.clone()].concat();
            let list = trust.revoked.as_ref().map_or_else(Vec::new, |list| file("-r", list));
            let mut verified = self.ask([asked.clone(), list.clone()].concat(), text.as_bytes())?;
            if !verified.well && !list.is_empty() {
                // It does not say why: what fails with the list alone is revoked.
                verified = self.ask(asked, text.as_bytes())?;
                if verified.well {
                    return Err(KeyError::Refused(format!("the key {} is revoked", armor.key.fingerprint())));
                }
            }
            if !verified.well {
                refusal = refused(armor, &verified);
                continue;
            }
            return Ok(Signer {
                principal: principal.to_owned(),
                fingerprint: armor.key.fingerprint(),
                kind: armor.key.kind.clone(),
                warning: signers::warning(&trust.allowed, &armor.key)?,
            });
        }
        Err(KeyError::Refused(refusal))
    }
}

/// A text and its signature.
struct Said<'s> {
    text: &'s str,
    armor: Armor,
    /// How `ssh-keygen` is told of the signature.
    signature: Vec<OsString>,
}

fn words(words: &[&str]) -> Vec<OsString> {
    words.iter().map(OsString::from).collect()
}

fn file(option: &str, path: &Path) -> Vec<OsString> {
    vec![option.into(), path.as_os_str().to_owned()]
}

fn not_allowed(armor: &Armor, ran: &Ran) -> String {
    let why = if ran.said.is_empty() || ran.said.starts_with("No principal matched") {
        String::new()
    } else {
        format!(" ({})", ran.said)
    };
    format!("no allowed signer has the key {}{why}", armor.key.fingerprint())
}

fn refused(armor: &Armor, ran: &Ran) -> String {
    format!("the key {} is not accepted: {}", armor.key.fingerprint(), ran.said)
}

/// The signature in a file of its own, as `ssh-keygen` reads it.
fn held(signature: &str) -> Result<tempfile::NamedTempFile, KeyError> {
    super::key::held("signoff-", ".sig", signature)
}
