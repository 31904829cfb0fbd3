//! How a review changes: a wish becomes what would happen, and what happened is taken in.

use std::collections::HashSet;
use std::sync::OnceLock;

use chrono::{DateTime, TimeDelta, Utc};

use super::Dossier;
use crate::review::standing::CLOCK_SKEW;
use crate::review::strike::Strikes;
use crate::review::{
    Answer, Attestation, Attested, Change, Event, Gap, ItemKey, Person, Record, Refusal, Remark,
    RemarkDraft, RemarkKind, Remarked, Revocation, Schema, Seal, SealState, Session, Spot, Stamp,
    Vote, VoteDraft, Withdrawal, misdated,
};
use crate::text::digest::Digest;
use crate::text::lines::unified;

impl Dossier {
    /// Turns a wish into what would happen, or says why it may not; changes nothing.
    ///
    /// A sealed review takes no answers; sign-offs and revocations it does.
    pub fn admit(&self, change: Change, stamp: Stamp) -> Result<Event, Refusal> {
        if change.breaks_a_seal() {
            self.check_seal()?;
        }
        match change {
            Change::Attest {
                keys,
                answer,
                answered_by,
            } => {
                let answer = answer.tidy();
                let said = once(keys).map(|key| (key, &answer, None)).collect();
                let answered_by = answered_by.filter(|who| *who != stamp.by);
                if answered_by.is_some() {
                    self.need_schema_2("who recorded an answer")?;
                }
                self.attest(said, answered_by.as_ref(), &stamp)
            }
            Change::Concede { key, answer } => {
                let mut event = self.attest(vec![(key, &answer.tidy(), None)], None, &stamp)?;
                if let Event::Attested(attested) = &mut event {
                    // A moment later, so that a redo finds it among what was taken back.
                    let at = stamp.at + TimeDelta::milliseconds(1);
                    let withdrawal = Withdrawal { at, by: stamp.by };
                    for one in attested {
                        one.attestation.withdrawn = Some(withdrawal.clone());
                    }
                }
                Ok(event)
            }
            Change::Undo(of) => {
                let made = match &of {
                    Some(id) => self.review.made_with(id, &stamp.by),
                    None => self.review.last_by(&stamp.by, stamp.at + CLOCK_SKEW),
                };
                match of {
                    _ if !made.is_empty() => Ok(withdrawn(made, stamp)),
                    Some(_) => Err(Refusal::UndoneElsewhere),
                    None => Err(Refusal::NothingToUndo(stamp.by)),
                }
            }
            Change::Redo(of) => self.put_back(of.as_deref(), &stamp),
            Change::Remark { keys, words } => self.remark(once(keys).collect(), &words, &stamp),
            Change::Declare(declaration) => {
                self.need_schema_2("declarations")?;
                for revocation in Revocation::all_of(&declaration) {
                    self.refuse_idle(&revocation)?;
                }
                Ok(Event::Declared(declaration))
            }
            Change::Meet { lead, people } => self.meet(lead, people, stamp),
            Change::Part => {
                let session = self
                    .review
                    .session(stamp.at + CLOCK_SKEW)
                    .ok_or(Refusal::NoSession)?;
                // Where a clock ran backwards, it ends when it began.
                let at = stamp.at.max(session.started_at);
                Ok(Event::Parted(session.id.clone(), at))
            }
            Change::Vote(said) => self.vote(*said, stamp),
            Change::Sign(signoff) => Ok(Event::Signed(signoff)),
            Change::Revoke(revocation) => {
                self.refuse_idle(&revocation)?;
                Ok(Event::Revoked(revocation))
            }
            Change::Seal {
                state: SealState::Unsealed,
                ..
            } if self.review.seal().is_none() => Err(Refusal::NotSealed),
            Change::Seal { state, reason } => {
                let Stamp { id, by, at } = stamp;
                // It takes the place of one that is dated ahead too, by a clock that was set back since.
                let last = self.review.seals.iter().map(|one| one.at).max();
                let later = last.map(|last| last + TimeDelta::milliseconds(1));
                Ok(Event::Sealed(Seal {
                    id,
                    state,
                    reason,
                    by,
                    at: later.map_or(at, |later| later.max(at)),
                }))
            }
        }
    }

    fn meet(
        &self,
        lead: Person,
        people: Vec<Person>,
        Stamp { id, at, .. }: Stamp,
    ) -> Result<Event, Refusal> {
        self.need_schema_2("sessions")?;
        if let Some(open) = self.review.session(at + CLOCK_SKEW) {
            return Err(Refusal::InSession(Box::new(open.clone())));
        }
        Ok(Event::Met(Session {
            id,
            started_at: at,
            ended_at: None,
            lead,
            people,
        }))
    }

