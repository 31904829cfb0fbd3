//! What this run did to the review, and so may take back.
//!
//! A slip of the finger must not take back what was answered last week, nor what the same person answers in another
//! terminal: that is for the command `signoff undo`, by which somebody asks for it.

use std::collections::HashSet;

use crate::review::{Attested, Change, Event, RemarkKind, Review};

/// The answers of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The ids of what was attested and still counts, the last at the end.
    done: Vec<String>,
    /// The ids of what was taken back.
    undone: Vec<String>,
    /// What was said beside answers since the last of both.
    said: Option<RemarkKind>,
}

impl Run {
    /// What takes the last answer of this run back, or why nothing does.
    pub fn undo(&self) -> Result<Change, &'static str> {
        let last = self.done.last().ok_or(
            "nothing to undo since the review was opened; signoff undo takes back older answers",
        )?;
        Ok(Change::Undo(Some(last.clone())))
    }

    /// What puts back what this run took back last, or why nothing does.
    pub fn redo(&self) -> Result<Change, &'static str> {
        let last = self.undone.last().ok_or("nothing to redo")?;
        Ok(Change::Redo(Some(last.clone())))
    }

    /// What was said beside answers after the last answer: it stays, and nobody who takes back the last thing that they did
    /// means the answer before.
    pub fn said(&self) -> Option<RemarkKind> {
        self.said
    }

    /// Takes in what this run did.
    pub(super) fn did(&mut self, event: &Event) {
        match event {
            Event::Attested(attested) => {
                self.said = None;
                // What was put back by a redo is not what was typed since.
                let is_typed = |one: &Attested| one.attestation.reinstates.is_none();
                if attested.iter().all(is_typed) {
                    self.undone.clear();
                }
                for Attested { attestation, .. } in attested {
                    self.undone
                        .retain(|id| Some(id) != attestation.reinstates.as_ref());
                    let ids = match attestation.withdrawn {
                        Some(_) => &mut self.undone,
                        None => &mut self.done,
                    };
                    ids.push(attestation.id.clone());
                }
            }
            Event::Withdrawn { attestations, .. } => {
                self.said = None;
                for (_, id) in attestations {
                    self.done.retain(|one| one != id);
                    self.undone.push(id.clone());
                }
            }
            Event::Remarked(said) => self.said = said.last().map(|one| one.remark.kind),
            Event::Signed(_)
            | Event::Revoked(_)
            | Event::Sealed(_)
            | Event::Declared(_)
            | Event::Met(_)
            | Event::Parted(..)
            | Event::Voted(_) => {}
        }
    }

    /// What was taken back elsewhere cannot be taken back once more.
    pub(super) fn follow(&mut self, review: &Review) {
        let stands: HashSet<&str> = review
            .attestations()
            .filter(|(_, attestation)| attestation.withdrawn.is_none())
            .map(|(_, attestation)| attestation.id.as_str())
            .collect();
        self.done.retain(|id| stands.contains(id.as_str()));
    }
}
