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
use crate::review::{Attestation, ItemKey, Record, Review, Schema, Session, Signable, Withdrawal};
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

/// What one side lacks of another, as lines that are put into it.
struct Lack<'s> {
    own: &'s Side,
    other: &'s Side,
    inserts: Vec<Insert>,
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
        let mut lack = Lack {
            own: self,
            other,
            inserts: Vec::new(),
        };
        lack.find()?;
        Ok(lack.inserts)
    }

    /// The lines of a record, with one kind of line end: they take that of the file they go into.
    fn block(&self, kind: &str, id: &str) -> String {
        let place = self.blocks[&name(kind, id)].place.clone();
        unified(self.document.text[place].trim_end().to_owned())
    }
}

impl Lack<'_> {
    fn find(&mut self) -> Result<(), Apart> {
        let (own, other) = (self.own, self.other);
        let (ours, theirs) = (&own.review, &other.review);
        for (key, theirs) in &theirs.records {
            self.find_in(key, theirs)?;
        }
        self.compare("signoff", "", &ours.signoffs, &theirs.signoffs, signature)?;
        let (mine, its) = (&ours.declarations, &theirs.declarations);
        self.compare("declaration", "", mine, its, signature)?;
        let (mine, its) = (&ours.revocations, &theirs.revocations);
        self.compare("revocation", "", mine, its, signature)?;
        self.compare("seal", "", &ours.seals, &theirs.seals, |_, _| Ok(None))?;
        self.compare("session", "", &ours.sessions, &theirs.sessions, |a, b| {
            Ok(end(a, b))
        })?;
        self.compare("vote", "", &ours.votes, &theirs.votes, |_, _| Ok(None))?;
        let has = |name| own.blocks.get(name).is_some_and(|own| own.is_apart);
        let new = other.blocks.iter();
        let mut new: Vec<_> = new
            .filter(|(name, block)| block.is_apart && !has(name))
            .collect();
        new.sort_by_key(|(_, block)| block.place.start);
        for ((kind, id), _) in new {
            self.add(kind, id);
        }
        Ok(())
    }

    fn find_in(&mut self, key: &ItemKey, theirs: &Record) -> Result<(), Apart> {
        let empty = Record::default();
        let side = self.own;
        let ours = side.review.record(key);
        let ours = ours.unwrap_or(&empty);
        let on = format!(" on {key}");
        let (own, its) = (&ours.attestations, &theirs.attestations);
        let answers = self.compare("attestation", &on, own, its, |a, b| Ok(withdrawal(a, b)))?;
        // Of form 1 the last one in the file counts, and a merge would choose in silence.
        if side.review.schema == Schema::One
            && !answers.is_empty()
            && own.len() + answers.len() > its.len()
        {
            return Err(Apart::Different(format!(
                "both sides answer {key}, and in schema 1 the last one in the file counts; run signoff migrate on both \
                 branches first, or put the answers in the order that is meant"
            )));
        }
        let (own, its) = (&ours.remarks, &theirs.remarks);
        let remarks = self.compare("remark", &on, own, its, |_, _| Ok(None))?;
        let answers = answers.into_iter().map(|id| ("attestation", id));
        let new: Vec<_> = answers
            .chain(remarks.into_iter().map(|id| ("remark", id)))
            .collect();
        if !new.is_empty() {
            self.graft(key, &theirs.title, &new);
        }
        Ok(())
    }

    /// Compares the records of a kind that both sides have, and tells the ids of those that this one lacks. `more` is what it
    /// lacks behind the header of one, or what of it is another on each side.
    fn compare<'o, T: Lasting>(
        &mut self,
        kind: &str,
        on: &str,
        ours: &[T],
        theirs: &'o [T],
        more: fn(&T, &T) -> Result<Option<String>, &'static str>,
    ) -> Result<Vec<&'o str>, Apart> {
        let ours: HashMap<_, _> = ours.iter().map(|one| (one.id(), one)).collect();
        let mut new = Vec::new();
        for one in theirs {
            let id = one.id();
            let Some(mine) = ours.get(id) else {
                new.push(id);
                continue;
            };
            // A revocation of form 2 is a part of its declaration, and has no lines of its own.
            if !self.own.blocks.contains_key(&name(kind, id)) {
                continue;
            }
            if !mine.is_same(one) {
                return Err(another(&format!("{kind} {id}{on}")));
            }
            if is_struck_first(one.struck(), mine.struck()) {
                self.replace(kind, id);
            } else if let Some(lines) =
                more(mine, one).map_err(|what| another(&format!("{what} of the {kind} {id}")))?
            {
                self.amend(kind, id, lines);
            }
        }
        Ok(new)
    }

    fn put(&mut self, at: usize, lines: String, instead: usize) {
        self.inserts.push(Insert {
            at,
            lines,
            new: None,
            instead,
        });
    }

    /// A record as the other side has it.
    fn replace(&mut self, kind: &str, id: &str) {
        let own = self.own;
        let place = own.blocks[&name(kind, id)].place.clone();
        let mut lines = self.other.block(kind, id);
        lines.push_str(&own.document.text[place.clone()][own.block(kind, id).len()..]);
        self.put(place.start, lines, place.len());
    }

    /// Lines behind the header of a record, in the place of what it says of that.
    fn amend(&mut self, kind: &str, id: &str, lines: String) {
        let own = self.own;
        let Block { place, marks, .. } = &own.blocks[&name(kind, id)];
        let header = own.document.text[place.clone()].find('\n');
        let at = header.map_or(place.end, |end| place.start + end + 1);
        self.put(at, lines, 0);
        for mark in marks {
            self.put(mark.start, String::new(), mark.len());
        }
    }

    /// Records of the other side at the end of an item's section.
    fn graft(&mut self, key: &ItemKey, title: &str, new: &[(&str, &str)]) {
        let insert = self.own.document.insert(key, title, |lines| {
            for (kind, id) in new {
                lines.push('\n');
                lines.push_str(&self.other.block(kind, id));
                lines.push('\n');
            }
            None
        });
        self.inserts.push(insert);
    }

    /// A record of the other side at the end of the file, or where its time puts it: of seals and sessions the last counts.
    fn add(&mut self, kind: &str, id: &str) {
        let block = self.other.block(kind, id);
        let theirs = moment(&self.other.review, kind, id);
        let later = self.own.blocks.iter().filter(|((its, id), _)| {
            its == kind && theirs.is_some() && moment(&self.own.review, kind, id) > theirs
        });
        if let Some(at) = later.map(|(_, block)| block.place.start).min() {
            return self.put(at, format!("{block}\n\n"), 0);
        }
        let insert = self.own.document.append(&block, |lines, block| {
            lines.push('\n');
            lines.push_str(block);
            lines.push('\n');
        });
        self.inserts.push(insert);
    }
}