    fn vote(&self, said: VoteDraft, Stamp { id, by, at }: Stamp) -> Result<Event, Refusal> {
        self.need_schema_2("go and no-go")?;
        let session = self
            .review
            .session(at + CLOCK_SKEW)
            .ok_or(Refusal::NoSession)?;
        if let Some(missing) = said.missing() {
            return Err(Refusal::Wordless(missing));
        }
        let (by, recorded_by) = match said.said_by.filter(|who| *who != by) {
            Some(who) => (who, Some(by)),
            None => (by, None),
        };
        Ok(Event::Voted(Vote {
            id,
            session: session.id.clone(),
            kind: said.kind,
            role: said.role,
            why: unified(said.why).trim().to_owned(),
            by,
            recorded_by,
            at,
            struck: Strikes::new(),
        }))
    }

    /// Refuses a revocation that would take nothing back.
    fn refuse_idle(&self, revocation: &Revocation) -> Result<(), Refusal> {
        match self.review.revocation_like(revocation) {
            Some(earlier) => Err(Refusal::Revoked(
                Box::new(earlier.clone()),
                self.day_of(earlier.at),
            )),
            None if self.review.is_too_little(revocation) => Err(Refusal::Unsigned),
            None => Ok(()),
        }
    }

    /// Puts back what the person took back last; with an id, only where that is among it.
    fn put_back(&self, id: Option<&str>, stamp: &Stamp) -> Result<Event, Refusal> {
        let last = self
            .review
            .last_withdrawn_by(&stamp.by, stamp.at + CLOCK_SKEW);
        let Some((first, _)) = last.first() else {
            return Err(Refusal::NothingToRedo);
        };
        if id.is_some_and(|id| last.iter().all(|(_, one)| one.id != id)) {
            return Err(Refusal::TakenBackElsewhere(self.name_of(first)));
        }
        for (key, mine) in &last {
            self.refuse_to_pass_over(key, mine)?;
        }
        let said = last.into_iter();
        let said = said.map(|(key, last)| (key.clone(), &last.answer, Some(last)));
        self.attest(said.collect(), None, stamp)
    }

    /// What was put back would stand over what somebody else said since, without a word to either.
    fn refuse_to_pass_over(&self, key: &ItemKey, mine: &Attestation) -> Result<(), Refusal> {
        let record = self.review.record(key);
        let theirs = record.and_then(Record::latest).filter(|theirs| {
            let undone_at = mine.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
            theirs.by != mine.by && Some(theirs.at) > undone_at
        });
        match theirs {
            Some(theirs) => Err(Refusal::AnsweredSince(self.name_of(key), theirs.by.clone())),
            None => Ok(()),
        }
    }

    fn need_schema_2(&self, what: &'static str) -> Result<(), Refusal> {
        match self.review.schema {
            Schema::One => Err(Refusal::OldSchema(what)),
            Schema::Two => Ok(()),
        }
    }

    /// The answer that a remark of an item is about, if it is about one; why there can be none of its kind.
    pub fn remarked(&self, kind: RemarkKind, position: usize) -> Result<Option<Digest>, Refusal> {
        let record = self.entry(position).record;
        let heads = record.map(Record::heads).unwrap_or_default();
        match heads[..] {
            [one] => Ok(Some(one.digest())),
            _ if kind != RemarkKind::Return => Ok(None),
            [] => Err(Refusal::Unanswered(self.name(position))),
            _ => Err(Refusal::Undecided(self.name(position), heads.len())),
        }
    }

    /// All of the remarks or none.
    fn remark(
        &self,
        keys: Vec<ItemKey>,
        words: &RemarkDraft,
        stamp: &Stamp,
    ) -> Result<Event, Refusal> {
        self.need_schema_2("remarks")?;
        let wants_somebody = matches!(words.kind, RemarkKind::Question | RemarkKind::Assignment);
        if wants_somebody && words.addressee.is_none() {
            return Err(Refusal::Wordless("say who it is for"));
        }
        if words.text.trim().is_empty() && words.kind != RemarkKind::Assignment {
            return Err(Refusal::Wordless("say something"));
        }
        let today = self.day_of(stamp.at);
        if let Some(wrong) = words.due.and_then(|due| misdated(due, today)) {
            let field = Spot::Due;
            let message = format!("the due date {wrong}");
            return Err(Refusal::Incomplete(vec![Gap { field, message }]));
        }
        let mut remarks = Vec::with_capacity(keys.len());
        for (nth, key) in keys.into_iter().enumerate() {
            let Some(position) = self.position(&key) else {
                return Err(Refusal::UnknownItem(key));
            };
            let entry = self.entry(position);
            let on = self.remarked(words.kind, position)?;
            let remark = Remark {
                id: numbered(&stamp.id, nth),
                kind: words.kind,
                text: unified(words.text.clone()).trim().to_owned(),
                addressee: words.addressee.clone(),
                due: words.due,
                on,
                by: stamp.by.clone(),
                at: stamp.at,
                struck: Strikes::new(),
            };
            let title = entry.item.title.clone();
            remarks.push(Remarked { key, title, remark });
        }
        Ok(Event::Remarked(remarks))
    }

