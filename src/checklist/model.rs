//! Checklist › Category › Item.

use std::sync::OnceLock;

use serde::Serialize;

use super::namesake::Namesake;
use crate::policy::{Age, Policy, Rule, Severity};
use crate::text::digest::Digest;
use crate::text::number::count;

/// A versioned list of what to look at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct Checklist {
    /// Names the checklist in reviews; unique among those in use.
    #[cfg_attr(test, schemars(regex(pattern = "^[A-Za-z][A-Za-z0-9._-]{0,44}$")))]
    pub id: String,
    /// What a person calls it.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub title: String,
    /// Any text; changes when the content does.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub version: String,
    /// Shown when a review starts and carried into every report.
    #[cfg_attr(test, schemars(default))]
    pub notices: Vec<String>,
    /// The document it was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceDocument>,
    /// What counts as signed off.
    #[cfg_attr(test, schemars(default))]
    pub policy: Policy,
    /// In the order of the walk.
    #[serde(rename = "category")]
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub categories: Vec<Category>,
    /// Others of its id that were found in other places.
    #[serde(skip)]
    pub namesakes: Vec<Namesake>,
    #[serde(skip)]
    pub(super) digest: OnceLock<Digest>,
}

/// Items that belong together.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct Category {
    /// Unique in the checklist.
    #[cfg_attr(test, schemars(regex(pattern = "^[A-Za-z][A-Za-z0-9._-]{0,44}$")))]
    pub id: String,
    /// What a person calls it.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub title: String,
    /// In the order of the walk.
    #[serde(rename = "item")]
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub items: Vec<Item>,
}

/// One thing to look at.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct Item {
    /// `[A-Za-z][A-Za-z0-9._-]{0,44}`, unique in the checklist.
    #[cfg_attr(test, schemars(regex(pattern = "^[A-Za-z][A-Za-z0-9._-]{0,44}$")))]
    pub id: String,
    /// One line.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub title: String,
    /// Markdown: how to check, and what a good answer contains.
    #[cfg_attr(test, schemars(default))]
    pub guidance: String,
    /// How bad it is when it is not in order.
    pub severity: Severity,
    /// The default that ships.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ships_as: Option<String>,
    /// Whether "met" needs evidence.
    #[cfg_attr(test, schemars(default = "super::schema::no_evidence"))]
    pub evidence: Rule,
    /// Tighter than the policy's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age: Option<Age>,
    /// Where to read more.
    #[cfg_attr(test, schemars(default))]
    pub references: Vec<Reference>,
    #[serde(skip)]
    pub(super) digest: OnceLock<Digest>,
}

/// A document on the web.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct Reference {
    /// What a person calls it.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub title: String,
    /// `https://` or `http://`.
    #[cfg_attr(test, schemars(regex(pattern = "^https?://[^ ]+$")))]
    pub url: String,
}

/// The document that a checklist was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct SourceDocument {
    /// What a person calls it.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub title: String,
    /// `https://` or `http://`.
    #[cfg_attr(test, schemars(regex(pattern = "^https?://[^ ]+$")))]
    pub url: String,
    /// SPDX identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
}

impl Checklist {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.categories
            .iter()
            .map(|category| category.items.len())
            .sum()
    }

    /// True where no category has an item; lint refuses such a checklist.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// That this is not the only text of its id, in one sentence.
    pub fn confusion(&self) -> Option<String> {
        let others: Vec<_> = self.namesakes.iter().map(Namesake::named).collect();
        (!others.is_empty()).then(|| {
            let (items, others) = (count(self.len(), "item", "items"), others.join(", nor "));
            format!(
                "the checklist {}, here with {items}, is not {others}",
                self.id
            )
        })
    }

    /// Covers id, version, policy, notices, and every item in its category, in order.
    pub fn digest(&self) -> Digest {
        #[derive(Serialize)]
        struct Covered<'a> {
            id: &'a str,
            version: &'a str,
            policy: &'a Policy,
            notices: Vec<String>,
            categories: Vec<CoveredCategory<'a>>,
        }
        #[derive(Serialize)]
        struct CoveredCategory<'a> {
            id: &'a str,
            title: String,
            items: Vec<(Digest, Option<Age>)>,
        }
        *self.digest.get_or_init(|| {
            Digest::of_canonical(&Covered {
                id: &self.id,
                version: &self.version,
                policy: &self.policy,
                notices: self.notices.iter().map(|notice| plain(notice)).collect(),
                categories: self
                    .categories
                    .iter()
                    .map(|c| CoveredCategory {
                        id: &c.id,
                        title: plain(&c.title),
                        items: c
                            .items
                            .iter()
                            .map(|item| (item.digest(), item.max_age))
                            .collect(),
                    })
                    .collect(),
            })
        })
    }
}

impl Item {
    /// Covers what a person reads before answering, not position or white space: id, title, guidance, severity,
    /// shipped default, evidence rule and references.
    pub fn digest(&self) -> Digest {
        #[derive(Serialize)]
        struct Covered<'a> {
            evidence: Rule,
            guidance: String,
            id: &'a str,
            references: Vec<(String, &'a str)>,
            severity: Severity,
            ships_as: Option<String>,
            title: String,
        }
        *self.digest.get_or_init(|| {
            Digest::of_ordered(&Covered {
                evidence: self.evidence,
                guidance: plain(&self.guidance),
                id: &self.id,
                references: self
                    .references
                    .iter()
                    .map(|r| (plain(&r.title), r.url.as_str()))
                    .collect(),
                severity: self.severity,
                ships_as: self.ships_as.as_deref().map(plain),
                title: plain(&self.title),
            })
        })
    }
}

/// Text with every run of white space as one space.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
