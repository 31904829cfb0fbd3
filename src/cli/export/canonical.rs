//! `signoff export canonical`: what a sign-off's digest is made of.

use std::io::{IsTerminal as _, stdout};
use std::path::PathBuf;

use super::super::call::Call;
use super::super::exit::Exit;
use super::super::output::Output;
use crate::decision::canonical;
use crate::face::failure::Failure;
use crate::text::visible;

/// Print the canonical content, byte for byte what the digest of a sign-off is made of
///
/// `signoff export canonical | sha256sum` gives the digest that stands in every statement.
#[derive(Debug, clap::Args)]
pub(crate) struct Canonical {
    /// The file to write or replace [default: stdout]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
}

impl Canonical {
    /// Prints or writes it.
    pub(crate) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let open = call.open()?;
        let text = canonical::text(open.dossier());
        if self.output.is_some() {
            out.deliver(&text, self.output.as_ref(), &open)?;
        } else if stdout().is_terminal() && text.contains(visible::is_hidden) {
            // Its bytes cannot be made visible without being others.
            return Err(Failure::wrong(
                "the content has hidden characters, which a terminal would obey",
            )
            .hint("write it into a file: --output FILE"));
        } else {
            out.exact(text);
        }
        Ok(Exit::Done)
    }
}
