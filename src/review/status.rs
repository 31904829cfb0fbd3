//! What is true of an item.

use serde::{Deserialize, Serialize};

/// The status that an attestation gives an item. An item that nobody has attested has none: it is *not reviewed*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Status {
    /// The consideration is dealt with.
    Met,
    /// Part of it is.
    Partial,
    /// It is not.
    Unmet,
    /// It is not, and a named person accepts that until a date.
    RiskAccepted,
    /// It does not apply to this system.
    NotApplicable,
}

impl Status {
    /// The words in a sentence or a narrow column.
    pub fn label(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partial => "partial",
            Self::Unmet => "unmet",
            Self::RiskAccepted => "risk accepted",
            Self::NotApplicable => "n/a",
        }
    }

    /// The word of a status, or of none.
    pub fn word(status: Option<Self>) -> &'static str {
        status.map_or("not reviewed", Self::label)
    }

    /// The sign of a status, or of none, on screen and in reports.
    pub fn glyph(status: Option<Self>) -> &'static str {
        match status {
            Some(Self::Met) => "✓",
            Some(Self::Partial) => "◐",
            Some(Self::Unmet) => "✗",
            Some(Self::RiskAccepted) => "!",
            Some(Self::NotApplicable) => "–",
            None => "○",
        }
    }

    /// True where the item is not in order: it is listed among the findings.
    pub fn is_finding(self) -> bool {
        matches!(self, Self::Partial | Self::Unmet | Self::RiskAccepted)
    }

    /// True where a finding (what will be done, by whom, by when) belongs to it.
    pub fn needs_finding(self) -> bool {
        matches!(self, Self::Partial | Self::Unmet)
    }
}

/// Why an item does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Ground {
    /// The system does not have what the item is about.
    OutOfScope,
    /// The business decided so.
    BusinessPriority,
    /// The architecture rules it out.
    ArchitectureConstraint,
    /// The rationale says.
    Other,
}
