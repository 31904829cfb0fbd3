//! `signoff report`: the review for readers.

use std::path::PathBuf;

use clap::ValueEnum;

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::question::{AuditOptions, QuestionOptions, Unverified};
use crate::decision::Proofs;
use crate::face::failure::Failure;
use crate::report::markdown;

/// Render the review for readers
///
/// Verifies the signatures with OpenSSH's ssh-keygen. Where nothing says who may sign, or OpenSSH is missing, the report
/// says so.
#[derive(Debug, clap::Args)]
pub(super) struct ReportCommand {
    /// The form
    #[arg(long, value_enum, default_value = "markdown")]
    format: Format,

    /// The file to write or replace [default: stdout]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,

    #[command(flatten)]
    question: QuestionOptions,

    #[command(flatten)]
    audit: AuditOptions,
}

/// The forms that a report can have.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Markdown,
}

impl ReportCommand {
    /// Prints or writes the report.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let (question, audit) = (&self.question, Some(&self.audit));
        let open = question.open(call, audit, Unverified::IsSaid)?;
        let facts = open.facts();
        if let Proofs::Unknown(why) = facts.proofs {
            out.note(format!(
                "the report says that no signature was verified: {why}"
            ));
        }
        let text = match self.format {
            Format::Markdown => markdown::render(&facts),
        };
        out.deliver(&text, self.output.as_ref(), &open)?;
        Ok(Exit::Done)
    }
}
