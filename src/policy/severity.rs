//! How bad an item is when it is not in order: what policies, gates and lists go by.

use serde::Serialize;

/// How bad an item is when it is not in order; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Severity {
    /// Stops a deployment.
    Critical,
    /// Dealt with before production.
    High,
    /// Planned.
    Medium,
    /// Good to have.
    Low,
}
