//! Two texts of one review as one: what git cannot do where both sides add to the same place.
//!
//! A union by ids: every record of either side is in it, as it was written, with keys that this program does not know. In
//! place only three things change, that a side lacks: that an attestation was taken back (the earlier one wins), a
//! signature, and the end of a session. No rule may lean on this: servers merge without it. What two people say of one
//! item stands beside each other then, and is undecided until somebody answers who has seen both.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::{Document, Insert, attestation};
use crate::review::{Attestation, ItemKey, Record, Review, Schema, Signable, Withdrawal};
use crate::store::values::{prose, time};
use crate::text::lines::unified;
use crate::toml::problem::Problems;
use crate::toml::reader::end_of;

/// Why two texts are not made one.
#[derive(Debug, thiserror::Error)]
pub enum Apart {
    /// One of them is no review.
    #[error("{0} cannot be read")]
    Unreadable(&'static str, #[source] Problems),
    /// They are not of one review, or of one schema, or differ where there is no union.
    #[error("{0}")]
    Different(String),
}

/// A side of a merge.
struct Side {
    document: Document,
    review: Review,
    /// The lines of each record, by its id.
    blocks: HashMap<String, Range<usize>>,
}

/// The union of both sides; `base` is what both come from, where that is known.
pub fn union(base: Option<&str>, ours: &str, theirs: &str) -> Result<String, Apart> {
    let ours = Side::read("our side", ours)?;
    let theirs = Side::read("the other side", theirs)?;
    // An empty base is that of a file that both sides added.
    let base = base.filter(|text| !text.trim().is_empty());
    let base = base
        .map(|text| Side::read("the common base", text))
        .transpose()?;
    let apart = |why: &str| Err(Apart::Different(why.to_owned()));
    if ours.review.subject.id != theirs.review.subject.id {
        return apart("they are two different reviews");
    }
    if ours.review.schema != theirs.review.schema {
        return apart(
            "one side is of schema 1 and the other of schema 2; run signoff migrate on the other branch first",
        );
    }
    let frame = |side: &Side| (side.review.subject.clone(), side.review.checklists.clone());
    let base = base.filter(|base| base.review.subject.id == ours.review.subject.id);
    let stays = |side: &Side| base.as_ref().is_some_and(|base| frame(base) == frame(side));
    let (mut trunk, other) = if frame(&ours) == frame(&theirs) || stays(&theirs) {
        (ours, theirs)
    } else if stays(&ours) {
        (theirs, ours)
    } else {
        return apart(
            "both sides changed what is reviewed, its time zone, or a checklist that it is pinned to",
        );
    };
    trunk.take_in(&other, base.as_ref())?;
    if let Some(base) = &base {
        trunk.take_in(base, Some(base))?;
    }
    Ok(trunk.document.text)
}

impl Side {
    fn read(name: &'static str, text: &str) -> Result<Self, Apart> {
        let unreadable = |problems| Apart::Unreadable(name, problems);
        let (document, review) =
            Document::parse(Path::new(name), text.to_owned()).map_err(unreadable)?;
        let blocks = blocks(text);
        Ok(Self {
            document,
            review,
            blocks,
        })
    }

    /// Adds what another side has and this one lacks.
    fn take_in(&mut self, other: &Self, base: Option<&Self>) -> Result<(), Apart> {
        let mut inserts = Vec::new();
        for (checklist, items) in &other.review.records {
            for (item, theirs) in items {
                let key = ItemKey {
                    checklist: checklist.clone(),
                    item: item.clone(),
                };
                self.take_in_item(&key, theirs, other, base, &mut inserts)?;
            }
        }
        self.take_in_statements(other, &mut inserts)?;
        let lacks = |id: &str| !self.blocks.contains_key(id);
        for seal in other.review.seals.iter().filter(|one| lacks(&one.id)) {
            inserts.push(self.appended(&seal.id, other));
        }
        for theirs in &other.review.sessions {
            let ours = self.review.sessions.iter().find(|one| one.id == theirs.id);
            match (ours, theirs.ended_at) {
                (None, _) => inserts.push(self.appended(&theirs.id, other)),
                (Some(ours), Some(at)) if ours.ended_at.is_none() => {
                    let mut lines = String::new();
                    time(&mut lines, "ended-at", at);
                    inserts.push(self.put_in(&theirs.id, lines));
                }
                (Some(_), _) => {}
            }
        }
        let growth = self.document.with(inserts);
        *self = Self::read("the union", growth.text())?;
        Ok(())
    }

    fn take_in_item(
        &self,
        key: &ItemKey,
        theirs: &Record,
        other: &Self,
        base: Option<&Self>,
        inserts: &mut Vec<Insert>,
    ) -> Result<(), Apart> {
        let empty = Record::default();
        let ours = self
            .review
            .record(&key.checklist, &key.item)
            .unwrap_or(&empty);
        let find =
            |record: &'_ Record, id: &str| record.attestations.iter().position(|one| one.id == id);
        let mut new = Vec::new();
        for one in &theirs.attestations {
            match find(ours, &one.id).map(|nth| &ours.attestations[nth]) {
                None => {
                    new.push(one.id.as_str());
                }
                Some(mine) if mine.digest() != one.digest() => {
                    return Err(Apart::Different(format!(
                        "the attestation {} on {key} is another one on each side",
                        one.id
                    )));
                }
                Some(mine) => inserts.extend(self.taken_back(mine, one)),
            }
        }
        // Of form 1 the last one in the file counts, and a merge would choose in silence.
        let before = base.and_then(|base| base.review.record(&key.checklist, &key.item));
        let known = before.map_or(0, |record| record.attestations.len());
        if self.review.schema == Schema::One && !new.is_empty() && ours.attestations.len() > known {
            return Err(Apart::Different(format!(
                "both sides answer {key}, and in schema 1 the last one in the file counts; run signoff migrate on both \\
                 branches first, or put the answers in the order that is meant"
            )));
        }
        for one in &theirs.remarks {
            match ours.remarks.iter().find(|mine| mine.id == one.id) {
                None => new.push(one.id.as_str()),
                Some(mine) if mine != one => {
                    return Err(Apart::Different(format!(
                        "the remark {} on {key} is another one on each side",
                        one.id
                    )));
                }
                Some(_) => {}
            }
        }
        if !new.is_empty() {
            inserts.push(self.grafted(key, &theirs.title, &new, other));
        }
        Ok(())
    }

