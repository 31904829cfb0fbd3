//! Reading a policy file.

use std::path::Path;

use super::WorkError;
use crate::decision::PolicyFile;
use crate::policy::{Policy, form};
use crate::store::disk;
use crate::text::digest::Digest;

/// Which file it is, and its rules.
pub fn read(file: &Path) -> Result<(PolicyFile, Policy), WorkError> {
    let (text, _) = disk::read(file)?;
    let policy = form::parse(file, &text)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let (name, digest) = (name.into_owned(), Digest::of(text.as_bytes()));
    Ok((PolicyFile { name, digest }, policy))
}
