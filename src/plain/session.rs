//! The session: begun, ended, go or no-go said, its minutes read or written.

use super::ask::Asked;
use super::spoken;
use super::walk::Walker;
use crate::face::form::{session, vote};
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
        if let Some(meeting) = meeting {
            self.talk.say(sentence(&meeting))?;
        }
        match options[self.talk.choose("Do what", &options, None)?] {
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
        let by = self.by.clone();
        let said = self.form(vote::NAME, &vote::BLANKS, |_| vote::begin(&by), vote::read)?;
        self.change_of(vote::NAME, &Change::Vote(Box::new(said)))
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
