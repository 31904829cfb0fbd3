//! What the gate says, for other programs.

use serde::Serialize;

use crate::decision::{Reason, Verdict};
use crate::policy::Role;

/// Whether the review is signed off, and why not.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct VerdictFacts {
    /// True where there is no reason against what was asked for, and that is known.
    passes: bool,
    /// The same, where approvals were asked for.
    signed_off: bool,
    /// Every reason against it.
    reasons: Vec<ReasonFacts>,
    /// What it rests on beside approvals: what was set aside, disowned by who approves, and namesakes who count as two.
    notes: Vec<String>,
    /// Why there is no answer yet, or null; never together with `signed-off`.
    unknown: Option<String>,
}

/// Why a review is not signed off, or not complete.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ReasonFacts {
    /// The item that it is about, by the shortest name that commands take, or null.
    item: Option<String>,
    /// The role that it is about, or null.
    role: Option<Role>,
    /// As people read it.
    text: String,
}

impl From<Verdict> for VerdictFacts {
    fn from(verdict: Verdict) -> Self {
        Self {
            passes: verdict.passes(),
            signed_off: verdict.is_signed_off(),
            reasons: verdict.reasons.into_iter().map(ReasonFacts::from).collect(),
            notes: verdict.notes,
            unknown: verdict.unknown,
        }
    }
}

impl From<Reason> for ReasonFacts {
    fn from(reason: Reason) -> Self {
        let text = reason.to_string();
        let (item, role) = match reason {
            Reason::Item(blocker) => (Some(blocker.item), None),
            Reason::Role(role, _) | Reason::Rejected { role, .. } => (None, Some(role)),
            Reason::Review(_) => (None, None),
        };
        Self { item, role, text }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::VerdictFacts;
    use crate::decision::{Reason, Stage, Verdict};

    #[test]
    fn what_is_not_known_is_no_yes() {
        let printed = |reasons: Vec<Reason>, unknown: Option<&str>| {
            let unknown = unknown.map(str::to_owned);
            serde_json::to_value(VerdictFacts::from(Verdict {
                stage: Stage::Approved,
                reasons,
                broken: BTreeSet::new(),
                approvals: Vec::new(),
                notes: Vec::new(),
                unknown,
            }))
            .unwrap()
        };
        let yes = printed(Vec::new(), None);
        assert_eq!(yes["signed-off"], true);
        let unknown = printed(Vec::new(), Some("nobody looked"));
        assert_eq!(unknown["signed-off"], false);
        assert_eq!(unknown["unknown"], "nobody looked");
        let no = printed(vec![Reason::Review("of revision v1".into())], None);
        assert_eq!(no["signed-off"], false);
        assert_eq!(
            no["reasons"],
            serde_json::json!([{ "item": null, "role": null, "text": "of revision v1" }])
        );
    }
}
