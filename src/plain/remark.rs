//! What people say beside answers: a question for each part, and it is saved.

use super::ask::Asked;
use super::walk::Walker;
use crate::face::form::{remark, who};
use crate::face::words::sentence;
use crate::review::{Change, RemarkKind};

impl Walker<'_, '_> {
    /// Asks for a remark on the item, and saves it.
    pub(super) fn remark(&mut self, kind: RemarkKind) -> Asked<()> {
        let (facts, key) = (self.open.facts(), self.key());
        if kind == RemarkKind::Return && facts.dossier.entry(self.position).latest().is_none() {
            return self
                .talk
                .say("Nobody answered this item yet, so that nothing can be returned.");
        }
        let (name, position) = (
            remark::name(kind, std::slice::from_ref(&key)),
            self.position,
        );
        let by = self.by.clone();
        let words = self.form(
            &name,
            &remark::blanks(kind),
            |facts| remark::begin(kind, position, Some(&by), facts),
            |values, facts| remark::read(kind, values, facts),
        )?;
        let change = Change::Remark {
            keys: vec![key],
            words: Box::new(words),
        };
        self.change_of(&name, &change)
    }

    /// Asks who answers from here on, where the person only writes it down.
    pub(super) fn ask_answerer(&mut self) -> Asked<()> {
        let now = self.answerer.as_ref().map(ToString::to_string);
        let question = who::ANSWERER.question;
        let typed = self.talk.text(question, &now.unwrap_or_default())?;
        match who::ANSWERER.called(&typed, &self.open.facts()) {
            Ok(who) => {
                let said = match &who {
                    Some(who) => format!("Answers are those of {who}, recorded by you."),
                    None => "Answers are your own.".to_owned(),
                };
                self.answerer = who;
                self.talk.say(said)
            }
            Err(why) => self.talk.say(sentence(&why)),
        }
    }
}
