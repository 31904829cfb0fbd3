//! The TOML form of a review, read. Unknown keys are left alone: a newer version or a person wrote them.

pub mod conflict;
mod remark;
mod signoff;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::Path;

use toml::de::DeValue;

use super::{answer, strike};
use crate::review::{
    Attestation, Evidence, ItemKey, Pinned, Record, Review, Schema, Session, Subject, Withdrawal,
};
use crate::text::lines::unified;
use crate::toml::problem::{Problems, Source};
use crate::toml::reader::Table;

/// Where in the text something can be added, as byte offsets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anchors {
    /// Where the next attestation of an item goes, and whether the item's closing line stands there.
    pub items: HashMap<ItemKey, (usize, bool)>,
    /// Behind the header of each attestation and session, by its id.
    pub headers: HashMap<String, usize>,
    /// The number of the schema.
    pub schema: Range<usize>,
    /// The revision, or where a line with it goes.
    pub revision: Range<usize>,
}

/// Reads a review; the error holds every mistake of the file.
pub fn parse(file: &Path, text: &str) -> Result<(Review, Anchors), Problems> {
    let mut source = Source::new(file, text);
    let read = Table::parse(text, &mut source).map(|table| {
        Reader {
            text,
            source: &mut source,
            anchors: Anchors::default(),
            schema: Schema::NEWEST,
        }
        .review(table)
    });
    if read.is_none() {
        // Marks of git are many mistakes of form, and one fact.
        let mut marked = Source::new(file, text);
        if conflict::report(text, &mut marked) {
            marked.verdict()?;
        }
    }
    source.verdict()?;
    let (review, anchors) = read.expect("a file without mistakes was read");
    Ok((review.expect("a file without mistakes is whole"), anchors))
}

struct Reader<'r, 't, 's> {
    text: &'t str,
    source: &'r mut Source<'s>,
    anchors: Anchors,
    schema: Schema,
}

impl<'t> Reader<'_, 't, '_> {
    fn review(mut self, mut table: Table<'t>) -> (Option<Review>, Anchors) {
        let newest = Schema::NEWEST.number();
        match table.take_spanned::<u64>("schema", self.source) {
            Some((number, span)) => match Schema::of_number(number) {
                Some(schema) => {
                    self.schema = schema;
                    self.anchors.schema = span;
                }
                None => self.source.report_with_hint(
                    &span,
                    format!("`schema`: this program reads 1 to {newest}, the file says {number}"),
                    "a newer signoff may read it",
                ),
            },
            None => self.source.report(
                &(0..0),
                format!("`schema` is missing; expected `schema = {newest}`"),
            ),
        }
        self.refuse_newer(&table, &["declaration", "session", "vote"]);
        let subject = table
            .need::<Table<'_>>("review", self.source)
            .and_then(|t| self.subject(t));
        let checklists = table.need("checklist", self.source);
        let checklists = self.checklists(checklists);
        let records = table.take("item", self.source);
        let records = self.records(records);
        let signoffs = table.take_all::<Table<'_>>("signoff", self.source);
        let signoffs = signoffs.into_iter().filter_map(|(table, span)| {
            self.refuse_newer(&table, &["covers", "struck"]);
            signoff::signoff(table, &span, self.schema, self.source)
        });
        let signoffs = signoffs.collect();
        let sessions = self.sessions(&mut table);
        let revocations = table.take_all::<Table<'_>>("revocation", self.source);
        let revocations = revocations.into_iter().filter_map(|(table, _)| {
            self.refuse_newer(&table, &["struck"]);
            signoff::revocation(table, self.source)
        });
        let revocations = revocations.collect();
        let source = &mut *self.source;
        let declarations = table.take_all::<Table<'_>>("declaration", source);
        let declarations: Vec<_> = declarations
            .into_iter()
            .filter_map(|(table, span)| signoff::declaration(table, &span, source))
            .collect();
        let seals = table.read_all("seal", source, signoff::seal);
        let votes = table.read_all("vote", source, remark::vote);
        let schema = self.schema;
        let review = subject.map(|subject| {
            let mut review = Review {
                schema,
                subject,
                checklists,
                records,
                signoffs,
                revocations,
                declarations: Vec::new(),
                seals,
                sessions,
                votes,
            };
            for declaration in declarations {
                review.declare(declaration);
            }
            review
        });
        (review, self.anchors)
    }

