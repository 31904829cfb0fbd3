//! What is not in order, the most pressing first.

use chrono::NaiveDate;

use super::{Answer, Dossier, Entry, Lapse, Person, Status};
use crate::policy::{Severity, day};
use crate::text::number::count;

/// An item that was attested as partial, unmet or risk accepted, whether that holds or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFinding {
    /// The item's place in the walk.
    pub position: usize,
    /// What was said.
    pub status: Status,
    /// How much it matters.
    pub severity: Severity,
    /// When it is due, or until when the risk is accepted.
    pub date: Option<NaiveDate>,
    /// False where nobody sees to it.
    pub owned: bool,
    /// Why the attestation no longer holds.
    pub lapse: Option<Lapse>,
}

/// What is said of a finding first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Its date is over.
    Overdue,
    /// Something that a sign-off needs is missing, or the attestation lapsed.
    Amiss,
    /// Its date is still to come.
    Planned,
}

/// All findings of a review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// The overdue first, then by severity, then by date; no date stands before any date.
    pub list: Vec<OpenFinding>,
    /// How many are partial or unmet.
    pub open: usize,
    /// How many are accepted risks.
    pub accepted: usize,
    /// How many have a date that is over.
    pub overdue: usize,
    /// How many nobody sees to.
    pub unowned: usize,
}

impl Answer {
    /// When a finding is due, or until when a risk is accepted.
    pub fn date(&self) -> Option<NaiveDate> {
        if self.status == Status::RiskAccepted {
            self.until
        } else {
            self.finding.due
        }
    }

    /// Who sees to a finding, or who accepts the risk.
    pub fn owner(&self) -> Option<&Person> {
        if self.status == Status::RiskAccepted {
            &self.accepted_by
        } else {
            &self.finding.owner
        }
        .as_ref()
    }
}

impl Findings {
    /// Looks through a review.
    pub fn of(dossier: &Dossier, today: NaiveDate) -> Self {
        let mut found = Self::default();
        for finding in dossier
            .entries()
            .filter_map(|entry| OpenFinding::of(&entry))
        {
            found.accepted += usize::from(finding.status == Status::RiskAccepted);
            found.open += usize::from(finding.status != Status::RiskAccepted);
            found.overdue += usize::from(finding.is_overdue(today));
            found.unowned += usize::from(!finding.owned);
            found.list.push(finding);
        }
        found
            .list
            .sort_by_key(|finding| (!finding.is_overdue(today), finding.severity, finding.date));
        found
    }
}

impl OpenFinding {
    /// What is not in order about an item; `None` where it is, or where nobody has answered.
    ///
    /// An answer that lapsed is a finding all the same: whoever changes the evidence of the one critical item that is
    /// unmet must not make it vanish from the list of what is wrong.
    pub fn of(entry: &Entry<'_>) -> Option<Self> {
        let answer = &entry.latest()?.answer;
        answer.status.is_finding().then(|| Self {
            position: entry.position,
            status: answer.status,
            severity: entry.item.severity,
            date: answer.date(),
            owned: answer.owner().is_some(),
            lapse: entry.outcome.lapse.clone(),
        })
    }

    /// True once the day is over on which it was due, or to which the risk was accepted.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.date.is_some_and(|date| day::is_over(date, today))
    }

    /// How pressing it is.
    pub fn urgency(&self, today: NaiveDate) -> Urgency {
        match () {
            () if self.is_overdue(today) => Urgency::Overdue,
            () if !self.owned || self.date.is_none() || self.lapse.is_some() => Urgency::Amiss,
            () => Urgency::Planned,
        }
    }

    /// The most pressing of its states in a few words.
    pub fn state(&self, today: NaiveDate) -> String {
        self.states(today).swap_remove(0)
    }

    /// Everything that is to be said of its state, the most pressing first; at least one.
    pub fn states(&self, today: NaiveDate) -> Vec<String> {
        let missing = match (self.owned, self.date) {
            (false, None) => Some("no owner or date"),
            (false, Some(_)) => Some("no owner"),
            (true, None) => Some("no date"),
            (true, Some(_)) => None,
        };
        let is_accepted = self.status == Status::RiskAccepted;
        let when = self.date.map(|date| when(is_accepted, date, today));
        let overdue = self.is_overdue(today);
        // An acceptance whose date is over has lapsed: that is said once.
        let said =
            |lapse: &&Lapse| matches!(lapse, Lapse::Until(until) if Some(*until) == self.date);
        let lapse = self.lapse.as_ref().filter(|lapse| !said(lapse));
        let mut states: Vec<String> = missing.map(str::to_owned).into_iter().collect();
        states.extend(lapse.map(|lapse| lapse.standing().to_string()));
        if let Some(when) = when {
            states.insert(if overdue { 0 } else { states.len() }, when);
        }
        states
    }
}

/// How far off a date is: `overdue 12 days`, `due in 3 days`, `70 days left`.
fn when(is_accepted: bool, date: NaiveDate, today: NaiveDate) -> String {
    let days = (date - today).num_days();
    let count = count(days.abs(), "day", "days");
    match (is_accepted, days) {
        (true, ..0) => format!("expired {count}"),
        (true, 0) => "last day".to_owned(),
        (true, 1..) => format!("{count} left"),
        (false, ..0) => format!("overdue {count}"),
        (false, 0) => "due today".to_owned(),
        (false, 1..) => format!("due in {count}"),
    }
}

#[cfg(test)]
mod tests;
