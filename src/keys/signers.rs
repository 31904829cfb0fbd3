//! The allowed-signers file: who may sign, with which key (`ssh-keygen(1)`, "ALLOWED SIGNERS").

use std::path::Path;

use super::armor::PublicKey;
use super::{KeyError, NAMESPACE};

/// Whom the file names, patterns among them: `"ada@example.org,*@ops.example.org" ssh-ed25519 …`.
pub fn principals(text: &str) -> Vec<String> {
    let entries = text.lines().map(str::trim_start);
    let entries = entries.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let names = |line: &str| -> Vec<String> {
        let names = match line.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => line.split([' ', '\t']).next(),
        };
        let names = names.unwrap_or_default().split(',');
        names.map(str::to_owned).collect()
    };
    entries.flat_map(names).collect()
}

/// What is worth a warning in the line of a key: an entry without `namespaces=` allows any use of the key.
pub fn warning(file: &Path, key: &PublicKey) -> Result<Option<String>, KeyError> {
    let text = std::fs::read_to_string(file).map_err(|source| KeyError::File {
        what: "cannot read the allowed signers",
        path: file.to_owned(),
        source,
    })?;
    let is_unbound = |line: &&str| !line.to_ascii_lowercase().contains("namespaces=");
    let mut entries = text
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.starts_with('#'));
    // A certificate does not stand in the file; the authority that made it does.
    let unbound = if key.is_certificate() {
        entries
            .filter(is_unbound)
            .any(|line| line.contains("cert-authority"))
    } else {
        let blob = key.base64();
        entries.any(|line| {
            line.split_once(&blob)
                .is_some_and(|(before, _)| is_unbound(&before))
        })
    };
    Ok(unbound.then(|| {
        format!("the allowed-signers entry of this key names no namespace; add namespaces=\"{NAMESPACE}\"")
    }))
}
