//! Go or no-go, and what each types who wants it to count.

use std::collections::HashSet;

use serde::Serialize;

use super::Facts;
use crate::review::{Decision, Vote, VoteKind};

/// What somebody said in a session. It decides nothing.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VoteFacts<'r> {
    /// As it stands in the file.
    #[serde(flatten)]
    pub vote: &'r Vote,
    /// False where the same person said something else in this role later in the session.
    pub stands: bool,
    /// The command with which they sign it.
    pub command: String,
}

impl<'r> Facts<'r> {
    /// Every go and no-go, in the order of time.
    pub fn votes(&self) -> Vec<VoteFacts<'r>> {
        let mut votes: Vec<_> = self.dossier.review().votes.iter().collect();
        votes.sort_by_key(|one| (one.at, &one.id));
        let mut later = HashSet::new();
        let mut stands = |vote: &'r Vote| {
            let who = vote.by.address().to_ascii_lowercase();
            later.insert((&vote.session, vote.role, who))
        };
        // The last one of each person in a role stands.
        let facts = votes.into_iter().rev().map(|vote| VoteFacts {
            vote,
            stands: stands(vote),
            command: command(vote),
        });
        let mut facts: Vec<_> = facts.collect();
        facts.reverse();
        facts
    }

    /// What was said in the last session and still stands there.
    pub fn votes_now(&self) -> Vec<VoteFacts<'r>> {
        let last = self.dossier.review().sessions.last();
        let mut votes = self.votes();
        votes.retain(|one| one.stands && last.is_some_and(|last| last.id == one.vote.session));
        votes
    }
}

/// The reason is a place to fill in: nobody pastes the words of a file into a shell.
fn command(vote: &Vote) -> String {
    let (decision, why) = match vote.kind {
        VoteKind::Go => (Decision::Approved, ""),
        VoteKind::NoGo => (Decision::Rejected, " --why WHY"),
    };
    format!(
        "signoff sign --role {} --decision {decision}{why}",
        vote.role
    )
}
