//! The content that a sign-off of form 1 covers.
//!
//! RFC 8785 (JCS) JSON of: the subject, the checklists as they are now (version and digest by id), and every
//! attestation, withdrawn ones too, by checklist and item. Comments, white space, key order, unknown keys and the sign-offs
//! themselves are outside; so are revocations and seals, which come after a sign-off and must not void it. Times are
//! RFC 3339 in UTC, dates `YYYY-MM-DD`, digests `sha256:<hex>`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::summary;
use crate::review::dossier::Content as Memo;
use crate::review::{Attestation, Dossier, Review, Schema, Subject};
use crate::text::digest::Digest;

#[derive(Serialize)]
struct Content<'d> {
    schema: u8,
    review: &'d Subject,
    checklists: BTreeMap<&'d str, Named<'d>>,
    items: BTreeMap<&'d str, BTreeMap<&'d str, &'d [Attestation]>>,
}

#[derive(Serialize)]
struct Named<'d> {
    version: &'d str,
    digest: Digest,
}

/// The digest, the counts and the summary of the content; `None` where something stands in the review that the form has
/// no place for: a statement of form 1 would say nothing of it, and cover it all the same.
pub(in crate::decision) fn of(dossier: &Dossier) -> Option<&Memo> {
    is_whole(dossier.review()).then(|| {
        dossier.content(Schema::One, |dossier| {
            let counts = summary::tally(dossier);
            Memo {
                digest: Digest::of_canonical(&content(dossier)),
                counts,
                summary: summary::of(dossier, &counts),
                subject: String::new(),
            }
        })
    })
}

/// The canonical content itself.
///
/// # Panics
/// Never: the content is plain data.
pub(crate) fn text(dossier: &Dossier) -> String {
    serde_json_canonicalizer::to_string(&content(dossier)).expect("plain data serialises")
}

fn is_whole(review: &Review) -> bool {
    review.schema == Schema::One
        || (review.subject.time_zone.is_none()
            && review.attestations().all(|(_, one)| one.is_of_form_1()))
}

fn content(dossier: &Dossier) -> Content<'_> {
    Content {
        schema: 1,
        review: &dossier.review().subject,
        checklists: dossier
            .checklists()
            .iter()
            .map(|list| {
                (
                    list.id.as_str(),
                    Named {
                        version: &list.version,
                        digest: list.digest(),
                    },
                )
            })
            .collect(),
        items: attestations(dossier.review()),
    }
}

fn attestations(review: &Review) -> BTreeMap<&str, BTreeMap<&str, &[Attestation]>> {
    let mut all = BTreeMap::<_, BTreeMap<_, _>>::new();
    for (key, record) in &review.records {
        if !record.attestations.is_empty() {
            let items = all.entry(key.checklist.as_str()).or_default();
            items.insert(key.item.as_str(), record.attestations.as_slice());
        }
    }
    all
}