    /// A file of schema 1 that has something of schema 2 would be read by each program in another way.
    fn refuse_newer(&mut self, table: &Table<'t>, keys: &[&str]) {
        if self.schema != Schema::One {
            return;
        }
        for key in keys {
            if let Some(span) = table.place(key) {
                self.source.report_with_hint(
                    &span,
                    format!("`{key}` is of schema 2, and the file says that it is of schema 1"),
                    "signoff migrate makes it schema 2, once that is taken out",
                );
            }
        }
    }

    fn sessions(&mut self, table: &mut Table<'t>) -> Vec<Session> {
        let mut sessions = Vec::new();
        for (table, span) in table.take_all::<Table<'_>>("session", self.source) {
            self.refuse_headless(&span, || "[[session]]".to_owned());
            let place = self.line_after(span.end);
            if let Some(session) = remark::session(table, self.source) {
                self.anchors.headers.insert(session.id.clone(), place);
                sessions.push(session);
            }
        }
        sessions
    }

    fn subject(&mut self, mut table: Table<'t>) -> Option<Subject> {
        self.refuse_newer(&table, &["time-zone"]);
        let revision = table.place("revision");
        let system = table.place("system").unwrap_or_default();
        self.anchors.revision = revision.unwrap_or_else(|| {
            let line = self.line_after(system.end);
            line..line
        });
        let source = &mut *self.source;
        Some(Subject {
            id: table.need_text("id", source),
            title: table.need_text("title", source),
            system: table.need_text("system", source),
            environment: table.take("environment", source),
            revision: table.take("revision", source),
            created_at: table.need("created-at", source)?,
            created_by: table.need_parsed("created-by", source)?,
            time_zone: table.take_parsed("time-zone", source),
        })
    }

    fn checklists(&mut self, table: Option<Table<'t>>) -> Vec<Pinned> {
        let Some(table) = table else {
            return Vec::new();
        };
        let span = table.span.clone();
        let named = self.named(table);
        if named.is_empty() {
            self.source.report(
                &span,
                "no checklist; expected [checklist.ID] with version and digest",
            );
        }
        let mut pinned = Vec::with_capacity(named.len());
        for (id, mut table, at) in named {
            let source = &mut *self.source;
            let version = table.need_text("version", source);
            let path = table.take("path", source);
            if let Some(digest) = table.need_parsed("digest", source) {
                pinned.push((
                    at.start,
                    Pinned {
                        id,
                        version,
                        digest,
                        path,
                    },
                ));
            }
        }
        // The walk follows the file, the parser's tables the alphabet.
        pinned.sort_by_key(|(at, _)| *at);
        pinned.into_iter().map(|(_, pinned)| pinned).collect()
    }

    fn records(&mut self, table: Option<Table<'t>>) -> BTreeMap<ItemKey, Record> {
        let mut records = BTreeMap::new();
        for (checklist, table, _) in table
            .into_iter()
            .flat_map(|table| self.named(table))
            .collect::<Vec<_>>()
        {
            let named = self.named(table);
            self.anchors.items.reserve(named.len());
            self.anchors.headers.reserve(named.len());
            for (item, table, span) in named {
                let key = ItemKey::new(&checklist, &item);
                self.refuse_headless(&span, || format!("[item.{}.{}]", key.checklist, key.item));
                let anchor = self.anchor(&item, table.end());
                records.insert(key.clone(), self.record(&key, table));
                self.anchors.items.insert(key, anchor);
            }
        }
        records
    }

    fn record(&mut self, key: &ItemKey, mut table: Table<'t>) -> Record {
        self.refuse_newer(&table, &["remark"]);
        let title = table.take("title", self.source).unwrap_or_default();
        let remarks = table.read_all("remark", self.source, remark::remark);
        let mut attestations = Vec::new();
        for (table, span) in table.take_all::<Table<'_>>("attestation", self.source) {
            self.refuse_headless(&span, || {
                format!("[[item.{}.{}.attestation]]", key.checklist, key.item)
            });
            let Some(attestation) = self.attestation(table) else {
                continue;
            };
            let place = self.line_after(span.end);
            if self
                .anchors
                .headers
                .insert(attestation.id.clone(), place)
                .is_some()
            {
                self.source.report(
                    &span,
                    format!(
                        "attestation id `{}` stands twice in this file",
                        attestation.id
                    ),
                );
            }
            attestations.push(attestation);
        }
        Record {
            title,
            attestations,
            remarks,
        }
    }

    fn attestation(&mut self, mut table: Table<'t>) -> Option<Attestation> {
        self.refuse_newer(&table, &["after", "said-at", "recorded-by", "struck"]);
        let evidence = table
            .take_all("evidence", self.source)
            .into_iter()
            .filter_map(|(table, _)| self.evidence(table))
            .collect();
        let source = &mut *self.source;
        let id = table.need_text("id", source);
        let withdrawn_by = table.take_parsed("withdrawn-by", source);
        let withdrawn = match (table.take("withdrawn-at", source), withdrawn_by) {
            (Some(at), Some(by)) => Some(Withdrawal { at, by }),
            (None, None) => None,
            _ => {
                source.report(
                    &table.span,
                    "`withdrawn-at` and `withdrawn-by` belong together",
                );
                None
            }
        };
        let place = table.span.clone();
        let struck = strike::read(&mut table, source);
        let answer = answer::read(&mut table, evidence, source)?;
        let after = table.has("after").then(|| {
            let all = table.take_all::<String>("after", source);
            all.into_iter().map(|(id, _)| id).collect()
        });
        let attestation = Attestation {
            id,
            answer,
            by: table.need_parsed("by", source)?,
            at: table.need("at", source)?,
            after,
            said_at: table.take("said-at", source),
            recorded_by: table.take_parsed("recorded-by", source),
            item_digest: table.need_parsed("item-digest", source)?,
            reinstates: table.take("reinstates", source),
            withdrawn,
            struck,
        };
        strike::refuse_words(&attestation, &place, source);
        Some(attestation)
    }

    fn evidence(&mut self, mut table: Table<'t>) -> Option<Evidence> {
        self.refuse_newer(&table, &["compared"]);
        let source = &mut *self.source;
        if !table.has("kind") {
            source.report(
                &table.span,
                "`kind` is missing; expected link, file or note",
            );
        }
        let (kind, span) = table.take_spanned::<String>("kind", source)?;
        let at = table.need("at", source)?;
        match kind.as_str() {
            "link" => Some(Evidence::Link {
                url: table.need_text("url", source),
                at,
            }),
            "note" => Some(Evidence::Note {
                text: unified(table.need_text("text", source)),
                at,
            }),
            "file" => Some(Evidence::File {
                path: table.need_text("path", source),
                digest: table.need_parsed("digest", source)?,
                size: Self::size(&mut table, source)?,
                compared: table.take_word("compared", source),
                at,
            }),
            _ => {
                source.report(
                    &span,
                    format!("`kind`: expected link, file or note, the file says `{kind}`"),
                );
                None
            }
        }
    }

    /// A size that JSON can hold exactly, since a signature covers its JSON form.
    fn size(table: &mut Table<'t>, source: &mut Source<'_>) -> Option<u64> {
        if !table.has("size") {
            return table.need("size", source);
        }
        let (size, span) = table.take_spanned("size", source)?;
        if size >= 1 << 53 {
            source.report(&span, "`size`: expected the size of a file in bytes");
        }
        Some(size)
    }

    /// Every key of a table whose values are tables themselves.
    fn named(&mut self, table: Table<'t>) -> Vec<(String, Table<'t>, Range<usize>)> {
        let mut all = Vec::new();
        for (key, value) in table.rest() {
            let span = value.span();
            match value.into_inner() {
                DeValue::Table(entries) => {
                    all.push((
                        key.into_inner().into_owned(),
                        Table::of(entries, span.clone()),
                        span,
                    ));
                }
                _ => self
                    .source
                    .report(&span, format!("`{}`: expected a table", key.get_ref())),
            }
        }
        all
    }

    /// What is written inline or with dotted keys cannot be added to without rewriting what a person wrote: lines put
    /// behind it would take the keys that follow into another table.
    fn refuse_headless(&mut self, span: &Range<usize>, header: impl FnOnce() -> String) {
        let line = self.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        if !self.text[line..]
            .trim_start_matches(['\u{feff}', ' ', '\t'])
            .starts_with('[')
        {
            self.source.report_with_hint(
                span,
                "written without a header of its own, so nothing can be added to it",
                format!("write it under a line {}", header()),
            );
        }
    }

    /// Where the next attestation of an item goes: before its closing line, else behind its last line.
    fn anchor(&self, item: &str, end: usize) -> (usize, bool) {
        let after = self.line_after(end);
        let mut at = after;
        for line in self.text[after..].split_inclusive('\n') {
            let trimmed = line.trim();
            if trimmed.strip_prefix("# end ") == Some(item) {
                return (at, true);
            }
            if !trimmed.is_empty() && !trimmed.starts_with('#') {
                break;
            }
            at += line.len();
        }
        (after, false)
    }

    fn line_after(&self, offset: usize) -> usize {
        self.text[offset..]
            .find('\n')
            .map_or(self.text.len(), |at| offset + at + 1)
    }
}
