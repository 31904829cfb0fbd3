//! What people say beside answers, and what became of it.

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;

use super::Facts;
use crate::review::{Entry, Lapse, Person, Remark, RemarkKind, Standing};

/// A remark.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RemarkFacts<'r> {
    /// Where the item is in the walk.
    #[serde(skip)]
    pub position: usize,
    /// The item, by the shortest name that commands take.
    pub item: String,
    /// As it stands in the file.
    #[serde(flatten)]
    pub remark: &'r Remark,
    /// True of a return that stands, a question that nobody closed, and an assignment that is not answered.
    pub open: bool,
    /// True where a sign-off that holds is over it; else nobody signed it.
    pub signed: bool,
}

/// What keeps an item from being settled, although it has an answer.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::Display, strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Matter {
    /// Its answer was returned.
    Returned,
    /// A question is open.
    Asked,
    /// Several answers do not know of each other.
    Undecided,
}

/// All of it, by the positions of the items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matters(BTreeSet<(usize, Matter)>);

impl Matters {
    /// True where it is so of the item at a position.
    pub fn has(&self, position: usize, matter: Matter) -> bool {
        self.0.contains(&(position, matter))
    }

    /// What is so of the item at a position.
    pub fn of(&self, position: usize) -> impl Iterator<Item = Matter> {
        let all = self
            .0
            .range((position, Matter::Returned)..=(position, Matter::Undecided));
        all.map(|(_, matter)| *matter)
    }

    /// Of how many items it is so.
    pub fn count(&self, matter: Matter) -> usize {
        self.0.iter().filter(|(_, one)| *one == matter).count()
    }
}

impl RemarkFacts<'_> {
    /// How it keeps the item from being settled, if it does.
    pub fn matter(&self) -> Option<Matter> {
        match self.remark.kind {
            RemarkKind::Return if self.open => Some(Matter::Returned),
            RemarkKind::Question if self.open => Some(Matter::Asked),
            _ => None,
        }
    }

    /// In one sentence: `question by Grace for Kim, due 2026-12-01: who owns it?`
    pub fn sentence(&self) -> String {
        let Remark {
            kind,
            text,
            addressee,
            due,
            by,
            ..
        } = self.remark;
        let whom = addressee.as_ref().map(|who| format!(" for {}", who.name()));
        let due = due.map(|due| format!(", due {due}"));
        let colon = if text.is_empty() { "" } else { ": " };
        format!(
            "{kind} by {}{}{}{colon}{text}",
            by.name(),
            whom.unwrap_or_default(),
            due.unwrap_or_default()
        )
    }
}

impl<'r> Facts<'r> {
    /// What people say beside the answer of the item at a position. A screen asks at every frame, so that nobody looks at
    /// other items for it.
    pub fn remarks_of(&self, position: usize) -> Vec<RemarkFacts<'r>> {
        self.remarks_on(std::iter::once(self.dossier.entry(position)))
    }

    /// Every remark, item by item in the order of the walk.
    pub fn remarks(&self) -> Vec<RemarkFacts<'r>> {
        self.remarks_on(self.dossier.entries())
    }

    /// What keeps items from being settled.
    pub fn matters(&self) -> Matters {
        let remarks = self.remarks().into_iter();
        let remarks = remarks.filter_map(|one| Some((one.position, one.matter()?)));
        let is_undecided = |entry: &Entry<'_>| {
            let standing = entry.outcome.lapse.as_ref().map(Lapse::standing);
            standing == Some(Standing::Undecided)
        };
        let undecided = self.dossier.entries().filter(is_undecided);
        let undecided = undecided.map(|entry| (entry.position, Matter::Undecided));
        Matters(remarks.chain(undecided).collect())
    }

    fn remarks_on(&self, entries: impl Iterator<Item = Entry<'r>>) -> Vec<RemarkFacts<'r>> {
        let has_any = |entry: &Entry<'_>| entry.record.is_some_and(|one| !one.remarks.is_empty());
        let mut entries = entries.filter(has_any).peekable();
        if entries.peek().is_none() {
            return Vec::new();
        }
        let deeds = self.deeds();
        let holdings = self.signoffs();
        let current = holdings.iter().filter(|held| held.approves());
        let current: Vec<_> = current.map(|held| held.signoff).collect();
        let decides = |who: &Person| current.iter().any(|signoff| signoff.by.is(who));
        let covered: HashSet<_> = current.iter().flat_map(|one| &one.covers).collect();
        let mut all = Vec::new();
        for entry in entries {
            let Some(record) = entry.record else {
                continue;
            };
            let (returns, questions) = (deeds.returns(record), deeds.questions(record, decides));
            let open: HashSet<_> = returns
                .iter()
                .chain(&questions)
                .map(|one| &one.id)
                .collect();
            for remark in &record.remarks {
                all.push(RemarkFacts {
                    position: entry.position,
                    item: self.dossier.name(entry.position),
                    open: match remark.kind {
                        RemarkKind::Comment => false,
                        RemarkKind::Question | RemarkKind::Return => open.contains(&remark.id),
                        RemarkKind::Assignment => entry.outcome.status().is_none(),
                    },
                    signed: covered.contains(&remark.id),
                    remark,
                });
            }
        }
        all
    }
}
