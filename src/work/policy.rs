//! Reading a policy file.

use std::path::Path;

use super::WorkError;
use crate::decision::PolicyFile;
use crate::policy::form;
use crate::store::disk;
use crate::text::digest::Digest;

/// Which file it is, with its rules.
pub fn read(file: &Path) -> Result<PolicyFile, WorkError> {
    let (text, _) = disk::read(file)?;
    let (rules, target) = form::parse(file, &text).map_err(|wrong| disk::tellable(file, wrong))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(PolicyFile {
        name: name.into_owned(),
        digest: Digest::of(text.as_bytes()),
        rules,
        target,
    })
}
