//! `signoff evidence list`.

use serde::Serialize;

use super::pieces;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::{FAINT, HEADING, Output};
use crate::review::Evidence;
use crate::text::visible;

/// List the evidence of every attestation that counts
#[derive(Debug, clap::Args)]
pub struct List {
    /// Print JSON: a list of item, kind, url or path or text, digest, size and at
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct PieceJson<'s> {
    item: String,
    #[serde(flatten)]
    evidence: &'s Evidence,
}

impl List {
    /// Prints a line a piece.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let session = context.open()?;
        if self.json {
            out.json(
                &pieces(&session)
                    .map(|(item, evidence)| PieceJson { item, evidence })
                    .collect::<Vec<_>>(),
            );
            return Ok(Exit::Done);
        }
        for (item, piece) in pieces(&session) {
            let more = match piece {
                Evidence::File { digest, size, .. } => {
                    format!("  {FAINT}{size} bytes, {digest}{FAINT:#}")
                }
                Evidence::Link { .. } | Evidence::Note { .. } => String::new(),
            };
            out.line(format_args!(
                "{HEADING}{}{HEADING:#}  {}  {}{more}",
                visible::line(&item),
                piece.kind(),
                visible::line(piece.label())
            ));
        }
        if pieces(&session).next().is_none() {
            out.say("no evidence yet");
            out.hint("attach some: signoff evidence add ITEM LINK_OR_PATH");
        }
        Ok(Exit::Done)
    }
}
