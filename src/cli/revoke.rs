//! `signoff revoke`: take a sign-off back.

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::secrets::SecretOptions;
use super::signing::{self, SigningOptions};
use super::words::filled;
use crate::decision::wording;
use crate::face::failure::Failure;
use crate::face::form::revoke;

/// Take a sign-off back: it stays in the file and counts no longer
///
/// An approval is taken back by anybody, since that only takes trust away; a rejection by who made it. Who did it is
/// recorded, and `signoff verify` tells whether that is signed. What takes a sign-off's place is a new one in the same
/// role.
#[derive(Debug, clap::Args)]
pub(super) struct Revoke {
    /// The sign-off: its id or the beginning of it, or a role for the last one in that role
    signoff: String,

    /// Why
    #[arg(long, value_name = "WHY", value_parser = filled(&revoke::REASON))]
    reason: String,

    #[command(flatten)]
    signing: SigningOptions,

    #[command(flatten)]
    secrets: SecretOptions,
}

impl Revoke {
    /// Records the revocation.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let (mut open, by) = call.begin(&self.secrets)?;
        let key = self.signing.key(call, out)?;
        let reason = self.reason.clone();
        let mut revocation = open.take_back(&self.signoff, reason, by, key.as_ref())?;
        revocation.signature = signing::sign(&revocation.statement, key.as_ref(), call, out)?;
        // Nobody signs what another program wrote meanwhile: there is no second try.
        let is_signed = revocation.signature.is_some();
        out.warnings(open.revoke(revocation.clone())?.warnings());
        if let Some(signoff) = open.dossier().review().signoff_of(&revocation) {
            out.say(format!("revoked: {}", wording::full(signoff)));
        }
        if !is_signed {
            out.note(format!(
                "this revocation is {}; it counts all the same",
                wording::NOT_SIGNED
            ));
        }
        Ok(Exit::Done)
    }
}
