//! The answer to one item: a question for each part, a summary, and then it is saved.

use std::collections::VecDeque;

use super::ask::{Asked, Leave};
use super::walk::Walker;
use super::{item, words};
use crate::decision::prepared_as;
use crate::face::form::attest::AnswerDraft;
use crate::face::form::{Blank, Complaint, Kind, attest, who};
use crate::face::words::sentence;
use crate::review::{Answer, Change, ItemKey, Status};

impl Walker<'_, '_> {
    /// Asks for an answer with this status, or goes on with the draft.
    pub(super) fn attest(&mut self, status: Option<Status>) -> Asked<()> {
        let entry = self.open.dossier().entry(self.position);
        let kept = self.drafts.get(&entry.key()).cloned();
        let mut draft = kept.unwrap_or_else(|| AnswerDraft::of(&entry));
        if let Some(status) = status {
            draft.values.set(&attest::STATUS, status.to_string());
        }
        let mut todo: VecDeque<&'static Blank> = parts(draft.status());
        let mut asked: Vec<&'static Blank> = Vec::new();
        loop {
            let Some(part) = todo.pop_front() else {
                match self.conclude(&draft) {
                    Ok(Some(again)) => todo.extend(again),
                    Ok(None) => return Ok(()),
                    Err(Leave::Back) => todo.extend(asked.pop()),
                    Err(leave) => return Err(leave),
                }
                continue;
            };
            let said = self.ask(part, &mut draft);
            self.keep(&draft)?;
            match said {
                Ok(()) => {
                    asked.retain(|other| *other != part);
                    asked.push(part);
                    if *part == attest::STATUS {
                        todo = parts(draft.status());
                    }
                }
                Err(Leave::Back) => {
                    asked.retain(|other| *other != part);
                    let Some(before) = asked.pop() else {
                        self.say_kept(&draft.key)?;
                        return Err(Leave::Back);
                    };
                    todo.push_front(part);
                    todo.push_front(before);
                }
                Err(leave) => return Err(leave),
            }
        }
    }

    fn ask(&mut self, blank: &'static Blank, draft: &mut AnswerDraft) -> Asked<()> {
        if blank.kind == Kind::Evidence {
            return self.attach(draft);
        }
        let calendar = self.open.calendar();
        let review = self.open.dossier().review().subject.id.clone();
        let before = draft.values.get(blank).to_owned();
        let kept = |text: &str| {
            draft.values.set(blank, text);
            // The answer goes on all the same, and its end says where it is not kept.
            let _ = self.setup.drafts.keep(&review, &draft.key, draft);
        };
        let said = self.talk.fill_keeping(blank, &before, calendar, kept)?;
        draft.values.set(blank, said);
        Ok(())
    }

    /// Says what is missing, or the whole, and saves it if so wished; parts that are to be asked again come back.
    fn conclude(&mut self, draft: &AnswerDraft) -> Asked<Option<Vec<&'static Blank>>> {
        self.check(&draft.evidence);
        let today = self.open.today();
        let dossier = self.open.dossier();
        let entry = dossier.entry(self.position);
        let name = dossier.name(self.position);
        let outdated = draft.evidence.iter().filter_map(|piece| {
            let why = self.outdated(piece)?;
            let blank = &attest::EVIDENCE;
            Some(Complaint { blank, why })
        });
        let gaps = |answer: &Answer| answer.gaps(entry.item, today);
        let answer = match attest::read(draft, &self.open.facts(), outdated.collect(), gaps) {
            (Some(answer), wrong) if wrong.is_empty() => answer,
            (_, wrong) => return self.incomplete(wrong),
        };
        let mut lines = vec![format!("{name} is {}.", words::spoken(answer.status))];
        lines.extend(item::parts(&answer));
        lines.extend(
            answer
                .evidence
                .iter()
                .map(|piece| format!("Evidence: {}", words::evidence(piece))),
        );
        lines.push(match &self.answerer {
            Some(who) => format!("Attested by {who}, recorded by {}.", self.by),
            None => format!("Attested by {}.", self.by),
        });
        let answers = self.answerer.as_ref().unwrap_or(&self.by);
        lines.extend(attest::takes_over(&entry, answers).map(|said| sentence(&said)));
        let lacks = answer.accepted_by.as_ref().and_then(who::unaddressed);
        lines.extend(lacks.map(sentence));
        if prepared_as(&self.by, dossier, &self.open.facts().deeds()).is_none() {
            lines.push(sentence(attest::PREPARES));
        }
        if answer.status.needs_finding()
            && let Some(missing) = answer.finding.missing()
        {
            lines.push(format!(
                "A sign-off will ask for the {missing} of this finding."
            ));
        }
        self.read(lines)?;
        let options = ["yes", "no", "edit", "discard"];
        match self.talk.choose("Save it", &options, None)? {
            0 => {
                let change = Change::Attest {
                    answered_by: self.answerer.clone(),
                    keys: vec![draft.key.clone()],
                    answer: Box::new(answer),
                };
                if self.change(&change)? {
                    self.go_on()?;
                } else if self.key() == draft.key {
                    return Ok(Some(Vec::new()));
                }
            }
            1 => self.say_kept(&draft.key)?,
            2 => {
                let status = answer.status;
                let parts = attest::blanks(Some(status));
                let options: Vec<String> =
                    parts.iter().map(|part| part.label.to_lowercase()).collect();
                let nth = match self.talk.choose("Which part", &options, None) {
                    Ok(nth) => nth,
                    Err(Leave::Back) => return Ok(Some(Vec::new())),
                    Err(leave) => return Err(leave),
                };
                return Ok(Some(vec![parts[nth]]));
            }
            _ => {
                self.forget(&draft.key);
                self.talk.say("Discarded.")?;
            }
        }
        Ok(None)
    }

    fn say_kept(&mut self, key: &ItemKey) -> Asked<()> {
        let kept = if self.drafts.contains_key(key) {
            " What you typed is kept as a draft."
        } else {
            ""
        };
        self.talk.say(format!("Not saved.{kept}"))
    }

    fn incomplete(&mut self, wrong: Vec<Complaint>) -> Asked<Option<Vec<&'static Blank>>> {
        for Complaint { why, .. } in &wrong {
            self.talk.say(format!("Not complete: {}", sentence(why)))?;
        }
        Ok(Some(wrong.into_iter().map(|one| one.blank).collect()))
    }
}

/// What is asked for a status; where none is chosen yet, that first. The date until which it holds is rare but for an
/// accepted risk.
fn parts(status: Option<Status>) -> VecDeque<&'static Blank> {
    let Some(status) = status else {
        return VecDeque::from([&attest::STATUS]);
    };
    attest::blanks(Some(status))
        .into_iter()
        .filter(|blank| **blank != attest::STATUS)
        .filter(|blank| **blank != attest::UNTIL || status == Status::RiskAccepted)
        .collect()
}
