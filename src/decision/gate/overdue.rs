//! No finding is past its date, where the policy says so; when a day is over is said in [`day`].
//!
//! Else a finding that was due in 2020 blocks nothing, and *later* is for ever.

use chrono::NaiveDate;

use super::Clause;
use crate::policy::{Permission, day};
use crate::review::{Answer, Entry};

pub(super) fn fault(
    answer: &Answer,
    entry: &Entry<'_>,
    today: NaiveDate,
) -> Option<(Clause, String)> {
    let due = answer.finding.due.filter(|due| day::is_over(*due, today))?;
    let is_asked =
        answer.status.needs_finding() && entry.policy.overdue == Some(Permission::Forbidden);
    is_asked.then(|| {
        let text = format!("has a finding that is overdue since {due}, which the policy forbids");
        (Clause::Overdue, text)
    })
}
