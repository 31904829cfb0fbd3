//! The text of a review file, and how it grows.
//!
//! A review is never written out anew: what happened is put in at its place, and every other byte stays (a person's
//! comments, order, line ends, keys of a newer version). So a save costs one insertion, and a merge in git sees
//! only what was added.

mod attestation;
mod signoff;

use std::fmt::Write as _;
use std::path::Path;

use super::form::{self, Anchors};
use super::values::{key, optional, text, time};
use crate::checklist::Checklist;
use crate::review::{Attested, Event, ItemKey, Review, Subject};
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
    new: Option<NewAttestation>,
}

/// Where a new attestation's places are, from the start of its lines.
#[derive(Debug)]
struct NewAttestation {
    key: ItemKey,
    id: String,
    /// After its header.
    header_end: usize,
    /// After all of it.
    anchor: usize,
    /// True where its item has no section yet.
    first: bool,
}

impl Insert {
    fn end_as_windows(&mut self) {
        if let Some(new) = &mut self.new {
            for place in [&mut new.header_end, &mut new.anchor] {
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
        let _ = writeln!(out, "schema = {}\n\n[review]", form::SCHEMA);
        text(&mut out, "id", &subject.id);
        text(&mut out, "title", &subject.title);
        text(&mut out, "system", &subject.system);
        optional(&mut out, "environment", subject.environment.as_deref());
        optional(&mut out, "revision", subject.revision.as_deref());
        time(&mut out, "created-at", subject.created_at);
        text(&mut out, "created-by", subject.created_by.as_str());
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
                let key = ItemKey {
                    checklist: checklist.id.clone(),
                    item: item.id.clone(),
                };
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

    /// The text after an event: it goes to disk first, and is [adopted](Self::adopt) when it is there.
    pub fn grow(&self, event: &Event) -> Growth {
        let mut inserts: Vec<Insert> = match event {
            Event::Attested(answers) => answers.iter().map(|one| self.attest(one)).collect(),
            Event::Withdrawn {
                attestations,
                withdrawal,
            } => {
                let mut lines = String::new();
                attestation::write_withdrawal(&mut lines, withdrawal);
                let at = |id: &String| self.anchors.attestations[id];
                attestations
                    .iter()
                    .map(|(_, id)| Insert {
                        at: at(id),
                        lines: lines.clone(),
                        new: None,
                    })
                    .collect()
            }
            Event::Signed(signoff) => vec![self.append(&**signoff, signoff::signoff)],
            Event::Revoked(revocation) => vec![self.append(&**revocation, signoff::revocation)],
            Event::Sealed(seal) => vec![self.append(seal, signoff::seal)],
        };
        // At the end of the text, what belongs to the last section comes before a new one.
        if self.has_windows_ends() {
            inserts.iter_mut().for_each(Insert::end_as_windows);
        }
        inserts.sort_by_key(|insert| (insert.at, insert.new.as_ref().is_some_and(|new| new.first)));
        let more: usize = inserts.iter().map(|insert| insert.lines.len()).sum();
        let mut text = String::with_capacity(self.text.len() + more);
        let mut copied = 0;
        for Insert { at, lines, .. } in &inserts {
            text.push_str(&self.text[copied..*at]);
            text.push_str(lines);
            copied = *at;
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
        for offset in items.chain(self.anchors.attestations.values_mut()) {
            // What ended just here still ends here: the new lines are not its own.
            *offset += sums[inserts.partition_point(|insert| insert.at < *offset)];
        }
        for (Insert { at, new, .. }, before) in inserts.into_iter().zip(sums) {
            if let Some(NewAttestation {
                key,
                id,
                header_end,
                anchor,
                ..
            }) = new
            {
                let start = at + before;
                self.anchors.items.insert(key, (start + anchor, true));
                self.anchors.attestations.insert(id, start + header_end);
            }
        }
    }

    fn attest(&self, attested: &Attested) -> Insert {
        let Attested {
            key,
            title,
            attestation,
        } = attested;
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
        let header = lines.len();
        let header_end = header + attestation::write(&mut lines, key, attestation);
        let (first, anchor) = (anchor.is_none(), lines.len());
        if !closed {
            closing(&mut lines, key);
        }
        let new = NewAttestation {
            key: key.clone(),
            id: attestation.id.clone(),
            header_end,
            anchor,
            first,
        };
        Insert {
            at,
            lines,
            new: Some(new),
        }
    }

    fn append<T>(&self, one: &T, write: fn(&mut String, &T)) -> Insert {
        let mut lines = self.gap();
        write(&mut lines, one);
        Insert {
            at: self.text.len(),
            lines,
            new: None,
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
