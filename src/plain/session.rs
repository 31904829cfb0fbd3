//! The session: begun, ended, go or no-go said, its minutes read or written.

use super::ask::Asked;
use super::interview::Interview;
use super::spoken;
use super::walk::Walker;
use crate::face::form::{Complaint, session, vote};
use crate::face::words::sentence;
use crate::report::markdown;
use crate::review::Change;

const BEGIN: &str = "begin another";
const READ: &str = "read the minutes";
const WRITE: &str = "write them into a file";
const VOTE: &str = "say go or no-go";
const END: &str = "end it";
const STAY: &str = "stay";

impl Walker<'_, '_> {
    /// Begins a session, or asks what is to be done with the one that goes on or the last one.
    pub(super) fn session(&mut self) -> Asked<()> {
        let facts = self.open.facts();
        let meeting = facts.meeting();
        let options = match &meeting {
            Some(_) => vec![READ, WRITE, VOTE, END, STAY],
            None if facts.dossier.review().sessions.is_empty() => return self.begin(),
            None => vec![BEGIN, READ, WRITE, STAY],
        };
        let labels: Vec<_> = options.iter().map(ToString::to_string).collect();
        if let Some(meeting) = meeting {
            self.talk.say(sentence(&meeting))?;
        }
        match options[self.talk.choose("Do what", &labels, None)?] {
            BEGIN => self.begin(),
            READ => self.minutes(),
            WRITE => self.write_minutes(),
            VOTE => self.vote(),
            END if self.change(&Change::Part)? => self.minutes(),
            _ => Ok(()),
        }
    }

    /// Asks who is here, and reads what the session opens with.
    fn begin(&mut self) -> Asked<()> {
        let facts = self.open.facts();
        let begun = session::begin(Some(&self.by), &facts);
        loop {
            let typed = self.talk.text(session::PEOPLE.question, &begun)?;
            match session::read(&typed, &self.open.facts()) {
                Ok(change) => {
                    let again = !self.open.dossier().review().sessions.is_empty();
                    if self.change(&change)? && again {
                        self.minutes()?;
                    }
                    return Ok(());
                }
                Err(why) => self.talk.say(sentence(&why))?,
            }
        }
    }

    /// Asks who says go or no-go, and saves it.
    fn vote(&mut self) -> Asked<()> {
        let (facts, today) = (self.open.facts(), self.open.today());
        let drafts = &self.setup.drafts;
        let review = facts.dossier.review().subject.id.clone();
        let kept = drafts.forms(&review).remove(vote::NAME);
        let mut values = kept.unwrap_or_else(|| vote::begin(&self.by));
        let form = Interview {
            blanks: &|_| vote::BLANKS.to_vec(),
            offer: &|blank, values| values.get(blank).to_owned(),
            objection: &|_, _| None,
            keep: &|values| drafts.keep_form(&review, vote::NAME, values),
            today,
        };
        let said = loop {
            self.talk.fill_in(&mut values, &mut 0, &form)?;
            match vote::read(&values, &facts) {
                Ok(said) => break said,
                Err(wrong) => {
                    for Complaint { why, .. } in wrong {
                        self.talk.say(sentence(&why))?;
                    }
                }
            }
        };
        if self.change(&Change::Vote(Box::new(said)))? {
            self.setup.drafts.forget_form(&review, vote::NAME);
        }
        Ok(())
    }

    fn write_minutes(&mut self) -> Asked<()> {
        let facts = self.open.facts();
        let last = facts.dossier.review().sessions.last();
        let Some(text) = last.map(|last| markdown::recap(last, &facts)) else {
            return Ok(());
        };
        self.write("minutes", &text)
    }

    fn minutes(&mut self) -> Asked<()> {
        let sessions = &self.open.dossier().review().sessions;
        let lines = sessions
            .last()
            .map(|last| spoken::minutes(last, &self.open.facts()));
        self.read(lines.unwrap_or_default())
    }
}
