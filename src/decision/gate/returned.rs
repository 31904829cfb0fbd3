//! No answer is returned by somebody to whom it will not do, also of an item that no checklist asks for any more: whoever
//! puts a return there would be rid of it.
//!
//! A return closes whoever made it and whether or not it is signed, as every no does. Its way out is another answer, or that
//! who made it ends it.

use super::{Clause, Reason};
use crate::decision::Deeds;
use crate::policy::Zone;
use crate::review::{Dossier, Entry, Record, Remark};

pub(super) fn faults(entry: &Entry<'_>, deeds: &Deeds<'_>) -> Vec<(Clause, String)> {
    let all = entry.record.map(|record| said(record, entry.zone, deeds));
    all.unwrap_or_default()
}

/// The same of items that no checklist asks for.
pub(super) fn elsewhere(dossier: &Dossier, deeds: &Deeds<'_>) -> Vec<(Clause, Reason)> {
    let all = dossier.review().records.iter();
    let gone = all.filter(|(key, _)| !dossier.asks(key));
    gone.flat_map(|(key, record)| {
        let all = said(record, dossier.zone(), deeds).into_iter();
        all.map(move |(clause, said)| (clause, Reason::Review(format!("{key} {said}"))))
    })
    .collect()
}

fn said(record: &Record, zone: Zone, deeds: &Deeds<'_>) -> Vec<(Clause, String)> {
    let said = |one: &Remark| {
        let (by, day) = (&one.by, zone.day_of(one.at));
        format!("is returned by {by} on {day}: {}", one.text)
    };
    let returns = deeds.returns(record).into_iter();
    returns.map(|one| (Clause::Returns, said(one))).collect()
}
