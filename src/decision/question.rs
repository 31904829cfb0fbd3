//! What a verdict answers: whether the review is signed off *how far, under which policy, of which revision, when*.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::policy::Policy;
use crate::text::digest::Digest;

/// How far a review must be.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Stage {
    /// Every item has an answer that holds.
    Complete,
    /// And every role that the policy asks for approved.
    #[default]
    Approved,
    /// And everybody's approval is cryptographically signed.
    Signed,
}

/// A policy file that somebody named; its rules are in the review's policies already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PolicyFile {
    /// Of the file, without the directories that it is in.
    pub name: String,
    /// Of its bytes.
    pub digest: Digest,
}

/// What is asked of a review besides the policies of its checklists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Question {
    /// How far it must be.
    pub stage: Stage,
    /// Asks for more than the checklists do.
    pub policy: Option<PolicyFile>,
    /// What is being deployed.
    pub revision: Option<String>,
    /// The moment to look from, where it is not now.
    pub at: Option<DateTime<Utc>>,
    /// True where somebody named those who may sign, who then wants to know.
    pub names_signers: bool,
}

impl Question {
    /// True where there is no answer without knowing what the signatures prove.
    pub fn needs_proofs(&self, policy: &Policy) -> bool {
        self.names_signers || self.wants_signatures(policy) || policy.needs_proofs()
    }

    /// True where an approval without a signature is worth nothing.
    pub fn wants_signatures(&self, policy: &Policy) -> bool {
        self.stage == Stage::Signed || policy.wants_signatures()
    }

    /// True where nobody asked for anything but what the checklists ask for.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.stage)?;
        if let Some(policy) = &self.policy {
            write!(f, ", under {} ({})", policy.name, policy.digest.short())?;
        }
        if let Some(revision) = &self.revision {
            write!(f, ", of revision {revision}")?;
        }
        if let Some(at) = self.at {
            write!(f, ", as of {}", at.format("%F"))?;
        }
        if self.names_signers {
            f.write_str(", with signatures verified")?;
        }
        Ok(())
    }
}
