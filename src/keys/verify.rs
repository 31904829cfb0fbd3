//! Whose signature it is, as OpenSSH says.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use chrono::{DateTime, Local, Utc};

use super::program::Ran;
use super::{Around, KeyError, Keygen, signers};
use crate::decision::armor::{Armor, NAMESPACE, PublicKey};
use crate::decision::proof::is_named;
use crate::decision::{Against, KeyList, Signer};
use crate::review::{Claim, Person};
use crate::text::digest::Digest;
use crate::text::visible;

/// How large a list of keys may be.
const LONGEST: u64 = 64 * 1024 * 1024;

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
        let list = |named: &Option<PathBuf>, setting| {
            if let Some(path) = named {
                return Ok(Some(around.directory.join(path)));
            }
            let Some(named) = around.setting(setting)? else {
                return Ok(None);
            };
            // From where one happens to be, it would be a file of the repository under review.
            around
                .whole_path(&named)
                .map(Some)
                .ok_or(KeyError::NoPlace(setting, named))
        };
        let allowed =
            list(&lists.allowed, "gpg.ssh.allowedSignersFile")?.ok_or(KeyError::NoSigners)?;
        let revoked = list(&lists.revoked, "gpg.ssh.revocationFile")?;
        for path in [Some(&allowed), revoked.as_ref()].into_iter().flatten() {
            if !path.is_file() {
                return Err(KeyError::NoList(path.clone()));
            }
            if std::fs::metadata(path).is_ok_and(|meta| meta.len() > LONGEST) {
                return Err(KeyError::File {
                    what: "cannot read the keys in",
                    path: path.clone(),
                    source: std::io::Error::other("it is larger than 64 MiB"),
                });
            }
        }
        if let Some(other) = revoked.as_ref().filter(|path| !lists_keys(path)) {
            return Err(KeyError::NoKeys(other.clone()));
        }
        log::info!(
            "allowed signers {}, revoked keys {revoked:?}, keys good at {at}",
            allowed.display()
        );
        Ok(Self {
            allowed,
            revoked,
            at,
        })
    }

    /// The lists as they are now.
    pub fn against(&self) -> Result<Against, KeyError> {
        let (allowed, revoked) = (
            list(&self.allowed)?,
            self.revoked.as_deref().map(list).transpose()?,
        );
        let text = std::fs::read(&self.allowed).unwrap_or_default();
        Ok(Against {
            at: self.at,
            allowed,
            revoked,
            principals: signers::principals(&String::from_utf8_lossy(&text)),
        })
    }
}

