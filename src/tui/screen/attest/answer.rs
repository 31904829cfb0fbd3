//! From what was typed to an answer, with everything that is wrong said at once.

use super::several::ITEMS;
use super::{Attest, Letters, Purpose};
use crate::face::form::attest::{self, EVIDENCE};
use crate::face::form::{Blank, Complaint};
use crate::review::{Answer, Change, Dossier, Gap, ItemKey};
use crate::tui::form::Questions;
use crate::tui::layer::Context;
use crate::tui::step::{Goal, Step, Want};

impl Attest {
    pub(super) fn save(&mut self, context: &Context<'_>) -> Step {
        if context.reading(&self.key).is_some() {
            let stop = context.keymap.key("cancel");
            return Step::say(format!(
                "a file is still being read; wait, or stop it with {stop}"
            ));
        }
        // What was typed there and not added: what else could it be meant for?
        if let Some(text) = self.adding() {
            match self.given(text, context) {
                Ok(link) => drop(self.keep(link)),
                Err(measure) => {
                    self.purpose = Purpose::Saves;
                    return measure;
                }
            }
        }
        self.form.call(&Questions::of(context, &self.blanks()));
        let (answer, dossier) = (self.check(context), context.dossier);
        let Some(answer) = answer.filter(|_| self.form.refusals() == 0) else {
            if self.form.is_at(&EVIDENCE) && self.adding().is_none() {
                self.selected = self.outdated(context).map(|(nth, _)| nth);
            }
            return Step::none();
        };
        let change = Change::Attest {
            answered_by: context.answerer.cloned(),
            keys: self.keys(dossier),
            answer: Box::new(answer),
        };
        if context.who.is_some() && self.must_ask(&change, dossier) {
            return Step::go(Goal::Both(change));
        }
        Step::want(Want::Change(change))
    }

    /// The items that will change.
    fn keys(&self, dossier: &Dossier) -> Vec<ItemKey> {
        match &self.several {
            Some(several) => several
                .changed()
                .map(|position| dossier.entry(position).key())
                .collect(),
            None => vec![self.key.clone()],
        }
    }

    fn gaps(&self, answer: &Answer, context: &Context<'_>) -> Vec<Gap> {
        let (today, dossier) = (context.facts.today(), context.dossier);
        match &self.several {
            Some(several) => several.gaps(answer, dossier, today),
            None => answer.gaps(dossier.entry(self.position).item, today),
        }
    }

    /// The blanks that an answer with this status needs.
    pub(super) fn needed(&self, context: &Context<'_>) -> Vec<&'static Blank> {
        let gaps = |answer: &Answer| self.gaps(answer, context);
        let (_, wrong) = attest::read(&self.draft(), &context.facts, Vec::new(), gaps);
        wrong.into_iter().map(|wrong| wrong.blank).collect()
    }

    /// The answer, and everything that keeps it from being saved, in the order of the form.
    pub(super) fn check(&mut self, context: &Context<'_>) -> Option<Answer> {
        let dossier = context.dossier;
        let mut more = Vec::new();
        let mut wrong = |blank, why: &str| {
            let why = why.to_owned();
            more.push(Complaint { blank, why });
        };
        if let Some((_, said)) = self.outdated(context) {
            wrong(&EVIDENCE, &said);
        }
        if self.keys(dossier).is_empty() {
            let text = "every one of them has an answer that holds; choose to replace it";
            wrong(&ITEMS, text);
        }
        let gaps = |answer: &Answer| self.gaps(answer, context);
        let (answer, wrong) = attest::read(&self.draft(), &context.facts, more, gaps);
        (self.selected, self.letters) = (None, Letters::None);
        self.form.refuse(wrong);
        answer
    }
}
