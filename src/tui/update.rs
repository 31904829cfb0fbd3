//! A message in, effects out; no I/O, no clock.

use std::collections::BTreeSet;

use crossterm::event::KeyEventKind;
use ratatui::layout::Rect;

use super::desk::Desk;
use super::effect::{Effect, Errand};
use super::input::{Heard, Input};
use super::keyboard::{self, Aim};
use super::mouse;
use super::msg::{Damage, Msg, Trouble, Update};
use super::news;
use super::offer::HomeData;
use super::overlay::blocked::Blocked;
use super::overlay::prompt::Prompt;
use super::overlay::text::TextBox;
use super::screen::attest::several;
use super::screen::walk::Walk;
use super::turn::Turn;
use super::ui::Ui;
use super::unsaved::Kept;
use crate::evidence::{EvidenceError, News};
use crate::face::failure::Failure;
use crate::face::form::attest::{AnswerDraft, EVIDENCE};
use crate::face::form::{declare, seal, session, sign, start};
use crate::face::place::Place;
use crate::face::words;
use crate::facts::Matters;
use crate::review::{
    Attestation, Attested, Change, Difference, Event, Evidence, ItemKey, Withdrawal, difference,
    evidence,
};
use crate::work::{Arrival, Overtaken};

/// Takes a message; what is to be done in the world comes back.
pub(super) fn update(ui: &mut Ui, msg: Msg, desk: Option<Desk<'_>>) -> Vec<Effect> {
    let mut turn = Turn {
        ui,
        desk,
        effects: Vec::new(),
    };
    let is_input = matches!(
        msg,
        Msg::Key(_)
            | Msg::Mouse(_)
            | Msg::Paste(_)
            | Msg::Edited(_)
            | Msg::Hesitated
            | Msg::Resize(..)
    );
    turn.message(msg);
    if !is_input {
        turn.ui.state.headline = desk.map(|desk| desk.facts.headline());
        turn.ui.state.matters = desk.map_or_else(Matters::default, |desk| desk.facts.matters());
    }
    turn.effects
}

