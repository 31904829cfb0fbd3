//! Whose signature it is, as OpenSSH says.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::program::Ran;
use super::{Armor, Around, KeyError, Keygen, NAMESPACE, signers};
use crate::signoff::{Against, KeyList, Signer};
use crate::text::digest::Digest;
use crate::text::visible;

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
            None => Some(around.path(&around.setting(setting)?)),
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

    /// The lists as they are now.
    pub fn against(&self) -> Result<Against, KeyError> {
        let (allowed, revoked) = (list(&self.allowed)?, self.revoked.as_deref().map(list).transpose()?);
        Ok(Against { at: self.at, allowed, revoked })
    }
}

fn list(path: &Path) -> Result<KeyList, KeyError> {
    let bytes = std::fs::read(path).map_err(|source| KeyError::File {
        what: "cannot read the keys in",
        path: path.to_owned(),
        source,
    })?;
    Ok(KeyList { name: name(path), digest: Digest::of(&bytes) })
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl Keygen {
    /// Whose signature of a text it is, or why it is not accepted.
    pub fn verify(&self, text: &str, signature: &str, trust: &Trust) -> Result<Signer, KeyError> {
        let armor = Armor::read(signature)?;
        armor.refuse_unfit()?;
        let held = held(signature)?;
        let file = |option: &str, path: &Path| [option.into(), path.as_os_str().to_owned()];
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        let ours = [words(&["-n", NAMESPACE]), file("-s", held.path()).to_vec()].concat();

        let sound = self.ask([words(&["-Y", "check-novalidate"]), ours.clone()].concat(), text.as_bytes())?;
        if !sound.well {
            return Err(KeyError::Refused("the signature is not of this statement".into()));
        }
        let time = OsString::from(format!("-Overify-time={}", trust.at.format("%Y%m%d%H%M%SZ")));
        let allowed = file("-f", &trust.allowed).to_vec();
        let whose = [words(&["-Y", "find-principals"]), file("-s", held.path()).to_vec(), allowed.clone()];
        let whose = self.ask([whose.concat(), vec![time.clone()]].concat(), b"")?;
        let mut refusal = not_allowed(&armor, &said(&whose, trust));
        for principal in whose.out.lines().flat_map(|line| line.split(',')).filter(|_| whose.well) {
            if principal.contains(['*', '?', '!']) {
                refusal = format!(
                    "the allowed signers name the key's owner by the pattern `{principal}`, which names nobody; \
                     write the whole address"
                );
                continue;
            }
            let mut arguments =
                [words(&["-Y", "verify", "-I", principal]), ours.clone(), allowed.clone()].concat();
            arguments.push(time.clone());
            let verified = self.ask(&arguments, text.as_bytes())?;
            if !verified.well {
                refusal = refused(&armor, &said(&verified, trust));
                continue;
            }
            if let Some(revoked) = &trust.revoked {
                arguments.extend(file("-r", revoked));
                // It does not say why: what fails with the list alone is revoked.
                if !self.ask(&arguments, text.as_bytes())?.well {
                    return Err(KeyError::Refused(format!("the key {} is revoked", armor.key.fingerprint())));
                }
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

fn not_allowed(armor: &Armor, said: &str) -> String {
    let why = if said.is_empty() || said.starts_with("No principal matched") {
        String::new()
    } else {
        format!(" ({said})")
    };
    format!("no allowed signer has the key {}{why}", armor.key.fingerprint())
}

fn refused(armor: &Armor, said: &str) -> String {
    format!("the key {} is not accepted: {said}", armor.key.fingerprint())
}

/// What `ssh-keygen` complained of; where the allowed signers are on this machine is of no use to a reader elsewhere.
fn said(ran: &Ran, trust: &Trust) -> String {
    let place = trust.allowed.to_string_lossy();
    ran.said.replace(&*visible::line(&place), &visible::line(&name(&trust.allowed)))
}

/// The signature in a file of its own, as `ssh-keygen` reads it.
fn held(signature: &str) -> Result<tempfile::NamedTempFile, KeyError> {
    super::key::held("signoff-", ".sig", signature)
}
