//! What people say beside answers, and what became of it.

use serde::Serialize;

use super::Facts;
use crate::review::{Entry, Person, Remark, RemarkKind};

/// A remark.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RemarkFacts<'r> {
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

impl RemarkFacts<'_> {
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

    fn remarks_on(&self, entries: impl Iterator<Item = Entry<'r>>) -> Vec<RemarkFacts<'r>> {
        let has_any = |entry: &Entry<'_>| entry.record.is_some_and(|one| !one.remarks.is_empty());
        let mut entries = entries.filter(has_any).peekable();
        if entries.peek().is_none() {
            return Vec::new();
        }
        let deeds = self.deeds();
        let holdings = self.signoffs();
        let current: Vec<_> = holdings.iter().filter(|held| held.approves()).collect();
        let decides = |who: &Person| current.iter().any(|held| held.signoff.by.is(who));
        let mut all = Vec::new();
        for entry in entries {
            let Some(record) = entry.record else {
                continue;
            };
            let (returns, questions) = (deeds.returns(record), deeds.questions(record, decides));
            let is_among = |all: &[&Remark], one: &Remark| all.iter().any(|it| it.id == one.id);
            for remark in &record.remarks {
                all.push(RemarkFacts {
                    item: self.dossier.name(entry.position),
                    open: match remark.kind {
                        RemarkKind::Comment => false,
                        RemarkKind::Question => is_among(&questions, remark),
                        RemarkKind::Return => is_among(&returns, remark),
                        RemarkKind::Assignment => entry.outcome.status().is_none(),
                    },
                    signed: current
                        .iter()
                        .any(|held| held.signoff.covers.contains(&remark.id)),
                    remark,
                });
            }
        }
        all
    }
}