fn list(path: &Path) -> Result<KeyList, KeyError> {
    let bytes = std::fs::read(path).map_err(|source| KeyError::File {
        what: "cannot read the keys in",
        path: path.to_owned(),
        source,
    })?;
    Ok(KeyList {
        name: name(path),
        digest: Digest::of(&bytes),
    })
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// True of what `ssh-keygen` takes as a list of revoked keys; of anything else it says that every key is revoked.
fn lists_keys(file: &Path) -> bool {
    let Ok(bytes) = std::fs::read(file) else {
        return false;
    };
    let is_key =
        |line: &str| line.is_empty() || line.starts_with('#') || PublicKey::of_line(line).is_some();
    bytes.starts_with(b"SSHKRL\n\0")
        || std::str::from_utf8(&bytes)
            .is_ok_and(|text| text.lines().all(|line| is_key(line.trim())))
}

impl Keygen {
    /// Whose signature of a text it is, or why it is not accepted. Of several whose key it is, the person who is said to
    /// have signed comes first.
    pub fn verify(
        &self,
        text: &str,
        signature: &str,
        by: &Person,
        trust: &Trust,
    ) -> Result<Signer, KeyError> {
        let armor = Armor::read(signature)?;
        armor.refuse_unfit()?;
        let held = held(signature)?;
        let verdict = match self.accept(text, &armor, held.path(), by, trust) {
            // Whoever verifies looks at the text too, but does not say that this is what is wrong.
            Err(KeyError::Refused(_)) if !self.is_of(text, held.path())? => Err(KeyError::Refused(
                "the signature is not of this statement".into(),
            )),
            verdict => verdict,
        };
        let key = armor.key.fingerprint();
        match &verdict {
            Ok(signer) => log::info!("by {by}, with {key}: it is of {}", signer.principal),
            Err(why) => log::info!("by {by}, with {key}: not accepted: {why}"),
        }
        verdict
    }

    /// Who signed with a key that was good at the time that the statement names and has ended since; `None` where no day is known
    /// on which it did.
    pub fn ended(
        &self,
        claim: &Claim,
        signature: &str,
        trust: &Trust,
    ) -> Result<Option<Signer>, KeyError> {
        let Ok(armor) = Armor::read(signature) else {
            return Ok(None);
        };
        // A certificate ends by itself, or with the authority that made it.
        let certificate = armor.key.certificate();
        let until = certificate.as_ref().and_then(|one| one.until);
        let until = until.filter(|until| *until <= trust.at);
        let listed = certificate.as_ref().map(|one| &one.authority);
        let listed = signers::end(&trust.allowed, listed.unwrap_or(&armor.key))?;
        let days = until.map(|until| until.date_naive()).into_iter();
        let Some(day) = days.chain(listed).min() else {
            return Ok(None);
        };
        let then = Trust {
            at: claim.at.min(trust.at),
            ..trust.clone()
        };
        let signer = self.verify(&claim.statement, signature, &claim.by, &then)?;
        let ended = Some(day);
        Ok(Some(Signer { ended, ..signer }))
    }

    /// Asks who owns the key, and then whether the signature is theirs.
    fn accept(
        &self,
        text: &str,
        armor: &Armor,
        signature: &Path,
        by: &Person,
        trust: &Trust,
    ) -> Result<Signer, KeyError> {
        // Before OpenSSH 9.1 only the local time was understood.
        let time = trust.at.with_timezone(&Local).format("%Y%m%d%H%M%S");
        let given = [
            file("-s", signature),
            file("-f", &trust.allowed),
            vec![OsString::from(format!("-Overify-time={time}"))],
        ]
        .concat();
        let whose = self.owners(armor, &given, trust)?;
        let mut refusal = not_allowed(armor, &said(&whose, trust));
        let mut principals: Vec<_> = whose.out.lines().flat_map(|line| line.split(',')).collect();
        principals.sort_by_key(|principal| !is_named(by, principal));
        for principal in principals.into_iter().filter(|_| whose.well) {
            if principal.contains(['*', '?', '!']) {
                refusal = format!(
                    "the allowed signers name the key's owner by the pattern `{principal}`, which names nobody; \
                     write the whole address"
                );
                continue;
            }
            let asked = [
                words(&["-Y", "verify", "-n", NAMESPACE, "-I", principal]),
                given.clone(),
            ]
            .concat();
            let list = trust
                .revoked
                .as_ref()
                .map_or_else(Vec::new, |list| file("-r", list));
            let mut verified = self.ask([asked.clone(), list.clone()].concat(), text.as_bytes())?;
            if !verified.well && !list.is_empty() {
                // It does not say why: what fails with the list alone is revoked.
                verified = self.ask(asked, text.as_bytes())?;
                if verified.well {
                    return Err(KeyError::Refused(format!(
                        "the key {} is revoked",
                        armor.key.fingerprint()
                    )));
                }
            }
            if !verified.well {
                refusal = refused(armor, &said(&verified, trust));
                continue;
            }
            return Ok(Signer {
                principal: principal.to_owned(),
                fingerprint: armor.key.fingerprint(),
                kind: armor.key.kind.clone(),
                presence: armor.presence,
                warning: signers::warning(&trust.allowed, &armor.key)?,
                ended: None,
                vouched_by: None,
            });
        }
        Err(KeyError::Refused(refusal))
    }

    /// Whose key a signature is by; asked once of each key.
    fn owners(
        &self,
        armor: &Armor,
        given: &[OsString],
        trust: &Trust,
    ) -> Result<Arc<Ran>, KeyError> {
        let asked = format!("{} {} {}", trust.at, armor.key.kind, armor.key.base64());
        let mut known = self.owners.lock().unwrap_or_else(PoisonError::into_inner);
        let one = Arc::clone(known.entry(asked).or_default());
        drop(known);
        let mut found = one.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = &*found {
            return Ok(Arc::clone(found));
        }
        let words = [words(&["-Y", "find-principals"]), given.to_vec()].concat();
        let ran = Arc::new(self.ask(words, b"")?);
        Ok(Arc::clone(found.insert(ran)))
    }

    /// Whether a signature is one of a text, whoever made it.
    pub(super) fn is_of(&self, text: &str, signature: &Path) -> Result<bool, KeyError> {
        let asked = [
            words(&["-Y", "check-novalidate", "-n", NAMESPACE]),
            file("-s", signature),
        ]
        .concat();
        let ran = self.ask(asked, text.as_bytes())?;
        match (ran.well, ran.out.lines().next()) {
            (true, Some(said)) if said.starts_with("Good ") => Ok(true),
            (false, Some(said)) if said.starts_with("Could not verify ") => Ok(false),
            // It is another program, an older one, or it was killed.
            _ => Err(KeyError::NotVerified(format!(
                "{self} does not do what OpenSSH's ssh-keygen does"
            ))),
        }
    }
}

fn words(words: &[&str]) -> Vec<OsString> {
    words.iter().map(OsString::from).collect()
}

fn file(option: &str, path: &Path) -> Vec<OsString> {
    vec![option.into(), path.as_os_str().to_owned()]
}

fn not_allowed(armor: &Armor, said: &str) -> String {
    let why = if said.is_empty() || said.starts_with("No principal matched") {
        String::new()
    } else {
        format!(" ({said})")
    };
    format!(
        "no allowed signer has the key {}{why}",
        armor.key.fingerprint()
    )
}

fn refused(armor: &Armor, said: &str) -> String {
    format!(
        "the key {} is not accepted: {said}",
        armor.key.fingerprint()
    )
}

/// What `ssh-keygen` complained of; where the allowed signers are on this machine is of no use to a reader elsewhere.
fn said(ran: &Ran, trust: &Trust) -> String {
    let place = trust.allowed.to_string_lossy();
    ran.said.replace(
        &*visible::line(&place),
        &visible::line(&name(&trust.allowed)),
    )
}

/// The signature in a file of its own, as `ssh-keygen` reads it.
fn held(signature: &str) -> Result<tempfile::NamedTempFile, KeyError> {
    super::key::held("signoff-", ".sig", signature)
}
