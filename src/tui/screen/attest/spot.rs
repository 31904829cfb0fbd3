//! The parts of the form, and which of them a status needs.

use crate::review::{Field as Part, Status};

/// A part of the form that takes keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// Which items, where there are several.
    Items,
    /// Which status.
    Status,
    /// Why.
    Rationale,
    /// Why it does not apply.
    Reason,
    /// What will be done.
    Action,
    /// By whom.
    Owner,
    /// By when.
    Due,
    /// Who accepts the risk.
    AcceptedBy,
    /// How long it holds.
    Until,
    /// What backs it.
    Evidence,
}

impl Spot {
    /// What an answer with a status is made of, in the order of the form.
    pub(super) fn all(status: Option<Status>) -> Vec<Self> {
        let more: &[Self] = match status {
            Some(Status::Partial | Status::Unmet) => &[Self::Action, Self::Owner, Self::Due],
            Some(Status::RiskAccepted) => &[Self::AcceptedBy],
            Some(Status::NotApplicable) => &[Self::Reason],
            Some(Status::Met) | None => &[],
        };
        // Who accepts a risk says until when; for the others the date is rare, and stands last.
        match status {
            Some(Status::RiskAccepted) => [
                &[Self::Status, Self::Rationale],
                more,
                &[Self::Until, Self::Evidence],
            ]
            .concat(),
            _ => [
                &[Self::Status, Self::Rationale],
                more,
                &[Self::Evidence, Self::Until],
            ]
            .concat(),
        }
    }

    /// Where a part of an answer is typed.
    pub(super) fn of(part: Part) -> Self {
        match part {
            Part::Rationale => Self::Rationale,
            Part::Evidence => Self::Evidence,
            Part::Owner => Self::Owner,
            Part::Due => Self::Due,
            Part::AcceptedBy => Self::AcceptedBy,
            Part::Until => Self::Until,
        }
    }

    /// Its name on the form.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Items => "Items",
            Self::Status => "Status",
            Self::Rationale => "Rationale",
            Self::Reason => "Reason",
            Self::Action => "Action",
            Self::Owner => "Owner",
            Self::Due => "Due",
            Self::AcceptedBy => "Accepted by",
            Self::Until => "Holds until",
            Self::Evidence => "Evidence",
        }
    }
}
