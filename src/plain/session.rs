//! The session: begun, ended, its minutes read.

use super::ask::Asked;
use super::spoken;
use super::walk::Walker;
use crate::face::form::session;
use crate::face::words::sentence;
use crate::review::Change;

impl Walker<'_, '_> {
    /// Begins a session, or ends it and reads its minutes.
    pub(super) fn session(&mut self) -> Asked<()> {
        if let Some(meeting) = self.open.facts().meeting() {
            self.talk.say(sentence(&meeting))?;
            let options = ["read the minutes", "end it", "stay"].map(str::to_owned);
            match self.talk.choose("Do what", &options, None)? {
                0 => {}
                1 => drop(self.change(&Change::Part)?),
                _ => return Ok(()),
            }
            return self.minutes();
        }
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

    fn minutes(&mut self) -> Asked<()> {
        let sessions = &self.open.dossier().review().sessions;
        let lines = sessions
            .last()
            .map(|last| spoken::minutes(last, &self.open.facts()));
        self.read(lines.unwrap_or_default())
    }
}
