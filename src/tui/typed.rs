//! What was typed and not saved: letters that choose, texts that come back from an editor, drafts that are thrown away.

use super::key::Key;
use super::keymap::Found;
use super::model::Model;
use super::msg::{Desk, Effect};
use super::overlay::Overlay;
use super::overlay::confirm::Confirm;
use super::reading::Reading;
use super::screen::attest::Attest;
use super::screen::walk::Walk;
use super::screen::{Input, Screen};
use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::{AnswerDraft, ItemKey};

impl Model {
    /// The status that a letter of the walk chooses in the form too.
    pub(super) fn status_letter(&self, key: Key) -> Option<Action> {
        let at_status = matches!(&self.screen, Screen::Attest(form) if form.is_at_status());
        match self.keymap.find(&[Place::Items], None, key) {
            Found::Action(action @ Action::Attest(_)) if at_status && key.types() => Some(action),
            _ => None,
        }
    }

    /// Takes in what an editor left.
    pub(super) fn edited(
        &mut self,
        result: Result<Option<String>, String>,
        desk: Option<Desk<'_>>,
    ) -> Vec<Effect> {
        match result {
            Ok(Some(text)) => {
                if text.is_empty() {
                    self.say("emptied in the editor; Ctrl-_ brings the text back");
                }
                self.input(&Input::Edited(text), desk)
            }
            Ok(None) => {
                self.say(
                    "the editor changed nothing; one with a window must wait for it: `code --wait`",
                );
                Vec::new()
            }
            Err(why) => {
                self.complain(why);
                Vec::new()
            }
        }
    }

    /// Leaves the program; asks before where what was typed is kept nowhere else.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let Some(why) = &self.unkept else {
            return vec![Effect::Quit];
        };
        let text = format!("What you typed and did not save is lost then: {why}. Leave?");
        let confirm = Confirm::new("Leave?", text, Effect::Quit, self.pressed);
        self.overlay = Some(Overlay::Confirm(Box::new(confirm)));
        Vec::new()
    }

    /// Asks whether the draft of the item in hand is thrown away.
    pub(super) fn ask_discard(&mut self, desk: Option<Desk<'_>>) -> Vec<Effect> {
        if let Some((name, _)) = self
            .form()
            .filter(|(name, _)| self.forms.contains_key(name))
        {
            let text = "What you typed in this form is lost.".to_owned();
            let effect = Effect::ForgetForm(name);
            let confirm = Confirm::new("Throw the draft away?", text, effect, self.pressed);
            self.overlay = Some(Overlay::Confirm(Box::new(confirm)));
            return Vec::new();
        }
        let key = match (&self.screen, desk) {
            (Screen::Attest(form), _) => Some(form.key.clone()),
            (Screen::Walk, Some(desk)) => self
                .walk
                .as_ref()
                .map(|walk| desk.facts.dossier.entry(Walk::position(walk)).key()),
            _ => None,
        };
        match key.filter(|key| self.drafts.contains_key(key)) {
            Some(key) => {
                let text = format!(
                    "What you typed for {} since its last answer is lost.",
                    key.item
                );
                let effect = Effect::ForgetDraft(key);
                let confirm = Confirm::new("Throw the draft away?", text, effect, self.pressed);
                self.overlay = Some(Overlay::Confirm(Box::new(confirm)));
            }
            None => self.say("there is no draft to throw away"),
        }
        Vec::new()
    }

    /// Throws what is typed in the form on the screen away.
    pub(super) fn discard_form(&mut self, name: &str) -> Vec<Effect> {
        match &mut self.screen {
            Screen::New(form) => form.take_up(&form.form().begun(), false),
            Screen::Signoff(form) => form.take_up(&form.form().begun()),
            Screen::Revoke(form) => form.take_up(&form.form().begun()),
            _ => {}
        }
        self.say("what was typed is thrown away");
        self.forget_form(name).into_iter().collect()
    }

    /// Throws a draft away: the form is as the last answer has it.
    pub(super) fn discard(&mut self, key: &ItemKey, desk: Option<Desk<'_>>) -> Vec<Effect> {
        if let (Screen::Attest(form), Some(desk)) = (&mut self.screen, desk)
            && form.key == *key
        {
            let last = AnswerDraft::of(&desk.facts.dossier.entry(form.position));
            **form = Attest::new(last, form.position);
        }
        let (theirs, others) = std::mem::take(&mut self.readings)
            .into_iter()
            .partition(|reading| reading.key == *key);
        self.readings = others;
        let theirs: Vec<Reading> = theirs;
        let mut effects: Vec<Effect> = theirs
            .iter()
            .map(|reading| Effect::Cancel(reading.job))
            .collect();
        effects.extend(self.forget_draft(key));
        self.say(format!("the draft of {} is thrown away", key.item));
        effects
    }
}
