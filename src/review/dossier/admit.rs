//! How a review changes: a wish becomes what would happen, and what happened is taken in.

use std::collections::HashSet;
use std::sync::OnceLock;

use chrono::{DateTime, TimeDelta, Utc};

use super::Dossier;
use crate::review::{
    Answer, Attestation, Attested, Change, Event, ItemKey, Record, Refusal, Seal, SealState, Stamp,
    Withdrawal,
};

impl Dossier {
    /// Turns a wish into what would happen, or says why it may not; changes nothing.
    ///
    /// A sealed review takes no answers; sign-offs and revocations it does.
    pub fn admit(&self, change: Change, stamp: Stamp) -> Result<Event, Refusal> {
        let seal = self.review.seal();
        if let Some(seal) = seal.filter(|_| change.breaks_a_seal()) {
            return Err(Refusal::Sealed(Box::new(seal.clone())));
        }
        match change {
            Change::Attest { keys, answer } => {
                let answer = answer.tidy();
                let mut seen = HashSet::new();
                let said = keys.into_iter().filter(|key| seen.insert(key.clone()));
                self.attest(said.map(|key| (key, &answer, None)).collect(), &stamp)
            }
            Change::Concede { key, answer } => {
                let mut event = self.attest(vec![(key, &answer.tidy(), None)], &stamp)?;
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
            Change::Undo => match self.review.last_by(&stamp.by) {
                none if none.is_empty() => Err(Refusal::NothingToUndo(stamp.by)),
                last => Ok(withdrawn(last, stamp)),
            },
            Change::UndoOf(id) => match self.review.made_with(&id, &stamp.by) {
                none if none.is_empty() => Err(Refusal::UndoneElsewhere),
                made => Ok(withdrawn(made, stamp)),
            },
            Change::Redo => self.put_back(None, &stamp),
            Change::RedoOf(id) => self.put_back(Some(&id), &stamp),
            Change::Sign(signoff) => Ok(Event::Signed(signoff)),
            Change::Revoke(revocation) => match self.review.revocation_like(&revocation) {
                Some(earlier) => Err(Refusal::Revoked(Box::new(earlier.clone()))),
                None if self.review.is_too_little(&revocation) => Err(Refusal::Unsigned),
                None => Ok(Event::Revoked(revocation)),
            },
            Change::Seal {
                state: SealState::Unsealed,
                ..
            } if seal.is_none() => Err(Refusal::NotSealed),
            Change::Seal { state, reason } => {
                let Stamp { id, by, at } = stamp;
                Ok(Event::Sealed(Seal {
                    id,
                    state,
                    reason,
                    by,
                    at,
                }))
            }
        }
    }

    /// Puts back what the person took back last; with an id, only where that is among it.
    fn put_back(&self, id: Option<&str>, stamp: &Stamp) -> Result<Event, Refusal> {
        let last = self.review.last_withdrawn_by(&stamp.by);
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
        let said = said.map(|(key, last)| (key, &last.answer, Some(last)));
        self.attest(said.collect(), stamp)
    }

    /// What was put back would stand over what somebody else said since, without a word to either.
    fn refuse_to_pass_over(&self, key: &ItemKey, mine: &Attestation) -> Result<(), Refusal> {
        let record = self.review.record(&key.checklist, &key.item);
        let theirs = record.and_then(Record::latest).filter(|theirs| {
            let undone_at = mine.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
            theirs.by != mine.by && Some(theirs.at) > undone_at
        });
        match theirs {
            Some(theirs) => Err(Refusal::AnsweredSince(self.name_of(key), theirs.by.clone())),
            None => Ok(()),
        }
    }

    /// All of the answers or none; some put a withdrawn attestation back.
    fn attest(
        &self,
        said: Vec<(ItemKey, &Answer, Option<&Attestation>)>,
        stamp: &Stamp,
    ) -> Result<Event, Refusal> {
        let keys: Vec<ItemKey> = said.iter().map(|(key, ..)| key.clone()).collect();
        let (mut attested, mut gaps, mut said_of) =
            (Vec::with_capacity(said.len()), Vec::new(), HashSet::new());
        for (nth, (position, (key, answer, withdrawn))) in
            self.positions(&keys).into_iter().zip(said).enumerate()
        {
            let Some(position) = position else {
                return Err(Refusal::UnknownItem(key));
            };
            let item = self.entry(position).item;
            // What several items lack alike is said once.
            gaps.extend(
                answer
                    .gaps(item, stamp.at.date_naive())
                    .into_iter()
                    .filter(|gap| said_of.insert(gap.clone())),
            );
            let Stamp { id, by, at } = stamp.clone();
            let attestation = Attestation {
                id: if nth == 0 {
                    id
                } else {
                    format!("{id}-{}", nth + 1)
                },
                answer: answer.clone(),
                by,
                at,
                // Putting back is not reading anew: the text that was answered stays the one from then.
                item_digest: withdrawn
                    .map_or_else(|| item.digest(), |withdrawn| withdrawn.item_digest),
                reinstates: withdrawn.map(|withdrawn| withdrawn.id.clone()),
                withdrawn: None,
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

    /// Takes in what happened, after it was stored.
    pub fn apply(&mut self, event: Event, now: DateTime<Utc>) {
        let keys: Vec<ItemKey> = match &event {
            Event::Attested(answers) => answers.iter().map(|one| one.key.clone()).collect(),
            Event::Withdrawn { attestations, .. } => {
                attestations.iter().map(|(key, _)| key.clone()).collect()
            }
            Event::Signed(_) | Event::Revoked(_) | Event::Sealed(_) => Vec::new(),
        };
        if !keys.is_empty() {
            self.content = OnceLock::new();
            self.attesters = OnceLock::new();
        }
        event.enter(&mut self.review);
        for position in self.positions(&keys).into_iter().flatten() {
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

fn withdrawn(said: Vec<(ItemKey, &Attestation)>, Stamp { by, at, .. }: Stamp) -> Event {
    let attestations = said
        .into_iter()
        .map(|(key, one)| (key, one.id.clone()))
        .collect();
    Event::Withdrawn {
        attestations,
        withdrawal: Withdrawal { at, by },
    }
}
