//! `signoff report`: the review for readers.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Exit;
use super::context::Context;
use super::failure::Failure;
use super::output::Output;
use crate::report::markdown;

/// Render the review for readers
#[derive(Debug, clap::Args)]
pub struct Report {
    /// The form
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,

    /// The file to write or replace [default: stdout]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
}

/// The forms that a report can have.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Markdown,
}

impl Report {
    /// Prints or writes the report.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let session = context.open_checked()?;
        let text = match self.format {
            Format::Markdown => markdown::render(session.dossier(), session.now()),
        };
        match &self.output {
            None => out.text(&text),
            Some(file) => {
                session.export(file, &text)?;
                out.say(format!("wrote {}", file.display()));
            }
        }
        Ok(Exit::Done)
    }
}
