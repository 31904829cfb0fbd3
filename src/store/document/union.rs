//! Two texts of one review as one: what git cannot do where both sides add to the same place.
//!
//! A union by ids: every record of either side is in it, as it was written, with keys that this program does not know. In
//! place only four things change, that a side lacks: that an attestation was taken back, that a text was struck, the end of a
//! session (the earlier one wins), and a signature. No rule may lean on this: servers merge without it. What two people say of one
//! item stands beside each other then, and is undecided until somebody answers who has seen both.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;

use chrono::{DateTime, Utc};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Document, Insert, attestation};
use crate::review::loss::Lasting;
use crate::review::strike::Strikes;
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
    blocks: HashMap<Name, Block>,
}

/// The kind of a record, and its id.
type Name = (String, String);

/// A record in the text.
#[derive(Clone)]
struct Block {
    /// Its lines.
    place: Range<usize>,
    /// Those of them that a merge may change.
    marks: Vec<Range<usize>>,
    /// True where it stands at the end of the file, and in no section of an item.
    is_apart: bool,
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
    let (trunk, other) = if frame(&ours) == frame(&theirs) || stays(&theirs) {
        (ours, theirs)
    } else if stays(&ours) {
        (theirs, ours)
    } else {
        return apart(
            "both sides changed what is reviewed, its time zone, or a checklist that it is pinned to",
        );
    };
    let mut whole = trunk.with(&other)?;
    // Where a text was struck, the record is the other side's now, and lacks what this one had of it.
    whole = whole.with(&trunk)?;
    if let Some(base) = &base {
        whole = whole.with(base)?;
    }
    // What people write by hand may not fit where the program puts records.
    for side in [&trunk, &other] {
        let has_all = side
            .blocks
            .keys()
            .all(|name| whole.blocks.contains_key(name));
        if !has_all || !whole.lacking(side)?.is_empty() {
            return apart("a record without a header of its own does not fit into the other side");
        }
    }
    let known = base.map_or_else(BTreeSet::new, |base| keys(&base.document.text));
    let whole_keys = keys(&whole.document.text);
    for side in [&trunk, &other] {
        let mut own = keys(&side.document.text).into_iter();
        if let Some(lost) = own.find(|key| !known.contains(key) && !whole_keys.contains(key)) {
            return apart(&format!("only one side has the key {lost}"));
        }
    }
    Ok(whole.document.text)
}

/// The keys of sections, such as `review.system`; what stands in a record goes with it.
fn keys(text: &str) -> BTreeSet<String> {
    fn walk(table: &DeTable<'_>, path: &str, found: &mut BTreeSet<String>) {
        for (key, value) in table {
            let path = format!("{path}{}", key.get_ref());
            match value.get_ref() {
                DeValue::Table(inner) => walk(inner, &format!("{path}."), found),
                DeValue::Array(all) if all.iter().any(|one| one.get_ref().is_table()) => {}
                _ => drop(found.insert(path)),
            }
        }
    }
    let mut found = BTreeSet::new();
    if let Ok(table) = DeTable::parse(text) {
        walk(table.get_ref(), "", &mut found);
    }
    found
}

impl Side {
    fn read(name: &'static str, text: &str) -> Result<Self, Apart> {
        let unreadable = |problems| Apart::Unreadable(name, problems);
        let (document, review) =
            Document::parse(Path::new(name), text.to_owned()).map_err(unreadable)?;
        let twice = |(kind, id)| {
            Apart::Different(format!("in {name} the id {id} of a {kind} stands twice"))
        };
        let blocks = blocks(text).map_err(twice)?;
        Ok(Self {
            document,
            review,
            blocks,
        })
    }

    /// With what another side has and this one lacks.
    fn with(&self, other: &Self) -> Result<Self, Apart> {
        let growth = self.document.with(self.lacking(other)?);
        Self::read("the union", growth.text())
    }