    /// All of the answers or none; some put a withdrawn attestation back.
    fn attest(
        &self,
        said: Vec<(ItemKey, &Answer, Option<&Attestation>)>,
        answered_by: Option<&Person>,
        stamp: &Stamp,
    ) -> Result<Event, Refusal> {
        let (mut attested, mut gaps, mut said_of) =
            (Vec::with_capacity(said.len()), Vec::new(), HashSet::new());
        for (nth, (key, answer, withdrawn)) in said.into_iter().enumerate() {
            let Some(position) = self.position(&key) else {
                return Err(Refusal::UnknownItem(key));
            };
            let entry = self.entry(position);
            let item = entry.item;
            // What several items lack alike is said once.
            gaps.extend(
                answer
                    .gaps(item, self.day_of(stamp.at))
                    .into_iter()
                    .filter(|gap| said_of.insert(gap.clone())),
            );
            let Stamp { id, by, at } = stamp.clone();
            // What is put back keeps who said it and when, whoever recorded it.
            let (recorded_by, by) = match (withdrawn, answered_by) {
                (Some(one), _) => (one.recorded_by.clone(), one.by.clone()),
                (None, Some(who)) => (Some(by), who.clone()),
                (None, None) => (None, by),
            };
            let said_at = self.unchanged_since(entry.record, withdrawn, answer, &by);
            let attestation = Attestation {
                id: numbered(&id, nth),
                answer: answer.clone(),
                by,
                at,
                after: (self.review.schema == Schema::Two).then(|| ids_of_heads(entry.record)),
                said_at,
                recorded_by,
                // Putting back is not reading anew: the text that was answered stays the one from then.
                item_digest: withdrawn
                    .map_or_else(|| item.digest(), |withdrawn| withdrawn.item_digest),
                reinstates: withdrawn.map(|withdrawn| withdrawn.id.clone()),
                withdrawn: None,
                struck: Strikes::new(),
            };
            attested.push(Attested {
                key,
                title: item.title.clone(),
                attestation,
            });
        }
        if gaps.is_empty() {
            Ok(Event::Attested(attested))
        } else {
            Err(Refusal::Incomplete(gaps))
        }
    }

    /// When a person thought of what is written down now, where that was earlier: what is put back is as old as it was, and
    /// so is an answer to which nothing but evidence is added.
    fn unchanged_since(
        &self,
        record: Option<&Record>,
        withdrawn: Option<&Attestation>,
        answer: &Answer,
        by: &Person,
    ) -> Option<DateTime<Utc>> {
        let record = record.filter(|_| self.review.schema == Schema::Two)?;
        let adds_evidence = |before: &&Attestation| {
            before.by == *by && answer.is_with_more_evidence_than(&before.answer)
        };
        let before = withdrawn.or_else(|| record.latest().filter(adds_evidence))?;
        Some(record.said_at(before))
    }

    /// Takes in what happened, after it was stored.
    pub fn apply(&mut self, event: Event, now: DateTime<Utc>) {
        let keys: Vec<ItemKey> = match &event {
            Event::Attested(answers) => answers.iter().map(|one| one.key.clone()).collect(),
            Event::Withdrawn { attestations, .. } => {
                attestations.iter().map(|(key, _)| key.clone()).collect()
            }
            Event::Signed(_)
            | Event::Revoked(_)
            | Event::Sealed(_)
            | Event::Remarked(_)
            | Event::Declared(_)
            | Event::Met(_)
            | Event::Parted(..)
            | Event::Voted(_) => Vec::new(),
        };
        if !keys.is_empty() {
            self.content = Default::default();
            self.attesters = OnceLock::new();
        }
        event.enter(&mut self.review);
        for key in &keys {
            let Some(position) = self.position(key) else {
                continue;
            };
            let outcome = self.assess(position, now);
            for tally in [
                &mut self.sections[self.places[position].section].tally,
                &mut self.tally,
            ] {
                tally.remove(&self.outcomes[position]);
                tally.add(&outcome);
            }
            self.outcomes[position] = outcome;
        }
    }
}

/// Of several records of one change the first has the id of its stamp, the others have it with their number.
fn numbered(id: &str, nth: usize) -> String {
    match nth {
        0 => id.to_owned(),
        nth => format!("{id}-{}", nth + 1),
    }
}

fn once(keys: Vec<ItemKey>) -> impl Iterator<Item = ItemKey> {
    let mut seen = HashSet::new();
    keys.into_iter().filter(move |key| seen.insert(key.clone()))
}

fn ids_of_heads(record: Option<&Record>) -> Vec<String> {
    let heads = record.map(Record::heads).unwrap_or_default();
    heads.into_iter().map(|one| one.id.clone()).collect()
}

fn withdrawn(said: Vec<(&ItemKey, &Attestation)>, Stamp { by, at, .. }: Stamp) -> Event {
    let attestations = said
        .into_iter()
        .map(|(key, one)| (key.clone(), one.id.clone()))
        .collect();
    Event::Withdrawn {
        attestations,
        withdrawal: Withdrawal { at, by },
    }
}
