//! One person's statement on one item.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::Serialize;

use super::strike::Strikes;
use super::{Evidence, Ground, Person, Status};
use crate::checklist::Item;
use crate::policy::{Rule, day};
use crate::text::digest::Digest;
use crate::text::lines::unified;

/// What a person says of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Answer {
    /// What is true.
    pub status: Status,
    /// Why; empty where evidence alone speaks for "met".
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub rationale: String,
    /// Why the item does not apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Ground>,
    /// What will be done about it.
    #[serde(skip_serializing_if = "Finding::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub finding: Finding,
    /// Who accepts the risk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_by: Option<Person>,
    /// The last day on which the answer holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// What backs it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub evidence: Vec<Evidence>,
}

/// What will be done about an item that is not in order, by whom, by when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Finding {
    /// What will be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// Who sees to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Person>,
    /// The last day for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
}

/// An answer with who gave it, when, and to which text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Attestation {
    /// Unique everywhere.
    pub id: String,
    /// What was said.
    #[serde(flatten)]
    pub answer: Answer,
    /// Who said it.
    pub by: Person,
    /// When.
    pub at: DateTime<Utc>,
    /// The answers of this item that its author saw and replaces, by their ids; none of form 1, whose answers follow each
    /// other as they stand in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Vec<String>>,
    /// When the person thought of it, where that was earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_at: Option<DateTime<Utc>>,
    /// Who wrote it down, where that was somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<Person>,
    /// Digest of the item's text that was answered.
    pub item_digest: Digest,
    /// The withdrawn attestation that this one puts back (redo).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reinstates: Option<String>,
    /// Set where it was taken back (undo).
    #[serde(flatten)]
    pub withdrawn: Option<Withdrawal>,
    /// Which of its texts were struck.
    #[serde(skip_serializing_if = "Strikes::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub struck: Strikes,
}

/// That an attestation was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Withdrawal {
    /// When.
    #[serde(rename = "withdrawn-at")]
    pub at: DateTime<Utc>,
    /// By whom.
    #[serde(rename = "withdrawn-by")]
    pub by: Person,
}

/// A part of an answer, to say where something is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The words of why.
    Rationale,
    /// What backs it.
    Evidence,
    /// By whom.
    Owner,
    /// By when.
    Due,
    /// Who accepts the risk.
    AcceptedBy,
    /// How long it holds.
    Until,
}

/// What an answer lacks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Gap {
    /// Where.
    pub field: Spot,
    /// What to do.
    pub message: String,
}

/// Why a day that somebody promises cannot be recorded: it is over, or the file cannot hold it.
pub(crate) fn misdated(day: NaiveDate, today: NaiveDate) -> Option<&'static str> {
    if day::is_over(day, today) {
        return Some("must not be in the past");
    }
    // TOML, as RFC 3339, writes a year with four digits.
    (day.year() > 9999).then_some("must be before the year 10000")
}

impl Attestation {
    /// True where it says nothing that form 1 has no place for.
    pub fn is_of_form_1(&self) -> bool {
        self.after.is_none()
            && self.said_at.is_none()
            && self.recorded_by.is_none()
            && self.struck.is_empty()
    }

    /// What was said, without what was struck of it.
    pub fn unstruck(&self) -> Answer {
        let mut answer = self.answer.clone();
        if self.struck.contains_key("rationale") {
            answer.rationale.clear();
        }
        if self.struck.contains_key("action") {
            answer.finding.action = None;
        }
        let mut nth = 0;
        answer.evidence.retain(|_| {
            nth += 1;
            !self.struck.contains_key(&format!("evidence-{nth}"))
        });
        answer
    }

    /// True of who may have given it, or written it down.
    pub fn may_be_of(&self, who: &Person) -> bool {
        self.by.may_be(who) || self.recorder().may_be(who)
    }

    /// Who wrote it down, and so may take it back as a slip.
    pub fn recorder(&self) -> &Person {
        self.recorded_by.as_ref().unwrap_or(&self.by)
    }

    /// The digest that remarks and declarations name it by. Taking it back makes it no other one.
    pub fn digest(&self) -> Digest {
        Digest::of_canonical(&Self {
            withdrawn: None,
            ..self.clone()
        })
    }
}

