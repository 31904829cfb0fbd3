//! What a review of a checklist needs before it counts as signed off.

use serde::Serialize;

use super::Age;

/// In which function a person signs.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Role {
    /// Collected the answers.
    Preparer,
    /// Checked them.
    Reviewer,
    /// Decides.
    Approver,
}

/// The `[policy]` of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct Policy {
    /// Roles that must each have signed; `["approver"]` where the file says nothing.
    #[cfg_attr(test, schemars(default = "super::schema::default_roles"))]
    pub roles: Vec<Role>,
    /// How long an attestation and a sign-off hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age: Option<Age>,
}

impl Default for Policy {
    fn default() -> Self {
        Self { roles: vec![Role::Approver], max_age: None }
    }
}
