//! An answer as far as it was typed.

use serde::{Deserialize, Serialize};

use super::{Answer, Entry, Evidence, Finding, Gap, Ground, ItemKey, Spot, Status};
use crate::policy::{Calendar, day};

/// What a person typed of an answer and did not save; everything may be missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AnswerDraft {
    pub key: ItemKey,
    /// What is true.
    pub status: Option<Status>,
    /// Why the item does not apply.
    pub reason: Option<Ground>,
    pub rationale: String,
    /// What will be done.
    pub action: String,
    pub owner: String,
    pub due: String,
    /// Who accepts the risk.
    pub accepted_by: String,
    /// How long it holds.
    pub until: String,
    /// What backs it.
    pub evidence: Vec<Evidence>,
    /// Evidence that was typed and not added.
    pub adding: String,
    /// The attestation that counted when it was begun: whoever answers has seen that one.
    #[serde(default)]
    pub basis: Option<String>,
}

impl AnswerDraft {
    /// What was said last of an item, to start from; empty where nothing was.
    pub fn of(entry: &Entry<'_>) -> Self {
        match entry.latest() {
            Some(latest) => Self {
                basis: Some(latest.id.clone()),
                ..Self::again(entry.key(), latest.unstruck())
            },
            None => Self::blank(entry.key()),
        }
    }

    /// An answer as it would be typed.
    pub fn again(key: ItemKey, answer: Answer) -> Self {
        let text = |value: Option<String>| value.unwrap_or_default();
        Self {
            status: Some(answer.status),
            reason: answer.reason,
            rationale: answer.rationale,
            action: text(answer.finding.action),
            owner: text(answer.finding.owner.map(|owner| owner.to_string())),
            due: text(answer.finding.due.map(|due| due.to_string())),
            accepted_by: text(answer.accepted_by.map(|who| who.to_string())),
            until: text(answer.until.map(|until| until.to_string())),
            evidence: answer.evidence,
            ..Self::blank(key)
        }
    }

    /// Nothing typed yet.
    pub fn blank(key: ItemKey) -> Self {
        Self {
            key,
            status: None,
            reason: None,
            rationale: String::new(),
            action: String::new(),
            owner: String::new(),
            due: String::new(),
            accepted_by: String::new(),
            until: String::new(),
            evidence: Vec::new(),
            adding: String::new(),
            basis: None,
        }
    }

    /// The answer as far as it can be read, and what cannot; `None` where no status is chosen. What the status has no
    /// use for is not read.
    pub fn read(&self, calendar: Calendar) -> Option<(Answer, Vec<Gap>)> {
        let status = self.status?;
        let mut wrong = Vec::new();
        let finding = Finding {
            action: filled(&self.action).map(str::to_owned),
            owner: part(
                &self.owner,
                status.needs_finding(),
                Spot::Owner,
                &mut wrong,
                str::parse,
            ),
            due: part(
                &self.due,
                status.needs_finding(),
                Spot::Due,
                &mut wrong,
                |text| day::parse(text, calendar),
            ),
        };
        let accepted = status == Status::RiskAccepted;
        let answer = Answer {
            status,
            rationale: self.rationale.clone(),
            reason: self.reason,
            finding,
            accepted_by: part(
                &self.accepted_by,
                accepted,
                Spot::AcceptedBy,
                &mut wrong,
                str::parse,
            ),
            until: part(&self.until, true, Spot::Until, &mut wrong, |text| {
                day::parse(text, calendar)
            }),
            evidence: self.evidence.clone(),
        };
        Some((answer.tidy(), wrong))
    }
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// A part that is of use, where something was typed that can be read.
fn part<T>(
    text: &str,
    is_of_use: bool,
    field: Spot,
    wrong: &mut Vec<Gap>,
    parse: impl Fn(&str) -> Result<T, &'static str>,
) -> Option<T> {
    let text = filled(text).filter(|_| is_of_use)?;
    parse(text)
        .map_err(|error| {
            wrong.push(Gap {
                field,
                message: error.to_owned(),
            });
        })
        .ok()
}
