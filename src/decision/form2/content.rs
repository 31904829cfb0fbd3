//! The content that a sign-off of form 2 covers.
//!
//! RFC 8785 (JCS) JSON of: the subject; the checklists as they are pinned and as they are now, with all of them that a
//! report shows; every attestation, withdrawn ones too, by checklist and item, those of form 1 in the order of the file, which tells the one
//! that counts, and the others in that of their ids; and the titles of
//! items that no checklist has any more. Comments, white space, the order of the file, unknown keys, sign-offs,
//! declarations, remarks, sessions and seals are outside. Times are RFC 3339 in UTC, dates `YYYY-MM-DD`, digests
//! `sha256:<hex>`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::burden;
use super::subject;
use crate::checklist::SourceDocument;
use crate::review::dossier::Content as Memo;
use crate::review::{Attestation, Dossier, ItemKey, Record, Review, Schema, Subject, Tally};
use crate::text::digest::Digest;

#[derive(Serialize)]
struct Content<'d> {
    schema: Schema,
    review: &'d Subject,
    checklists: BTreeMap<&'d str, Named<'d>>,
    items: BTreeMap<&'d str, BTreeMap<&'d str, Vec<&'d Attestation>>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    gone: BTreeMap<&'d str, BTreeMap<&'d str, &'d str>>,
}

#[derive(Serialize)]
struct Named<'d> {
    title: &'d str,
    version: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'d SourceDocument>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notices: &'d [String],
    digest: Digest,
    pinned: Option<Pinned<'d>>,
}

#[derive(Serialize)]
struct Pinned<'d> {
    version: &'d str,
    digest: Digest,
}

/// What follows from the content, and is computed once between two changes.
pub(in crate::decision) fn of(dossier: &Dossier) -> &Memo {
    dossier.content(Schema::Two, |dossier| {
        let statuses = dossier
            .entries()
            .map(|entry| entry.latest().map(|latest| latest.answer.status));
        let counts: Tally = statuses.collect();
        Memo {
            digest: Digest::of_canonical(&content(dossier)),
            counts,
            summary: burden::of(dossier),
            subject: subject::of(dossier, &counts),
        }
    })
}

/// The canonical content itself.
///
/// # Panics
/// Never: the content is plain data.
pub fn text(dossier: &Dossier) -> String {
    serde_json_canonicalizer::to_string(&content(dossier)).expect("plain data serialises")
}

fn content(dossier: &Dossier) -> Content<'_> {
    let review = dossier.review();
    let pinned = |id: &str| review.checklists.iter().find(|pinned| pinned.id == id);
    let lists = dossier.checklists().iter().map(|list| {
        let named = Named {
            title: &list.title,
            version: &list.version,
            source: list.source.as_ref(),
            notices: &list.notices,
            digest: list.digest(),
            pinned: pinned(&list.id).map(|pinned| Pinned {
                version: &pinned.version,
                digest: pinned.digest,
            }),
        };
        (list.id.as_str(), named)
    });
    Content {
        schema: Schema::Two,
        review: &review.subject,
        checklists: lists.collect(),
        items: by_item(review, |_, record| {
            let mut all: Vec<_> = record.attestations.iter().collect();
            all.sort_by_key(|one| one.after.is_some().then_some(one.id.as_str()));
            (!all.is_empty()).then_some(all)
        }),
        gone: by_item(review, |key, record| {
            let is_gone = !record.attestations.is_empty() && !dossier.asks(key);
            is_gone.then_some(record.title.as_str())
        }),
    }
}

/// Something of every item that has it.
fn by_item<'d, T>(
    review: &'d Review,
    of: impl Fn(&ItemKey, &'d Record) -> Option<T>,
) -> BTreeMap<&'d str, BTreeMap<&'d str, T>> {
    let mut all = BTreeMap::<_, BTreeMap<_, _>>::new();
    for (key, record) in &review.records {
        if let Some(one) = of(key, record) {
            let items = all.entry(key.checklist.as_str()).or_default();
            items.insert(key.item.as_str(), one);
        }
    }
    all
}
