//! A message in, effects out; no I/O, no clock. Where it leads is in `route`, what the world answers in `heard`.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use super::form::Form;
use super::key::Key;
use super::keymap::{self, Found};
use super::model::{Keys, Model};
use super::msg::{Desk, Effect, Msg};
use super::overlay::prompt::{Prompt, Question};
use super::overlay::{Answer, Overlay, missing, notices};
use super::reading::Reading;
use super::screen::walk::Walk;
use super::screen::{Go, Input, Screen, Step};
use super::stated::Record;
use crate::face::command::Action;
use crate::face::form::{Values, revoke, sign, start};
use crate::face::place::Place;
use crate::review::{Change, ItemKey};

impl Model {
    /// Takes a message; what is to be done in the world comes back.
    pub fn update(&mut self, msg: Msg, desk: Option<Desk<'_>>) -> Vec<Effect> {
        match msg {
            Msg::Key(event) if event.kind != KeyEventKind::Release => self.key(event, desk),
            Msg::Key(_) => Vec::new(),
            // Of the signatures, the desk tells; a report on the screen was made before it knew.
            Msg::Verified(..) => {
                if let (Screen::Report(report), Some(desk)) = (&mut self.screen, desk) {
                    report.refresh(&desk);
                }
                Vec::new()
            }
            Msg::Hesitated => {
                self.hesitating = self.pending.is_some();
                Vec::new()
            }
            Msg::Paste(text) => self.paste(&text, desk),
            Msg::Mouse(event) => self.mouse(event, desk),
            Msg::Resize(width, height) => {
                self.resized(width, height, desk);
                Vec::new()
            }
            Msg::Who(who) => {
                self.who = self.who.take().or(who);
                Vec::new()
            }
            Msg::Home(mut data) => {
                if let Some(begun) = data.begun.take() {
                    self.forms.insert(start::NAME.to_owned(), begun);
                }
                self.home.show(data);
                Vec::new()
            }
            Msg::Opened {
                fresh,
                drafts,
                forms,
            } => {
                self.forms = forms;
                self.opened(fresh, drafts, desk)
            }
            Msg::Kept(why) => {
                if let Some(why) = &why {
                    self.complain(format!("what you type is kept only until you leave: {why}"));
                }
                self.unkept = why;
                Vec::new()
            }
            Msg::Saved { event, warning } => self.saved(&event, warning, desk),
            Msg::Reloaded(arrival, then) => self.reloaded(&arrival, then, desk),
            Msg::Overtaken(change, overtaken) => self.overtaken(change, Some(&overtaken), desk),
            Msg::Troubled(trouble) => self.troubled(trouble),
            Msg::Blocked(change, trouble) => self.blocked(change, trouble),
            Msg::Stirred(paths) => self.stirred(paths, desk),
            Msg::PutBack(count) => self.put_back(count, desk),
            Msg::Done(text) => {
                self.say(text);
                Vec::new()
            }
            Msg::NotSaved(text) => {
                self.saved = false;
                self.failed(format!("not saved: {text}"));
                Vec::new()
            }
            Msg::Failed(text) => {
                self.failed(text);
                Vec::new()
            }
            Msg::Exists(text) => {
                if let Screen::New(form) = &mut self.screen {
                    form.exists(text);
                }
                Vec::new()
            }
            Msg::Keys(keyring) => {
                self.keys = Keys {
                    found: Some(keyring),
                    waits: false,
                };
                Vec::new()
            }
            Msg::Stated(stated) => self.stated(*stated, desk),
            Msg::Signed(signature) => self.signed(signature),
            Msg::News(job, news) => self.news(job, news, desk),
            Msg::Edited(result) => self.edited(result, desk),
            Msg::Listed { typed, paths } => {
                match &mut self.screen {
                    Screen::New(form) => form.listed(&typed, paths),
                    Screen::Attest(form) => form.listed(&typed, paths),
                    _ => {}
                }
                Vec::new()
            }
            Msg::ReportNotWritten { file, why } => {
                let prompt = Prompt::again(Question::ReportFile, &file, why);
                self.overlay = Some(Overlay::Prompt(Box::new(prompt)));
                Vec::new()
            }
        }
    }

