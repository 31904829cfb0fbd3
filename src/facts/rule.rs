//! What the gate asked, where that comes from, and how it ended.

use serde::Serialize;
use serde_json::Value;
use strum::VariantArray as _;

use super::Facts;
use crate::decision::{Clause, Stage, Verdict};
use crate::policy::Policy;

/// One rule of the gate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RuleFacts {
    /// Its key in a policy, or its name where no policy has it.
    pub rule: String,
    /// How it ended.
    pub result: Upshot,
    /// Who asks for what; of several the strictest holds.
    pub said: Vec<Said>,
}

/// How a rule ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, strum::Display)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Upshot {
    /// The review is so.
    #[strum(serialize = "kept")]
    Kept,
    /// It is not.
    #[strum(serialize = "broken")]
    Broken,
    /// Nobody asks for it.
    #[strum(serialize = "not asked")]
    NotAsked,
    /// Nobody can tell: that is no yes.
    #[strum(serialize = "cannot be told")]
    Unknown,
}

/// What somebody asks for.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Said {
    /// What, as people read it.
    pub value: String,
    /// The default, a checklist, the policy file, or an option.
    pub from: String,
}

impl Facts<'_> {
    /// Every rule of the gate, of this verdict.
    pub fn rules(&self, verdict: &Verdict) -> Vec<RuleFacts> {
        let rule = |clause: &Clause| {
            let said = self.said(*clause);
            RuleFacts {
                rule: clause.to_string(),
                result: upshot(*clause, said.is_empty(), verdict),
                said,
            }
        };
        Clause::VARIANTS.iter().map(rule).collect()
    }

    fn said(&self, clause: Clause) -> Vec<Said> {
        let key = clause.to_string();
        let default = serde_json::to_value(Policy::default()).unwrap_or_default();
        let mut all: Vec<Said> = Vec::new();
        let mut note = |value: Option<String>, from: String| {
            let said = value.map(|value| Said { value, from });
            all.extend(said.filter(|said| !all.contains(said)));
        };
        if let Some(value) = clause.by_itself() {
            note(Some(value.to_owned()), "default".to_owned());
        }
        for list in self.dossier.checklists() {
            let policy = serde_json::to_value(&list.policy).unwrap_or_default();
            let from = if policy.get(&key) == default.get(&key) {
                "default".to_owned()
            } else {
                format!("checklist {}", list.id)
            };
            note(words(policy.get(&key)), from);
            let mut items = list.categories.iter().flat_map(|category| &category.items);
            if clause == Clause::MaxAge && items.any(|item| item.max_age.is_some()) {
                let from = format!("items of {}", list.id);
                note(Some("of their own".to_owned()), from);
            }
        }
        let question = self.question;
        if let Some(file) = &question.policy {
            let rules = serde_json::to_value(&file.rules).unwrap_or_default();
            if rules.get(&key) != default.get(&key) {
                note(words(rules.get(&key)), file.name.clone());
            }
            let target = serde_json::to_value(&file.target).unwrap_or_default();
            note(named(&target, &key), file.name.clone());
        }
        let target = serde_json::to_value(&question.target).unwrap_or_default();
        let option = key
            .strip_suffix('s')
            .filter(|_| clause == Clause::Checklists);
        let option = format!("--{}", option.unwrap_or(&key));
        note(named(&target, &key), option);
        if clause == Clause::Signature && question.stage == Stage::Signed {
            note(Some("signed".to_owned()), "--require".to_owned());
        }
        all
    }
}

fn upshot(clause: Clause, is_silent: bool, verdict: &Verdict) -> Upshot {
    let is_of_signoffs = clause.is_of_signoffs();
    let is_unknown = is_of_signoffs && verdict.unknown.is_some();
    // What signatures would prove is not broken where nobody knows them.
    let is_of_proofs = matches!(
        clause,
        Clause::Signature | Clause::Presence | Clause::Principals
    );
    if verdict.broken.contains(&clause) && !(is_unknown && is_of_proofs) {
        Upshot::Broken
    } else if is_silent || (is_of_signoffs && verdict.stage == Stage::Complete) {
        Upshot::NotAsked
    } else if is_unknown {
        Upshot::Unknown
    } else {
        Upshot::Kept
    }
}

/// What a target names; no checklists are none that are asked for.
fn named(target: &Value, key: &str) -> Option<String> {
    let value = target.get(key);
    words(value.filter(|value| value.as_array().is_none_or(|all| !all.is_empty())))
}

/// A value as people read it; `None` where nothing is said.
fn words(value: Option<&Value>) -> Option<String> {
    Some(match value? {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Array(all) if all.is_empty() => "none".to_owned(),
        Value::Array(all) => {
            let all: Vec<_> = all.iter().filter_map(|one| words(Some(one))).collect();
            all.join(", ")
        }
        Value::Object(all) => {
            let all: Vec<_> = all
                .iter()
                .filter_map(|(key, value)| Some(format!("{key} {}", words(Some(value))?)))
                .collect();
            all.join("; ")
        }
        other => other.to_string(),
    })
}