    /// That it was taken back, where only the other side says so. Where both do, the earlier one wins.
    fn taken_back(&self, mine: &Attestation, theirs: &Attestation) -> Option<Insert> {
        let theirs = theirs.withdrawn.as_ref()?;
        match &mine.withdrawn {
            None => {
                let mut lines = String::new();
                attestation::write_withdrawal(&mut lines, theirs);
                Some(self.put_in(&mine.id, lines))
            }
            Some(own) if earlier(theirs, own) => {
                // Both lines stand in the block of the attestation, which is written anew without them.
                let range = self.blocks.get(&mine.id)?.clone();
                let block = &self.document.text[range.clone()];
                let (header, body) = block.split_once('\n')?;
                let mut lines = format!("{header}\n");
                attestation::write_withdrawal(&mut lines, theirs);
                let kept = body
                    .split_inclusive('\n')
                    .filter(|line| !line.trim_start().starts_with("withdrawn-"));
                lines.extend(kept);
                Some(Insert {
                    at: range.start,
                    lines,
                    new: None,
                    instead: range.len(),
                })
            }
            Some(_) => None,
        }
    }

    fn take_in_statements(&self, other: &Self, inserts: &mut Vec<Insert>) -> Result<(), Apart> {
        let pairs = [
            (
                stated(&self.review.signoffs),
                stated(&other.review.signoffs),
            ),
            (
                stated(&self.review.declarations),
                stated(&other.review.declarations),
            ),
            (
                stated(&self.review.revocations),
                stated(&other.review.revocations),
            ),
        ];
        for (ours, theirs) in pairs {
            let ours: HashMap<&str, &dyn Signable> = ours.into_iter().collect();
            for (id, one) in theirs {
                let Some(mine) = ours.get(id) else {
                    if inserts
                        .iter()
                        .all(|insert| insert.block() != other.block(id))
                    {
                        inserts.push(self.appended(id, other));
                    }
                    continue;
                };
                let apart = |what: &str| {
                    Apart::Different(format!(
                        "{what} of the record {id} is another one on each side"
                    ))
                };
                match (mine.signature(), one.signature()) {
                    _ if mine.statement() != one.statement() => return Err(apart("the statement")),
                    (Some(own), Some(its)) if own != its => return Err(apart("the signature")),
                    (None, Some(signature)) => {
                        let mut lines = String::new();
                        prose(&mut lines, "signature", signature);
                        inserts.push(self.put_in(id, lines));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// The lines of a record, with one kind of line end: they take that of the file they go into.
    fn block(&self, id: &str) -> String {
        let range = self.blocks.get(id).cloned().unwrap_or_default();
        unified(self.document.text[range].trim_end().to_owned())
    }

    /// Records of the other side at the end of an item's section.
    fn grafted(&self, key: &ItemKey, title: &str, ids: &[&str], other: &Self) -> Insert {
        self.document.insert(key, title, |lines| {
            for id in ids {
                lines.push('\n');
                lines.push_str(&other.block(id));
                lines.push('\n');
            }
            None
        })
    }

    /// A record of the other side at the end of the file.
    fn appended(&self, id: &str, other: &Self) -> Insert {
        let block = other.block(id);
        self.document.append(&block, |lines, block: &String| {
            lines.push('\n');
            lines.push_str(block);
            lines.push('\n');
        })
    }

    /// Lines behind the header of a record.
    fn put_in(&self, id: &str, lines: String) -> Insert {
        let range = self.blocks.get(id).cloned().unwrap_or_default();
        let header = self.document.text[range.clone()].find('\n');
        Insert {
            at: header.map_or(range.end, |end| range.start + end + 1),
            lines,
            new: None,
            instead: 0,
        }
    }
}

impl Insert {
    fn block(&self) -> &str {
        self.lines.trim()
    }
}

fn stated<T: Signable>(all: &[T]) -> Vec<(&str, &dyn Signable)> {
    all.iter()
        .map(|one| (one.id(), one as &dyn Signable))
        .collect()
}

fn earlier(one: &Withdrawal, other: &Withdrawal) -> bool {
    (one.at, one.by.as_str()) < (other.at, other.by.as_str())
}

/// Where the lines of every record stand, by its id.
fn blocks(text: &str) -> HashMap<String, Range<usize>> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut found = HashMap::new();
    let mut all = vec![root.get_ref()];
    while let Some(table) = all.pop() {
        for value in table.values() {
            match value.get_ref() {
                DeValue::Table(table) => all.push(table),
                DeValue::Array(records) => {
                    for record in records.iter() {
                        let DeValue::Table(record_table) = record.get_ref() else {
                            continue;
                        };
                        let id = record_table.get("id").map(|id| id.get_ref());
                        let Some(DeValue::String(id)) = id else {
                            continue;
                        };
                        let start = text[..record.span().start]
                            .rfind('\n')
                            .map_or(0, |at| at + 1);
                        let end = end_of(record_table, record.span().end);
                        let end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
                        found.insert(id.clone().into_owned(), start..end);
                    }
                }
                _ => {}
            }
        }
    }
    found
}
