//! From screen to screen: what is left is kept, what is entered is made.

use super::layout;
use super::model::Model;
use super::msg::{Desk, Effect};
use super::overlay::{Overlay, prompt};
use super::screen::attest::Attest;
use super::screen::new::{NewReview, Of};
use super::screen::signoff::SignoffForm;
use super::screen::{Go, Screen};
use crate::review::AnswerDraft;

impl Model {
    pub(super) fn go(&mut self, go: Go, desk: Option<Desk<'_>>) -> Vec<Effect> {
        if matches!(go, Go::Home | Go::Walk(_) | Go::Report) {
            self.put_aside();
        }
        match (go, desk) {
            (Go::Home, _) => {
                self.screen = Screen::Home;
                return vec![Effect::LoadHome];
            }
            (Go::New(of), _) => {
                let fresh = || NewReview::new(&self.home.data().checklists, &of, self.who.as_ref());
                let mut form = self.begun.take().unwrap_or_else(|| Box::new(fresh()));
                if of == Of::File {
                    form.ask_for_file();
                }
                self.screen = Screen::New(form);
            }
            (Go::Walk(position), Some(desk)) => {
                self.screen = Screen::Walk;
                self.show(position, desk);
            }
            (Go::Attest { position, status, evidence }, Some(desk)) => {
                let entry = desk.dossier.entry(position);
                let kept = self.drafts.get(&entry.key()).cloned();
                if kept.is_some() {
                    self.say("your draft is still here");
                }
                let mut form = Attest::new(kept.unwrap_or_else(|| AnswerDraft::of(&entry)), position);
                form.choose(status, evidence);
                self.screen = Screen::Attest(Box::new(form));
            }
            (Go::Signoff, Some(desk)) => {
                let mut form = self.deciding.take().unwrap_or_else(|| Box::new(SignoffForm::new(&desk)));
                form.reenter(&desk);
                self.screen = Screen::Signoff(form);
                return self.check_evidence(desk);
            }
            (Go::Report, Some(desk)) => {
                let mut effects = self.check_evidence(desk);
                effects.push(Effect::RenderReport);
                return effects;
            }
            (Go::Who, _) => {
                self.overlay =
                    Some(Overlay::Prompt(Box::new(prompt::Prompt::new(prompt::Question::Who, ""))));
            }
            (Go::ReportFile, Some(desk)) => {
                let stem = desk.path.file_stem().unwrap_or_default().to_string_lossy();
                let file = desk.path.with_file_name(format!("{stem}-report.md"));
                let prompt = prompt::Prompt::new(prompt::Question::ReportFile, &file.to_string_lossy());
                self.overlay = Some(Overlay::Prompt(Box::new(prompt)));
            }
            (_, None) => self.say("no review is open: choose one, or start one with n"),
        }
        Vec::new()
    }

    /// Keeps a form that is left for something else.
    fn put_aside(&mut self) {
        match std::mem::replace(&mut self.screen, Screen::Walk) {
            Screen::New(form) => self.begun = Some(form),
            Screen::Signoff(form) => self.deciding = Some(form),
            screen => self.screen = screen,
        }
    }

    pub(super) fn show(&mut self, position: Option<usize>, desk: Desk<'_>) {
        let body = layout::parts(self.size).body;
        let height = layout::rows(layout::walk(body, false).0.unwrap_or_default());
        if let (Some(walk), Some(position)) = (&mut self.walk, position) {
            walk.show(desk.dossier, position, height);
        }
    }

    pub(super) fn back(&mut self, desk: Option<Desk<'_>>) -> Vec<Effect> {
        match &self.screen {
            Screen::Attest(form) => {
                let kept = self.drafts.contains_key(&form.key);
                let effects = self.go(Go::Walk(None), desk);
                if kept {
                    self.say("draft kept; it is here again when you return to the item");
                }
                effects
            }
            Screen::Walk => {
                self.say("q leaves; g h goes to the home screen");
                Vec::new()
            }
            Screen::New(_) => self.go(Go::Home, desk),
            Screen::Home if desk.is_none() => {
                self.say("q leaves");
                Vec::new()
            }
            Screen::Home | Screen::Signoff(_) | Screen::Report(_) => self.go(Go::Walk(None), desk),
        }
    }
}
