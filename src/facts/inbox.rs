//! What waits for one person in a review.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Facts, brief};
use crate::decision::{Deeds, Holding, wording};
use crate::review::{
    Attestation, Condition, DeedKind, Entry, Person, Remark, RemarkKind, Standing, Status,
};

/// Something that waits for a person.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Waiting {
    /// Where the item is in the walk.
    #[serde(skip)]
    pub position: Option<usize>,
    /// The item, by the shortest name that commands take; null where it is about a sign-off.
    pub item: Option<String>,
    /// What is to be done, and by whom it is asked for.
    pub what: String,
    /// Until when, or null.
    pub due: Option<NaiveDate>,
    /// The command that does it.
    pub command: String,
}

impl Waiting {
    /// In one line, with what it is about.
    pub fn sentence(&self) -> String {
        let Self {
            item, what, due, ..
        } = self;
        let item = item.as_ref().map(|item| format!("{item}: "));
        let due = due.map(|due| format!(", until {due}"));
        format!(
            "{}{what}{}",
            item.unwrap_or_default(),
            due.unwrap_or_default()
        )
    }
}

impl Facts<'_> {
    /// What waits for a person, item by item in the order of the walk.
    pub fn inbox(&self, who: &Person) -> Vec<Waiting> {
        let mut all = Vec::new();
        let (deeds, replies) = (self.deeds(), self.replies());
        let latest: Vec<_> = self.dossier.entries().map(|entry| entry.latest()).collect();
        let is_mine = |one: &Attestation| one.may_be_of(who);
        for one in self.remarks() {
            let (item, position, remark) = (&one.item, one.position, one.remark);
            let is_for = remark.addressee.as_ref().is_some_and(|it| it.may_be(who));
            let (by, text) = (&remark.by, &remark.text);
            let reply = replies.get(remark.id.as_str());
            let (what, command) = match remark.kind {
                RemarkKind::Return if !one.open => match latest[position] {
                    Some(answer) if self.is_anew(answer, remark, who, &deeds) => (
                        format!("{} answered anew after your return: {text}", answer.by),
                        format!("signoff accept {item}"),
                    ),
                    _ => continue,
                },
                _ if !one.open => continue,
                RemarkKind::Question if by.is(who) && reply.is_some_and(|it| !it.by.is(who)) => (
                    reply.map_or_else(String::new, |reply| {
                        format!("{} answers your question: {}", reply.by, reply.text)
                    }),
                    format!("signoff close {} --reason WHY", brief(&remark.id)),
                ),
                RemarkKind::Question if is_for && reply.is_none() => (
                    format!("{by} asks: {text}"),
                    format!("signoff comment {item} --text ANSWER"),
                ),
                RemarkKind::Assignment if is_for => (
                    format!("{by} asks you to answer it. {text}")
                        .trim()
                        .to_owned(),
                    format!("signoff attest {item} STATUS"),
                ),
                RemarkKind::Return if latest[position].is_some_and(is_mine) => (
                    format!("{by} returned your answer: {text}"),
                    format!("signoff attest {item} STATUS"),
                ),
                _ => continue,
            };
            all.push(Waiting {
                position: Some(position),
                item: Some(item.clone()),
                what,
                due: remark.due,
                command,
            });
        }
        for entry in self.dossier.entries() {
            if let Some(last) = latest[entry.position] {
                all.extend(self.of_answer(&entry, last, &deeds, who));
            }
        }
        for held in self.signoffs().iter().filter(|held| !held.is_settled) {
            all.extend(self.of_signoff(held, who));
        }
        all
    }

    /// A yes of theirs that holds no longer, conditions that they set, and those that they see to.
    fn of_signoff(&self, held: &Holding<'_>, who: &Person) -> Vec<Waiting> {
        let (signoff, is_mine) = (held.signoff, held.signoff.by.is(who));
        let wait = |what, due, command| Waiting {
            position: None,
            item: None,
            what,
            due,
            command,
        };
        let lapsed = matches!(held.standing, Standing::Stale | Standing::Expired);
        if is_mine && lapsed && !held.is_followed && signoff.decision.approves() {
            let why = self.signoff(held).sentence().unwrap_or_default();
            let command = format!("signoff sign --role {} --decision DECISION", signoff.role);
            let what = format!(
                "your sign-off ({}) is {}: {why}",
                wording::short(signoff),
                held.standing
            );
            return vec![wait(what, None, command)];
        }
        let open = self.open_conditions(held).filter(|_| held.approves());
        let open = open.filter_map(|one| {
            let Condition { action, owner, due } = one.condition;
            let close = format!("signoff close {} --reason WHY", one.id);
            match is_mine {
                true => Some(wait(
                    format!("you set the condition: {action}"),
                    Some(*due),
                    close,
                )),
                false if owner.may_be(who) => {
                    let what = format!("you see to a condition of {}: {action}", signoff.by);
                    Some(wait(what, Some(*due), "signoff status".to_owned()))
                }
                false => None,
            }
        });
        open.collect()
    }

    /// What somebody else said of the item since a question was asked, by its id: the last of it is the answer.
    fn replies(&self) -> HashMap<&str, &Remark> {
        let mut replies = HashMap::new();
        for record in self.dossier.entries().filter_map(|entry| entry.record) {
            // The last comments of two people: one of them is not who asked.
            let mut last: Vec<&Remark> = Vec::new();
            for one in record.remarks.iter().rev() {
                let mut others = last.iter().filter(|it| !it.by.is(&one.by));
                match one.kind {
                    RemarkKind::Question => {
                        let reply = others.next().map(|it| (one.id.as_str(), *it));
                        replies.extend(reply);
                    }
                    RemarkKind::Comment if last.len() < 2 && others.count() == last.len() => {
                        last.push(one);
                    }
                    _ => {}
                }
            }
        }
        replies
    }

    /// True of an answer that came after a return of this person, until they stand behind it or sign.
    fn is_anew(
        &self,
        answer: &Attestation,
        returned: &Remark,
        who: &Person,
        deeds: &Deeds<'_>,
    ) -> bool {
        let signoffs = &self.dossier.review().signoffs;
        let is_seen = || {
            deeds.is_by(DeedKind::Accepts, answer.digest(), who)
                || deeds.is_by(DeedKind::Ends, returned.digest(), who)
                || signoffs
                    .iter()
                    .any(|one| one.by.is(who) && one.at >= answer.at)
        };
        let is_anew = returned.by.is(who) && !answer.by.is(who) && answer.at > returned.at;
        is_anew && !is_seen()
    }

    fn of_answer(
        &self,
        entry: &Entry<'_>,
        last: &Attestation,
        deeds: &Deeds<'_>,
        who: &Person,
    ) -> Vec<Waiting> {
        let item = self.dossier.name(entry.position);
        let answer = &last.answer;
        let is_me = |other: Option<&Person>| other.is_some_and(|other| other.may_be(who));
        let is_confirmed = || deeds.is_by(DeedKind::Confirms, last.digest(), who);
        let mut all = Vec::new();
        let mut wait = |what: String, due, command: String| {
            all.push(Waiting {
                position: Some(entry.position),
                item: Some(item.clone()),
                what,
                due,
                command,
            });
        };
        let confirm = format!("signoff confirm {item}");
        if let Some(recorder) = &last.recorded_by
            && is_me(Some(&last.by))
            && !is_confirmed()
        {
            let what = format!("{recorder} recorded an answer for you; confirm it");
            wait(what, None, confirm);
        } else if answer.status == Status::RiskAccepted
            && is_me(answer.accepted_by.as_ref())
            && !last.by.is(who)
            && !is_confirmed()
        {
            let what = format!("{} recorded that you take the risk; confirm it", last.by);
            wait(what, answer.until, confirm);
        }
        if answer.status.needs_finding() && is_me(answer.finding.owner.as_ref()) {
            let action = answer.finding.action.as_deref().unwrap_or("see to it");
            let what = format!("you own the finding: {action}");
            wait(
                what,
                answer.finding.due,
                format!("signoff attest {item} met"),
            );
        }
        all
    }
}
