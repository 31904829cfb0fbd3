//! Evidence of the open review: attached, read, read again.

use std::ffi::OsStr;
use std::ops::ControlFlow;
use std::path::Path;

use super::OpenReview;
use crate::evidence::{EvidenceError, Given, Root};
use crate::review::{Checks, Evidence, Schema};

impl OpenReview {
    /// Turns what a person in `here` gave into evidence: a link, or a file, which is read. `progress` hears of
    /// `(done, total)` bytes and may stop it.
    pub fn attach(
        &self,
        given: &str,
        here: &Path,
        progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<Evidence, EvidenceError> {
        let at = self.now();
        match read(given, here)? {
            Given::Link(url) => Ok(Evidence::Link { url, at }),
            Given::File(path) => {
                let name = self.name_evidence(Path::new(&path), here)?;
                self.evidence_root().measure(&name, at, progress)
            }
        }
    }

    /// How this review names an evidence file that a person in `here` gave.
    pub fn file_of(&self, given: &str, here: &Path) -> Result<String, EvidenceError> {
        match read(given, here)? {
            Given::Link(given) | Given::File(given) => self.name_evidence(Path::new(&given), here),
        }
    }

    fn name_evidence(&self, given: &Path, here: &Path) -> Result<String, EvidenceError> {
        let name = self.evidence_root().name(given, here)?;
        if self
            .path
            .file_name()
            .is_some_and(|own| own == OsStr::new(&name))
        {
            let why = "is the review itself, which changes with every answer";
            return Err(EvidenceError::Unfit { path: name, why });
        }
        Ok(name)
    }

    /// Where evidence files are looked for.
    pub fn evidence_root(&self) -> Root {
        let root = Root::of(&self.directory);
        match self.dossier.review().schema {
            Schema::One => root,
            Schema::Two => root.with_text(),
        }
    }

    /// Reads every evidence file that counts and takes in what was found.
    pub fn check_evidence(&mut self) {
        self.learn(self.read_evidence());
    }

    /// Reads every evidence file that counts.
    pub fn read_evidence(&self) -> Checks {
        let root = self.evidence_root();
        let paths = self.dossier.evidence_files().into_iter();
        paths
            .map(|path| (path.to_owned(), root.check(path)))
            .collect()
    }

    /// Takes in what evidence files were found to be.
    pub fn learn(&mut self, checks: Checks) {
        self.dossier.learn(checks, self.moment());
    }
}

fn read(given: &str, here: &Path) -> Result<Given, EvidenceError> {
    let unread = |why| EvidenceError::Unread {
        given: given.to_owned(),
        why,
    };
    match Given::read(given, here).map_err(unread)? {
        Given::File(path) if path.starts_with("https://") || path.starts_with("http://") => Err(
            unread("expected an address without spaces after https:// or http://"),
        ),
        given => Ok(given),
    }
}
