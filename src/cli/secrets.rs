//! Keeping what looks like a secret: the option of whatever records text or files.

use crate::work::OpenReview;

/// Whether what looks like a secret is kept.
#[derive(Debug, clap::Args)]
pub(super) struct SecretOptions {
    /// Keep what looks like a secret, such as a token or a private key; the file and git never forget it
    #[arg(long)]
    pub allow_secrets: bool,
}

impl SecretOptions {
    /// Tells the review.
    pub(super) fn tell(&self, open: &mut OpenReview) {
        open.allow_secrets(self.allow_secrets);
    }
}
