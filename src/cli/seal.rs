//! `signoff seal` and `signoff unseal`.

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::secrets::SecretOptions;
use super::words::filled;
use crate::face::failure::Failure;
use crate::face::form::seal;
use crate::review::{Change, SealState};

/// Why a review is sealed or opened again.
#[derive(Debug, clap::Args)]
pub(super) struct SealCommand {
    /// Why; recorded
    #[arg(long, value_name = "WHY", value_parser = filled(seal::reason(SealState::Sealed)))]
    reason: String,

    #[command(flatten)]
    secrets: SecretOptions,
}

impl SealCommand {
    /// Records that the review is sealed, or that it is not any more.
    pub(super) fn run(
        &self,
        state: SealState,
        call: &Call<'_>,
        out: &mut Output,
    ) -> Result<Exit, Failure> {
        let (mut open, by) = call.begin(&self.secrets)?;
        let reason = self.reason.clone();
        call.change(&Change::Seal { state, reason }, &mut open, &by, out)
    }
}
