//! From screen to screen: what is entered is made, and goes on with what was typed there before.

use super::layout;
use super::model::Model;
use super::msg::{Desk, Effect};
use super::overlay::{Overlay, prompt};
use super::screen::attest::{Attest, several};
use super::screen::evidence::EvidenceList;
use super::screen::findings::FindingList;
use super::screen::new::{NewReview, Of};
use super::screen::report::Report;
use super::screen::revoke::RevokeForm;
use super::screen::signoff::SignoffForm;
use super::screen::signoffs::SignoffList;
use super::screen::walk::Walk;
use super::screen::{Go, Screen};
use crate::face::form::{revoke, sign, start};
use crate::review::AnswerDraft;
use crate::work::report_beside;

impl Model {
    pub(super) fn go(&mut self, go: Go, desk: Option<Desk<'_>>) -> Vec<Effect> {
        if !matches!(go, Go::Who | Go::ReportFile) {
            self.beneath = None;
        }
        match (go, desk) {
            (Go::Home, _) => {
                self.screen = Screen::Home;
                return vec![Effect::LoadHome];
            }
            (Go::New(of), _) => {
                let checklists = &self.home.data().checklists;
                let mut form = Box::new(NewReview::new(checklists, &of, self.who.as_ref()));
                if let Some(typed) = self.forms.get(start::NAME) {
                    form.take_up(typed, matches!(of, Of::Listed(_)));
                }
                if of == Of::File {
                    form.ask_for_file();
                }
                self.screen = Screen::New(form);
            }
            (Go::Walk(position), Some(desk)) => {
                self.screen = Screen::Walk;
                let body = layout::parts(self.size).body;
                if let (Some(walk), Some(position)) = (&mut self.walk, position)
                    && walk.outline().hides(position)
                {
                    walk.clear_filter(desk.facts.dossier, body);
                }
                self.refilter(desk);
                self.show(position, desk);
            }
            (Go::Attest { .. } | Go::AttestSeveral { .. }, _) if self.is_sealed(desk) => {}
            (
                Go::Attest {
                    position,
                    status,
                    evidence,
                },
                Some(desk),
            ) => {
                let entry = desk.facts.dossier.entry(position);
                let kept = self.drafts.get(&entry.key()).cloned();
                if kept.is_some() {
                    self.say("your draft is still here");
                }
                let mut form =
                    Attest::new(kept.unwrap_or_else(|| AnswerDraft::of(&entry)), position);
                form.choose(status, evidence);
                let left = std::mem::replace(&mut self.screen, Screen::Attest(Box::new(form)));
                self.beneath =
                    matches!(left, Screen::Findings(_) | Screen::Evidence(_)).then_some(left);
            }
            (Go::Findings, Some(desk)) => {
                let (body, here) = (layout::parts(self.size).body, self.here());
                self.screen = Screen::Findings(Box::new(FindingList::new(&desk, here, body)));
            }
            (Go::Evidence, Some(desk)) => {
                let (body, here) = (layout::parts(self.size).body, self.here());
                self.screen = Screen::Evidence(Box::new(EvidenceList::new(&desk, here, body)));
                if self.checking.is_empty() {
                    return self.check_evidence(desk);
                }
            }
            (Go::AttestSeveral { positions, status }, Some(desk)) => {
                let kept = self.drafts.get(&several::key()).cloned();
                if kept.is_some() {
                    self.say("what you typed for several items is still here");
                }
                let mut form = Attest::several(kept, &positions, desk.facts.dossier);
                form.choose(status, false);
                self.screen = Screen::Attest(Box::new(form));
            }
            // What is typed there stays as it is.
            (Go::Signoff, Some(_)) if matches!(self.screen, Screen::Signoff(_)) => {}
            (Go::Signoff, Some(desk)) => {
                let mut form = Box::new(SignoffForm::new(&desk));
                if let Some(typed) = self.forms.get(sign::NAME) {
                    form.take_up(typed);
                }
                form.reenter(&desk);
                self.screen = Screen::Signoff(form);
                let mut effects = self.check_evidence(desk);
                effects.push(self.find_keys());
                return effects;
            }
            (Go::Revoke(id), Some(_)) => return self.revoke(id),
            (Go::Signoffs, Some(desk)) => {
                let body = layout::parts(self.size).body;
                self.screen = Screen::Signoffs(Box::new(SignoffList::new(&desk, body)));
            }
            (Go::Changes, Some(desk)) => self.show_changes(desk),
            (Go::Seal(_), Some(_)) if self.who.is_none() => return self.go(Go::Who, desk),
            (Go::Seal(state), Some(desk)) => self.ask_for_seal(state, desk),
            (Go::Report, Some(desk)) => {
                self.report(&desk);
                return self.check_evidence(desk);
            }
            (Go::Who, _) => {
                self.overlay = Some(Overlay::Prompt(Box::new(prompt::Prompt::new(
                    prompt::Question::Who,
                    "",
                ))));
            }
            (Go::ReportFile, Some(desk)) => {
                let file = report_beside(desk.path);
                let prompt =
                    prompt::Prompt::new(prompt::Question::ReportFile, &file.to_string_lossy());
                self.overlay = Some(Overlay::Prompt(Box::new(prompt)));
            }
            (_, None) => self.say("no review is open: choose one, or start one with n"),
        }
        Vec::new()
    }