/// That an answer was taken back, where only the other side says so. Where both do, the earlier one wins.
fn withdrawal(mine: &Attestation, theirs: &Attestation) -> Option<String> {
    let earlier = |one: &&Withdrawal| {
        let own = mine.withdrawn.as_ref();
        own.is_none_or(|own| (one.at, one.by.as_str()) < (own.at, own.by.as_str()))
    };
    let mut lines = String::new();
    attestation::write_withdrawal(&mut lines, theirs.withdrawn.as_ref().filter(earlier)?);
    Some(lines)
}

/// The end of a session; the earlier one wins.
fn end(mine: &Session, theirs: &Session) -> Option<String> {
    let earlier = |at: &DateTime<Utc>| mine.ended_at.is_none_or(|own| *at < own);
    let mut lines = String::new();
    time(&mut lines, "ended-at", theirs.ended_at.filter(earlier)?);
    Some(lines)
}

/// A signature, where only the other side has one.
fn signature<T: Signable>(mine: &T, theirs: &T) -> Result<Option<String>, &'static str> {
    match (mine.signature(), theirs.signature()) {
        (Some(own), Some(its)) if own != its => Err("signature"),
        (None, Some(signature)) => {
            let mut lines = String::new();
            prose(&mut lines, "signature", signature);
            Ok(Some(lines))
        }
        _ => Ok(None),
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
