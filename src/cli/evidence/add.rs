//! `signoff evidence add`.

use clap::ArgGroup;
use clap::builder::NonEmptyStringValueParser;

use crate::cli::attach;
use crate::cli::call::Call;
use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::cli::secrets::SecretOptions;
use crate::cli::words::said;
use crate::face::failure::Failure;
use crate::review::{Change, evidence};

/// Attest an item again as it was last, with more evidence
///
/// A file or link that is attached already takes the place of the earlier piece.
#[derive(Debug, clap::Args)]
#[command(override_usage = "signoff evidence add [OPTIONS] <ITEM> [LINK_OR_PATH]...")]
#[command(group = ArgGroup::new("what").args(["attached", "notes"]).required(true).multiple(true))]
pub(crate) struct Add {
    /// The item, such as SEC-2, or azure-deployment/SEC-2
    item: String,

    /// Links and files
    #[arg(value_name = "LINK_OR_PATH", value_hint = clap::ValueHint::FilePath,
        value_parser = NonEmptyStringValueParser::new())]
    attached: Vec<String>,

    /// What you saw, as evidence in words; give it again for several
    #[arg(long = "note", value_name = "TEXT", value_parser = said)]
    notes: Vec<String>,

    #[command(flatten)]
    secrets: SecretOptions,
}

impl Add {
    /// Records the attestation.
    pub(crate) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let (mut open, by) = call.begin(&self.secrets)?;
        let entry = open.dossier().entry(open.dossier().find(&self.item)?);
        let more = attach::gather(call, &open, &self.attached, &self.notes)?;
        let last = entry.latest().ok_or_else(|| {
            Failure::wrong(format!(
                "{} has no attestation that evidence could back",
                self.item
            ))
            .hint(format!(
                "attest it: signoff attest {} STATUS --evidence LINK_OR_PATH",
                self.item
            ))
        })?;
        let mut answer = last.answer.clone();
        for piece in more {
            evidence::attach(&mut answer.evidence, piece);
        }
        let change = Change::Attest {
            answered_by: None,
            keys: vec![entry.key()],
            answer: Box::new(answer),
        };
        call.change(&change, &mut open, &by, out)
    }
}
