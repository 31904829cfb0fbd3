//! `signoff status`: how far a review is, what is missing, what expires.

mod text;

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::question::{AuditOptions, QuestionOptions, Unverified};
use crate::face::failure::Failure;
use crate::facts::Filter;
use crate::facts::filter::Circumstances;
use crate::work::OpenReview;

/// Show progress, what is missing, what expires, findings and sign-offs
///
/// Exits 0 whatever the review says; `signoff check` is the gate.
///
/// A filter has words, whose letters may be left out, and terms; an item must match all of them, and none that has
/// a - before it:
///
///   is:   met, partial, unmet, risk-accepted, na, not-reviewed, open, overdue, stale, expired, returned, asked,
///         undecided, draft
///   sev:  critical, high, medium, low, or >=high for that and worse
///   cat:  some letters of a category
///   by:   some letters of who attested last
///   has:  evidence, finding, draft, reference
///   for:  some letters of who is asked, or is to answer
///   mine: what waits for you
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct StatusCommand {
    /// Print JSON, with every item and what was said of it
    #[arg(long)]
    json: bool,

    /// List only the items that match, such as 'is:unmet sev:>=high net'
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    filter: Option<String>,

    #[command(flatten)]
    question: QuestionOptions,

    #[command(flatten)]
    audit: AuditOptions,
}

impl StatusCommand {
    /// Prints the status.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let (question, audit) = (&self.question, Some(&self.audit));
        let open = question.open(call, audit, Unverified::IsSaid)?;
        let found = self
            .filter
            .as_deref()
            .map(|query| find(query, &open, call))
            .transpose()?;
        match (self.json, &found) {
            (true, _) => out.json(&open.facts().status(open.path(), found.as_deref())),
            (false, Some(found)) => text::items(&open, found, out),
            (false, None) => print(call, &open, out),
        }
        Ok(Exit::Done)
    }
}

/// The positions of the items that a query leaves; a script is told of a wrong term instead of getting too much.
fn find(query: &str, open: &OpenReview, call: &Call<'_>) -> Result<Vec<usize>, Failure> {
    let filter = Filter::parse(query);
    if !filter.wrong.is_empty() {
        return Err(Failure::wrong("the filter is not understood")
            .details(filter.wrong.into_iter().map(|wrong| wrong.message)));
    }
    let dossier = open.dossier();
    let drafts = call.drafts().items(&dossier.review().subject.id);
    let who = filter.asks_who().then(|| call.who()).transpose()?;
    Ok(filter.positions(Circumstances {
        facts: open.facts(),
        who: who.as_ref(),
        has_draft: &|key| drafts.contains(key),
    }))
}

/// Prints the status of a review whose evidence was read.
pub(super) fn print(call: &Call<'_>, open: &OpenReview, out: &mut Output) {
    let drafts = call.drafts().items(&open.dossier().review().subject.id);
    text::print(open, &drafts, out);
}

#[cfg(test)]
mod tests {
    use crate::cli::schema;
    use crate::facts::StatusFacts;

    #[test]
    fn the_schema_describes_what_is_printed() {
        let lines = [
            "status --json",
            "status --json --filter is:open --require signed --revision v2 --at 2031-01-01",
            "status --json --allowed-signers allowed-signers",
        ];
        schema::hold::<StatusFacts<'_>>("status", StatusFacts::SCHEMA, &lines);
    }
}
