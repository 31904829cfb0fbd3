//! What a yes is conditional on, and what of it is done.

use serde::Serialize;

use super::Facts;
use crate::decision::Holding;
use crate::review::{Condition, Person};

/// A condition of a sign-off.
#[derive(Debug)]
pub struct ConditionFacts<'r> {
    /// As it stands in the file.
    pub condition: &'r Condition,
    /// The name that commands take.
    pub id: String,
    /// Whether who set it says that it is met.
    pub closed: Option<ClosedFacts<'r>>,
}

/// A condition that is met.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ClosedFacts<'r> {
    /// Which condition of the sign-off, the first being 1.
    pub condition: usize,
    /// Who says so.
    pub by: &'r Person,
    /// Why, or null.
    pub why: Option<&'r str>,
}

impl ConditionFacts<'_> {
    /// In one sentence.
    pub fn sentence(&self) -> String {
        let Condition { action, owner, due } = self.condition;
        let closed = self.closed.as_ref().map(|ClosedFacts { by, why, .. }| {
            let why = why.map(|why| format!(": {why}"));
            format!(", closed by {by}{}", why.unwrap_or_default())
        });
        let closed = closed.unwrap_or_default();
        format!("{action} ({owner}, by {due}, id {}){closed}", self.id)
    }
}

impl<'r> Facts<'r> {
    /// The conditions of a sign-off, in its order.
    pub fn conditions(&self, held: &Holding<'r>) -> Vec<ConditionFacts<'r>> {
        let signoff = held.signoff;
        if signoff.conditions.is_empty() {
            return Vec::new();
        }
        let deeds = self.deeds();
        let all = signoff.conditions.iter().enumerate();
        all.map(|(nth, condition)| ConditionFacts {
            condition,
            id: format!("{}/{}", super::brief(&signoff.id), nth + 1),
            closed: deeds
                .closed(signoff, nth, held.signed)
                .map(|done| ClosedFacts {
                    condition: nth + 1,
                    by: done.by,
                    why: done.why,
                }),
        })
        .collect()
    }

    /// Those that nobody closed.
    pub fn open_conditions(&self, held: &Holding<'r>) -> impl Iterator<Item = ConditionFacts<'r>> {
        let all = self.conditions(held).into_iter();
        all.filter(|one| one.closed.is_none())
    }
}
