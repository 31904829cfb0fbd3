//! One message on its way through the UI: what layers want is done, and what is to be done in the world is collected.

use super::desk::Desk;
use super::editor::{self, Sheet};
use super::effect::{Act, Effect, Errand, Outward};
use super::input::{Heard, Input};
use super::layer::{Opening, Surface};
use super::offer::Startable;
use super::overlay::agenda::{Agenda, AgendaBox};
use super::overlay::confirm::Confirm;
use super::overlay::conflict::Conflict;
use super::overlay::help::Help;
use super::overlay::missing::Missing;
use super::overlay::offers::Offers;
use super::overlay::palette::Palette;
use super::overlay::prompt::{Prompt, Request};
use super::overlay::text::TextBox;
use super::screen::SCREENS;
use super::screen::attest::{Attest, several};
use super::screen::home::Home;
use super::screen::new::NewReview;
use super::screen::remark::RemarkSlip;
use super::screen::revoke::RevokeSlip;
use super::screen::statement::StatementForm;
use super::screen::vote::VoteSlip;
use super::step::{Goal, Origin, Step, Want};
use super::ui::Ui;
use super::unsaved::Kept;
use crate::decision::{Holding, declaration, wording};
use crate::face::command::Action;
use crate::face::failure::Failure;
use crate::face::form::attest::AnswerDraft;
use crate::face::form::{declare, session, start, who};
use crate::review::{
    Change, Deed, DeedKind, ItemKey, Person, Refusal, RemarkKind, Schema, SealState, Standing,
};
use crate::work::rendering_file;

/// The UI while it takes a message in, the open review if there is one, and what is to be done.
pub(super) struct Turn<'u, 'd> {
    pub ui: &'u mut Ui,
    pub desk: Option<Desk<'d>>,
    pub effects: Vec<Effect>,
}

