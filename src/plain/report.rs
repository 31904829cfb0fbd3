//! The report and the minutes: read out, or written into a file.

use super::ask::Asked;
use super::spoken;
use super::walk::Walker;
use crate::face::failure::Failure;
use crate::report::markdown;
use crate::work::rendering_file;

impl Walker<'_, '_> {
    /// Asks what is to be done with the report.
    pub(super) fn report(&mut self) -> Asked<()> {
        let options = ["read it here", "write it into a file"];
        let is_read = self.talk.choose("Report", &options, None)? == 0;
        self.open.check_evidence();
        self.setup.verify(self.open);
        let facts = self.open.facts();
        if is_read {
            return self.read(spoken::lines(&facts));
        }
        let text = markdown::render(&facts);
        self.write("report", &text)
    }

    /// Asks for a file, and writes what is called so into it.
    pub(super) fn write(&mut self, what: &str, text: &str) -> Asked<()> {
        let beside = rendering_file(self.open.path(), what);
        loop {
            let file = self
                .talk
                .text("File to write or replace", &beside.to_string_lossy())?;
            let path = self.setup.directory.join(file);
            match self.open.export(&path, text) {
                Ok(()) => {
                    return self.talk.say(format!("Written into {}.", path.display()));
                }
                Err(error) => self
                    .talk
                    .say(format!("Not written: {}.", Failure::from(error).line()))?,
            }
        }
    }
}