    /// Shows the report; one that is on the screen stays where it is.
    fn report(&mut self, desk: &Desk<'_>) {
        if let Screen::Report(report) = &mut self.screen {
            report.refresh(desk);
        } else {
            let body = layout::parts(self.size).body;
            self.screen = Screen::Report(Report::new(desk, body, self.theme));
        }
    }

    /// Asks why the sign-off of an id is taken back; afterwards one is back where it is listed.
    fn revoke(&mut self, id: String) -> Vec<Effect> {
        let typed = self.forms.get(&revoke::name(&id));
        let mut form = Box::new(RevokeForm::new(id));
        if let Some(typed) = typed {
            form.take_up(typed);
        }
        self.beneath = Some(std::mem::replace(&mut self.screen, Screen::Revoke(form)));
        vec![self.find_keys()]
    }

    /// Looks for the keys that there are to sign with: an agent may have others than a moment ago.
    fn find_keys(&mut self) -> Effect {
        self.keys.waits = true;
        Effect::FindKeys
    }

    /// Goes back to where the sign-offs are listed.
    pub(super) fn leave_revoking(&mut self, desk: Option<Desk<'_>>) {
        self.screen = self.beneath.take().unwrap_or(Screen::Walk);
        if let Some(desk) = desk {
            self.refresh(&desk);
        }
    }

    /// Looks again at which items the filter leaves.
    pub(super) fn refilter(&mut self, desk: Desk<'_>) {
        if let Some(mut walk) = self.walk.take() {
            walk.refilter(&self.context(Some(desk)));
            self.walk = Some(walk);
        }
    }

    /// The item that the walk is at.
    fn here(&self) -> usize {
        self.walk.as_ref().map_or(0, Walk::position)
    }

    pub(super) fn show(&mut self, position: Option<usize>, desk: Desk<'_>) {
        let body = layout::parts(self.size).body;
        if let (Some(walk), Some(position)) = (&mut self.walk, position) {
            walk.show(desk.facts.dossier, position, body);
        }
    }

    pub(super) fn back(&mut self, desk: Option<Desk<'_>>) -> Vec<Effect> {
        match &self.screen {
            Screen::Attest(form) => {
                let kept = self.drafts.contains_key(&form.key);
                let when = match form.several {
                    Some(_) => "you attest several items",
                    None => "you return to the item",
                };
                let effects = match (self.beneath.take(), desk) {
                    (Some(list), Some(desk)) => {
                        self.screen = list;
                        self.refresh(&desk);
                        Vec::new()
                    }
                    _ => self.go(Go::Walk(None), desk),
                };
                if kept {
                    self.say(format!("draft kept; it is here again when {when}"));
                }
                effects
            }
            Screen::Walk => {
                let body = layout::parts(self.size).body;
                let walk = self.walk.as_mut().zip(desk);
                let took_back = walk.and_then(|(walk, desk)| walk.back(desk.facts.dossier, body));
                self.say(
                    took_back.unwrap_or_else(|| "q leaves; g h goes to the home screen".to_owned()),
                );
                Vec::new()
            }
            Screen::New(_) => self.go(Go::Home, desk),
            Screen::Stating(stating) if stating.is_recording() => {
                self.say("the decision is being recorded; Ctrl-G stops that");
                Vec::new()
            }
            Screen::Stating(_) => {
                self.unstate(None, desk);
                Vec::new()
            }
            Screen::Revoke(_) => {
                self.leave_revoking(desk);
                Vec::new()
            }
            Screen::Home if desk.is_none() => {
                self.say("q leaves");
                Vec::new()
            }
            Screen::Home
            | Screen::Findings(_)
            | Screen::Evidence(_)
            | Screen::Signoff(_)
            | Screen::Signoffs(_)
            | Screen::Report(_) => self.go(Go::Walk(None), desk),
        }
    }
}