    fn lacking(&self, other: &Self) -> Result<Vec<Insert>, Apart> {
        let mut inserts = Vec::new();
        for (checklist, items) in &other.review.records {
            for (item, theirs) in items {
                let key = ItemKey {
                    checklist: checklist.clone(),
                    item: item.clone(),
                };
                self.compare_item(&key, theirs, other, &mut inserts)?;
            }
        }
        let (mine, its) = (&self.review, &other.review);
        self.compare(
            "signoff",
            &mine.signoffs,
            &its.signoffs,
            other,
            &mut inserts,
        )?;
        let (ours, theirs) = (&mine.declarations, &its.declarations);
        self.compare("declaration", ours, theirs, other, &mut inserts)?;
        let (ours, theirs) = (&mine.revocations, &its.revocations);
        self.compare("revocation", ours, theirs, other, &mut inserts)?;
        for theirs in &its.seals {
            let ours = mine.seals.iter().find(|one| one.id == theirs.id);
            if ours.is_some_and(|ours| ours != theirs) {
                return Err(another(&format!("seal {}", theirs.id)));
            }
        }
        for theirs in &its.sessions {
            let Some(ours) = mine.sessions.iter().find(|one| one.id == theirs.id) else {
                continue;
            };
            if ours.bare(theirs) != theirs.bare(ours) {
                return Err(another(&format!("session {}", theirs.id)));
            }
            if let Some(at) = theirs
                .ended_at
                .filter(|at| ours.ended_at.is_none_or(|own| *at < own))
            {
                let mut lines = String::new();
                time(&mut lines, "ended-at", at);
                inserts.extend(self.amended("session", &theirs.id, lines));
            }
        }
        for theirs in &its.votes {
            match mine.votes.iter().find(|one| one.id == theirs.id) {
                Some(ours) if ours.bare(theirs) != theirs.bare(ours) => {
                    return Err(another(&format!("vote {}", theirs.id)));
                }
                Some(ours) if is_struck_first(&theirs.struck, &ours.struck) => {
                    inserts.push(self.replaced("vote", &theirs.id, other));
                }
                _ => {}
            }
        }
        let has = |name| self.blocks.get(name).is_some_and(|own| own.is_apart);
        let mut new: Vec<_> = other
            .blocks
            .iter()
            .filter(|(name, block)| block.is_apart && !has(name))
            .collect();
        new.sort_by_key(|(_, block)| block.place.start);
        inserts.extend(
            new.into_iter()
                .map(|((kind, id), _)| self.added(kind, id, other)),
        );
        Ok(inserts)
    }

    fn compare_item(
        &self,
        key: &ItemKey,
        theirs: &Record,
        other: &Self,
        inserts: &mut Vec<Insert>,
    ) -> Result<(), Apart> {
        let empty = Record::default();
        let ours = self
            .review
            .record(&key.checklist, &key.item)
            .unwrap_or(&empty);
        let mut new = Vec::new();
        let mut shared = 0;
        for one in &theirs.attestations {
            match ours.attestations.iter().find(|mine| mine.id == one.id) {
                None => new.push(("attestation", one.id.as_str())),
                Some(mine) if mine.bare(one) != one.bare(mine) => {
                    return Err(another(&format!("attestation {} on {key}", one.id)));
                }
                Some(mine) => {
                    shared += 1;
                    if is_struck_first(&one.struck, &mine.struck) {
                        inserts.push(self.replaced("attestation", &one.id, other));
                    } else {
                        inserts.extend(self.taken_back(mine, one));
                    }
                }
            }
        }
        // Of form 1 the last one in the file counts, and a merge would choose in silence.
        if self.review.schema == Schema::One && !new.is_empty() && ours.attestations.len() > shared
        {
            return Err(Apart::Different(format!(
                "both sides answer {key}, and in schema 1 the last one in the file counts; run signoff migrate on both \
                 branches first, or put the answers in the order that is meant"
            )));
        }
        for one in &theirs.remarks {
            match ours.remarks.iter().find(|mine| mine.id == one.id) {
                None => new.push(("remark", &one.id)),
                Some(mine) if mine.bare(one) != one.bare(mine) => {
                    return Err(another(&format!("remark {} on {key}", one.id)));
                }
                Some(mine) if is_struck_first(&one.struck, &mine.struck) => {
                    inserts.push(self.replaced("remark", &one.id, other));
                }
                Some(_) => {}
            }
        }
        if !new.is_empty() {
            inserts.push(self.grafted(key, &theirs.title, &new, other));
        }
        Ok(())
    }

    /// A record as the other side has it.
    fn replaced(&self, kind: &str, id: &str, other: &Self) -> Insert {
        let Block { place, .. } = &self.blocks[&name(kind, id)];
        let mut lines = other.block(kind, id);
        lines.push_str(&self.document.text[place.clone()][self.block(kind, id).len()..]);
        Insert {
            at: place.start,
            lines,
            new: None,
            instead: place.len(),
        }
    }

    /// That it was taken back, where only the other side says so. Where both do, the earlier one wins.
    fn taken_back(&self, mine: &Attestation, theirs: &Attestation) -> Vec<Insert> {
        let earlier = |one: &&Withdrawal| {
            let own = mine.withdrawn.as_ref();
            own.is_none_or(|own| (one.at, one.by.as_str()) < (own.at, own.by.as_str()))
        };
        let Some(withdrawal) = theirs.withdrawn.as_ref().filter(earlier) else {
            return Vec::new();
        };
        let mut lines = String::new();
        attestation::write_withdrawal(&mut lines, withdrawal);
        self.amended("attestation", &mine.id, lines)
    }

