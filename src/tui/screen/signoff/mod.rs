//! The sign-off: what blocks, what you decide, with which key you sign.

mod view;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Position;

use super::{Context, Go, Input, Step};
use crate::decision::{Blocker, gate};
use crate::face::command::Action;
use crate::face::form::sign::{self, Signer};
use crate::face::form::{Blank, Kind, Reader, Values, key};
use crate::face::place::Place;
use crate::tui::form::{Form, Told};
use crate::tui::key::Key;
use crate::tui::keymap::{Found, Keymap};
use crate::tui::layout;
use crate::tui::msg::{Desk, Effect};
use crate::tui::stated::{Intent, Wish};
use crate::tui::widget::cursor::Cursor;

/// How many blockers are listed at once.
const SHOWN: usize = 6;

/// What blocks an approval: a list in a pane of its own.
static BLOCKERS: Blank = Blank::new("blockers", "", Kind::List);

/// A decision about to be made.
#[derive(Debug)]
pub struct SignoffForm {
    blockers: Vec<Blocker>,
    cursor: Cursor,
    form: Form,
}

impl SignoffForm {
    /// Begins with the approver's view; at the blockers where there are any.
    pub fn new(desk: &Desk<'_>) -> Self {
        let values = sign::begin(&desk.facts.dossier.policy());
        let own: &[&'static Blank] = &[&BLOCKERS, &key::KEY, &key::FILE];
        let mut form = Form::new("decision", &[own, &sign::BLANKS].concat(), &values);
        form.go_to(&sign::DECISION);
        let mut new = Self {
            blockers: Vec::new(),
            cursor: Cursor::default(),
            form,
        };
        new.reenter(desk);
        new
    }

    /// Comes back to the form: what blocks is looked at first.
    pub fn reenter(&mut self, desk: &Desk<'_>) {
        self.form.forgive(None);
        self.refresh(desk);
        if !self.blockers.is_empty() {
            self.form.go_to(&BLOCKERS);
        }
    }

    /// Looks at the review again after it changed.
    pub fn refresh(&mut self, desk: &Desk<'_>) {
        self.blockers = gate::blockers(desk.facts.dossier);
        self.cursor
            .select(self.cursor.row, self.blockers.len(), SHOWN);
        if self.blockers.is_empty() && self.is_at_blockers() {
            self.form.go_to(&sign::DECISION);
        }
    }

    /// Fills in what was typed before.
    pub fn take_up(&mut self, values: &Values) {
        self.form.take_up(values);
    }

    /// What is filled in.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// True where what blocks has the focus.
    pub fn is_at_blockers(&self) -> bool {
        self.form.is_at(&BLOCKERS)
    }

    /// Says why nothing was signed.
    pub fn complain(&mut self, message: String) {
        if self.is_at_blockers() {
            // On a low screen the statement is not there beside them.
            self.form.go_to(&key::KEY);
        }
        self.form.forgive(None);
        self.form.complain(None, message);
    }

    fn blanks(&self, context: &Context<'_>) -> Vec<&'static Blank> {
        let values = self.form.values();
        let blockers: &[&'static Blank] = if self.blockers.is_empty() {
            &[]
        } else {
            &[&BLOCKERS]
        };
        let asked = sign::blanks(&values, signer(context));
        [blockers, &asked, &key::blanks(&values, context.keyring)].concat()
    }

    /// Takes a command or a key.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        match input {
            Input::Do(Action::NextBlocker) => return self.next_blocker(),
            Input::Click(at) => return self.click(*at, context),
            Input::Wheel(_, action) => {
                self.cursor.go(*action, self.blockers.len(), SHOWN);
            }
            Input::Type(event) if self.is_at_blockers() => {
                if let Some(step) = self.key(*event, context.keymap) {
                    return step;
                }
            }
            _ => {}
        }
        let blanks = self.blanks(context);
        match self.form.update(input, &context.asked(&blanks)) {
            Told::Save | Told::End => self.state(context),
            told => Step::of(told),
        }
    }

