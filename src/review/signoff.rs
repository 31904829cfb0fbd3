//! A person's decision on the whole review, as it is recorded.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::signable::signable;
use super::strike::Strikes;
use super::{Deed, Person, Signable};
use crate::policy::Role;
use crate::text::digest::Digest;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Decision {
    /// Yes.
    Approved,
    /// Yes, as long as the conditions are kept.
    ApprovedWithConditions,
    /// No.
    Rejected,
}

impl Decision {
    /// The words in a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::ApprovedWithConditions => "approved with conditions",
            Self::Rejected => "rejected",
        }
    }

    /// True for both kinds of yes.
    pub fn approves(self) -> bool {
        self != Self::Rejected
    }
}

/// What must be done for an approval to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Condition {
    /// What will be done.
    pub action: String,
    /// Who sees to it.
    pub owner: Person,
    /// The last day for it; the sign-off is expired after it.
    pub due: NaiveDate,
}

/// A decision in a role, bound to the exact content of the review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Signoff {
    /// Unique everywhere.
    pub id: String,
    /// In which function.
    pub role: Role,
    /// What was decided.
    pub decision: Decision,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What an approval depends on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub conditions: Vec<Condition>,
    /// Why open questions do not keep the person from approving.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub despite: Option<String>,
    /// What the same statement accepts, confirms, ends or closes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub deeds: Vec<Deed>,
    /// The policy file that it was made under, with its digest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_file: Option<String>,
    /// Why the person who prepared the review decides on it alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sole_operator: Option<String>,
    /// What the person saw and stated, byte for byte what is signed.
    pub statement: String,
    /// Digest of the review's canonical content at that moment.
    pub content: Digest,
    /// The ids of the remarks that it is over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub covers: Vec<String>,
    /// Digests of the statements that this one comes after: with them the sign-offs form a chain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub after: Vec<Digest>,
    /// Fingerprint of the key that the statement names; then it counts only with a signature by that key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Who decided.
    pub by: Person,
    /// When.
    pub at: DateTime<Utc>,
    /// The SSH signature of the statement, armoured; none is a sign-off that is not cryptographically signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// That its statement was struck.
    #[serde(skip_serializing_if = "Strikes::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub struck: Strikes,
}

signable!(Signoff);

impl Signoff {
    /// What somebody typed, in the fields beside the statement.
    pub fn words(&mut self) -> Vec<&mut String> {
        let more = [&mut self.why, &mut self.despite, &mut self.sole_operator];
        let conditions = self.conditions.iter_mut().map(|one| &mut one.action);
        let deeds = self.deeds.iter_mut().filter_map(|one| one.why.as_mut());
        let more = more.into_iter().flatten();
        more.chain(conditions).chain(deeds).collect()
    }

    /// The digest that a declaration names one of its conditions by.
    pub fn condition(&self, nth: usize) -> Digest {
        Digest::of_canonical(&(self.digest(), nth))
    }
}
