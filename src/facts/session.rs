//! Sessions: how long the one goes on that is open, what was said in each, and what each opened with.

use chrono::{DateTime, Utc};

use super::{Facts, FindingFacts, RemarkFacts};
use crate::policy::day;
use crate::review::standing::CLOCK_SKEW;
use crate::review::{Attestation, ItemKey, Lapse, Person, Session};

/// What a session opened with.
#[derive(Debug)]
pub struct SinceFacts<'r> {
    /// What was answered since the session before.
    pub answered: Vec<(ItemKey, &'r Attestation)>,
    /// The items whose answers hold no longer.
    pub lapsed: Vec<(String, &'r Lapse)>,
    /// The findings that were promised by then.
    pub overdue: Vec<FindingFacts<'r>>,
    /// What else was promised by then.
    pub promised: Vec<RemarkFacts<'r>>,
}

impl SinceFacts<'_> {
    pub fn is_empty(&self) -> bool {
        let answers = self.answered.is_empty() && self.lapsed.is_empty();
        answers && self.overdue.is_empty() && self.promised.is_empty()
    }
}

impl<'r> Facts<'r> {
    /// The session that goes on.
    pub fn session(&self) -> Option<&'r Session> {
        self.dossier.review().session(self.now + CLOCK_SKEW)
    }

    /// Whole minutes since the session began that goes on.
    pub fn minutes(&self) -> Option<i64> {
        let session = self.session()?;
        Some((self.now - session.started_at).num_minutes().max(0))
    }

    /// `00:41 in session, Ada leads`
    pub fn meeting(&self) -> Option<String> {
        let (minutes, session) = (self.minutes()?, self.session()?);
        let (hours, minutes, lead) = (minutes / 60, minutes % 60, session.lead.name());
        Some(format!("{hours:02}:{minutes:02} in session, {lead} leads"))
    }

    /// What was attested in a session, in the order that it was.
    pub fn said_in(&self, session: &Session) -> Vec<(ItemKey, &'r Attestation)> {
        let end = session.ended_at.unwrap_or(DateTime::<Utc>::MAX_UTC);
        self.attested(session.started_at, end)
    }

    fn attested(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<(ItemKey, &'r Attestation)> {
        let all = self.dossier.review().attestations();
        let all = all.filter(|(_, one)| (from..=to).contains(&one.at));
        let mut all: Vec<_> = all.map(|(key, one)| (key.clone(), one)).collect();
        all.sort_by_key(|(_, one)| one.at);
        all
    }

    /// Who answered in a session and does not stand among its people.
    pub fn guests(&self, session: &Session) -> Vec<&'r Person> {
        let is_listed = |who: &&Person| {
            session.lead.may_be(who) || session.people.iter().any(|one| one.may_be(who))
        };
        let said = self.said_in(session).into_iter().map(|(_, one)| &one.by);
        let mut all: Vec<_> = said.filter(|who| !is_listed(who)).collect();
        all.sort();
        all.dedup();
        all
    }

    /// What a session opened with; `None` where it is the first.
    pub fn since(&self, session: &Session) -> Option<SinceFacts<'r>> {
        let sessions = &self.dossier.review().sessions;
        let earlier = sessions.iter().take_while(|one| one.id != session.id);
        let earlier = earlier.last()?;
        let from = earlier.ended_at.unwrap_or(earlier.started_at);
        let lapsed = self.dossier.entries().filter_map(|entry| {
            let (_, lapse) = (entry.latest()?, entry.outcome.lapse.as_ref()?);
            Some((self.dossier.name(entry.position), lapse))
        });
        let began = self.dossier.day_of(session.started_at);
        let findings = self
            .findings()
            .list
            .into_iter()
            .map(|one| self.finding(&one));
        let overdue = findings.filter(|one| {
            one.status.needs_finding() && one.date.is_some_and(|due| day::is_over(due, began))
        });
        let remarks = self.remarks().into_iter();
        let promised = remarks
            .filter(|one| one.open && one.remark.due.is_some_and(|due| day::is_over(due, began)));
        Some(SinceFacts {
            answered: self.attested(from, session.started_at),
            lapsed: lapsed.collect(),
            overdue: overdue.collect(),
            promised: promised.collect(),
        })
    }
}
