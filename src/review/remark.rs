//! What people say beside answers: it makes nobody a preparer.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::Person;
use super::strike::Strikes;
use crate::text::digest::Digest;

/// Which kind of remark it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum RemarkKind {
    /// Anything worth a line.
    Comment,
    /// What somebody must say before the review is signed off, or what a sign-off takes on.
    Question,
    /// That an answer will not do: the gate is shut until the item is answered anew, or the return is ended.
    Return,
    /// Who is to answer.
    Assignment,
}

/// Something that a person says of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Remark {
    /// Unique everywhere.
    pub id: String,
    /// Which kind.
    pub kind: RemarkKind,
    /// The words; empty where an assignment says no more than to whom.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub text: String,
    /// Who is asked, or is to answer.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Person>,
    /// The last day for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Digest of the answer that it is about. An answer with other bytes is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Digest>,
    /// Who says it.
    pub by: Person,
    /// When.
    pub at: DateTime<Utc>,
    /// That its words were struck.
    #[serde(skip_serializing_if = "Strikes::is_empty")]
    #[cfg_attr(test, schemars(default))]
    pub struck: Strikes,
}

impl Remark {
    /// The digest that a declaration names it by.
    pub fn digest(&self) -> Digest {
        Digest::of_canonical(self)
    }
}
