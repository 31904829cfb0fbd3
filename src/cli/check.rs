//! `signoff check`: the gate for a pipeline.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::context::Context;
use super::failure::Failure;
use super::gate::{GateOptions, Ruling};
use super::output::{GOOD, Output};
use super::trust::AuditOptions;
use super::{Exit, reasons};
use crate::decision::{Proof, canonical, holding, statement};
use crate::review::Standing;
use crate::session::Session;
use crate::text::digest::Digest;
use crate::text::visible;

/// Exit 0 if the review is signed off, else 1 with every reason on its own line
///
/// Reads every evidence file again: a changed one makes its attestation stale. Where the policy or --require asks for
/// signatures, they are verified with OpenSSH's ssh-keygen.
#[derive(Debug, clap::Args)]
pub struct Check {
    #[command(flatten)]
    gate: GateOptions,

    #[command(flatten)]
    audit: AuditOptions,

    /// Print JSON: schema, signed-off, content (the digest that a sign-off is bound to) and reasons
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct CheckJson {
    /// The form of this JSON.
    schema: u8,
    /// The verdict.
    signed_off: bool,
    /// The digest that a sign-off is bound to.
    content: Digest,
    /// Why not.
    reasons: Vec<reasons::ReasonJson>,
}

impl Check {
    /// Prints the reasons.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let at = self.audit.moment(context);
        let Ruling {
            session,
            proofs,
            reasons,
            ..
        } = self.gate.ask(context, at)?;
        if self.json {
            out.json(&CheckJson {
                schema: 1,
                signed_off: reasons.is_empty(),
                content: canonical::digest(session.dossier()),
                reasons: reasons.iter().map(Into::into).collect(),
            });
        } else if reasons.is_empty() {
            out.line(format_args!(
                "{GOOD}signed off:{GOOD:#} {}",
                visible::line(&verdict(&session, at, proofs.as_deref()))
            ));
        } else {
            for reason in &reasons {
                out.line(visible::line(&reason.to_string()));
            }
        }
        Ok(reasons::exit(&reasons))
    }
}

fn verdict(session: &Session, at: DateTime<Utc>, proofs: Option<&[Proof]>) -> String {
    let dossier = session.dossier();
    let held = holding::proven(dossier, at, proofs)
        .into_iter()
        .enumerate()
        .filter(|(_, held)| held.standing == Standing::Current && held.signoff.decision.approves())
        .map(|(nth, held)| {
            let proof = match (proofs.map(|proofs| &proofs[nth]), &held.signoff.signature) {
                (Some(Proof::Good(signer)), _) => format!("signed with {}", signer.fingerprint),
                (Some(Proof::Refused(why)), _) => format!("signature refused: {why}"),
                (_, Some(_)) => "signature not verified here".to_owned(),
                (_, None) => statement::NOT_SIGNED.to_owned(),
            };
            format!(
                "{} by {} ({proof})",
                statement::short(held.signoff),
                held.signoff.by
            )
        })
        .collect::<Vec<_>>();
    format!(
        "{}, {}",
        statement::subject(&dossier.review().subject),
        held.join(", ")
    )
}
