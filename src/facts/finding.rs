//! Something that is not in order.

use chrono::NaiveDate;
use serde::Serialize;

use super::Facts;
use crate::policy::Severity;
use crate::review::{Lapse, OpenFinding, Person, Standing, Status};

/// A finding.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FindingFacts<'r> {
    /// The item, by the shortest name that commands take.
    pub item: String,
    /// What is asked.
    pub title: &'r str,
    /// How much it matters.
    pub severity: Severity,
    /// What was said, whether it holds or not.
    pub status: Status,
    /// Whether that holds: `current`, `expired` or `stale`.
    pub standing: Standing,
    /// Why it does not, or null.
    pub why: Option<String>,
    /// Why it is so.
    pub rationale: &'r str,
    /// What will be done, or null.
    pub action: Option<&'r str>,
    /// Who sees to it, or who accepts the risk, or null.
    pub owner: Option<&'r Person>,
    /// When it is due, or until when the risk is accepted, or null.
    pub date: Option<NaiveDate>,
    /// True once that day is over.
    pub overdue: bool,
    /// As people read it, the most pressing first.
    pub state: String,
}

impl<'r> Facts<'r> {
    /// What is to be said of one of the [findings](Self::findings).
    pub fn finding(&self, finding: &OpenFinding) -> FindingFacts<'r> {
        let entry = self.dossier.entry(finding.position);
        let answer = entry.latest().map(|latest| &latest.answer);
        FindingFacts {
            item: self.dossier.name(finding.position),
            title: &entry.item.title,
            severity: finding.severity,
            status: finding.status,
            standing: finding
                .lapse
                .as_ref()
                .map_or(Standing::Current, Lapse::standing),
            why: finding.lapse.as_ref().map(ToString::to_string),
            rationale: answer.map_or("", |answer| &answer.rationale),
            action: answer.and_then(|answer| answer.finding.action.as_deref()),
            owner: answer.and_then(|answer| answer.owner()),
            date: finding.date,
            overdue: finding.is_overdue(self.today()),
            state: finding.states(self.today()).join(", "),
        }
    }
}
