//! `signoff findings`: what is not in order.

use serde::Serialize;

use super::call::Call;
use super::exit::Exit;
use super::output::{BAD, CARE, FAINT, HEADING, Output, style};
use crate::face::failure::Failure;
use crate::facts::{Facts, FindingFacts, Head};
use crate::review::{OpenFinding, Person, Status, Urgency};
use crate::text::number::count;
use crate::text::visible;

/// List what is partial, unmet or risk accepted, the overdue first
///
/// Then by severity and date. What was attested so and no longer holds is listed too. Exits 0 whatever is found;
/// `signoff check` is the gate.
#[derive(Debug, clap::Args)]
pub(super) struct FindingsCommand {
    /// Print JSON: the review, and for each finding item, severity, status, standing, action, owner, date and more
    #[arg(long)]
    json: bool,
}

/// Counts up where a key goes away, or means something else.
const SCHEMA: u8 = 2;

/// What is not in order in a review.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct FindingsJson<'s> {
    #[serde(flatten)]
    head: Head<'s>,
    /// The overdue first, then by severity, then by date; no date stands before any date.
    findings: Vec<FindingFacts<'s>>,
}

impl FindingsCommand {
    /// Prints them.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let open = call.open_checked()?;
        let facts = open.facts();
        let found = facts.findings();
        if self.json {
            out.json(&FindingsJson {
                head: facts.head(SCHEMA, open.path()),
                findings: found.list.iter().map(|one| facts.finding(one)).collect(),
            });
            return Ok(Exit::Done);
        }
        for one in &found.list {
            print(one, "", &facts, out);
        }
        if found.list.is_empty() {
            out.say("no findings: no item was attested as partial, unmet or risk accepted");
            let left = facts.dossier.tally().not_reviewed;
            if left > 0 {
                out.say(format!(
                    "not reviewed yet: {}",
                    count(left, "item", "items")
                ));
            }
        } else {
            out.say(format!(
                "{} open, {}, {} overdue, {} without owner",
                found.open,
                count(found.accepted, "risk accepted", "risks accepted"),
                found.overdue,
                found.unowned
            ));
        }
        Ok(Exit::Done)
    }
}

/// Prints a finding, and below it who sees to it.
pub(super) fn print(one: &OpenFinding, indent: &str, facts: &Facts<'_>, out: &mut Output) {
    let finding = facts.finding(one);
    let color = style(Some(finding.status));
    let urgent = match one.urgency(facts.today()) {
        Urgency::Overdue => BAD,
        Urgency::Amiss => CARE,
        Urgency::Planned => FAINT,
    };
    let date = match (finding.date, finding.status) {
        (None, _) => String::new(),
        (Some(until), Status::RiskAccepted) => format!(" (until {until})"),
        (Some(due), _) => format!(" (due {due})"),
    };
    out.line(format_args!(
        "{indent}{HEADING}{}{HEADING:#}  {color}{}{color:#}  {}  {urgent}{}{urgent:#}{date}  {}",
        visible::line(&finding.item),
        finding.status.label(),
        finding.severity,
        finding.state,
        visible::line(finding.title)
    ));
    if let Some(why) = &finding.why {
        out.line(format_args!(
            "{indent}  {CARE}{}: {}{CARE:#}",
            finding.standing,
            visible::line(why)
        ));
    }
    let who = finding.owner.map_or("nobody", Person::as_str);
    let what = match (finding.action, finding.status) {
        (Some(action), _) => action,
        (None, Status::RiskAccepted) => "accepts the risk",
        (None, _) => "no action stated",
    };
    out.line(format_args!(
        "{indent}  {}: {}",
        visible::line(who),
        visible::line(what)
    ));
}

#[cfg(test)]
mod tests {
    use super::{FindingsJson, SCHEMA};
    use crate::cli::schema;

    #[test]
    fn the_schema_describes_what_is_printed() {
        schema::hold::<FindingsJson<'_>>("findings", SCHEMA, &["findings --json"]);
    }
}