    /// Compares what is stated on both sides.
    fn compare<T: Signable + Lasting>(
        &self,
        kind: &str,
        ours: &[T],
        theirs: &[T],
        other: &Self,
        inserts: &mut Vec<Insert>,
    ) -> Result<(), Apart> {
        let ours: HashMap<_, _> = ours.iter().map(|one| (Signable::id(one), one)).collect();
        for one in theirs {
            let id = Signable::id(one);
            // A revocation of form 2 is a part of its declaration, and has no lines of its own.
            let mine = ours.get(id);
            let Some(mine) = mine.filter(|_| self.blocks.contains_key(&name(kind, id))) else {
                continue;
            };
            match (mine.signature(), one.signature()) {
                _ if mine.bare(one) != one.bare(mine) => {
                    return Err(another(&format!("{kind} {id}")));
                }
                _ if is_struck_first(one.struck(), mine.struck()) => {
                    inserts.push(self.replaced(kind, id, other));
                }
                (Some(own), Some(its)) if own != its => {
                    return Err(another(&format!("signature of the {kind} {id}")));
                }
                (None, Some(signature)) => {
                    let mut lines = String::new();
                    prose(&mut lines, "signature", signature);
                    inserts.extend(self.amended(kind, id, lines));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The lines of a record, with one kind of line end: they take that of the file they go into.
    fn block(&self, kind: &str, id: &str) -> String {
        let place = self.blocks[&name(kind, id)].place.clone();
        unified(self.document.text[place].trim_end().to_owned())
    }

    /// Records of the other side at the end of an item's section.
    fn grafted(&self, key: &ItemKey, title: &str, new: &[(&str, &str)], other: &Self) -> Insert {
        self.document.insert(key, title, |lines| {
            for (kind, id) in new {
                lines.push('\n');
                lines.push_str(&other.block(kind, id));
                lines.push('\n');
            }
            None
        })
    }

    /// A record of the other side at the end of the file, or where its time puts it: of seals and sessions the last counts.
    fn added(&self, kind: &str, id: &str, other: &Self) -> Insert {
        let block = other.block(kind, id);
        let theirs = moment(&other.review, kind, id);
        let later = self.blocks.iter().filter(|((its, id), _)| {
            its == kind && theirs.is_some() && moment(&self.review, kind, id) > theirs
        });
        match later.map(|(_, block)| block.place.start).min() {
            Some(at) => Insert {
                at,
                lines: format!("{block}\n\n"),
                new: None,
                instead: 0,
            },
            None => self.document.append(&block, |lines, block: &String| {
                lines.push('\n');
                lines.push_str(block);
                lines.push('\n');
            }),
        }
    }

    /// Lines behind the header of a record, in the place of what it says of that.
    fn amended(&self, kind: &str, id: &str, lines: String) -> Vec<Insert> {
        let Block { place, marks, .. } = &self.blocks[&name(kind, id)];
        let header = self.document.text[place.clone()].find('\n');
        let put = |at, lines, instead| Insert {
            at,
            lines,
            new: None,
            instead,
        };
        let at = header.map_or(place.end, |end| place.start + end + 1);
        let old = marks
            .iter()
            .map(|mark| put(mark.start, String::new(), mark.len()));
        std::iter::once(put(at, lines, 0)).chain(old).collect()
    }
}

/// True where something was struck on one side that was not on the other, or later only.
fn is_struck_first(one: &Strikes, other: &Strikes) -> bool {
    one.iter().any(|(name, strike)| {
        let its = other.get(name);
        its.is_none_or(|its| (strike.at, strike.by.as_str()) < (its.at, its.by.as_str()))
    })
}

fn another(what: &str) -> Apart {
    Apart::Different(format!("the {what} is another one on each side"))
}

fn name(kind: &str, id: &str) -> Name {
    (kind.to_owned(), id.to_owned())
}

/// What a seal or a session is put in order by.
fn moment<'r>(review: &'r Review, kind: &str, id: &str) -> Option<(DateTime<Utc>, &'r str)> {
    let mut seals = review.seals.iter().map(|one| (one.at, one.id.as_str()));
    let mut sessions = review
        .sessions
        .iter()
        .map(|one| (one.started_at, one.id.as_str()));
    match kind {
        "seal" => seals.find(|(_, its)| *its == id),
        "session" => sessions.find(|(_, its)| *its == id),
        _ => None,
    }
}

/// Every record of a text that has an id; the error is the name that two of them have.
fn blocks(text: &str) -> Result<HashMap<Name, Block>, Name> {
    let (root, _) = DeTable::parse_recoverable(text);
    let lines = |span: Range<usize>| {
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.end..].find('\n');
        start..end.map_or(text.len(), |at| span.end + at + 1)
    };
    let mut found = HashMap::new();
    let mut all = vec![(true, root.get_ref())];
    while let Some((is_apart, table)) = all.pop() {
        for (kind, value) in table {
            match value.get_ref() {
                DeValue::Table(table) => all.push((false, table)),
                DeValue::Array(records) => {
                    for record in records {
                        let DeValue::Table(entries) = record.get_ref() else {
                            continue;
                        };
                        let Some(DeValue::String(id)) = entries.get("id").map(Spanned::get_ref)
                        else {
                            continue;
                        };
                        let span = record.span();
                        let marks = entries
                            .iter()
                            .filter(|(key, _)| MARKS.contains(&&**key.get_ref()))
                            .map(|(key, value)| lines(key.span().start..value.span().end));
                        let block = Block {
                            place: lines(span.start..end_of(entries, span.end)),
                            marks: marks.collect(),
                            is_apart,
                        };
                        let name = name(kind.get_ref(), id);
                        if found.insert(name.clone(), block).is_some() {
                            return Err(name);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    Ok(found)
}

/// What an attestation and a session say of their end.
const MARKS: [&str; 3] = ["withdrawn-at", "withdrawn-by", "ended-at"];
