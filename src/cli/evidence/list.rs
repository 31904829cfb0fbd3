//! `signoff evidence list`.

use serde::Serialize;

use crate::cli::call::Call;
use crate::cli::exit::Exit;
use crate::cli::output::{FAINT, HEADING, Output};
use crate::face::failure::Failure;
use crate::facts::{EvidenceFacts, Head};
use crate::review::Evidence;
use crate::text::number::bytes;
use crate::text::visible;

/// List the evidence of every attestation that counts
#[derive(Debug, clap::Args)]
pub(crate) struct ListEvidence {
    /// Print JSON: the review, and for each piece item, kind, url or path or text, and what became of the file
    #[arg(long)]
    json: bool,
}

/// Counts up where a key goes away, or means something else.
const SCHEMA: u8 = 2;

/// The evidence of a review.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct EvidenceJson<'s> {
    #[serde(flatten)]
    head: Head<'s>,
    /// What backs every attestation that counts, item by item.
    evidence: Vec<EvidenceFacts<'s>>,
}

impl ListEvidence {
    /// Prints a line a piece.
    pub(crate) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        // Only JSON says what became of a file, and files may be large.
        if self.json {
            let open = call.open_checked()?;
            let facts = open.facts();
            out.json(&EvidenceJson {
                head: facts.head(SCHEMA, open.path()),
                evidence: facts.evidence().collect(),
            });
            return Ok(Exit::Done);
        }
        let open = call.open()?;
        let facts = open.facts();
        for EvidenceFacts { item, evidence, .. } in facts.evidence() {
            let more = match evidence {
                Evidence::File { digest, size, .. } => {
                    format!("  {FAINT}{}, {digest}{FAINT:#}", bytes(*size))
                }
                Evidence::Link { .. } | Evidence::Note { .. } => String::new(),
            };
            out.line(format_args!(
                "{HEADING}{}{HEADING:#}  {}  {}{more}",
                visible::line(&item),
                evidence.kind(),
                visible::line(evidence.label())
            ));
        }
        if facts.evidence().next().is_none() {
            out.say("no evidence yet");
            out.hint("attach some: signoff evidence add ITEM LINK_OR_PATH");
        }
        Ok(Exit::Done)
    }
}

#[cfg(test)]
mod tests {
    use super::{EvidenceJson, SCHEMA};
    use crate::cli::schema;

    #[test]
    fn the_schema_describes_what_is_printed() {
        schema::hold::<EvidenceJson<'_>>("evidence", SCHEMA, &["evidence list --json"]);
    }
}
