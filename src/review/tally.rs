//! How many items have which status.

use serde::Serialize;

use super::{Outcome, Status};

/// Counts of items by status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Tally {
    /// Dealt with.
    pub met: usize,
    /// Dealt with in part.
    pub partial: usize,
    /// Not dealt with.
    pub unmet: usize,
    /// Not dealt with, and accepted until a date.
    pub risk_accepted: usize,
    /// Without bearing on this system.
    pub not_applicable: usize,
    /// Without an attestation that holds now.
    pub not_reviewed: usize,
}

impl Tally {
    /// Every status in the order that people read them; `None` is *not reviewed*.
    pub const ORDER: [Option<Status>; 6] = [
        Some(Status::Met),
        Some(Status::Partial),
        Some(Status::Unmet),
        Some(Status::RiskAccepted),
        Some(Status::NotApplicable),
        None,
    ];

    /// Counts one more item.
    pub fn add(&mut self, outcome: &Outcome) {
        *self.slot(outcome.status()) += 1;
    }

    /// Takes one counted item back.
    pub fn remove(&mut self, outcome: &Outcome) {
        *self.slot(outcome.status()) -= 1;
    }

    /// Adds another tally.
    pub fn merge(&mut self, other: &Self) {
        for status in Self::ORDER {
            *self.slot(status) += other.count(status);
        }
    }

    /// How many items have a status; `None` is *not reviewed*.
    pub fn count(&self, status: Option<Status>) -> usize {
        let mut copy = *self;
        *copy.slot(status)
    }

    /// All items.
    pub fn total(&self) -> usize {
        self.reviewed() + self.not_reviewed
    }

    /// Items with an attestation that holds now.
    pub fn reviewed(&self) -> usize {
        self.met + self.partial + self.unmet + self.risk_accepted + self.not_applicable
    }

    /// Met items among those that apply: `(met, applicable)`. Accepted risks count as not met.
    pub fn score(&self) -> (usize, usize) {
        (self.met, self.total() - self.not_applicable)
    }

    /// The same with accepted risks set aside: they are in neither number.
    pub fn score_without_accepted(&self) -> (usize, usize) {
        (
            self.met,
            self.total() - self.not_applicable - self.risk_accepted,
        )
    }

    fn slot(&mut self, status: Option<Status>) -> &mut usize {
        match status {
            Some(Status::Met) => &mut self.met,
            Some(Status::Partial) => &mut self.partial,
            Some(Status::Unmet) => &mut self.unmet,
            Some(Status::RiskAccepted) => &mut self.risk_accepted,
            Some(Status::NotApplicable) => &mut self.not_applicable,
            None => &mut self.not_reviewed,
        }
    }
}

impl FromIterator<Option<Status>> for Tally {
    fn from_iter<I: IntoIterator<Item = Option<Status>>>(statuses: I) -> Self {
        let mut tally = Self::default();
        for status in statuses {
            *tally.slot(status) += 1;
        }
        tally
    }
}