impl Finding {
    /// True where nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// In one line, with what is missing.
    pub fn text(&self) -> String {
        let owner = self
            .owner
            .as_ref()
            .map_or("no owner yet", |owner| owner.as_str());
        let due = self
            .due
            .map_or_else(|| "no date yet".to_owned(), |due| format!("due {due}"));
        let action = self
            .action
            .as_ref()
            .map_or_else(String::new, |action| format!("{action}; "));
        format!("{action}{owner}, {due}")
    }

    /// What a sign-off will miss: owner, due date, or both.
    pub fn missing(&self) -> Option<&'static str> {
        let owner = self.owner.as_ref().filter(|owner| !owner.is_nobody());
        match (owner, self.due) {
            (None, None) => Some("owner and due date"),
            (None, Some(_)) => Some("owner"),
            (Some(_), None) => Some("due date"),
            (Some(_), Some(_)) => None,
        }
    }
}

impl Answer {
    /// An answer that says nothing but a status.
    pub fn new(status: Status) -> Self {
        Self {
            status,
            rationale: String::new(),
            reason: None,
            finding: Finding::default(),
            accepted_by: None,
            until: None,
            evidence: Vec::new(),
        }
    }

    /// Everything that keeps this answer to `item` from being recorded.
    pub fn gaps(&self, item: &Item, today: NaiveDate) -> Vec<Gap> {
        let mut gaps = self.missing(item);
        let mut miss = |field, message: String| gaps.push(Gap { field, message });
        if let Some(wrong) = self.until.and_then(|until| misdated(until, today)) {
            miss(
                Spot::Until,
                format!("the date until which the answer holds {wrong}"),
            );
        }
        if let Some(wrong) = self.finding.due.and_then(|due| misdated(due, today)) {
            miss(Spot::Due, format!("the due date {wrong}"));
        }
        if let Some(blank) = self
            .evidence
            .iter()
            .find(|evidence| evidence.label().trim().is_empty())
        {
            miss(
                Spot::Evidence,
                format!("the {} among the evidence is empty", blank.kind()),
            );
        }
        gaps
    }

    /// What is missing whatever day it is: a record that lacks it (edited by hand) blocks the sign-off.
    pub fn missing(&self, item: &Item) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let mut miss = |field, message: String| gaps.push(Gap { field, message });
        let silent = self.rationale.trim().is_empty();
        if self.status == Status::Met {
            if item.evidence == Rule::Required && self.evidence.is_empty() {
                miss(
                    Spot::Evidence,
                    format!("{} counts as met only with evidence", item.id),
                );
            } else if silent && self.evidence.is_empty() {
                miss(Spot::Rationale, "say why it is met, or add evidence".into());
            }
        } else if silent {
            miss(
                Spot::Rationale,
                format!("\"{}\" needs a rationale", self.status.label()),
            );
        }
        if self.status == Status::RiskAccepted
            && self.accepted_by.as_ref().is_none_or(Person::is_nobody)
        {
            miss(
                Spot::AcceptedBy,
                "an accepted risk needs the person who accepts it".into(),
            );
        }
        if self.status == Status::RiskAccepted && self.until.is_none() {
            miss(
                Spot::Until,
                "an accepted risk needs the date until which it is accepted".into(),
            );
        }
        gaps
    }

    /// True where it says what another one says, and has all of its evidence and more.
    pub(super) fn is_with_more_evidence_than(&self, other: &Self) -> bool {
        let bare = |answer: &Self| Self {
            evidence: Vec::new(),
            ..answer.clone()
        };
        self.evidence.len() > other.evidence.len()
            && other.evidence.iter().all(|one| self.evidence.contains(one))
            && bare(self) == bare(other)
    }

    /// The evidence files it names.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.evidence.iter().filter_map(|evidence| match evidence {
            Evidence::File { path, .. } => Some(path.as_str()),
            Evidence::Link { .. } | Evidence::Note { .. } => None,
        })
    }

    /// The answer without what its status has no use for, its text as it will be read back from the file.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        unified(std::mem::take(&mut self.rationale))
            .trim()
            .clone_into(&mut self.rationale);
        self.finding.action = self.finding.action.map(unified);
        for evidence in &mut self.evidence {
            if let Evidence::Note { text, .. } = evidence {
                *text = unified(std::mem::take(text));
            }
        }
        if self.status != Status::NotApplicable {
            self.reason = None;
        }
        if self.status != Status::RiskAccepted {
            self.accepted_by = None;
        }
        if !self.status.needs_finding() {
            self.finding = Finding::default();
        }
        self
    }
}
