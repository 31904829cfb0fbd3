//! The gate as commands ask it: `check` tells what it says, `export in-toto` hands it on.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::context::Context;
use super::failure::Failure;
use super::trust::TrustOptions;
use super::words::words;
use crate::checklist::form;
use crate::decision::{Demand, Proof, Reason, Stage, gate};
use crate::report::intoto::Resource;
use crate::session::Session;
use crate::store::disk;
use crate::text::digest::Digest;

/// What is asked of the review.
#[derive(Debug, clap::Args)]
pub struct GateOptions {
    /// How far the review must be [default: approved, and signed where the policy says so]
    #[arg(long, value_name = "STAGE", value_parser = words::<Stage>())]
    require: Option<Stage>,

    /// A policy file of your own; of each rule the stricter one holds, its or the checklist's
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    policy: Option<PathBuf>,

    /// The revision that is being deployed: the review must be of it
    #[arg(long, value_name = "REV")]
    revision: Option<String>,

    #[command(flatten)]
    trust: TrustOptions,
}

/// What the gate says of a review.
pub struct Ruling {
    /// The review as it was looked at.
    pub session: Session,
    /// What the signatures prove; `None` where nobody asked for them.
    pub proofs: Option<Vec<Proof>>,
    /// The policy file that was named.
    pub policy: Option<Resource>,
    /// Why it does not pass; none means that it does.
    pub reasons: Vec<Reason>,
}

impl GateOptions {
    /// How far the review must be.
    pub fn stage(&self) -> Stage {
        self.require.unwrap_or(Stage::Approved)
    }

    /// Asks the gate about the review as it stands at a moment.
    pub fn ask(&self, context: &Context<'_>, at: DateTime<Utc>) -> Result<Ruling, Failure> {
        let mut session = context.open_checked()?;
        let policy = self
            .policy
            .as_ref()
            .map(|file| tighten(&mut session, context, file))
            .transpose()?;
        session.reassess_at(at);
        let stage = self.stage();
        let wanted = stage == Stage::Signed || session.dossier().policy().needs_proofs();
        let proofs = (wanted || self.trust.is_named())
            .then(|| self.trust.verify(context, &session, at))
            .transpose()?
            .map(|verified| verified.signoffs);
        let demand = Demand {
            stage,
            proofs: proofs.as_deref(),
            revision: self.revision.as_deref(),
        };
        let reasons = gate::reasons(session.dossier(), at, &demand);
        Ok(Ruling {
            session,
            proofs,
            policy,
            reasons,
        })
    }
}

/// Takes a policy file's rules in, and tells which it was.
fn tighten(
    session: &mut Session,
    context: &Context<'_>,
    file: &std::path::Path,
) -> Result<Resource, Failure> {
    let file = context.here().join(file);
    let (text, _) = disk::read(&file)?;
    session.tighten(&form::parse_policy(&file, &text)?);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(Resource::new(name, Digest::of(text.as_bytes())))
}
