//! A statement that opens, ends or takes back something.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Person;
use super::signable::signable;
use super::strike::Strikes;
use crate::text::digest::Digest;

/// What a declaration does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "PascalCase")]
pub enum DeedKind {
    /// Stands behind an answer of somebody else.
    Accepts,
    /// Says that what another recorded in one's name is so: an answer, a risk that one takes, a finding that one owns.
    Confirms,
    /// Ends a return.
    Ends,
    /// Closes a question or a condition.
    Closes,
    /// Takes a sign-off back.
    Revokes,
    /// Says that an answer or a sign-off under one's name is not one's own.
    Disowns,
    /// Sets aside a record that does not verify.
    Dismisses,
    /// Says that a statement was there when the key that signed it ended.
    Vouches,
    /// Lifts somebody else's rejection; only an approval does it, by whom the policy names for that.
    Overrules,
}

impl DeedKind {
    /// True where it must say why.
    pub fn needs_reason(self) -> bool {
        !matches!(self, Self::Accepts | Self::Confirms)
    }
}

/// One act of a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Deed {
    /// What is done.
    pub act: DeedKind,
    /// To what: the digest of an answer, a remark, a condition or a statement.
    pub to: Digest,
    /// Why; always said but where an answer is accepted or confirmed. Of what is vouched for, the principal, the key and when it
    /// ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// One record for everything that opens, ends or takes back, signed or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Declaration {
    /// Unique everywhere; it stands in the statement too.
    pub id: String,
    /// What it does.
    pub deeds: Vec<Deed>,
    /// What the person stated, byte for byte what is signed. All else of the record is read from it.
    pub statement: String,
    /// Digests of the statements that this one comes after.
    pub after: Vec<Digest>,
    /// Fingerprint of the key that the statement names; then it counts only with a signature by that key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Who declares it.
    pub by: Person,
    /// When.
    pub at: DateTime<Utc>,
    /// The SSH signature of the statement, armoured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// That its statement was struck.
    #[serde(skip_serializing_if = "Strikes::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub struck: Strikes,
}

signable!(Declaration);

impl Declaration {
    /// What somebody typed, in the fields beside the statement.
    pub fn words(&mut self) -> Vec<&mut String> {
        let deeds = self.deeds.iter_mut();
        deeds.filter_map(|one| one.why.as_mut()).collect()
    }

    /// True where it takes sign-offs back and does nothing else: it stands among the revocations too.
    pub fn only_revokes(&self) -> bool {
        let mut deeds = self.deeds.iter();
        deeds.all(|deed| deed.act == DeedKind::Revokes)
    }
}
