//! Commits that touch only the review: a sign-off is committed after the commit that it is about.

use super::{OpenReview, rendering_file};
use crate::git::revision::{self, Differing};
use crate::policy::Target;
use crate::policy::target::Commit;
use crate::review::{Evidence, Piece};
use crate::text::digest::Digest;

/// The digits of a whole object id, at least.
const WHOLE: usize = 40;

impl OpenReview {
    /// Looks whether a commit that is asked for differs from that of the review in nothing but the review itself. What the
    /// review names is compared, and never resolved.
    pub(super) fn match_commits(&mut self) {
        let Some(recorded) = self.dossier.review().subject.revision.clone() else {
            return;
        };
        let question = &self.inquiry.question;
        let file = question.policy.as_ref().map(|file| &file.target);
        let counts_as = |target: &Target| {
            let commit = target.revision.as_ref()?.commit.as_ref()?;
            let counts = recorded.len() >= WHOLE && self.touches_only_itself(commit, &recorded);
            counts.then(|| recorded.clone())
        };
        let (own, other) = (counts_as(&question.target), file.and_then(counts_as));
        let question = &mut self.inquiry.question;
        let file = question.policy.as_mut().map(|file| &mut file.target);
        for (target, id) in [(Some(&mut question.target), own), (file, other)] {
            let revision = target.and_then(|target| target.revision.as_mut());
            if let Some(commit) = revision.and_then(|revision| revision.commit.as_mut()) {
                commit.counts_as = id;
            }
        }
    }

    /// True where all between a commit and its ancestor is the review, its report, and evidence with the content that the
    /// review names.
    fn touches_only_itself(&self, commit: &Commit, ancestor: &str) -> bool {
        let Some(all) = revision::between(commit, ancestor, &self.directory) else {
            return false;
        };
        let Ok(path) = std::fs::canonicalize(&self.path) else {
            return false;
        };
        let own = [rendering_file(&path, "report"), path];
        let is_own = |one: &Differing| {
            let is_own = own.contains(&self.directory.join(&one.path));
            one.is_plain && (is_own || self.is_evidence(one))
        };
        all.iter().all(is_own)
    }

    /// True of evidence of an answer that counts.
    fn is_evidence(&self, one: &Differing) -> bool {
        Piece::all(&self.dossier).any(|piece| match piece.evidence {
            Evidence::File {
                path, digest, size, ..
            } if *path == one.path => {
                let content = one.content(*size, &self.directory);
                content.is_some_and(|content| Digest::of(&content) == *digest)
            }
            _ => false,
        })
    }
}
