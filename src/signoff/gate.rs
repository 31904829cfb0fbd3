//! What stands between a review and "signed off".

use std::collections::BTreeSet;
use std::fmt;

use chrono::{DateTime, Utc};

use super::{holding, statement};
use crate::checklist::Role;
use crate::review::{Dossier, Entry, Standing};

/// Something about an item that keeps the review from being approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// The item's position in the walk.
    pub position: usize,
    /// The item's name.
    pub item: String,
    /// What is wrong with it.
    pub what: String,
}

/// Why a review is not signed off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// An item blocks.
    Item(Blocker),
    /// A role that the policy asks for has not approved; the text says more.
    Role(Role, String),
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.item, self.what)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(blocker) => blocker.fmt(f),
            Self::Role(_, text) => f.write_str(text),
        }
    }
}

/// Everything that keeps the review from being approved, in the order of the walk.
pub fn blockers(dossier: &Dossier) -> Vec<Blocker> {
    let mut found = Vec::new();
    for entry in dossier.entries() {
        for what in faults(&entry) {
            found.push(Blocker { position: entry.position, item: dossier.name(entry.position), what });
        }
    }
    found
}

fn faults(entry: &Entry<'_>) -> Vec<String> {
    let Some(last) = entry.latest() else { return vec!["is not reviewed".into()] };
    if let Some(lapse) = &entry.outcome.lapse {
        return vec![format!("is {}: {lapse}", lapse.standing())];
    }
    let mut faults: Vec<String> = last
        .answer
        .missing(entry.item)
        .into_iter()
        .map(|gap| format!("is incomplete: {}", gap.message))
        .collect();
    if last.answer.status.needs_finding()
        && let Some(missing) = last.answer.finding.missing()
    {
        faults.push(format!("has a finding without {missing}"));
    }
    faults
}

/// The roles that the policies of all checklists ask for.
pub fn roles(dossier: &Dossier) -> BTreeSet<Role> {
    dossier.checklists().iter().flat_map(|list| list.policy.roles.iter().copied()).collect()
}

/// Every reason why the review is not signed off; none means that it is.
pub fn reasons(dossier: &Dossier, now: DateTime<Utc>) -> Vec<Reason> {
    let mut reasons: Vec<_> = blockers(dossier).into_iter().map(Reason::Item).collect();
    let holdings = holding::all(dossier, now);
    let rejects = |held: &&holding::Holding<'_>| {
        held.standing == Standing::Current && !held.signoff.decision.approves()
    };
    // Who was not asked and says no is heard all the same.
    let mut roles = roles(dossier);
    roles.extend(holdings.iter().filter(rejects).map(|held| held.signoff.role));
    for role in roles {
        let last = holdings.iter().rev().find(|holding| holding.signoff.role == role);
        let text = match last {
            None => format!("no sign-off as {role}"),
            Some(holding) if !holding.signoff.decision.approves() => {
                format!("rejected as {role} by {} on {}", holding.signoff.by, holding.signoff.at.format("%F"))
            }
            Some(holding) if holding.standing != Standing::Current => {
                let what = statement::short(holding.signoff);
                format!(
                    "sign-off ({what}) is {}: {}",
                    holding.standing,
                    holding.why.as_deref().unwrap_or_default()
                )
            }
            Some(_) => continue,
        };
        reasons.push(Reason::Role(role, text));
    }
    reasons
}