impl<'d> Turn<'_, 'd> {
    fn message(&mut self, msg: Msg) {
        match msg {
            Msg::Key(event) if event.kind != KeyEventKind::Release => {
                self.ui.state.jobs.settle();
                let aim = keyboard::aim(self.ui, event);
                self.aim(aim);
            }
            Msg::Key(_) => {}
            Msg::Mouse(event) => {
                self.ui.state.jobs.settle();
                let aim = mouse::aim(self.ui, event);
                self.aim(aim);
            }
            Msg::Paste(text) => {
                self.ui.state.jobs.settle();
                self.ui.pending = None;
                let front = self.ui.stack.front();
                if self.ui.stack.cover().is_some() || front.is_typing() {
                    self.front(&Input::Paste(text));
                }
            }
            Msg::Edited(result) => self.edited(result),
            Msg::Hesitated => self.ui.hesitating = self.ui.pending.is_some(),
            Msg::Resize(width, height) => {
                self.ui.state.size = Rect::new(0, 0, width, height);
                self.tell(&Heard::Resized);
            }
            Msg::Who(who) => {
                if let (Some(who), None) = (who, &self.ui.state.who) {
                    self.know(who);
                }
            }
            Msg::Keys(keyring) => {
                self.ui.state.keyring = Some(keyring);
                self.ui.state.finds_keys = false;
            }
            Msg::Home(data) => self.home(data),
            Msg::Kept(why) => {
                self.ui.state.unsaved.why_lost = why;
                self.tell_unkept();
            }
            Msg::Done(text) => self.say(text),
            Msg::Failed(text) => self.failed(text),
            Msg::NotSaved(text) => {
                self.ui.state.saved = false;
                self.failed(format!("not saved: {text}"));
            }
            Msg::Exists(text) => drop(self.tell(&Heard::Exists(&text))),
            Msg::Listed { typed, paths } => drop(self.tell(&Heard::Listed(&typed, &paths))),
            Msg::Stated(stated) => {
                // What was said until it was made would lie over the title.
                self.ui.toast = None;
                if !self.tell_screen(&Heard::Stated(&stated)) {
                    self.say(
                        "you left the sign-off: its statement is made when you are back there",
                    );
                }
            }
            Msg::Signed(signature) => drop(self.tell(&Heard::Signed(&signature))),
            // What the signatures prove, the desk knows already.
            Msg::Verified(..) => drop(self.tell(&Heard::Changed)),
            Msg::NotWritten { what, file, why } => {
                let prompt = Prompt::again(what, &file, why);
                self.ui.stack.lay(prompt);
            }
            Msg::Review(update) => {
                if let Some(desk) = self.desk {
                    self.of_review(update, desk);
                }
            }
        }
    }

    fn of_review(&mut self, update: Update, desk: Desk<'d>) {
        match update {
            Update::Opened {
                fresh,
                drafts,
                others,
                forms,
            } => {
                self.ui.state.unsaved.forms = forms;
                self.opened(fresh, drafts, desk);
                self.tell_others(&others);
            }
            Update::Saved { event, warning } => self.saved(&event, warning, desk),
            Update::Reloaded(arrival, then) => self.reloaded(&arrival, then, desk),
            Update::Overtaken(change, why) => self.overtaken(change, &why, desk),
            // What is on screen stays.
            Update::Troubled(trouble) => {
                self.complain(trouble.said());
                self.ui.state.trouble = Some(trouble);
            }
            Update::Blocked(change, trouble) => self.blocked(change, trouble),
            Update::Stirred(paths) => self.stirred(paths, desk),
            Update::PutBack(count) => {
                self.ui.state.missing.clear();
                self.ui.state.saved = true;
                self.say(format!("put back {count}; the file has everything again"));
                self.look_again(None, desk);
            }
            Update::Looked(name, text) => self.ui.stack.lay(TextBox::of_file(name, text)),
            Update::News(job, news) => self.news(job, news, desk),
            Update::Unrecorded => {
                let key = self.key("confirm");
                self.failed(format!(
                    "stopped, and nothing is recorded; {key} tries again"
                ));
            }
        }
    }

    /// Does what a key or a click comes to.
    fn aim(&mut self, aim: Aim) {
        match aim {
            Aim::Nothing => {}
            Aim::Command(action) => self.act(action),
            Aim::Front(input) => self.front(&input),
            Aim::Close => self.close(self.ui.stack.len() - 1),
        }
    }

    /// Takes in what an editor left.
    fn edited(&mut self, result: Result<Option<String>, String>) {
        match result {
            Ok(Some(text)) => {
                if text.is_empty() {
                    let key = self.key("undo-typing");
                    self.say(format!("emptied in the editor; {key} brings the text back"));
                }
                self.front(&Input::Edited(text));
            }
            Ok(None) => self.say(
                "the editor changed nothing; one with a window must wait for it: `code --wait`",
            ),
            Err(why) => self.complain(why),
        }
    }

    fn home(&mut self, mut data: HomeData) {
        if let Some(begun) = data.begun.take() {
            let forms = &mut self.ui.state.unsaved.forms;
            forms.insert(start::NAME.to_owned(), begun);
        }
        self.tell(&Heard::Home(&data));
    }

    fn opened(&mut self, fresh: bool, drafts: Vec<AnswerDraft>, desk: Desk<'_>) {
        let walk = Walk::new(&self.surface().with(desk));
        self.ui.stack.rebuild(walk);
        let state = &mut self.ui.state;
        let drafts = drafts.into_iter().map(|draft| (draft.key.clone(), draft));
        state.unsaved.answers = drafts.collect();
        (state.saved, state.reopening) = (true, false);
        (state.trouble, state.missing, state.answerer) = (None, Vec::new(), None);
        state.jobs.clear();
        if state.unsaved.answers.contains_key(&several::key()) {
            let (mark, answer) = (self.key("mark"), self.key("answer"));
            self.say(format!(
                "what you typed for several items is kept: select with {mark}, then {answer}"
            ));
        }
        if fresh {
            self.notices(desk);
        }
        self.check_all(desk);
        if fresh {
            let begun = start::NAME.to_owned();
            self.want(Errand::ForgetForm(begun));
        }
        self.ui.state.jobs.arrive();
    }

    /// Says what else is kept, beside what was said already.
    fn tell_others(&mut self, items: &[String]) {
        let Some(others) = words::other_drafts(items) else {
            return;
        };
        let before = self.ui.toast.take().map(|toast| toast.text + "\n");
        self.say(before.unwrap_or_default() + &others);
    }

    fn saved(&mut self, event: &Event, warning: Option<String>, desk: Desk<'_>) {
        let state = &mut self.ui.state;
        state.saved = true;
        let is_of_file = |trouble: &mut Trouble| trouble.kind != Damage::Checklist;
        state.trouble.take_if(is_of_file);
        match event {
            Event::Attested(attested) => self.attested(attested, event, desk),
            Event::Withdrawn { attestations, .. } => {
                let keys: Vec<ItemKey> = attestations.iter().map(|(key, _)| key.clone()).collect();
                let dossier = desk.facts.dossier;
                let found = keys.iter().filter_map(|key| dossier.position(key));
                let found: Vec<usize> = found.collect();
                let latest = found.iter().filter_map(|at| dossier.entry(*at).latest());
                self.check(files(latest));
                self.answered(found.iter().min().copied(), false, false);
            }
            Event::Signed(signoff) => {
                self.ui.stack.clear();
                self.forget_form(sign::NAME);
                let unsaved = &mut self.ui.state.unsaved;
                let left = declare::without(unsaved.forms.get(declare::NAME), &signoff.deeds);
                let effect = unsaved.keep(Kept::Form(declare::NAME.to_owned(), left));
                self.effects.extend(effect);
            }
            Event::Revoked(_) | Event::Declared(_) | Event::Remarked(_) | Event::Voted(_) => {
                self.ui.state.looks_back = false;
                while self.leave_what_is_saved(event) {}
            }
            Event::Met(_) => self.forget_form(session::NAME),
            Event::Parted(..) => {}
            Event::Sealed(said) => self.forget_form(&seal::name(said.state)),
        }
        self.tell(&Heard::Changed);
        let news = news::saved(event, desk, &self.ui.state.keymap);
        match warning {
            Some(warning) => self.complain(format!("{news}; {warning}")),
            None => self.say(news),
        }
    }

    /// Leaves a form whose change is on disk now: what was typed there is no draft any more.
    fn leave_what_is_saved(&mut self, event: &Event) -> bool {
        let surface = self.ui.surface(self.desk);
        let kept = self.ui.stack.screen().kept(&surface);
        let before = self.ui.stack.screens();
        self.tell_screen(&Heard::Saved(event));
        let is_left = self.ui.stack.screens() < before;
        match kept.filter(|_| is_left) {
            Some(Kept::Form(name, _)) => self.forget_form(&name),
            Some(Kept::Answer { draft, .. }) => self.forget_answer(&draft.key),
            None => {}
        }
        is_left
    }

    /// After an answer: on to the next item that has none. Who came from a list goes on with the list.
    fn attested(&mut self, attested: &[Attested], event: &Event, desk: Desk<'_>) {
        let several = several::key();
        let surface = self.ui.surface(self.desk);
        let kept = self.ui.stack.screen().kept(&surface);
        let of_several = matches!(kept, Some(Kept::Answer { draft, .. }) if draft.key == several);
        // What was put back by a redo is not what was typed since.
        let typed = |one: &Attested| one.attestation.reinstates.is_none();
        let is_left = attested.iter().all(typed) && self.leave_what_is_saved(event);
        if let ([one], true) = (attested, attested.iter().all(typed)) {
            self.forget_answer(&one.key);
        }
        // A file that was attached before may have changed since it was last looked at.
        self.check(files(attested.iter().map(|one| &one.attestation)));
        let last = attested.last();
        let at = last.and_then(|one| desk.facts.dossier.position(&one.key));
        // From the walk, and from the stage above it.
        let is_staged = self.ui.stack.screen().place() == Place::Stage;
        let goes_on = is_left && (is_staged || !self.ui.stack.leads_back());
        self.answered(at, goes_on, is_left && of_several);
    }

    /// The walk and the stage go to an item that was answered, or on to the next.
    fn answered(&mut self, at: Option<usize>, goes_on: bool, several: bool) {
        let heard = Heard::Answered {
            at,
            goes_on,
            several,
        };
        self.tell(&heard);
    }

    /// The same review, read anew: the place and what was typed are kept.
    fn reloaded(&mut self, arrival: &Arrival, then: Option<Box<Msg>>, desk: Desk<'d>) {
        let was_troubled = self.ui.state.trouble.take().is_some();
        self.look_again(arrival.moved.as_deref(), desk);
        if let Some(latest) = desk.facts.latest().filter(|_| self.ui.state.follows) {
            self.tell(&Heard::Shown(latest));
        }
        self.account(&arrival.difference, desk);
        // The same person may have saved the item in another terminal, which forgot the draft that both had.
        let effects = self.ui.state.unsaved.again();
        self.effects.extend(effects);
        let news = news::reread(arrival, was_troubled, desk, &self.ui.state.keymap);
        match then {
            Some(then) => {
                self.message(*then);
                match &mut self.ui.toast {
                    Some(toast) => toast.text = format!("{}; {news}", toast.text),
                    None => self.say(news),
                }
            }
            None if arrival.difference.missing.is_empty() => self.say(news),
            None => self.complain(news),
        }
    }

    /// Has what is on screen follow the review.
    fn look_again(&mut self, moved: Option<&[Option<usize>]>, desk: Desk<'_>) {
        // What was looked into before is watched.
        let dossier = desk.facts.dossier;
        let known = dossier.checks();
        let files = dossier.evidence_files().into_iter();
        let new = files.filter(|path| !known.contains_key(*path));
        self.check(new.map(str::to_owned).collect());
        self.tell(&Heard::Reread(moved));
    }

    /// Remembers what has gone, and that what was taken back elsewhere cannot be taken back once more.
    fn account(&mut self, difference: &Difference, desk: Desk<'_>) {
        let state = &mut self.ui.state;
        state.missing.extend(difference.missing.iter().cloned());
        if let Some(by) = state.who.clone() {
            let (at, review) = (desk.facts.now, desk.facts.dossier.review());
            let now = Withdrawal { at, by };
            let again = |event: &Event| difference::again(event, review, &now).is_some();
            state.missing.retain(again);
        }
    }

    /// The other side answered too, or signed: both answers are shown side by side, or the change is to be confirmed.
    fn overtaken(&mut self, change: Change, why: &Overtaken, desk: Desk<'_>) {
        if self.tell(&Heard::Overtaken(&change)) {
            return;
        }
        match change {
            // Whoever answers without a form that shows both answers must look first; a sign-off is asked about.
            Change::Attest { keys, .. }
                if keys.len() > 1 || matches!(why, Overtaken::Answer { .. }) =>
            {
                self.complain(format!("not saved: {why}; look, and save again"));
            }
            change => self.change(change, desk),
        }
    }

    fn blocked(&mut self, change: Change, trouble: Trouble) {
        self.ui.state.saved = false;
        self.ui.stack.lay(Blocked::new(change, trouble.clone()));
        self.ui.state.trouble = Some(trouble);
    }

    /// Has evidence files looked into that another program changed.
    fn stirred(&mut self, mut paths: Vec<String>, desk: Desk<'_>) {
        let counts = desk.facts.dossier.evidence_files();
        paths.retain(|path| counts.contains(path.as_str()));
        let changed = match &paths[..] {
            [] => return,
            [path] => format!("{path} changed on disk and is read again"),
            [path, more @ ..] => {
                let more = more.len();
                format!("{path} and {more} more changed on disk and are read again")
            }
        };
        self.say(changed);
        self.check(paths);
    }

    fn news(&mut self, job: u64, news: News, desk: Desk<'_>) {
        let jobs = &mut self.ui.state.jobs;
        match news {
            News::Checked(_) => {
                let (asked, first) = jobs.checked(job);
                self.tell(&Heard::Checked(asked));
                // Only now is it known which answers still hold.
                if first {
                    self.answered(desk.facts.dossier.unanswered().next(), false, false);
                }
            }
            News::Looking(path, done, total) => jobs.looking(job, path, done, total),
            News::Progress(done, total) => jobs.progress(job, (done, total)),
            News::Measured(result) => {
                if let Some(key) = jobs.measured(job) {
                    self.measured(&key, result);
                }
            }
        }
    }

    /// A file was read: into the form where it is open, else into the draft.
    fn measured(&mut self, key: &ItemKey, result: Result<Evidence, EvidenceError>) {
        if self.tell(&Heard::Measured(key, &result)) {
            return self.keep();
        }
        let Some(draft) = self.ui.state.unsaved.answers.get_mut(key) else {
            return;
        };
        match result {
            Ok(piece) => {
                evidence::attach(&mut draft.evidence, piece);
                draft.values.set(&EVIDENCE, "");
                let kept = Errand::KeepDraft(Box::new(draft.clone()));
                self.want(kept);
                let item = &key.item;
                self.say(format!(
                    "a file for {item} was read; its draft is not saved yet"
                ));
            }
            Err(error) => {
                let why = Failure::from(error).line();
                self.complain(format!("{}: {why}", key.item));
            }
        }
    }
}

/// The evidence files of attestations, each once.
fn files<'a>(attestations: impl Iterator<Item = &'a Attestation>) -> Vec<String> {
    let files: BTreeSet<&str> = attestations
        .flat_map(|attestation| attestation.answer.files())
        .collect();
    files.into_iter().map(str::to_owned).collect()
}
