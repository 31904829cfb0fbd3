//! From item to item.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ask::{Asked, Leave, Talk};
use super::choices::{ALL, DONE, SHORT, help, meant, prompt};
use super::{Setup, item, words};
use crate::decision::wording;
use crate::face::command::Action;
use crate::face::failure::Failure;
use crate::face::form::attest::AnswerDraft;
use crate::face::words::{gone, other_drafts, sentence};
use crate::review::{Attested, Change, DeedKind, Event, Evidence, ItemKey, Person};
use crate::store::disk::Print;
use crate::text::visible;
use crate::work::{Arrival, Ending, OpenReview, Overtaken, Saved, Secret, WorkError};

/// What to do about a seal.
pub(super) const UNSEAL: &str =
    "No answer is taken until signoff unseal --reason WHY opens the review again.";

/// One person in one review.
pub(super) struct Walker<'w, 't> {
    pub(super) setup: &'w Setup,
    pub(super) talk: &'w mut Talk<'t>,
    pub(super) open: &'w mut OpenReview,
    pub(super) by: Person,
    /// Who answers, where they only write it down.
    pub(super) answerer: Option<Person>,
    /// What was typed and not saved.
    pub(super) drafts: BTreeMap<ItemKey, AnswerDraft>,
    /// The item that is asked about.
    pub(super) position: usize,
    /// True once every choice was said.
    was_told: bool,
    /// The day on which every answer was looked at last.
    assessed: NaiveDate,
    /// The file as it was looked at last.
    seen: Option<Print>,
    /// What was in the file and is not any more, since another program saved an old state.
    missing: Vec<Event>,
}

impl<'w, 't> Walker<'w, 't> {
    /// Stands at the first item that is not reviewed.
    pub(super) fn new(
        setup: &'w Setup,
        talk: &'w mut Talk<'t>,
        open: &'w mut OpenReview,
        by: Person,
    ) -> Self {
        let dossier = open.dossier();
        let drafts = setup.drafts.list(&dossier.review().subject.id);
        let drafts = drafts.into_iter();
        let drafts = drafts.map(|draft: AnswerDraft| (draft.key.clone(), draft));
        let drafts = drafts.collect();
        let (assessed, print) = (open.today(), open.print());
        Self {
            setup,
            talk,
            open,
            by,
            answerer: None,
            drafts,
            position: 0,
            was_told: false,
            assessed,
            seen: Some(print),
            missing: Vec::new(),
        }
    }

