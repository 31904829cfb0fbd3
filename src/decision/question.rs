//! What a verdict answers: whether *which* review is signed off *how far, under which policy, when*.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Aliases;
use crate::policy::target::Revision;
use crate::policy::{Policy, Target};
use crate::review::Review;
use crate::text::digest::Digest;

/// How far a review must be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
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

/// A policy file that somebody named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PolicyFile {
    /// Of the file, without the directories that it is in.
    pub name: String,
    /// Of its bytes.
    pub digest: Digest,
    /// What it asks for besides the checklists.
    #[serde(skip)]
    pub rules: Policy,
    /// Which review it is for.
    #[serde(skip)]
    pub target: Target,
}

/// A review as some commit has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The commit, as whoever asks names it.
    pub at: Revision,
    /// The review there, or why nobody can tell what it was.
    pub review: Result<Review, String>,
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
    /// Which review, as options name it.
    #[serde(flatten)]
    pub target: Target,
    /// The review as it was, for each who asks that nothing be lost since.
    #[serde(skip)]
    pub earlier: Vec<Earlier>,
    /// The moment to look from, where it is not now.
    pub at: Option<DateTime<Utc>>,
    /// True where somebody named those who may sign, who then wants to know.
    pub names_signers: bool,
    /// What whoever asks knows of addresses.
    #[serde(skip)]
    pub aliases: Aliases,
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

    /// Which review is wanted, as everybody names it who does: it must be all of them.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        let file = self.policy.as_ref().map(|file| &file.target);
        std::iter::once(&self.target).chain(file)
    }

    /// True where nobody asked for anything but what the checklists ask for.
    pub fn is_plain(&self) -> bool {
        let aliases = self.aliases.clone();
        *self
            == Self {
                aliases,
                ..Self::default()
            }
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.stage)?;
        if let Some(policy) = &self.policy {
            write!(f, ", under {} ({})", policy.name, policy.digest.short())?;
        }
        let Target {
            system,
            environment,
            review_id,
            revision,
            against,
            checklists,
            ..
        } = &self.target;
        for (what, name) in [
            ("system", system),
            ("environment", environment),
            ("id", review_id),
        ] {
            if let Some(name) = name {
                write!(f, ", with the {what} {name}")?;
            }
        }
        if let Some(revision) = revision {
            write!(f, ", of revision {revision}")?;
        }
        if let Some(against) = against {
            write!(f, ", with every record that it had at {against}")?;
        }
        for pin in checklists {
            write!(f, ", against {pin}")?;
        }
        if let Some(at) = self.at {
            write!(f, ", as of {}", at.format("%F %H:%MZ"))?;
        }
        if self.names_signers {
            f.write_str(", with signatures verified")?;
        }
        Ok(())
    }
}
