//! An item and what its answers amount to.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::Facts;
use crate::policy::Severity;
use crate::review::{Attestation, Entry, Lapse, Standing, Status};

/// An item.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ItemFacts<'r> {
    /// The shortest name that commands take.
    pub name: String,
    /// The id of its checklist.
    pub checklist: &'r str,
    /// The id of its category.
    pub category: &'r str,
    /// Its id in the checklist.
    pub id: &'r str,
    /// What is asked.
    pub title: &'r str,
    /// How much it matters.
    pub severity: Severity,
    /// The status that counts: `not-reviewed` where nobody attested, or where the attestation does not hold.
    #[serde(serialize_with = "status")]
    #[cfg_attr(test, schemars(with = "String", extend("enum" = [
            "met", "partial", "unmet", "risk-accepted", "not-applicable", "not-reviewed"
        ])))]
    pub status: Option<Status>,
    /// Whether the last attestation holds: `current`, `expired` or `stale`; null where there is none.
    pub standing: Option<Standing>,
    /// Why it does not, or null.
    pub why: Option<String>,
    /// The day on which it stops to hold by itself, or null.
    pub expires: Option<NaiveDate>,
    /// The last attestation that was not withdrawn, as it stands in the file, or null.
    pub attestation: Option<&'r Attestation>,
}

impl<'r> Facts<'r> {
    /// The item at a position in the walk.
    pub fn item(&self, position: usize) -> ItemFacts<'r> {
        let entry = self.dossier.entry(position);
        let (latest, lapse) = (entry.latest(), entry.outcome.lapse.as_ref());
        ItemFacts {
            name: self.dossier.name(position),
            checklist: &entry.checklist.id,
            category: &entry.category.id,
            id: &entry.item.id,
            title: &entry.item.title,
            severity: entry.item.severity,
            status: entry.outcome.status(),
            standing: latest.map(|_| lapse.map_or(Standing::Current, Lapse::standing)),
            why: lapse.map(ToString::to_string),
            expires: entry.expires(),
            attestation: latest,
        }
    }

    /// Every item, in the order of the walk.
    pub fn items(self) -> impl Iterator<Item = ItemFacts<'r>> {
        (0..self.dossier.count()).map(move |position| self.item(position))
    }

    /// The item of which something was said last, as an answer or beside one.
    pub fn latest(self) -> Option<usize> {
        let last = |entry: &Entry<'_>| {
            let record = entry.record?;
            let answers = record.attestations.iter().map(|one| one.at);
            answers.chain(record.remarks.iter().map(|one| one.at)).max()
        };
        let said = self.dossier.entries();
        let said = said.filter_map(|entry| Some((last(&entry)?, entry.position)));
        said.max().map(|(_, position)| position)
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    clippy::ref_option,
    reason = "serde hands over a reference to the field"
)]
fn status<S: Serializer>(status: &Option<Status>, serializer: S) -> Result<S::Ok, S::Error> {
    match status {
        Some(status) => status.serialize(serializer),
        None => serializer.serialize_str("not-reviewed"),
    }
}