    fn key(&mut self, event: KeyEvent, desk: Option<Desk<'_>>) -> Vec<Effect> {
        let key = Key::of(event);
        self.pressed = Some(key);
        self.arriving = None;
        self.toast = None;
        self.hesitating = false;
        if let Some(overlay) = &mut self.overlay {
            if overlay.is_asked_about(key, &self.keymap) {
                self.help();
                return Vec::new();
            }
            let answer = overlay.key(event, &self.keymap, self.size, desk);
            let mut effects: Vec<Effect> = self.keep_form().into_iter().collect();
            effects.extend(self.answered(answer, desk));
            return effects;
        }
        let before = self.pending.take();
        if before.is_none() && self.is_for_list(key) {
            return self.input(&Input::Type(event), desk);
        }
        let places = self.places();
        // Some have keys of their own that a text field does not get.
        let own = self.keymap.find(&places[..1], None, key) != Found::Nothing;
        let own = own && !keymap::loses(places[0], &key.to_string());
        if before.is_none() && key.edits() && self.is_typing() && !own {
            return self.input(&Input::Type(event), desk);
        }
        if let Some(action) = self.status_letter(key).filter(|_| before.is_none()) {
            return self.input(&Input::Do(action), desk);
        }
        // A letter in a form is meant for the form, wherever its focus is.
        let written = before.is_none() && key.types() && places.contains(&Place::Forms) && !own;
        match self.keymap.find(places, before, key) {
            Found::Action(action)
                if written && !matches!(action, Action::Help | Action::Palette) =>
            {
                self.input(&Input::Type(event), desk)
            }
            Found::Prefix if written && !self.is_at_list() => self.input(&Input::Type(event), desk),
            Found::Action(action) => self.act(action, desk),
            Found::Prefix => {
                self.pending = Some(key);
                Vec::new()
            }
            Found::Nothing if before.is_some() => {
                if let Some(first) = before.filter(|_| event.code != KeyCode::Esc) {
                    self.say(format!("{first} {key} is no command"));
                }
                Vec::new()
            }
            Found::Nothing if places.contains(&Place::Forms) || places.contains(&Place::Filter) => {
                self.input(&Input::Type(event), desk)
            }
            Found::Nothing => Vec::new(),
        }
    }

