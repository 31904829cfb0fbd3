//! Whom a command believes, and from which moment it looks: options that several commands have.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::context::Context;
use super::failure::Failure;
use crate::decision::Verified;
use crate::keys::Lists;
use crate::review::day::Day;
use crate::session::Session;

/// Who may sign.
#[derive(Debug, clap::Args)]
pub struct TrustOptions {
    /// Who may sign [default: git's gpg.ssh.allowedSignersFile]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    allowed_signers: Option<PathBuf>,

    /// Keys that are revoked: a revocation list of ssh-keygen, or public keys [default: git's gpg.ssh.revocationFile]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    revoked: Option<PathBuf>,
}

/// When the review must hold, and keys must be valid.
#[derive(Debug, clap::Args)]
pub struct AuditOptions {
    /// The day to look from, for an audit [default: now]
    #[arg(long, value_name = "DATE")]
    at: Option<Day>,
}

impl AuditOptions {
    /// The moment to look from: the end of the day that was named.
    pub fn moment(&self, context: &Context<'_>) -> DateTime<Utc> {
        let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN);
        let today = context.now().date_naive();
        // Nothing in a review is dated later, and times are added to this one.
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(today);
        self.at.map_or_else(
            || context.now(),
            |day| day.seen_from(today).min(last).and_time(end).and_utc(),
        )
    }
}

impl TrustOptions {
    /// True where somebody says whom to believe, who then wants to know.
    pub fn is_named(&self) -> bool {
        self.allowed_signers.is_some() || self.revoked.is_some()
    }

    /// The lists that were named.
    pub fn lists(&self) -> Lists {
        Lists {
            allowed: self.allowed_signers.clone(),
            revoked: self.revoked.clone(),
        }
    }

    /// What the signatures in the review prove at a moment.
    pub fn verify(
        &self,
        context: &Context<'_>,
        session: &Session,
        at: DateTime<Utc>,
    ) -> Result<Verified, Failure> {
        Ok(session.verify(&self.lists(), &context.around(), at)?)
    }
}
