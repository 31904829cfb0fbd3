//! Whom a command believes, and from which moment it looks: options that several commands have.

use std::path::PathBuf;

use chrono::{DateTime, NaiveTime, Utc};

use super::context::Context;
use super::failure::Failure;
use crate::keys::{Keygen, Trust, signers};
use crate::review::day::Day;
use crate::session::Session;
use crate::signoff::Proof;

/// Who may sign.
#[derive(Debug, clap::Args)]
pub struct TrustOptions {
    /// Who may sign [default: git's gpg.ssh.allowedSignersFile]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    allowed_signers: Option<PathBuf>,

    /// Keys that are revoked: a revocation list of ssh-keygen, or public keys
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
        self.at.map_or_else(|| context.now(), |day| day.seen_from(today).and_time(end).and_utc())
    }
}

impl TrustOptions {
    /// What the signature of every sign-off proves at a moment, in the order of the file.
    pub fn proofs(
        &self,
        context: &Context<'_>,
        session: &Session,
        at: DateTime<Utc>,
    ) -> Result<Vec<Proof>, Failure> {
        let signoffs = &session.dossier().review().signoffs;
        if signoffs.iter().all(|one| one.signature.is_none()) {
            return Ok(signoffs.iter().map(|_| Proof::Unsigned).collect());
        }
        let (keygen, trust) = self.trust(context, at)?;
        Ok(session.verify(&keygen, &trust)?)
    }

    /// The same of every revocation.
    pub fn revocation_proofs(
        &self,
        context: &Context<'_>,
        session: &Session,
        at: DateTime<Utc>,
    ) -> Result<Vec<Proof>, Failure> {
        let revocations = &session.dossier().review().revocations;
        if revocations.iter().all(|one| one.signature.is_none()) {
            return Ok(revocations.iter().map(|_| Proof::Unsigned).collect());
        }
        let (keygen, trust) = self.trust(context, at)?;
        Ok(session.verify_revocations(&keygen, &trust)?)
    }

    fn trust(&self, context: &Context<'_>, at: DateTime<Utc>) -> Result<(Keygen, Trust), Failure> {
        let around = context.around();
        let file = |path: &PathBuf| context.here().join(path);
        let Some(allowed) = self.allowed_signers.as_ref().map(file).or_else(|| signers::of_git(&around))
        else {
            return Err(Failure::wrong("cannot verify: nothing says who may sign")
                .hint("name an allowed-signers file: --allowed-signers FILE")
                .hint("or tell git: git config --global gpg.ssh.allowedSignersFile FILE"));
        };
        let revoked = self.revoked.as_ref().map(file);
        if let Some(missing) =
            [Some(&allowed), revoked.as_ref()].into_iter().flatten().find(|path| !path.is_file())
        {
            return Err(Failure::wrong(format!("cannot verify: there is no file {}", missing.display())));
        }
        let trust = Trust { allowed, revoked, at };
        Ok((Keygen::find(&around), trust))
    }
}
