//! `signoff report`: the review for readers.

use std::path::PathBuf;

use clap::ValueEnum;

use super::Exit;
use super::context::Context;
use super::failure::Failure;
use super::output::Output;
use super::trust::{AuditOptions, TrustOptions};
use crate::keys::KeyError;
use crate::report::markdown;
use crate::text::causes;

/// Render the review for readers
///
/// Verifies the signatures with OpenSSH's ssh-keygen. Where nothing says who may sign, or OpenSSH is missing, the report
/// says so.
#[derive(Debug, clap::Args)]
pub struct Report {
    /// The form
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,

    /// The file to write or replace [default: stdout]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,

    #[command(flatten)]
    trust: TrustOptions,

    #[command(flatten)]
    audit: AuditOptions,
}

/// The forms that a report can have.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Markdown,
}

impl Report {
    /// Prints or writes the report.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let mut session = context.open_checked()?;
        let at = self.audit.moment(context);
        session.reassess_at(at);
        let verified = match session.verify(&self.trust.lists(), &context.around(), at) {
            Err(error @ (KeyError::NoSigners | KeyError::NotVerified(_))) => {
                let why = causes::joined(&error);
                out.note(format!(
                    "the report says that no signature was verified: {why}"
                ));
                Err(why)
            }
            found => Ok(found?),
        };
        let text = match self.format {
            Format::Markdown => markdown::render(
                session.dossier(),
                at,
                verified.as_ref().map_err(String::as_str),
            ),
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
