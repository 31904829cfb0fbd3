//! The sign-off: what blocks, what you decide, with which key you sign.

mod view;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::decision::{Blocker, Draft};
use crate::face::command::Action;
use crate::face::form::sign::{self, Signatory};
use crate::face::form::{Blank, Kind, Reader, declare, key};
use crate::face::place::Place;
use crate::facts::Burden;
use crate::review::Deed;
use crate::tui::form::{Form, Questions, Told};
use crate::tui::input::{Heard, Input};
use crate::tui::intent::Intent;
use crate::tui::keymap::Binding;
use crate::tui::layer::{Context, Opening, Screen, Title};
use crate::tui::layout;
use crate::tui::step::{Goal, Step, Want};
use crate::tui::stroke::Stroke;
use crate::tui::unsaved::Kept;
use crate::tui::widget::cursor::Cursor;

/// What blocks an approval, and below it what whoever approves takes on: a list in a pane of its own.
static BLOCKERS: Blank = Blank::new("blockers", "", Kind::List);

/// A decision about to be made.
#[derive(Debug)]
pub(super) struct SignoffForm {
    blockers: Vec<Blocker>,
    burdens: Vec<Burden>,
    cursor: Cursor,
    form: Form,
}

/// What blocks is looked at first; a form that is on the screen stays as it is.
pub(super) fn open(context: &Context<'_>) -> Opening {
    if matches!(context.place, Place::Signoff | Place::Deciding) {
        return Opening::stay(Step::none());
    }
    let looks = Step(vec![Want::Check, Want::FindKeys]);
    Opening::of(SignoffForm::new(context), looks)
}

