//! An answer as far as it was typed.

use serde::{Deserialize, Serialize};

use super::{Entry, Evidence, ItemKey, Reason, Status};

/// What a person typed of an answer and did not save; everything may be missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AnswerDraft {
    /// The item.
    pub key: ItemKey,
    /// What is true.
    pub status: Option<Status>,
    /// Why the item does not apply.
    pub reason: Option<Reason>,
    /// Why.
    pub rationale: String,
    /// What will be done.
    pub action: String,
    /// By whom.
    pub owner: String,
    /// By when.
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
        let blank = Self::blank(entry.key());
        let Some(answer) = entry.latest().map(|attestation| attestation.answer.clone()) else { return blank };
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
            basis: entry.latest().map(|latest| latest.id.clone()),
            ..blank
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
}
