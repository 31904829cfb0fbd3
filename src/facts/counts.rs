//! How far a review is, in numbers.

use serde::Serialize;

use super::Facts;
use crate::review::Tally;

/// Items by status.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Counts {
    /// All items.
    total: usize,
    /// Those with an attestation that holds.
    reviewed: usize,
    /// By status.
    #[serde(flatten)]
    pub tally: Tally,
}

/// Met items among others.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Score {
    /// Met items.
    pub met: usize,
    /// Among how many.
    pub of: usize,
    /// Rounded down, so that 100 means all.
    pub percent: usize,
}

impl From<Tally> for Counts {
    fn from(tally: Tally) -> Self {
        Self {
            total: tally.total(),
            reviewed: tally.reviewed(),
            tally,
        }
    }
}

impl From<(usize, usize)> for Score {
    fn from((met, of): (usize, usize)) -> Self {
        Self {
            met,
            of,
            percent: (met * 100).checked_div(of).unwrap_or(0),
        }
    }
}

impl Facts<'_> {
    /// All items by status.
    pub fn progress(&self) -> Counts {
        self.dossier.tally().into()
    }

    /// Met items among those that apply; accepted risks count as not met.
    pub fn score(&self) -> Score {
        self.dossier.tally().score().into()
    }

    /// The same with accepted risks in neither number.
    pub fn score_without_accepted_risks(&self) -> Score {
        self.dossier.tally().score_without_accepted().into()
    }
}