    /// Asks at every item; returns when the person wants another review.
    pub(super) fn walk(&mut self) -> Asked<()> {
        let dossier = self.open.dossier();
        let lists: Vec<_> = dossier
            .checklists()
            .iter()
            .map(|list| list.id.as_str())
            .collect();
        let subject = wording::subject(&dossier.review().subject);
        let head = format!(
            "Review {subject}, against {}, as {}.",
            lists.join(" and "),
            self.by
        );
        self.talk.say(visible::line(&head))?;
        for confusion in dossier.confusions() {
            self.talk.say(sentence(&confusion))?;
        }
        let review = &dossier.review().subject.id;
        if let Some(others) = other_drafts(&self.setup.drafts.others(review)) {
            self.talk.say(sentence(&others))?;
        }
        if !dossier.evidence_files().is_empty() {
            self.talk.say("Reading the evidence.")?;
            self.open.check_evidence();
        }
        let dossier = self.open.dossier();
        self.talk.say(words::state(&dossier.tally()))?;
        let decisions = self.decisions(&[]);
        self.read(decisions)?;
        let first = self.open.dossier().unanswered().next();
        match first {
            Some(position) => self.show(position)?,
            None => self.finished()?,
        }
        loop {
            self.pass_time();
            self.look()?;
            let prompt = self.prompt();
            let typed = self.talk.line(&prompt)?;
            match self.answered(&typed) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(Leave::Back) => {
                    let name = self.open.dossier().name(self.position);
                    self.talk.say(format!("Back at {name}."))?;
                }
                Err(leave) => {
                    if matches!(leave, Leave::Quit) {
                        self.look()?;
                    }
                    return Err(leave);
                }
            }
        }
    }

    fn prompt(&mut self) -> String {
        let dossier = self.open.dossier();
        let choices = match dossier.tally().not_reviewed {
            0 => DONE,
            _ if self.was_told => SHORT,
            _ => ALL,
        };
        self.was_told = true;
        format!("{}: {}", dossier.name(self.position), prompt(choices))
    }

    /// Does what was typed; false where the person wants another review.
    fn answered(&mut self, typed: &str) -> Asked<bool> {
        let (word, rest) = typed.split_once(' ').unwrap_or((typed, ""));
        let what = match meant(typed) {
            Ok(what) => what,
            // `find words`, or the name of an item.
            Err(_) if !rest.is_empty() && meant(word) == Ok(Action::Find) => {
                self.find(rest)?;
                return Ok(true);
            }
            Err(why) => {
                match self.open.dossier().find(typed) {
                    Ok(position) => self.show(position)?,
                    Err(_) => self.talk.say(format!("{why} Type ? for all answers."))?,
                }
                return Ok(true);
            }
        };
        let here = self.position;
        match what {
            Action::Attest(status) => self.attest(Some(status))?,
            Action::Draft if self.drafts.contains_key(&self.key()) => self.attest(None)?,
            Action::Draft => self.talk.say("No draft is kept for this item.")?,
            Action::Guidance => self.read(item::guidance(&self.open.dossier().entry(here)))?,
            Action::History => {
                let dossier = self.open.dossier();
                let facts = self.open.facts();
                self.read(item::history(&facts, &dossier.entry(here)))?;
            }
            Action::Remark(kind) => self.remark(kind)?,
            Action::Deed(DeedKind::Ends) => self.end()?,
            Action::Deed(act) => self.stand_behind(act)?,
            Action::DisownStart => self.disown_start()?,
            Action::GoDeclare => self.declare()?,
            Action::GoSession => self.session()?,
            Action::GoInbox => self.inbox()?,
            Action::Answerer => self.ask_answerer()?,
            Action::Next => self.skip()?,
            Action::NextItem if here + 1 < self.open.dossier().count() => self.show(here + 1)?,
            Action::NextItem => self.talk.say("This is the last item.")?,
            Action::PreviousItem if here > 0 => self.show(here - 1)?,
            Action::PreviousItem => self.talk.say("This is the first item.")?,
            Action::List => self.list()?,
            Action::Find => {
                let words = self.talk.text("Words of the item", "")?;
                self.find(&words)?;
            }
            Action::Undo => self.take_back(self.open.run().undo())?,
            Action::Redo => self.take_back(self.open.run().redo())?,
            Action::GoFindings => self.findings()?,
            Action::Verdict => self.verdict()?,
            Action::Changes => self.changes()?,
            Action::GoReport => self.report()?,
            Action::GoSignoff => self.sign()?,
            Action::GoHome => return Ok(false),
            Action::Help => self.read(help())?,
            Action::Quit => return Err(Leave::Quit),
            // The rest of the table has no word here.
            _ => {}
        }
        Ok(true)
    }

    /// The item that is asked about.
    pub(super) fn key(&self) -> ItemKey {
        self.open.dossier().entry(self.position).key()
    }

    /// Says lines.
    pub(super) fn read(&mut self, lines: Vec<String>) -> Asked<()> {
        lines.into_iter().try_for_each(|line| self.talk.say(line))
    }

    /// Goes to an item and introduces it.
    pub(super) fn show(&mut self, position: usize) -> Asked<()> {
        self.position = position;
        let dossier = self.open.dossier();
        let draft = self.drafts.get(&self.key());
        self.talk.say("")?;
        let facts = self.open.facts();
        self.read(item::introduction(&facts, &dossier.entry(position), draft))
    }

    fn take_back(&mut self, change: Result<Change, &'static str>) -> Asked<()> {
        match change {
            Ok(change) => self.change(&change).map(drop),
            Err(nothing) => self.talk.say(sentence(nothing)),
        }
    }

    fn skip(&mut self) -> Asked<()> {
        let dossier = self.open.dossier();
        let after = dossier.unanswered().find(|at| *at > self.position);
        let next = after.or_else(|| dossier.unanswered().next());
        match next {
            Some(next) if next == self.position => self.talk.say("No other item is not reviewed."),
            Some(next) => self.show(next),
            None => self.finished(),
        }
    }

    fn finished(&mut self) -> Asked<()> {
        self.talk
            .say("Every item is answered. Type sign to decide on the review, or list to look at an item.")
    }

    /// Looks at every answer again when the day has changed.
    fn pass_time(&mut self) {
        let today = self.open.today();
        if self.assessed != today {
            self.assessed = today;
            self.open.reassess();
        }
    }

    /// Makes a change and says so; false where it was not made, after which the person may try again.
    pub(super) fn change(&mut self, change: &Change) -> Asked<bool> {
        let key = self.key();
        let attempt = self.open.change(change, &self.by, &self.setup.shelf);
        if let Some(arrival) = attempt.arrival {
            self.arrived(arrival, &key)?;
        }
        let why = match attempt.outcome {
            Ending::Saved(saved) => {
                let voided = saved.voided.clone();
                self.saved(saved)?;
                self.read(voided.iter().map(|one| sentence(one)).collect())?;
                self.talk.say(words::state(&self.open.dossier().tally()))?;
                return Ok(true);
            }
            Ending::Failed(WorkError::Secrets(found)) => {
                return self.keeping(&found, |walker| walker.change(change), false);
            }
            Ending::Overtaken(overtaken) => {
                let is_answer = matches!(overtaken, Overtaken::Answer { .. });
                self.not_saved(&Failure::from(overtaken).line())?;
                if is_answer {
                    self.theirs(&key)?;
                }
                return Ok(false);
            }
            Ending::Unreadable(error) | Ending::Failed(error) => Failure::from(error).line(),
        };
        self.not_saved(&why)?;
        Ok(false)
    }

    fn not_saved(&mut self, why: &str) -> Asked<()> {
        self.talk.say(sentence(&format!("not saved: {why}")))
    }

    /// Reads the answer that was given meanwhile: whoever saves again has heard both.
    fn theirs(&mut self, key: &ItemKey) -> Asked<()> {
        let dossier = self.open.dossier();
        let entry = dossier.position(key).map(|at| dossier.entry(at));
        let latest = entry.and_then(|entry| entry.latest());
        let lines = latest.map(|one| item::attestation(dossier, one));
        self.read(lines.unwrap_or_default())
    }

    /// Asks whether what looks like a secret is to be kept, and goes on where it is.
    pub(super) fn keeping<T>(
        &mut self,
        found: &[Secret],
        go_on: impl FnOnce(&mut Self) -> Asked<T>,
        otherwise: T,
    ) -> Asked<T> {
        if !self.talk.keeps(found)? {
            self.talk.say("Nothing was recorded.")?;
            return Ok(otherwise);
        }
        self.open.allow_secrets(true);
        let went = go_on(self);
        self.open.allow_secrets(false);
        went
    }

    /// Reads the review again after another program changed it; false where the item is gone, or the file.
    pub(super) fn reload(&mut self, key: &ItemKey) -> Asked<bool> {
        match self.open.reread(&self.setup.shelf) {
            Ok(arrival) => self.arrived(arrival, key),
            Err(error) => {
                self.talk.say(format!(
                    "The review cannot be read again: {}.",
                    Failure::from(error).line()
                ))?;
                Ok(false)
            }
        }
    }

    /// Reads the review again where another program changed it since the last question, and offers to put back what is gone.
    fn look(&mut self) -> Asked<()> {
        let (now, key) = (Print::of(self.open.path()), self.key());
        if now != Some(self.open.print()) && now != self.seen {
            self.seen = now;
            if self.reload(&key)? {
                self.show(self.position)?;
            }
        }
        let missing = std::mem::take(&mut self.missing);
        if missing.is_empty() {
            return Ok(());
        }
        match self.talk.choose("Put that back", &["yes", "no"], None) {
            Ok(0) => {}
            Ok(_) | Err(Leave::Back) => return Ok(()),
            Err(leave) => return Err(leave),
        }
        let attempt = self.open.put_back(&missing, &self.by, &self.setup.shelf);
        let said = match attempt.outcome {
            Ending::Saved(count) => format!("put back {count}"),
            Ending::Overtaken(overtaken) => Failure::from(overtaken).line(),
            Ending::Unreadable(error) | Ending::Failed(error) => Failure::from(error).line(),
        };
        self.talk.say(sentence(&said))
    }

    /// Says that the review was read again; false where the item is gone.
    fn arrived(&mut self, arrival: Arrival, key: &ItemKey) -> Asked<bool> {
        self.talk
            .say("Another program changed the review; it was read again.")?;
        let missing = arrival.difference.missing;
        if !missing.is_empty() {
            let gone = gone(&missing, self.open.path());
            self.talk.say(sentence(&gone))?;
            self.missing.extend(missing);
        }
        let position = self.open.dossier().position(key);
        self.position = position.unwrap_or_default();
        if position.is_none() {
            self.talk
                .say(format!("{key} is no longer in the checklist."))?;
        }
        Ok(position.is_some())
    }

    fn saved(&mut self, saved: Saved) -> Asked<()> {
        self.tell_warnings(&saved)?;
        match saved.event {
            Event::Attested(attested) => {
                // What was put back by a redo is not what was typed since.
                let is_fresh = attested
                    .iter()
                    .all(|one| one.attestation.reinstates.is_none());
                for Attested {
                    key, attestation, ..
                } in attested
                {
                    if is_fresh {
                        self.forget(&key);
                    }
                    self.check(&attestation.answer.evidence);
                    self.position = self.open.dossier().position(&key).unwrap_or(self.position);
                    let name = self.open.dossier().name(self.position);
                    let status = words::spoken(attestation.answer.status);
                    self.talk.say(format!("Saved: {name} is {status}."))?;
                }
            }
            Event::Withdrawn { attestations, .. } => {
                for (key, _) in attestations {
                    self.position = self.open.dossier().position(&key).unwrap_or(self.position);
                    if let Some(latest) = self.open.dossier().entry(self.position).latest() {
                        let evidence = latest.answer.evidence.clone();
                        self.check(&evidence);
                    }
                    let dossier = self.open.dossier();
                    let (name, state) = (
                        dossier.name(self.position),
                        item::state(&dossier.entry(self.position)),
                    );
                    self.talk.say(format!(
                        "Took back the last attestation of {name}. Now: {state}."
                    ))?;
                }
            }
            Event::Remarked(remarks) => {
                let said = remarks.iter().map(|one| {
                    let name = self.open.dossier().name_of(&one.key);
                    format!("Saved: {} on {name}.", one.remark.kind)
                });
                let said = said.collect();
                self.read(said)?;
            }
            Event::Met(session) => {
                let lead = session.lead;
                self.talk
                    .say(format!("The session begins, led by {lead}."))?;
            }
            Event::Voted(vote) => {
                let votes = self.open.facts().votes();
                let one = votes.into_iter().find(|one| one.vote.id == vote.id);
                let command = one.map_or_else(String::new, |one| one.command);
                let who = vote.by.name();
                self.talk.say(format!(
                    "Saved: {vote}. It decides nothing; {who} signs it with: {command}"
                ))?;
            }
            Event::Parted(..) => self.talk.say("The session is over.")?,
            Event::Revoked(_) | Event::Sealed(_) | Event::Signed(_) | Event::Declared(_) => {}
        }
        Ok(())
    }

    /// Says what else a person must know of how it was saved.
    pub(super) fn tell_warnings(&mut self, saved: &Saved) -> Asked<()> {
        let warnings = saved.warnings();
        self.read(warnings.iter().map(|one| sentence(one)).collect())
    }

    /// Looks at files that now count: one may have changed since it was read.
    pub(super) fn check(&mut self, evidence: &[Evidence]) {
        let root = self.open.evidence_root();
        let files = evidence
            .iter()
            .filter(|piece| matches!(piece, Evidence::File { .. }));
        let checks: crate::review::Checks = files
            .map(|file| (file.label().to_owned(), root.check(file.label())))
            .collect();
        if !checks.is_empty() {
            self.open.learn(checks);
        }
    }

    /// Goes on after an answer.
    pub(super) fn go_on(&mut self) -> Asked<()> {
        match self.open.dossier().tally().not_reviewed {
            0 => self.finished(),
            _ => self.skip(),
        }
    }

    /// Keeps what was typed; what says no more than the last answer is no draft.
    pub(super) fn keep(&mut self, draft: &AnswerDraft) -> Asked<()> {
        let dossier = self.open.dossier();
        if !draft.is_draft(AnswerDraft::of(&dossier.entry(self.position))) {
            self.forget(&draft.key);
            return Ok(());
        }
        if self
            .drafts
            .insert(draft.key.clone(), draft.clone())
            .as_ref()
            == Some(draft)
        {
            return Ok(());
        }
        let kept = self
            .setup
            .drafts
            .keep(&dossier.review().subject.id, &draft.key, draft);
        self.talk.tell_unkept(kept)
    }

    /// Forgets what was typed.
    pub(super) fn forget(&mut self, key: &ItemKey) {
        self.drafts.remove(key);
        self.setup
            .drafts
            .forget(&self.open.dossier().review().subject.id, key);
    }
}
