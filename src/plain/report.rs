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
        self.launch.verify(self.session);
        let text = render(&self.session.facts());
        if is_read {
            return self.read(markdown::lines(&spoken(&text)));
        }
        let review = self.session.path();
        let stem = review.file_stem().unwrap_or_default().to_string_lossy();
        let beside = review.with_file_name(format!("{stem}-report.md"));
        loop {
            let file = self
                .talk
                .text("File to write or replace", &beside.to_string_lossy())?;
            let path = self.launch.directory.join(file);
            match self.session.export(&path, &text) {
                Ok(()) => {
                    return self
                        .talk
                        .say(format!("The report is in {}.", path.display()));
                }
                Err(error) => self
                    .talk
                    .say(format!("Not written: {}.", causes::joined(&error)))?,
            }
        }
    }
}

/// The report without what is only for eyes: signs beside their words, dots between parts, and the zero-width space
/// that keeps addresses from becoming mentions.
fn spoken(report: &str) -> String {
    let report = without_armour(report);
    let signs = Status::VARIANTS
        .iter()
        .map(|status| (status.glyph(), status.label()));
    let text = report.replace("@\u{200b}", "@").replace(" · ", ", ");
    signs
        .chain([("○", "not reviewed")])
        .fold(text, |text, (sign, word)| {
            text.replace(&format!("{sign} {word}"), word)
        })
}

/// Without the letters of signatures, to which nobody listens. No sentence is made of such lines, so none can hide.
fn without_armour(report: &str) -> String {
    let is_letters = |line: &&str| {
        line.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
    };
    let mut out = String::with_capacity(report.len());
    let mut lines = report.lines();
    while let Some(line) = lines.next() {
        let mut after = lines.clone();
        if line == "-----BEGIN SSH SIGNATURE-----"
            && after.find(|line| !is_letters(line)) == Some("-----END SSH SIGNATURE-----")
        {
            lines = after;
            out.push_str("Here stands the signature, which the report in a file holds.\n");
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}