    /// Where keys are looked up, the nearest first.
    pub(super) fn places(&self) -> &'static [Place] {
        match &self.screen {
            Screen::Walk if self.is_typing() => &[Place::Filter, Place::Everywhere],
            screen => screen.places(),
        }
    }

    /// True where keys that write go into a text field.
    pub(super) fn is_typing(&self) -> bool {
        match &self.screen {
            Screen::Walk => self.walk.as_ref().is_some_and(Walk::is_filtering),
            Screen::New(form) => form.form().is_typing(),
            Screen::Attest(form) => form.is_typing(),
            Screen::Signoff(form) => form.form().is_typing(),
            Screen::Revoke(form) => form.form().is_typing(),
            Screen::Stating(stating) => stating.is_typing(),
            Screen::Home
            | Screen::Findings(_)
            | Screen::Evidence(_)
            | Screen::Signoffs(_)
            | Screen::Report(_) => false,
        }
    }

    /// True for a key of a list inside a form, which goes before the form's own.
    fn is_for_list(&self, key: Key) -> bool {
        let list = match &self.screen {
            Screen::Signoff(form) if form.is_at_blockers() => Place::Blockers,
            Screen::New(form) if form.is_completing() => Place::Completion,
            Screen::Attest(form) if form.is_completing() => Place::Completion,
            _ => return false,
        };
        self.keymap.find(&[list], None, key) != Found::Nothing
    }

    /// True in a part of a form that is a list, where two keys go elsewhere as on other screens.
    fn is_at_list(&self) -> bool {
        matches!(&self.screen, Screen::Signoff(form) if form.is_at_blockers())
    }

    pub(super) fn act(&mut self, action: Action, desk: Option<Desk<'_>>) -> Vec<Effect> {
        match action {
            Action::Help => {
                self.help();
                Vec::new()
            }
            Action::Palette => {
                self.palette(desk);
                Vec::new()
            }
            Action::Undo => self.undo(desk),
            Action::Redo => self.redo(desk),
            Action::Missing => {
                let missing = missing::Missing::new(self.missing.clone());
                match missing {
                    Some(missing) => self.overlay = Some(Overlay::Missing(missing)),
                    None => self.say("nothing has gone from the file"),
                }
                Vec::new()
            }
            Action::Back => self.back(desk),
            Action::Quit => self.quit(),
            Action::Suspend => vec![Effect::Suspend],
            Action::Redraw => vec![Effect::Redraw],
            Action::Cancel => self.cancel(),
            Action::Discard => self.ask_discard(desk),
            Action::CheckEvidence => self.check_again(desk),
            Action::Notices => {
                let texts = desk.map_or_else(Vec::new, |desk| desk.notices());
                self.overlay = notices::Notices::new(texts).map(Overlay::Notices);
                Vec::new()
            }
            Action::GoHome => self.go(Go::Home, desk),
            Action::GoWalk => self.go(Go::Walk(None), desk),
            Action::GoFindings => self.go(Go::Findings, desk),
            Action::GoEvidence => self.go(Go::Evidence, desk),
            Action::GoSignoff => self.go(Go::Signoff, desk),
            Action::GoSignoffs => self.go(Go::Signoffs, desk),
            Action::Changes => self.go(Go::Changes, desk),
            Action::GoReport => self.go(Go::Report, desk),
            action => self.input(&Input::Do(action), desk),
        }
    }

    /// Stops the reading of a file: the one that was begun last.
    fn cancel(&mut self) -> Vec<Effect> {
        let reading = self.readings.pop().map(|reading| reading.job);
        let job = reading.or_else(|| self.checking.pop().map(|checking| checking.job));
        job.map(Effect::Cancel).into_iter().collect()
    }

    pub(super) fn change(&mut self, change: Change, desk: Option<Desk<'_>>) -> Vec<Effect> {
        match (&self.who, desk) {
            (Some(who), Some(_)) => {
                let effect = Effect::Apply(change, who.clone());
                self.meant(effect, desk).into_iter().collect()
            }
            (None, Some(desk)) => self.go(Go::Who, Some(desk)),
            (_, None) => Vec::new(),
        }
    }

    pub(super) fn input(&mut self, input: &Input, desk: Option<Desk<'_>>) -> Vec<Effect> {
        // The screen is taken out for the while, so that it may look at the rest of the model.
        let mut screen = std::mem::replace(&mut self.screen, Screen::Home);
        let step = match &mut screen {
            Screen::Home => {
                let mut home = std::mem::take(&mut self.home);
                let step = home.update(input, &self.context(desk));
                self.home = home;
                step
            }
            Screen::New(form) => form.update(input, &self.context(desk)),
            Screen::Walk => match self.walk.take() {
                Some(mut walk) => {
                    let step = walk.update(input, &self.context(desk));
                    self.walk = Some(walk);
                    step
                }
                None => Step::none(),
            },
            Screen::Attest(form) => form.update(input, &self.context(desk)),
            Screen::Findings(findings) => findings.update(input, &self.context(desk)),
            Screen::Evidence(evidence) => evidence.update(input, &self.context(desk)),
            Screen::Signoff(form) => form.update(input, &self.context(desk)),
            Screen::Signoffs(list) => list.update(input, &self.context(desk)),
            Screen::Revoke(form) => form.update(input, &self.context(desk)),
            Screen::Stating(stating) => stating.update(input, &self.context(desk)),
            Screen::Report(report) => report.update(input, &self.context(desk)),
        };
        self.screen = screen;
        let mut effects = self.keep_draft(desk);
        effects.extend(self.keep_form());
        effects.extend(self.take(step, desk));
        effects
    }

    fn take(&mut self, step: Step, desk: Option<Desk<'_>>) -> Vec<Effect> {
        if let Some(text) = step.say {
            self.say(text);
        }
        let mut effects = Vec::new();
        for effect in step.effects {
            match effect {
                Effect::Apply(change, _) if self.must_ask(&change, desk) => {
                    effects.extend(self.overtaken(change, None, desk));
                }
                effect => {
                    let effect = self.numbered(effect);
                    effects.extend(self.meant(effect, desk));
                }
            }
        }
        if let Some(go) = step.go {
            effects.extend(self.go(go, desk));
        }
        effects
    }

    /// Gives a job its number and remembers what it is for.
    pub(super) fn numbered(&mut self, effect: Effect) -> Effect {
        match (effect, &self.screen) {
            (Effect::Measure { path, named, .. }, Screen::Attest(form)) => {
                let job = self.next_job;
                self.next_job += 1;
                self.readings.push(Reading {
                    job,
                    key: form.key.clone(),
                    path: path.clone(),
                    progress: (0, 0),
                });
                Effect::Measure { job, path, named }
            }
            (Effect::State { wish, .. }, _) if wish.intent.decides() => {
                let job = self.checking_job();
                self.say("reading the evidence again before you sign");
                Effect::State { job, wish }
            }
            (Effect::Record { record, .. }, _) if matches!(*record, Record::Signoff(_)) => {
                let job = self.checking_job();
                self.say("reading the evidence again before the decision is recorded");
                Effect::Record { job, record }
            }
            (Effect::Create { file, start, by }, _) => {
                self.who = Some(by.clone());
                Effect::Create { file, start, by }
            }
            (effect, _) => effect,
        }
    }

    /// Keeps what was typed since; what says no more than the last answer is no draft.
    pub(super) fn keep_draft(&mut self, desk: Option<Desk<'_>>) -> Vec<Effect> {
        let (Screen::Attest(form), Some(desk)) = (&self.screen, desk) else {
            return Vec::new();
        };
        let draft = form.draft();
        if !form.touched || self.drafts.get(&draft.key) == Some(&draft) {
            return Vec::new();
        }
        let mut last = form.origin(desk.facts.dossier);
        last.status = draft.status;
        if draft == last {
            return self.forget_draft(&draft.key);
        }
        self.drafts.insert(draft.key.clone(), draft.clone());
        vec![Effect::KeepDraft(Box::new(draft))]
    }

    /// The form on the screen, with the name that its draft is kept under.
    pub(super) fn form(&self) -> Option<(String, &Form)> {
        match &self.screen {
            Screen::New(form) => Some((start::NAME.to_owned(), form.form())),
            Screen::Signoff(form) => Some((sign::NAME.to_owned(), form.form())),
            Screen::Revoke(form) => Some((revoke::name(&form.id), form.form())),
            _ => None,
        }
    }

    /// Keeps what was filled in since; what says no more than stood there at first is no draft.
    fn keep_form(&mut self) -> Option<Effect> {
        let (name, values) = if let Some(Overlay::Prompt(prompt)) = &self.overlay {
            prompt.draft()?
        } else {
            let (name, form) = self.form()?;
            let typed = form.is_filled().then(|| form.values());
            (name, typed.unwrap_or_default())
        };
        if values == Values::default() {
            return self.forget_form(&name);
        }
        if self.forms.get(&name) == Some(&values) {
            return None;
        }
        self.forms.insert(name.clone(), values.clone());
        Some(Effect::KeepForm(name, values))
    }

    pub(super) fn forget_form(&mut self, name: &str) -> Option<Effect> {
        self.forms.remove(name)?;
        Some(Effect::ForgetForm(name.to_owned()))
    }

    pub(super) fn forget_draft(&mut self, key: &ItemKey) -> Vec<Effect> {
        self.drafts
            .remove(key)
            .map(|draft| Effect::ForgetDraft(draft.key))
            .into_iter()
            .collect()
    }

    pub(super) fn answered(&mut self, answer: Answer, desk: Option<Desk<'_>>) -> Vec<Effect> {
        if answer == Answer::Open {
            return Vec::new();
        }
        let under = match self.overlay.take() {
            Some(Overlay::Help(help)) => help.into_under(),
            _ => None,
        };
        if let Some(mut under) = under {
            let answer = match answer {
                Answer::Run(action) => under.act(action, &self.keymap, self.size, desk),
                _ => Answer::Open,
            };
            self.overlay = Some(*under);
            return self.answered(answer, desk);
        }
        match (answer, &self.who) {
            (Answer::Run(action), _) => self.act(action, desk),
            (Answer::Item(position), _) => self.go(Go::Walk(Some(position)), desk),
            (Answer::Confirmed(Effect::ForgetDraft(key)), _) => self.discard(&key, desk),
            (Answer::Confirmed(Effect::ForgetForm(name)), _) => self.discard_form(&name),
            (Answer::Confirmed(effect), _) => {
                self.reopening |= matches!(effect, Effect::Apply(..));
                vec![effect]
            }
            (Answer::Apply(change), Some(who)) => {
                let effect = Effect::Apply(change, who.clone());
                self.meant(effect, desk).into_iter().collect()
            }
            (Answer::WriteAgain(change), Some(who)) => {
                vec![Effect::WriteAgain(change, who.clone())]
            }
            (Answer::PutBack(events), Some(who)) => vec![Effect::PutBack(events, who.clone())],
            (Answer::PutBack(_), None) => self.go(Go::Who, desk),
            (Answer::Forget, _) => {
                self.missing.clear();
                Vec::new()
            }
            (Answer::SaveBeside(change), Some(who)) => {
                vec![Effect::SaveBeside(change, who.clone())]
            }
            (Answer::Who(who), _) => {
                self.say(format!("you are {who}; go on"));
                self.who = Some(who);
                Vec::new()
            }
            (Answer::ReportFile(file), _) => vec![Effect::WriteReport(file)],
            (
                Answer::Open
                | Answer::Close
                | Answer::Apply(_)
                | Answer::WriteAgain(_)
                | Answer::SaveBeside(_),
                _,
            ) => Vec::new(),
        }
    }

    fn paste(&mut self, text: &str, desk: Option<Desk<'_>>) -> Vec<Effect> {
        (self.pending, self.arriving) = (None, None);
        match &mut self.overlay {
            Some(overlay) => {
                overlay.paste(text, &self.keymap, desk);
                return self.keep_form().into_iter().collect();
            }
            None => {
                if self.is_typing() {
                    return self.input(&Input::Paste(text.to_owned()), desk);
                }
            }
        }
        Vec::new()
    }
}
