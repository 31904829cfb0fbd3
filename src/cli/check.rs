//! `signoff check`: the gate for a pipeline.

use serde::Serialize;

use super::context::Context;
use super::failure::Failure;
use super::output::{GOOD, Output};
use super::{Exit, reasons};
use crate::review::Standing;
use crate::session::Session;
use crate::signoff::{canonical, holding, statement};
use crate::text::digest::Digest;
use crate::text::visible;

/// Exit 0 if the review is signed off, else 1 with every reason on its own line
///
/// Reads every evidence file again: a changed one makes its attestation stale.
#[derive(Debug, clap::Args)]
pub struct Check {
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
        let session = context.open_checked()?;
        let reasons = reasons::of(&session);
        if self.json {
            out.json(&CheckJson {
                schema: 1,
                signed_off: reasons.is_empty(),
                content: canonical::digest(session.dossier()),
                reasons: reasons.iter().map(Into::into).collect(),
            });
        } else if reasons.is_empty() {
            out.line(format_args!("{GOOD}signed off:{GOOD:#} {}", visible::line(&verdict(&session))));
        } else {
            for reason in &reasons {
                out.line(visible::line(&reason.to_string()));
            }
        }
        Ok(reasons::exit(&reasons))
    }
}

fn verdict(session: &Session) -> String {
    let dossier = session.dossier();
    let held = holding::all(dossier, session.now())
        .into_iter()
        .filter(|holding| holding.standing == Standing::Current && holding.signoff.decision.approves())
        .map(|holding| format!("{} by {}", statement::short(holding.signoff), holding.signoff.by))
        .collect::<Vec<_>>();
    format!(
        "{}, {} ({})",
        statement::subject(&dossier.review().subject),
        held.join(", "),
        statement::NOT_SIGNED
    )
}
