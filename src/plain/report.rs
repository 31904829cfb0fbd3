//! The report: read out, or written into a file.

use super::ask::Asked;
use super::markdown;
use super::walk::Walker;
use crate::report::markdown::render;
use crate::text::causes;

impl Walker<'_, '_> {
    /// Asks what is to be done with the report.
    pub(super) fn report(&mut self) -> Asked<()> {
        let options = ["read it here".to_owned(), "write it into a file".to_owned()];
        let is_read = self.talk.choose("Report", &options, None)? == 0;
        self.session.check_evidence();
        let text = render(self.session.dossier(), self.session.now());
        if is_read {
            // The zero-width space keeps addresses from becoming mentions; nobody needs to hear it.
            return self.read(markdown::lines(&text.replace("@\u{200b}", "@")));
        }
        let review = self.session.path();
        let stem = review.file_stem().unwrap_or_default().to_string_lossy();
        let beside = review.with_file_name(format!("{stem}-report.md"));
        loop {
            let file = self.talk.text("File to write or replace", &beside.to_string_lossy())?;
            let path = self.launch.directory.join(file);
            match self.session.export(&path, &text) {
                Ok(()) => return self.talk.say(format!("The report is in {}.", path.display())),
                Err(error) => self.talk.say(format!("Not written: {}.", causes::joined(&error)))?,
            }
        }
    }
}