    /// Takes a key among the blockers, where it is one of theirs.
    fn key(&mut self, event: KeyEvent, keymap: &Keymap) -> Option<Step> {
        let (row, count) = (self.cursor.row, self.blockers.len());
        match keymap.find(&[Place::Blockers], None, Key::of(event)) {
            Found::Action(Action::Open) => return self.blockers.get(row).map(go_there),
            Found::Action(action @ Action::Down) if row + 1 < count => {
                self.cursor.go(action, count, SHOWN);
            }
            Found::Action(action @ Action::Up) if row > 0 => {
                self.cursor.go(action, count, SHOWN);
            }
            // A letter that goes up or down goes no further than the list.
            Found::Action(_) if matches!(event.code, KeyCode::Char(_)) => {}
            _ => return None,
        }
        Some(Step::none())
    }

    /// Goes to the next item that blocks, round and round.
    fn next_blocker(&mut self) -> Step {
        if self.blockers.is_empty() {
            return Step::say("nothing blocks an approval");
        }
        let next = self.cursor.row + usize::from(self.is_at_blockers());
        self.form.go_to(&BLOCKERS);
        self.cursor
            .select(next % self.blockers.len(), self.blockers.len(), SHOWN);
        Step::none()
    }

    /// Moves to the part that was clicked; a second click on a blocker goes there.
    fn click(&mut self, at: Position, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else {
            return Step::none();
        };
        let width = usize::from(context.body.width.saturating_sub(2));
        let lines = self.ready(&desk, context, width).len();
        let [above, below] = self.panes(context.body, lines);
        let clicked = layout::row_at(above, at)
            .filter(|row| *row < SHOWN)
            .map(|row| self.cursor.top + row);
        if let Some(row) = clicked.filter(|row| *row < self.blockers.len()) {
            if self.is_at_blockers() && self.cursor.row == row {
                return go_there(&self.blockers[row]);
            }
            self.form.go_to(&BLOCKERS);
            self.cursor.row = row;
        }
        let inner = layout::inside(below);
        if let Some(hit) = self.paper(inner.width, &desk, context).at(inner, at) {
            let blanks = self.blanks(context);
            self.form.click(&hit, &context.asked(&blanks));
        }
        Step::none()
    }

    /// Has the statement made, where all is there that it needs.
    fn state(&mut self, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else {
            return Step::none();
        };
        let (values, today) = (self.form.values(), desk.facts.today());
        let (draft, mut wrong) = sign::read(&values, signer(context), today);
        let objection = draft
            .as_ref()
            .and_then(|draft| draft.objection(desk.facts.dossier, today));
        if let Some(objection) = objection {
            wrong.insert(0, sign::wrong(&objection));
        }
        let mut reader = Reader::new(&values);
        let key = key::read(&mut reader, &values, context.keyring);
        wrong.extend(reader.wrong);
        let is_whole = wrong.is_empty();
        self.form.refuse(wrong);
        match (draft.filter(|_| is_whole), key, context.who.cloned()) {
            (Some(draft), Some(key), Some(by)) => {
                let intent = Intent::Decide(draft);
                Step::effect(Effect::State {
                    job: 0,
                    wish: Box::new(Wish { intent, by, key }),
                })
            }
            (Some(_), _, None) => Step::go(Go::Who),
            _ => Step::none(),
        }
    }
}

fn go_there(blocker: &Blocker) -> Step {
    Step::go(Go::Walk(Some(blocker.position)))
}

/// What the rules have to do with who decides.
fn signer(context: &Context<'_>) -> Signer {
    let who = context.who.zip(context.desk);
    Signer {
        prepared: who.is_some_and(|(who, desk)| gate::prepared(who, desk.facts.dossier)),
        forbidden: context
            .desk
            .is_some_and(|desk| desk.facts.dossier.policy().forbids_sole_operators()),
    }
}
