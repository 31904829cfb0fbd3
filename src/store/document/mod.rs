//! The text of a review file, and how it grows.
//!
//! A review is never written out anew: what happened is put in at its place, and every other byte stays (a person's
//! comments, order, line ends, keys of a newer version). So a save costs one insertion, and a merge in git sees
//! only what was added.

mod attestation;
mod remark;
mod signoff;
pub mod union;

use std::fmt::Write as _;
use std::path::Path;

use super::form::{self, Anchors};
use super::strike;
use super::values::{key, optional, quoted, text, time};
use crate::checklist::Checklist;
use crate::review::strike::Strikes;
use crate::review::{Attested, Event, ItemKey, Remarked, Review, Schema, Session, Subject};
use crate::toml::problem::Problems;

/// A review file's text, with the places where something can be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    text: String,
    anchors: Anchors,
}

/// A document's text after an event, not yet the document's.
#[derive(Debug)]
pub struct Growth {
    text: String,
    /// In the order of the text.
    inserts: Vec<Insert>,
}

/// Lines that are put in at a place of the text.
#[derive(Debug)]
struct Insert {
    at: usize,
    lines: String,
    new: Option<NewRecord>,
    /// How much of the text they stand in the place of.
    instead: usize,
}

/// Where the places of a new record are, from the start of its lines.
#[derive(Debug)]
struct NewRecord {
    /// Its id and the place after its header, where something may be put in there later.
    header: Option<Header>,
    item: Option<NewAnchor>,
}

/// An id, and the place after its header.
type Header = (String, usize);

/// Where the next record of an item goes.
#[derive(Debug)]
struct NewAnchor {
    key: ItemKey,
    at: usize,
    /// True where the item has no section yet.
    first: bool,
}

impl Insert {
    fn opens_section(&self) -> bool {
        let item = self.new.as_ref().and_then(|new| new.item.as_ref());
        item.is_some_and(|item| item.first)
    }

    fn end_as_windows(&mut self) {
        if let Some(new) = &mut self.new {
            let header = new.header.as_mut().map(|(_, end)| end);
            let anchor = new.item.as_mut().map(|item| &mut item.at);
            for place in header.into_iter().chain(anchor) {
                *place += self.lines[..*place].matches('\n').count();
            }
        }
        self.lines = self.lines.replace('\n', "\r\n");
    }
}

impl Growth {
    /// What goes to disk.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Document {
    /// Reads the text of a review file.
    pub fn parse(file: &Path, text: String) -> Result<(Self, Review), Problems> {
        let (review, anchors) = form::parse(file, &text)?;
        Ok((Self { text, anchors }, review))
    }

    /// The text of a new review: every item has its section from the start, so that people who attest different
    /// items never touch the same lines.
    pub fn begin(subject: &Subject, checklists: &[(&Checklist, Option<String>)]) -> String {
        let mut out = String::from(
            "# A signoff review: `signoff` walks it, `signoff check` tells whether it is signed off.\n",
        );
        let _ = writeln!(out, "schema = {}\n\n[review]", Schema::NEWEST.number());
        text(&mut out, "id", &subject.id);
        text(&mut out, "title", &subject.title);
        text(&mut out, "system", &subject.system);
        optional(&mut out, "environment", subject.environment.as_deref());
        optional(&mut out, "revision", subject.revision.as_deref());
        time(&mut out, "created-at", subject.created_at);
        text(&mut out, "created-by", subject.created_by.as_str());
        let zone = subject.time_zone.map(|zone| zone.to_string());
        optional(&mut out, "time-zone", zone.as_deref());
        for (checklist, path) in checklists {
            let _ = writeln!(out, "\n[checklist.{}]", key(&checklist.id));
            text(&mut out, "version", &checklist.version);
            text(&mut out, "digest", &checklist.digest().to_string());
            optional(&mut out, "path", path.as_deref());
        }
        for (checklist, _) in checklists {
            for item in checklist
                .categories
                .iter()
                .flat_map(|category| &category.items)
            {
                let key = ItemKey::new(&checklist.id, &item.id);
                section(&mut out, &key, &item.title);
                closing(&mut out, &key);
            }
        }
        out
    }

    /// The text as it is on disk.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with the number of the newest schema.
    pub fn migrated(&self) -> String {
        let mut text = self.text.clone();
        let number = Schema::NEWEST.number().to_string();
        text.replace_range(self.anchors.schema.clone(), &number);
        text
    }

    /// The text with another revision of what is reviewed.
    pub fn revised(&self, revision: &str) -> String {
        let place = self.anchors.revision.clone();
        let written = if place.is_empty() {
            let mut line = String::new();
            text(&mut line, "revision", revision);
            line
        } else {
            quoted(revision)
        };
        let mut text = self.text.clone();
        text.replace_range(place, &written);
        text
    }

    /// The text with a passage of a record struck, and what is left of it; `None` where it has no such passage.
    pub fn struck(&self, id: &str, name: &str, left: &str, strikes: &Strikes) -> Option<String> {
        strike::strike(&self.text, id, name, left, strikes)
    }

