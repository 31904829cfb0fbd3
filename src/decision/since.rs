//! What changed in a review since somebody decided on it.
//!
//! Found by time and by the digests that the statement names. What was merged in from another branch may be older than
//! the sign-off, and what was edited by hand has no time: then all that is known is that something differs.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::{Holding, canonical, form2, holding};
use crate::review::{Dossier, ItemKey, Signoff};

/// How many items are named in a sentence.
const NAMED: usize = 3;

/// What differs from what was decided on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Since {
    /// Items that changed, in the order of the walk.
    pub items: Vec<Changed>,
    /// Ids of checklists that have another text.
    pub checklists: Vec<String>,
}

/// An item that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Changed {
    /// The shortest name that commands take.
    pub item: String,
    /// Its place in the walk; none where no checklist asks for it any more.
    #[serde(skip)]
    pub position: Option<usize>,
    /// How.
    pub how: How,
}

/// How an item changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, strum::Display)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum How {
    /// What is asked has another text.
    Text,
    /// An answer was taken back.
    Withdrawn,
    /// It was answered.
    Attested,
}

/// What changed since a sign-off; `None` where the content is the one that it was made on.
pub fn of(signoff: &Signoff, dossier: &Dossier) -> Option<Since> {
    if canonical::is_of(signoff, dossier) {
        return None;
    }
    let checklists: Vec<_> = dossier
        .checklists()
        .iter()
        .filter(|list| !signoff.statement.contains(&form2::subject::checklist(list)))
        .map(|list| list.id.clone())
        .collect();
    let mut later = later(signoff, dossier);
    let mut items = Vec::new();
    for entry in dossier.entries() {
        let key = entry.key();
        let text = || {
            let has_changed = checklists.contains(&entry.checklist.id)
                && entry
                    .latest()
                    .is_some_and(|latest| latest.item_digest != entry.item.digest());
            has_changed.then_some(How::Text)
        };
        if let Some(how) = later.remove(&key).or_else(text) {
            let position = Some(entry.position);
            items.push(Changed {
                item: dossier.name(entry.position),
                position,
                how,
            });
        }
    }
    // Items that no checklist asks for any more.
    items.extend(later.into_iter().map(|(key, how)| Changed {
        item: key.to_string(),
        position: None,
        how,
    }));
    Some(Since { items, checklists })
}

/// Why a sign-off does not hold, with what changed where that is the reason.
pub fn why(held: &Holding<'_>, dossier: &Dossier) -> Option<String> {
    let why = held.why.as_ref()?;
    let since = (why == holding::CHANGED)
        .then(|| of(held.signoff, dossier))
        .flatten();
    Some(sentence(why, since.as_ref()))
}

/// Why a sign-off does not hold, and what changed where that is the reason.
pub fn sentence(why: &str, since: Option<&Since>) -> String {
    match since.filter(|_| why == holding::CHANGED) {
        Some(since) => format!("{why}: {since}"),
        None => why.to_owned(),
    }
}

/// The items that were answered, or whose answer was taken back, later than the sign-off.
fn later<'d>(signoff: &Signoff, dossier: &'d Dossier) -> BTreeMap<&'d ItemKey, How> {
    let mut later = BTreeMap::new();
    for (key, attestation) in dossier.review().attestations() {
        let how = if attestation.at > signoff.at {
            How::Attested
        } else if attestation
            .withdrawn
            .as_ref()
            .is_some_and(|withdrawn| withdrawn.at > signoff.at)
        {
            How::Withdrawn
        } else {
            continue;
        };
        let known = later.entry(key).or_insert(how);
        *known = how.max(*known);
    }
    later
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.items.is_empty() && self.checklists.is_empty() {
            return f.write_str("something older was merged in or edited");
        }
        // Of one more than fits, nothing is gained by "1 more".
        let named = if self.items.len() > NAMED {
            NAMED - 1
        } else {
            self.items.len()
        };
        let names: Vec<_> = self
            .items
            .iter()
            .take(named)
            .map(|changed| changed.item.as_str())
            .collect();
        f.write_str(&names.join(", "))?;
        if self.items.len() > named {
            write!(f, " and {} more", self.items.len() - named)?;
        }
        if !self.checklists.is_empty() {
            let gap = if self.items.is_empty() { "" } else { "; " };
            write!(f, "{gap}the text of {}", self.checklists.join(", "))?;
        }
        Ok(())
    }
}
