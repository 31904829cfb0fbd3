//! No answer is returned by somebody to whom it will not do.
//!
//! A return closes whoever made it and whether or not it is signed, as every no does. Its way out is another answer, or that
//! who made it ends it.

use super::Clause;
use crate::decision::Deeds;
use crate::review::Entry;

pub(super) fn faults(entry: &Entry<'_>, deeds: &Deeds<'_>) -> Vec<(Clause, String)> {
    let returns = entry.record.map(|record| deeds.returns(record));
    let all = returns.unwrap_or_default().into_iter().map(|one| {
        let (by, day) = (&one.by, entry.zone.day_of(one.at));
        (
            Clause::Returns,
            format!("is returned by {by} on {day}: {}", one.text),
        )
    });
    all.collect()
}
