//! What whoever approves takes on: what is not met, the worst first.

use super::Facts;
use crate::policy::Severity;
use crate::review::{Entry, Status};

/// An item that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burden {
    /// Its place in the walk.
    pub position: usize,
    /// The shortest name that commands take.
    pub item: String,
    /// What is asked.
    pub title: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is said of it.
    pub status: Status,
    /// By whom and until when, or why it does not apply.
    pub terms: String,
}

impl Facts<'_> {
    /// What is not met: findings, then accepted risks, then what does not apply, each by severity.
    pub fn burdens(&self) -> Vec<Burden> {
        let burdens = self.dossier.entries().filter_map(|entry| {
            let status = entry
                .outcome
                .status()
                .filter(|status| *status != Status::Met)?;
            Some(Burden {
                position: entry.position,
                item: self.dossier.name(entry.position),
                title: entry.item.title.clone(),
                severity: entry.item.severity,
                status,
                terms: terms(&entry),
            })
        });
        let mut burdens: Vec<_> = burdens.collect();
        burdens.sort_by_key(|burden| {
            let group = match burden.status {
                Status::RiskAccepted => 1,
                Status::NotApplicable => 2,
                _ => 0,
            };
            (group, burden.severity)
        });
        burdens
    }
}

fn terms(entry: &Entry<'_>) -> String {
    let Some(answer) = entry.latest().map(|latest| &latest.answer) else {
        return String::new();
    };
    let until = |word, day: Option<chrono::NaiveDate>| {
        day.map_or_else(String::new, |day| format!("{word}{day}"))
    };
    match answer.status {
        Status::RiskAccepted => {
            let who = answer
                .accepted_by
                .as_ref()
                .map_or("nobody", |who| who.name());
            // Where the policy ends it sooner, that is the day that counts.
            let ends = entry.expires().filter(|day| Some(*day) != answer.until);
            format!(
                "accepted by {who}{}{}",
                until(" until ", answer.until),
                until(", holds until ", ends)
            )
        }
        Status::NotApplicable => match answer.reason {
            Some(reason) => reason.to_string().replace('-', " "),
            None => answer.rationale.clone(),
        },
        _ => {
            let owner = answer.finding.owner.as_ref();
            let owner = owner.map_or("nobody", |owner| owner.name());
            format!("{owner}{}", until(", due ", answer.finding.due))
        }
    }
}
