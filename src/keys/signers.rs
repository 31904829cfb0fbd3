//! The allowed-signers file: who may sign, with which key (`ssh-keygen(1)`, "ALLOWED SIGNERS").

use std::path::Path;

use super::armor::PublicKey;
use super::{KeyError, NAMESPACE};

/// What is worth a warning in the line of a key: an entry without `namespaces=` allows any use of the key.
pub fn warning(file: &Path, key: &PublicKey) -> Result<Option<String>, KeyError> {
    let text = std::fs::read_to_string(file).map_err(|source| KeyError::File {
        what: "cannot read the allowed signers",
        path: file.to_owned(),
        source,
    })?;
    let blob = key.base64();
    let line = text.lines().find(|line| line.split_ascii_whitespace().any(|word| word == blob));
    Ok(line.filter(|line| !line.contains("namespaces=")).map(|_| {
        format!("the allowed-signers entry of this key names no namespace; add namespaces=\"{NAMESPACE}\"")
    }))
}
