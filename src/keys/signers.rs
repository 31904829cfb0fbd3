//! The allowed-signers file: who may sign, with which key (`ssh-keygen(1)`, "ALLOWED SIGNERS").

use std::path::Path;

use chrono::NaiveDate;

use super::KeyError;
use crate::decision::armor::{NAMESPACE, PublicKey};

/// Whom the file names, patterns among them: `"ada@example.org,*@ops.example.org" ssh-ed25519 …`.
pub fn principals(text: &str) -> Vec<String> {
    entries(text).flat_map(|(names, _)| names).collect()
}

/// The addresses of one person: several on a line. An authority's line and a pattern name whoever it may be.
pub fn lines(text: &str) -> Vec<Vec<String>> {
    let is_one = |(names, rest): &(Vec<String>, &str)| {
        let is_pattern = names.iter().any(|name| name.contains(['*', '?', '!']));
        let options = rest.trim_start().split([' ', '\t']).next();
        let options = options.unwrap_or_default().to_ascii_lowercase();
        names.len() > 1 && !is_pattern && !options.contains("cert-authority")
    };
    let found = entries(text).filter(is_one);
    found.map(|(names, _)| names).collect()
}

/// The names of each line, and what stands behind them.
fn entries(text: &str) -> impl Iterator<Item = (Vec<String>, &str)> {
    let lines = text.lines().map(str::trim_start);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let (names, rest) = match line.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"'),
            None => line.split_once([' ', '\t']),
        }
        .unwrap_or((line, ""));
        (names.split(',').map(str::to_owned).collect(), rest)
    })
}

/// The last day of a key, where the file names one.
pub fn end(file: &Path, key: &PublicKey) -> Result<Option<NaiveDate>, KeyError> {
    let text = read(file)?;
    let blob = key.base64();
    let options = text.lines().filter_map(|line| line.split_once(&blob));
    let days = options.filter_map(|(options, _)| {
        let options = options.to_ascii_lowercase();
        let (_, day) = options.split_once("valid-before=")?;
        let day = day.trim_start_matches('"').get(..8)?;
        NaiveDate::parse_from_str(day, "%Y%m%d").ok()
    });
    Ok(days.max())
}

fn read(file: &Path) -> Result<String, KeyError> {
    std::fs::read_to_string(file).map_err(|source| KeyError::File {
        what: "cannot read the allowed signers",
        path: file.to_owned(),
        source,
    })
}

/// What is worth a warning in the line of a key: an entry without `namespaces=` allows any use of the key.
pub fn warning(file: &Path, key: &PublicKey) -> Result<Option<String>, KeyError> {
    let text = read(file)?;
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
