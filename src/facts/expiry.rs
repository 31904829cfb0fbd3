//! When what was said runs out, and when what was promised is due.

use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;

use super::Facts;
use crate::decision::{Verdict, wording};
use crate::review::{Condition, RemarkKind};

/// For so many days it is soon.
const SOON: i64 = 30;

/// Something that runs out or is due on a day.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Expiry {
    /// The last day.
    pub day: NaiveDate,
    /// Where the item is in the walk, where it is about one.
    #[serde(skip)]
    pub position: Option<usize>,
    /// What: `NET-1, met, expires`.
    pub what: String,
}

impl Facts<'_> {
    /// The last day on which a yes holds at most, and the item that ends it; none of them where a condition is due then.
    pub fn end(&self, verdict: &Verdict) -> Option<(NaiveDate, Option<usize>)> {
        let held = self.signoffs();
        let answers = self.dossier.entries();
        let answers = answers.filter_map(|entry| Some((entry.expires()?, Some(entry.position))));
        let approvals = verdict.approvals.iter().map(|nth| &held[*nth]);
        let conditions = approvals.flat_map(|held| self.open_conditions(held));
        answers
            .chain(conditions.map(|one| (one.condition.due, None)))
            .min_by_key(|(day, _)| *day)
    }

    /// What expires or is due within 30 days, or was due before: the first first.
    pub fn expiring(&self) -> Vec<Expiry> {
        let last = self.today() + TimeDelta::days(SOON);
        let mut all = self.expiries();
        all.retain(|one| one.day <= last);
        all
    }

    /// Every answer and approval that expires, and every finding, question, assignment and condition that is due.
    pub fn expiries(&self) -> Vec<Expiry> {
        let mut all = Vec::new();
        let mut say = |day, position, what| {
            all.push(Expiry {
                day,
                position,
                what,
            });
        };
        for entry in self.dossier.entries() {
            let (Some(last), position) = (entry.latest(), Some(entry.position)) else {
                continue;
            };
            let (name, answer) = (self.dossier.name(entry.position), &last.answer);
            if let Some(day) = entry.expires() {
                say(
                    day,
                    position,
                    format!("{name}, {}, expires", answer.status.label()),
                );
            }
            let finding = Some(&answer.finding).filter(|_| answer.status.needs_finding());
            if let Some((finding, day)) = finding.and_then(|one| Some((one, one.due?))) {
                let owner = finding.owner.as_ref();
                let owner =
                    owner.map_or_else(String::new, |who| format!(", owned by {}", who.name()));
                let status = answer.status.label();
                say(day, position, format!("{name}, {status}{owner}, is due"));
            }
        }
        for one in self.remarks().into_iter().filter(|one| one.open) {
            let remark = one.remark;
            let is_owed = matches!(remark.kind, RemarkKind::Question | RemarkKind::Assignment);
            if let Some(day) = remark.due.filter(|_| is_owed) {
                let whom = remark.addressee.as_ref();
                let whom = whom.map_or_else(String::new, |who| format!(" for {}", who.name()));
                let what = format!("{}, {}{whom}, is due", one.item, remark.kind);
                say(day, Some(one.position), what);
            }
        }
        for held in self.signoffs().iter().filter(|held| held.approves()) {
            let (signoff, by) = (held.signoff, held.signoff.by.name());
            if let Some(age) = self.dossier.policy().max_age {
                let day = self.dossier.day_of(age.after(signoff.at));
                say(day, None, format!("{} expires", wording::named(signoff)));
            }
            for one in self.open_conditions(held) {
                let Condition { action, owner, due } = one.condition;
                let owner = owner.name();
                let what = format!("condition of {by}, {action}, owned by {owner}, is due");
                say(*due, None, what);
            }
        }
        all.sort();
        all
    }
}