    /// The text after an event: it goes to disk first, and is [adopted](Self::adopt) when it is there.
    pub fn grow(&self, event: &Event) -> Growth {
        let inserts: Vec<Insert> = match event {
            Event::Attested(answers) => answers.iter().map(|one| self.attest(one)).collect(),
            Event::Withdrawn {
                attestations,
                withdrawal,
            } => {
                let mut lines = String::new();
                attestation::write_withdrawal(&mut lines, withdrawal);
                let at = |id: &String| self.anchors.headers[id];
                attestations
                    .iter()
                    .map(|(_, id)| Insert {
                        at: at(id),
                        lines: lines.clone(),
                        new: None,
                        instead: 0,
                    })
                    .collect()
            }
            Event::Signed(signoff) => vec![self.append(&**signoff, signoff::signoff)],
            Event::Revoked(revocation) => vec![self.append(&**revocation, signoff::revocation)],
            Event::Sealed(seal) => vec![self.append(seal, signoff::seal)],
            Event::Remarked(remarks) => remarks.iter().map(|one| self.remark(one)).collect(),
            Event::Declared(one) => vec![self.append(&**one, signoff::declaration)],
            Event::Voted(vote) => vec![self.append(vote, remark::vote)],
            Event::Met(session) => vec![self.begin_session(session)],
            Event::Parted(id, at) => {
                let mut lines = String::new();
                time(&mut lines, "ended-at", *at);
                vec![Insert {
                    at: self.anchors.headers[id],
                    lines,
                    new: None,
                    instead: 0,
                }]
            }
        };
        self.with(inserts)
    }

    fn with(&self, mut inserts: Vec<Insert>) -> Growth {
        // At the end of the text, what belongs to the last section comes before a new one.
        if self.has_windows_ends() {
            inserts.iter_mut().for_each(Insert::end_as_windows);
        }
        inserts.sort_by_key(|insert| (insert.at, insert.opens_section()));
        let more: usize = inserts.iter().map(|insert| insert.lines.len()).sum();
        let mut text = String::with_capacity(self.text.len() + more);
        let mut copied = 0;
        for Insert {
            at, lines, instead, ..
        } in &inserts
        {
            text.push_str(&self.text[copied..*at]);
            text.push_str(lines);
            copied = *at + instead;
        }
        text.push_str(&self.text[copied..]);
        Growth { text, inserts }
    }

    /// True where the lines of the file end as on Windows: new ones do too, or the next checkout changes them.
    fn has_windows_ends(&self) -> bool {
        let end = self.text.find('\n').unwrap_or_default();
        self.text[..end].ends_with('\r')
    }

    /// Makes the grown text the document's.
    pub fn adopt(&mut self, growth: Growth) {
        let Growth { text, inserts } = growth;
        self.text = text;
        let mut sums = vec![0];
        sums.extend(inserts.iter().scan(0, |sum, insert| {
            *sum += insert.lines.len();
            Some(*sum)
        }));
        let items = self.anchors.items.values_mut().map(|(offset, _)| offset);
        for offset in items.chain(self.anchors.headers.values_mut()) {
            // What ended just here still ends here: the new lines are not its own.
            *offset += sums[inserts.partition_point(|insert| insert.at < *offset)];
        }
        for (Insert { at, new, .. }, before) in inserts.into_iter().zip(sums) {
            if let Some(new) = new {
                let start = at + before;
                if let Some(NewAnchor { key, at, .. }) = new.item {
                    self.anchors.items.insert(key, (start + at, true));
                }
                if let Some((id, end)) = new.header {
                    self.anchors.headers.insert(id, start + end);
                }
            }
        }
    }

    fn attest(&self, attested: &Attested) -> Insert {
        let Attested {
            key,
            title,
            attestation,
        } = attested;
        self.insert(key, title, |lines| {
            let header = lines.len();
            let header_end = header + attestation::write(lines, key, attestation);
            Some((attestation.id.clone(), header_end))
        })
    }

    fn remark(&self, remarked: &Remarked) -> Insert {
        let Remarked { key, title, remark } = remarked;
        self.insert(key, title, |lines| {
            remark::write(lines, key, remark);
            None
        })
    }

    /// A record at the end of an item's section.
    fn insert(
        &self,
        key: &ItemKey,
        title: &str,
        write: impl FnOnce(&mut String) -> Option<Header>,
    ) -> Insert {
        let mut lines = String::new();
        let anchor = self.anchors.items.get(key);
        let (at, closed) = *anchor.unwrap_or(&(self.text.len(), false));
        if anchor.is_none() {
            // The item is newer than the review: its section comes last.
            lines = self.gap();
            section(&mut lines, key, title);
        } else if !self.text[..at].ends_with('\n') {
            lines.push('\n');
        }
        let header = write(&mut lines);
        let item = NewAnchor {
            key: key.clone(),
            at: lines.len(),
            first: anchor.is_none(),
        };
        if !closed {
            closing(&mut lines, key);
        }
        let new = NewRecord {
            header,
            item: Some(item),
        };
        Insert {
            at,
            lines,
            new: Some(new),
            instead: 0,
        }
    }

    fn begin_session(&self, session: &Session) -> Insert {
        let mut insert = self.append(session, remark::session);
        let end = insert.lines.find("]]\n").map_or(0, |at| at + "]]\n".len());
        insert.new = Some(NewRecord {
            header: Some((session.id.clone(), end)),
            item: None,
        });
        insert
    }

    fn append<T>(&self, one: &T, write: fn(&mut String, &T)) -> Insert {
        let mut lines = self.gap();
        write(&mut lines, one);
        Insert {
            at: self.text.len(),
            lines,
            new: None,
            instead: 0,
        }
    }

    /// What separates the end of the text from a new table.
    fn gap(&self) -> String {
        if self.text.ends_with('\n') {
            String::new()
        } else {
            "\n".to_owned()
        }
    }
}

fn section(out: &mut String, of: &ItemKey, title: &str) {
    let _ = writeln!(out, "\n[item.{}.{}]", key(&of.checklist), key(&of.item));
    text(out, "title", title);
}

fn closing(out: &mut String, of: &ItemKey) {
    let _ = writeln!(out, "# end {}", of.item);
}
