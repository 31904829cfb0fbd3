//! The report: read out, or written into a file.

use strum::VariantArray as _;

use super::ask::Asked;
use super::markdown;
use super::walk::Walker;
use crate::report::markdown::render;
use crate::review::Status;
use crate::text::causes;

impl Walker<'_, '_> {
    /// Asks what is to be done with the report.
    pub(super) fn report(&mut self) -> Asked<()> {
        let options = ["read it here".to_owned(), "write it into a file".to_owned()];
        let is_read = self.talk.choose("Report", &options, None)? == 0;
        self.session.check_evidence();
        let text = render(self.session.dossier(), self.session.now());
        if is_read {
            return self.read(markdown::lines(&spoken(&text)));
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

/// The report without what is only for eyes: signs beside their words, dots between parts, and the zero-width space
/// that keeps addresses from becoming mentions.
fn spoken(report: &str) -> String {
    let signs = Status::VARIANTS.iter().map(|status| (status.glyph(), status.label()));
    let text = report.replace("@\u{200b}", "@").replace(" · ", ", ");
    signs
        .chain([("○", "not reviewed")])
        .fold(text, |text, (sign, word)| text.replace(&format!("{sign} {word}"), word))
}