impl<'d> Turn<'_, 'd> {
    pub(super) fn surface(&self) -> Surface<'_> {
        self.ui.surface(self.desk)
    }

    /// The key of a command, to be said.
    pub(super) fn key(&self, name: &'static str) -> &str {
        self.ui.state.keymap.key(name)
    }

    /// Hands an input to the layer in front, keeps what was typed in it, and does what it wants.
    pub(super) fn front(&mut self, input: &Input) {
        let nth = self.ui.stack.len() - 1;
        let surface = self.ui.state.surface(&self.ui.stack, self.desk);
        let step = self.ui.stack.at_mut(nth).update(input, &surface);
        self.keep();
        self.take(step, nth);
    }

    /// Keeps what was typed in the layer in front.
    pub(super) fn keep(&mut self) {
        let kept = self.ui.stack.front().kept(&self.surface());
        let effect = kept.and_then(|kept| self.ui.state.unsaved.keep(kept));
        self.effects.extend(effect);
    }

    /// Tells every layer; false where it is nobody's business.
    pub(super) fn tell(&mut self, heard: &Heard<'_>) -> bool {
        let mut is_heard = false;
        // From the front, so that one that closes leaves the places of the others.
        for nth in (0..self.ui.stack.len()).rev() {
            is_heard |= self.tell_one(nth, heard);
        }
        is_heard
    }

    /// Tells the screen in front.
    pub(super) fn tell_screen(&mut self, heard: &Heard<'_>) -> bool {
        self.tell_one(self.ui.stack.screens() - 1, heard)
    }

    fn tell_one(&mut self, nth: usize, heard: &Heard<'_>) -> bool {
        let surface = self.ui.state.surface(&self.ui.stack, self.desk);
        let step = self.ui.stack.at_mut(nth).hear(heard, &surface);
        let is_heard = step.is_some();
        self.take(step.unwrap_or_default(), nth);
        is_heard
    }

    /// Says that something failed, where it was asked for.
    pub(super) fn failed(&mut self, why: String) {
        if !self.tell_screen(&Heard::Failed(&why)) {
            self.complain(why);
        }
    }

    /// Does what a layer wants.
    fn take(&mut self, step: Step, nth: usize) {
        for want in step.0 {
            match want {
                Want::Close => self.close(nth),
                Want::Say(text) => self.say(text),
                Want::Complain(why) => self.failed(why),
                Want::Run(action) if self.ui.stack.cover().is_some() => {
                    self.front(&Input::Do(action));
                }
                Want::Run(action) => self.act(action),
                Want::Home => self.go_home(),
                Want::New(checklists, of) => self.start(&checklists, &of),
                Want::AskWho => self.ask(Request::Who, ""),
                Want::Go(goal) => self.go(goal),
                Want::Do(effect) => {
                    if let Effect::Errand(Errand::Create { by, .. }) = &effect {
                        self.know(by.clone());
                    }
                    self.effects.push(effect);
                }
                Want::Ask {
                    title,
                    text,
                    effect,
                } => self.confirm(title, text, effect),
                Want::Edit { name, text } => match self.ui.state.editor.clone() {
                    Some(command) => self.want(Outward::Edit(Sheet {
                        command,
                        name,
                        text,
                    })),
                    None => self.failed(editor::NONE.to_owned()),
                },
                Want::Copy(text) => {
                    let clipboard = self.ui.state.clipboard;
                    match clipboard.sequence(&text) {
                        Some(sequence) => {
                            self.say(clipboard.said(&text));
                            self.want(Outward::Copy(sequence));
                        }
                        None => self.failed("that is too long to copy".to_owned()),
                    }
                }
                Want::Confirmed(effect) => self.confirmed(effect),
                Want::Change(change) => self.in_review(|turn, desk| turn.change(change, desk)),
                Want::Measure { key, path, named } => {
                    let job = self.ui.state.jobs.read(key, path.clone());
                    self.want(Act::Measure { job, path, named });
                }
                Want::Check => self.in_review(Self::check_all),
                Want::FindKeys => {
                    self.ui.state.finds_keys = true;
                    self.want(Errand::FindKeys);
                }
                Want::State(wish) => {
                    let job = self.read_before(wish.intent.decides(), "you sign");
                    self.want(Act::State { job, wish });
                }
                Want::Record(record) => {
                    let job = self.read_before(record.decides(), "the decision is recorded");
                    self.want(Act::Record { job, record });
                }
                Want::Who(who) => self.is(who),
                Want::Answerer(who) => {
                    self.say(match &who {
                        Some(who) => format!("answers are {}'s, recorded by you", who.name()),
                        None => "answers are your own again".to_owned(),
                    });
                    self.ui.state.answerer = who;
                    self.forget_form(who::NAME);
                }
                Want::Declare(deed) => {
                    self.forget_form(&declare::reason_name(&deed));
                    self.declare(vec![deed]);
                }
                Want::LeaveOut => self.ui.state.missing.clear(),
            }
        }
    }

    /// The job that reads the evidence again before a decision goes on; none for what is no decision.
    fn read_before(&mut self, decides: bool, what: &str) -> u64 {
        if !decides {
            return 0;
        }
        self.say(format!("reading the evidence again before {what}"));
        self.ui.state.jobs.check()
    }

    /// Takes in who attests.
    fn is(&mut self, who: Person) {
        if who.mail().is_some() {
            self.say(format!("you are {who}; go on"));
        } else {
            self.complain(format!(
                "you are {who}, without a mail address: nobody can verify your signature then; \
                 Name <mail> is whole"
            ));
        }
        self.know(who);
    }

    /// From here on that is who is at it, and screens say what waits for them.
    pub(super) fn know(&mut self, who: Person) {
        self.ui.state.who = Some(who);
        self.tell(&Heard::Changed);
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.ui.say(text);
    }

    pub(super) fn complain(&mut self, text: impl Into<String>) {
        self.ui.complain(text);
    }

    pub(super) fn forget_form(&mut self, name: &str) {
        let effect = self.ui.state.unsaved.forget_form(name);
        self.effects.extend(effect);
    }

    pub(super) fn forget_answer(&mut self, key: &ItemKey) {
        let effect = self.ui.state.unsaved.forget_answer(key);
        self.effects.extend(effect);
    }

    /// Has something done in the world.
    pub(super) fn want(&mut self, effect: impl Into<Effect>) {
        self.effects.push(effect.into());
    }

    /// Says where what is typed would be lost with the program.
    pub(super) fn tell_unkept(&mut self) {
        if let Some(why) = &self.ui.state.unsaved.why_lost {
            let text = format!("what you type is kept only until you leave: {why}");
            self.complain(text);
        }
    }

    /// Closes a layer; the screen that comes to the front sees what changed meanwhile. A form that was left for another
    /// screen is opened again instead, with its draft: that may have grown there.
    pub(super) fn close(&mut self, nth: usize) {
        let was_opened = self.ui.stack.opened_by(nth).is_some();
        if !self.ui.stack.close(nth) {
            return;
        }
        let front = self.ui.stack.screens() - 1;
        let is_form = self.ui.stack.screen().kept(&self.surface()).is_some();
        match self.ui.stack.opened_by(front) {
            Some(action) if is_form && was_opened => {
                self.ui.stack.close(front);
                self.act(action);
            }
            _ => drop(self.tell_screen(&Heard::Changed)),
        }
    }

    /// Runs a command.
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Help => self.help(),
            Action::Palette => {
                let palette = Palette::new(&self.surface());
                self.ui.stack.lay(palette);
            }
            Action::Verdict => self.agenda(Agenda::Verdict),
            Action::GoInbox => match self.ui.state.who.clone() {
                Some(who) => self.agenda(Agenda::Inbox(who)),
                None => self.ask(Request::Who, ""),
            },
            Action::Undo => self.in_review(Self::undo),
            Action::Redo => self.in_review(|turn, desk| turn.take_back(desk.run.redo(), desk)),
            Action::Missing => match Missing::new(self.ui.state.missing.clone()) {
                Some(missing) => self.ui.stack.lay(missing),
                None => self.say("nothing has gone from the file"),
            },
            Action::Back => {
                let nth = self.ui.stack.screens() - 1;
                let surface = self.ui.state.surface(&self.ui.stack, self.desk);
                let step = self.ui.stack.at_mut(nth).back(&surface);
                self.take(step, nth);
                self.tell_unkept();
            }
            Action::Quit => match &self.ui.state.unsaved.why_lost {
                None => self.want(Outward::Quit),
                Some(why) => {
                    let text =
                        format!("What you typed and did not save is lost then: {why}. Leave?");
                    self.confirm("Leave?", text, Outward::Quit);
                }
            },
            Action::Suspend => self.want(Outward::Suspend),
            Action::Redraw => self.want(Outward::Redraw),
            Action::Cancel => {
                let job = self.ui.state.jobs.cancel();
                self.effects.extend(job.map(|job| Act::Cancel(job).into()));
            }
            Action::Discard => self.ask_discard(),
            Action::CheckEvidence => self.in_review(Self::check_again),
            Action::Notices => self.in_review(Self::notices),
            Action::GoHome => self.go_home(),
            Action::GoWalk => self.go(Goal::Walk(None)),
            action => match SCREENS.iter().find(|(opens, _)| *opens == action) {
                Some((_, open)) => self.in_review(|turn, desk| {
                    let Opening { screen, step } = open(&turn.surface().with(desk));
                    if let Some(screen) = screen {
                        turn.ui.stack.open(action, screen);
                    }
                    turn.take(step, turn.ui.stack.screens() - 1);
                }),
                None => self.front(&Input::Do(action)),
            },
        }
    }

    /// Does something with the open review. Here alone it is said that there is none.
    fn in_review(&mut self, act: impl FnOnce(&mut Self, Desk<'d>)) {
        if let Some(desk) = self.desk {
            return act(self, desk);
        }
        let new = self.key("new");
        self.say(format!(
            "no review is open: choose one, or start one with {new}"
        ));
    }

    /// Lists what is to be seen to.
    fn agenda(&mut self, agenda: Agenda) {
        self.in_review(|turn, desk| turn.ui.stack.lay(AgendaBox::new(agenda, &desk.facts)));
    }

    /// Shows the keys of what lies over the screen, or else of the screen with the lists in it.
    fn help(&mut self) {
        let mut places = self.ui.stack.front().place().chain();
        if self.ui.stack.cover().is_none() {
            places.extend(self.ui.stack.screen().inner().map(|(list, _)| list));
        }
        let help = Help::new(places, &self.ui.state.keymap);
        self.ui.stack.lay_above(help);
    }

    /// Shows what the checklists' authors want said.
    pub(super) fn notices(&mut self, desk: Desk<'_>) {
        if let Some(notices) = TextBox::notices(desk.notices()) {
            self.ui.stack.lay(notices);
        }
    }

    fn go_home(&mut self) {
        if self.desk.is_some() {
            let home = Box::new(Home::default());
            self.ui.stack.open(Action::GoHome, home);
        } else {
            self.ui.stack.clear();
        }
        self.want(Errand::LoadHome(self.ui.state.who.clone()));
    }

    /// Opens the form for a new review, and goes on with what was typed there before.
    fn start(&mut self, checklists: &[Startable], of: &Origin) {
        let mut form = NewReview::new(checklists, of, self.ui.state.who.as_ref());
        if let Some(typed) = self.ui.state.unsaved.forms.get(start::NAME) {
            form.take_up(typed, matches!(of, Origin::Listed(_)));
        }
        if *of == Origin::File {
            form.ask_for_file();
        }
        self.ui.stack.push(Box::new(form));
    }

    fn go(&mut self, goal: Goal) {
        self.in_review(|turn, desk| turn.reach(goal, desk));
    }

    /// True where nothing keeps somebody from going there; else that is said, or who it is asked for.
    fn may_reach(&mut self, goal: &Goal, desk: Desk<'_>) -> bool {
        match goal {
            Goal::Attest { .. } | Goal::AttestSeveral(..) => !self.is_sealed(desk),
            Goal::Remark(..)
            | Goal::Deed(..)
            | Goal::Why(_)
            | Goal::Vote
            | Goal::Answerer
            | Goal::Seal(_)
                if self.ui.state.who.is_none() =>
            {
                self.ask(Request::Who, "");
                false
            }
            Goal::Remark(..) | Goal::Deed(..) | Goal::Why(_) | Goal::Answerer
                if desk.facts.dossier.review().schema == Schema::One =>
            {
                let refusal = Refusal::OldSchema("what people say beside answers");
                self.complain(Failure::from(refusal).line());
                false
            }
            _ => true,
        }
    }

    /// Goes somewhere in the open review.
    fn reach(&mut self, goal: Goal, desk: Desk<'d>) {
        if !self.may_reach(&goal, desk) {
            return;
        }
        match goal {
            Goal::Walk(position) => {
                self.ui.stack.clear();
                self.tell_one(0, &Heard::Changed);
                if let Some(position) = position {
                    self.tell_one(0, &Heard::Shown(position));
                }
            }
            Goal::Attest {
                position,
                status,
                evidence,
            } => {
                let entry = desk.facts.dossier.entry(position);
                let kept = self.kept(&entry.key(), "your draft is still here");
                let draft = kept.unwrap_or_else(|| AnswerDraft::of(&entry));
                let form = Attest::new(draft, position).at(status, evidence);
                self.ui.stack.push(Box::new(form));
            }
            Goal::AttestSeveral(positions, status) => {
                let here = "what you typed for several items is still here";
                let kept = self.kept(&several::key(), here);
                let form = Attest::several(kept, &positions, desk.facts.dossier);
                self.ui.stack.push(Box::new(form.at(status, false)));
            }
            Goal::Remark(kind, positions) => self.remark(kind, &positions, desk),
            Goal::Deed(DeedKind::Ends, positions) => self.ask_why(&positions, desk),
            Goal::Deed(act, positions) => self.say_of_answers(act, &positions, desk),
            Goal::Why(deed) => self.say_of_record(deed, desk),
            Goal::Vote => self.vote(desk),
            Goal::Answerer => {
                let who = self.ui.state.answerer.as_ref().map(Person::to_string);
                self.ask(Request::Answerer, &who.unwrap_or_default());
            }
            Goal::Offers(position) => {
                let item = position.map(|position| desk.facts.dossier.entry(position).item);
                match Offers::new(item, &desk.facts.votes_now()) {
                    Some(offers) => self.ui.stack.lay(offers),
                    None if item.is_none() => self.say("nobody said go or no-go"),
                    None => self.say("this item has neither a command nor a reference"),
                }
            }
            Goal::Both(change) => {
                if let Some(who) = self.ui.state.who.clone()
                    && let Some(conflict) = Conflict::new(change, who, desk)
                {
                    self.ui.stack.lay(conflict);
                }
            }
            Goal::Statement(stated) => {
                let form = StatementForm::new(*stated, &self.surface().with(desk));
                self.ui.stack.push(Box::new(form));
            }
            Goal::Revoke(id) => {
                let form = RevokeSlip::form(id, &self.surface().with(desk));
                self.ui.stack.push(Box::new(form));
                self.take(Step::want(Want::FindKeys), 0);
            }
            Goal::Seal(state) => self.ask_for_seal(state, desk),
            Goal::Meet => {
                let mut people = session::begin(self.ui.state.who.as_ref(), &desk.facts);
                // Whoever else is here is typed behind them.
                people.push_str(", ");
                self.ask(Request::Meet, &people);
            }
            Goal::File(what) => {
                let file = rendering_file(desk.path, &what.to_string());
                self.ask(Request::File(what), &file.to_string_lossy());
            }
        }
    }

    fn remark(&mut self, kind: RemarkKind, positions: &[usize], desk: Desk<'_>) {
        let refused = |at: &usize| desk.facts.dossier.remarked(kind, *at).err();
        if let Some(refusal) = positions.iter().find_map(refused) {
            return self.complain(Failure::from(refusal).line());
        }
        let form = RemarkSlip::form(kind, positions, &self.surface().with(desk));
        self.ui.stack.push(Box::new(form));
    }

    fn vote(&mut self, desk: Desk<'_>) {
        if desk.facts.session().is_none() {
            let (session, begin) = (self.key("go-session"), self.key("begin-session"));
            return self.say(format!(
                "no session goes on: {session}, then {begin}, begins one"
            ));
        }
        let context = self.surface().with(desk);
        if let Some(form) = context.who.map(|who| VoteSlip::form(who, &context)) {
            self.ui.stack.push(Box::new(form));
        }
    }

    /// Asks for a line; what was typed before stands there again.
    fn ask(&mut self, question: Request, begun: &str) {
        let prompt = Prompt::new(question, begun, &self.ui.state.unsaved.forms);
        self.ui.stack.lay(prompt);
    }

    /// Accepts or confirms the answers of items, or takes that back: it is declared later, all at once.
    fn say_of_answers(&mut self, act: DeedKind, positions: &[usize], desk: Desk<'_>) {
        let Some(by) = self.ui.state.who.clone() else {
            return;
        };
        let deeds = positions
            .iter()
            .map(|position| declare::of_answer(act, *position, &by, &desk.facts));
        match deeds.collect::<Result<Vec<_>, _>>() {
            Ok(mut deeds) if act.needs_reason() => self.say_of_record(deeds.swap_remove(0), desk),
            Ok(deeds) => self.declare(deeds),
            Err(why) => self.complain(why),
        }
    }

    /// Asks why the first return of an item that the person made, or its first question, is ended.
    fn ask_why(&mut self, positions: &[usize], desk: Desk<'_>) {
        let said = declare::deeds(self.ui.state.unsaved.forms.get(declare::NAME));
        let by = self.ui.state.who.as_ref();
        let of_remark = |position: &usize| declare::of_remark(*position, by?, &said, &desk.facts);
        match positions.iter().find_map(of_remark) {
            Some((deed, what)) => self.ask(Request::Why(deed, what), ""),
            None => self.say(declare::NOTHING_TO_END),
        }
    }

    /// Asks why something is said of a record; where it was said already, that is taken back.
    fn say_of_record(&mut self, deed: Deed, desk: Desk<'_>) {
        let Some(by) = &self.ui.state.who else { return };
        let review = desk.facts.dossier.review();
        if declare::is_said(&deed, self.ui.state.unsaved.forms.get(declare::NAME)) {
            return self.declare(vec![deed]);
        }
        if let Some(why) = declaration::idle(&deed, by, review) {
            return self.complain(why);
        }
        let what = wording::about(deed.to, review).unwrap_or_default();
        self.ask(Request::Why(deed, what), "");
    }

    /// Keeps what is to be declared, or takes it back where it is there already, and says so.
    fn declare(&mut self, deeds: Vec<Deed>) {
        let forms = &self.ui.state.unsaved.forms;
        let mut values = forms.get(declare::NAME).cloned().unwrap_or_default();
        let mut what = String::new();
        let count = deeds.len();
        for deed in deeds {
            let verb = declare::verb(deed.act);
            what = match (declare::toggle(&mut values, deed), count) {
                (false, _) => "taken back".to_owned(),
                (true, 1) => format!("{verb} this"),
                (true, count) => format!("{verb} {count}"),
            };
        }
        let all = declare::deeds(Some(&values)).len();
        let kept = Kept::Form(declare::NAME.to_owned(), values);
        let effect = self.ui.state.unsaved.keep(kept);
        self.effects.extend(effect);
        let key = self.key("go-declare");
        self.say(format!(
            "{what}; {all} to declare, with one signature: {key}"
        ));
    }

    /// The draft of an answer, if there is one, which is said then.
    fn kept(&mut self, key: &ItemKey, here: &str) -> Option<AnswerDraft> {
        let kept = self.ui.state.unsaved.answers.get(key).cloned();
        if kept.is_some() {
            self.say(here);
        }
        kept
    }

    /// Asks why the review is to be sealed, or opened again.
    fn ask_for_seal(&mut self, state: SealState, desk: Desk<'_>) {
        match (state, desk.facts.dossier.review().seal()) {
            (SealState::Sealed, Some(_)) => drop(self.is_sealed(desk)),
            (SealState::Unsealed, None) => {
                let key = self.key("seal");
                self.say(format!("the review is not sealed; {key} seals it"));
            }
            _ => self.ask(Request::Seal(state), ""),
        }
    }

    /// Says why a sealed review takes no answers; false where it is not sealed.
    fn is_sealed(&mut self, desk: Desk<'_>) -> bool {
        let Err(refusal) = desk.facts.dossier.check_seal() else {
            return false;
        };
        self.complain(Failure::from(refusal).line());
        true
    }

    fn confirm(&mut self, title: &'static str, text: String, effect: impl Into<Effect>) {
        let confirm = Confirm::new(title, text, effect.into(), self.ui.pressed);
        self.ui.stack.lay(confirm);
    }

    /// Changes the review. The first change of one that is signed off waits until it is confirmed; a sealed one is not
    /// changed.
    pub(super) fn change(&mut self, change: Change, desk: Desk<'_>) {
        let Some(who) = self.ui.state.who.clone() else {
            return self.ask(Request::Who, "");
        };
        let answers = change.answers();
        if answers && self.is_sealed(desk) {
            return;
        }
        let effect = Act::Change(change, who);
        let current = |held: &Holding<'_>| held.standing == Standing::Current;
        let waits = answers && !self.ui.state.reopening;
        let signoffs = waits.then(|| desk.facts.signoffs());
        let held = signoffs.and_then(|all| all.into_iter().find(current));
        let Some(Holding { signoff, .. }) = held else {
            return self.want(effect);
        };
        let signed = wording::named(signoff);
        let text = format!(
            "This review is {signed}. A change makes the sign-off stale: it stays in the history, and \
             somebody has to sign again."
        );
        self.confirm("Change a review that has a sign-off?", text, effect);
    }

    fn confirmed(&mut self, effect: Effect) {
        match effect {
            Effect::Errand(Errand::ForgetDraft(key)) => self.discard_answer(&key),
            Effect::Errand(Errand::ForgetForm(name)) => {
                self.tell(&Heard::Discarded);
                self.say("what was typed is thrown away");
                self.forget_form(&name);
            }
            effect => {
                self.ui.state.reopening |= matches!(effect, Effect::Act(Act::Change(..)));
                self.effects.push(effect);
            }
        }
    }

    /// Takes the last answer back; where something else was said since, only the second time.
    fn undo(&mut self, desk: Desk<'_>) {
        let said = desk.run.said().filter(|_| !self.ui.state.looks_back);
        let Some(kind) = said else {
            return self.take_back(desk.run.undo(), desk);
        };
        self.ui.state.looks_back = true;
        let mut said = format!("the {kind} stays in the file");
        if matches!(kind, RemarkKind::Question | RemarkKind::Return) {
            let key = self.key("end");
            said = format!("{said}, {key} ends it");
        }
        if desk.run.undo().is_ok() {
            let key = self.key("undo");
            said = format!("{said}; {key} again takes back the answer before it");
        }
        self.say(said);
    }

    fn take_back(&mut self, change: Result<Change, &'static str>, desk: Desk<'_>) {
        match change {
            Ok(change) => self.change(change, desk),
            Err(nothing) => self.say(nothing.to_string()),
        }
    }

    /// Asks whether what is typed in the form in front, or the draft of the item in hand, is thrown away.
    fn ask_discard(&mut self) {
        const TITLE: &str = "Throw the draft away?";
        let screen = self.ui.stack.screen();
        let unsaved = &self.ui.state.unsaved;
        let key = match screen.kept(&self.surface()) {
            Some(Kept::Form(name, _)) if unsaved.forms.contains_key(&name) => {
                let text = "What you typed in this form is lost.".to_owned();
                return self.confirm(TITLE, text, Errand::ForgetForm(name));
            }
            Some(Kept::Form(..)) => None,
            Some(Kept::Answer { draft, .. }) => Some(draft.key),
            None => {
                let item = screen.item().zip(self.desk);
                item.map(|(position, desk)| desk.facts.dossier.entry(position).key())
            }
        };
        match key.filter(|key| unsaved.answers.contains_key(key)) {
            Some(key) => {
                let item = &key.item;
                let text = format!("What you typed for {item} since its last answer is lost.");
                self.confirm(TITLE, text, Errand::ForgetDraft(key));
            }
            None => self.say("there is no draft to throw away"),
        }
    }

    /// Throws a draft away: the form is as the last answer has it.
    fn discard_answer(&mut self, key: &ItemKey) {
        self.tell(&Heard::Discarded);
        for job in self.ui.state.jobs.drop_readings(key) {
            self.want(Act::Cancel(job));
        }
        self.forget_answer(key);
        self.say(format!("the draft of {} is thrown away", key.item));
    }

    /// Has all evidence files looked at again because the person says so.
    fn check_again(&mut self, desk: Desk<'_>) {
        let stop = self.key("cancel").to_owned();
        if !self.ui.state.jobs.checking.is_empty() {
            return self.say(format!("the files are being read already; {stop} stops"));
        }
        self.check_all(desk);
        match self.ui.state.jobs.checking.last_mut() {
            Some(checking) => {
                checking.asked = true;
                self.say(format!("reading every evidence file again; {stop} stops"));
            }
            None => self.say("no evidence files to read; links are not followed"),
        }
    }

    /// Has the evidence files looked at, where there are any.
    pub(super) fn check_all(&mut self, desk: Desk<'_>) {
        let files = desk.facts.dossier.evidence_files().into_iter();
        self.check(files.map(str::to_owned).collect());
    }

    pub(super) fn check(&mut self, paths: Vec<String>) {
        if !paths.is_empty() {
            let job = self.ui.state.jobs.check();
            self.want(Act::Check { job, paths });
        }
    }
}
