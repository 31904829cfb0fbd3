//! Notices what other programs change while a review is open.
//!
//! The files are looked at whenever the loop has waited in vain for a key, at most twice a second: that costs no
//! wake-up of its own, works on every file system, and sees a replaced file as well as a rewritten one.

use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};
use std::path::Path;

use crate::store::disk::Print;
use crate::store::shelf::Shelf;
use crate::work::OpenReview;

/// How many evidence files are looked at in one go; the others have their turn later.
const TURN: usize = 64;

/// What was seen of the files of a review.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// What the checklists are read from, as it was.
    lists: Vec<Option<Print>>,
    /// The files with which reading again was tried in vain; until they change it is not tried again.
    failed: Option<Sources>,
    /// Evidence files, as they were when they were looked at.
    evidence: BTreeMap<String, Option<Print>>,
    /// The last of them that had its turn.
    turn: String,
}

/// What a review is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sources {
    review: Option<Print>,
    lists: Vec<Option<Print>>,
}

/// What another program changed since the last look.
pub(super) enum Disturbance {
    /// The review or its checklists, which are to be read again.
    Review(Sources),
    /// These evidence files.
    Evidence(Vec<String>),
}

impl Sources {
    fn now(open: &OpenReview, shelf: &Shelf) -> Self {
        let pinned = &open.dossier().review().checklists;
        let files = pinned
            .iter()
            .flat_map(|pinned| shelf.files(pinned, open.directory()));
        Self {
            review: Print::of(open.path()),
            lists: files.map(|file| Print::of(&file)).collect(),
        }
    }
}

impl Watch {
    /// For a review that was just read.
    pub(super) fn of(open: &OpenReview, shelf: &Shelf) -> Self {
        Self {
            lists: Sources::now(open, shelf).lists,
            ..Self::default()
        }
    }

    /// Looks at the files.
    pub(super) fn look(&mut self, open: &OpenReview, shelf: &Shelf) -> Option<Disturbance> {
        let now = Sources::now(open, shelf);
        let is_known = match &self.failed {
            Some(failed) => now == *failed,
            None => now.review == Some(open.print()) && now.lists == self.lists,
        };
        if is_known {
            let stirred = self.stirred(open.directory());
            return (!stirred.is_empty()).then_some(Disturbance::Evidence(stirred));
        }
        self.lists.clone_from(&now.lists);
        Some(Disturbance::Review(now))
    }

    /// After reading was tried in vain.
    pub(super) fn fail(&mut self, sources: Sources) {
        self.failed = Some(sources);
    }

    /// After the review was read again.
    pub(super) fn renew(&mut self) {
        self.failed = None;
    }

    /// After the review was saved.
    pub(super) fn saved(&mut self, open: &OpenReview) {
        if let Some(failed) = &mut self.failed {
            failed.review = Some(open.print());
        }
    }

    /// Before evidence files are looked into.
    pub(super) fn begin(&mut self, directory: &Path, paths: &[String]) {
        self.evidence.extend(
            paths
                .iter()
                .map(|path| (path.clone(), Print::of(&directory.join(path)))),
        );
    }

    /// The evidence files that changed, of those whose turn it is.
    fn stirred(&mut self, directory: &Path) -> Vec<String> {
        let rest = self
            .evidence
            .range_mut::<str, _>((Excluded(self.turn.as_str()), Unbounded));
        let (mut stirred, mut last) = (Vec::new(), String::new());
        for (nth, (path, seen)) in rest.take(TURN).enumerate() {
            let now = Print::of(&directory.join(path));
            if now != *seen {
                *seen = now;
                stirred.push(path.clone());
            }
            if nth + 1 == TURN {
                last.clone_from(path);
            }
        }
        self.turn = last;
        stirred
    }
}