impl SignoffForm {
    /// Begins with what was typed before, or with the approver's view; at the blockers where there are any.
    fn new(context: &Context<'_>) -> Self {
        let values = sign::begin(context.dossier.policy(), signer(context));
        let own: &[&'static Blank] = &[&BLOCKERS, &key::KEY, &key::FILE];
        let mut form = Form::new("decision", &[own, &sign::BLANKS].concat(), &values);
        form.go_to(&sign::DECISION);
        if let Some(typed) = context.forms.get(sign::NAME) {
            form.take_up(typed);
        }
        let mut new = Self {
            blockers: Vec::new(),
            burdens: Vec::new(),
            cursor: Cursor::default(),
            form,
        };
        new.refresh(context);
        if !new.blockers.is_empty() {
            new.form.go_to(&BLOCKERS);
        }
        new
    }

    /// Looks at the review again after it changed.
    fn refresh(&mut self, context: &Context<'_>) {
        self.blockers = context.facts.blockers(&said(context), context.who);
        self.burdens = context.facts.burdens();
        self.select(self.cursor.row, context);
        if self.rows() == 0 && self.is_at_blockers() {
            self.form.go_to(&sign::DECISION);
        }
    }

    /// What blocks and what is taken on, a row each.
    fn rows(&self) -> usize {
        self.blockers.len() + self.burdens.len()
    }

    fn select(&mut self, row: usize, context: &Context<'_>) {
        self.cursor.select(row, self.rows(), shown(context.body));
    }

    /// The item that a row is about.
    fn position(&self, row: usize) -> Option<usize> {
        let blocker = self.blockers.get(row).map(|blocker| blocker.position);
        let burden = row.checked_sub(self.blockers.len());
        let burden = burden.and_then(|nth| self.burdens.get(nth));
        blocker.or(burden.map(|burden| burden.position))
    }

    /// True where what blocks has the focus.
    fn is_at_blockers(&self) -> bool {
        self.form.is_at(&BLOCKERS)
    }

    /// Says why nothing was signed.
    fn complain(&mut self, message: String) {
        if self.is_at_blockers() {
            // On a low screen the statement is not there beside them.
            self.form.go_to(&key::KEY);
        }
        self.form.forgive(None);
        self.form.complain(None, message);
    }

    fn blanks(&self, context: &Context<'_>) -> Vec<&'static Blank> {
        let values = self.form.values();
        let blockers: &[&'static Blank] = if self.rows() == 0 { &[] } else { &[&BLOCKERS] };
        let asked = sign::blanks(&values, signer(context));
        [blockers, &asked, &key::blanks(&values, context.keyring)].concat()
    }

    /// Takes a key among the blockers, where it is one of theirs.
    fn key(&mut self, event: KeyEvent, context: &Context<'_>) -> Option<Step> {
        let (row, count) = (self.cursor.row, self.rows());
        let key = Stroke::of(event);
        match context.keymap.find(&[Place::Blockers], None, key) {
            Binding::Action(Action::Open) => return self.position(row).map(go_there),
            Binding::Action(Action::Down) if row + 1 < count => self.select(row + 1, context),
            Binding::Action(Action::Up) if row > 0 => self.select(row - 1, context),
            // A letter that goes up or down goes no further than the list.
            Binding::Action(_) if matches!(event.code, KeyCode::Char(_)) => {}
            _ => return None,
        }
        Some(Step::none())
    }

    /// Goes to the next item that blocks, round and round.
    fn next_blocker(&mut self, context: &Context<'_>) -> Step {
        if self.blockers.is_empty() {
            let nothing = "nothing blocks an approval";
            let but = context.facts.let_pass();
            return Step::say(but.map_or(nothing.to_owned(), |but| format!("{nothing}: {but}")));
        }
        let next = self.cursor.row + usize::from(self.is_at_blockers());
        self.form.go_to(&BLOCKERS);
        self.select(next % self.blockers.len(), context);
        Step::none()
    }

    /// Moves to the part that was clicked; a second click on a blocker goes there.
    fn click(&mut self, at: Position, context: &Context<'_>) -> Step {
        let width = layout::columns(context.body);
        let lines = self.ready(context, width);
        let [above, below] = self.panes(context.body, lines.len());
        let clicked = layout::row_at(above, at).and_then(|line| lines.get(line)?.0);
        if let Some((row, position)) = clicked.and_then(|row| Some((row, self.position(row)?))) {
            if self.is_at_blockers() && self.cursor.row == row {
                return go_there(position);
            }
            self.form.go_to(&BLOCKERS);
            self.cursor.row = row;
        }
        let inner = layout::inside(below);
        let paper = self.paper(inner.width, context);
        let blanks = self.blanks(context);
        self.form
            .click(&paper, inner, at, &Questions::of(context, &blanks));
        Step::none()
    }

    /// Has the statement made, where all is there that it needs.
    fn state(&mut self, context: &Context<'_>) -> Step {
        let values = self.form.values();
        let facts = &context.facts;
        let (draft, mut wrong) = sign::read(&values, signer(context), facts);
        let draft = draft.map(|draft| {
            let aside = context.who.map(|who| sign::dismissals(&values, who, facts));
            let deeds = said(context).into_iter();
            let deeds = deeds.chain(aside.unwrap_or_default()).collect();
            Draft { deeds, ..draft }
        });
        let made = draft.as_ref().zip(context.who);
        let objection =
            made.and_then(|(draft, who)| draft.objection(who, context.dossier, facts.today()));
        wrong.splice(0..0, objection.as_ref().map(sign::wrong));
        let mut reader = Reader::new(&values);
        let key = key::read(&mut reader, &values, context.keyring);
        wrong.extend(reader.wrong);
        let is_whole = wrong.is_empty();
        self.form.refuse(wrong);
        match (draft.filter(|_| is_whole), key) {
            (Some(draft), Some(key)) => Step::state(context.who, Intent::Decide(draft), key),
            _ => Step::none(),
        }
    }
}

impl Screen for SignoffForm {
    fn place(&self) -> Place {
        if self.form.is_typing() {
            Place::Signoff
        } else {
            Place::Deciding
        }
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    fn inner(&self) -> Option<(Place, bool)> {
        Some(if self.form.is_offering() {
            (Place::Completion, true)
        } else {
            (Place::Blockers, self.is_at_blockers())
        })
    }

    fn title(&self, _: &Context<'_>) -> Title {
        Title::Part("Sign off".to_owned())
    }

    fn kept(&self, _: &Context<'_>) -> Option<Kept> {
        Some(self.form.kept(sign::NAME))
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        match heard {
            _ if heard.is_change() => self.refresh(context),
            Heard::Failed(why) => {
                self.complain((*why).to_owned());
                return Some(Step::none());
            }
            Heard::Stated(stated) if stated.record.decides() => {
                return Some(Step::go(Goal::Statement(Box::new((*stated).clone()))));
            }
            _ => self.form.hear(heard),
        }
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        match input {
            Input::Do(Action::NextBlocker) => return self.next_blocker(context),
            Input::Do(Action::DisownStart) => {
                return Step::go(Goal::Why(declare::of_start(context.dossier)));
            }
            Input::Click(at) => return self.click(*at, context),
            Input::Wheel(_, action) => {
                self.cursor.go(*action, self.rows(), shown(context.body));
            }
            Input::Type(event) if self.is_at_blockers() => {
                if let Some(step) = self.key(*event, context) {
                    return step;
                }
            }
            _ => {}
        }
        let blanks = self.blanks(context);
        match self.form.update(input, &Questions::of(context, &blanks)) {
            Told::Save | Told::End => self.state(context),
            told => told.step(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        self.draw(frame, context);
    }
}

fn go_there(position: usize) -> Step {
    Step::go(Goal::Walk(Some(position)))
}

/// How many rows are listed at once: the decision needs the rest.
fn shown(body: Rect) -> usize {
    usize::from(body.height / 4).max(4)
}

/// What the rules have to do with who decides.
fn signer(context: &Context<'_>) -> Signatory {
    Signatory::of(context.who, &said(context), &context.facts)
}

/// What they declare with the decision.
fn said(context: &Context<'_>) -> Vec<Deed> {
    let kept = context.forms.get(declare::NAME);
    let said = context.who.map(|who| sign::said(kept, who, &context.facts));
    said.unwrap_or_default()
}
