//! The sign-off: what blocks, what you decide, with which key you sign.

mod pointer;
mod view;

use crossterm::event::{KeyCode, KeyEvent};
use strum::VariantArray;

use super::{Context, Go, Input, Step};
use crate::checklist::Role;
use crate::decision::{Blocker, Draft, Objection, gate};
use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::{Condition, Decision, Person, day};
use crate::tui::key::Key;
use crate::tui::keymap::Found;
use crate::tui::msg::{Desk, Effect};
use crate::tui::stated::{Intent, Wish};
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::field::Field;
use crate::tui::widget::form;
use crate::tui::widget::key_field::KeyField;

/// A part of the screen that takes keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Blockers,
    Role,
    Decision,
    Conditions,
    Owner,
    Due,
    Sole,
    Key,
    KeyFile,
    /// What is stated follows from the others.
    Statement,
}

/// A decision about to be made.
#[derive(Debug)]
pub struct SignoffForm {
    blockers: Vec<Blocker>,
    cursor: Cursor,
    role: Option<Role>,
    decision: Option<Decision>,
    conditions: Field,
    owner: Field,
    due: Field,
    /// Why one person prepares and approves.
    sole: Field,
    key: KeyField,
    focus: Spot,
    /// True while letters come where a choice has the focus: they are words, and their spaces choose nothing.
    prose: bool,
    wrong: Vec<(Spot, String)>,
}

impl SignoffForm {
    /// Begins with the approver's view; at the blockers where there are any.
    pub fn new(desk: &Desk<'_>) -> Self {
        let blockers = gate::blockers(desk.dossier);
        let focus = if blockers.is_empty() {
            Spot::Decision
        } else {
            Spot::Blockers
        };
        Self {
            blockers,
            cursor: Cursor::default(),
            role: Some(
                desk.dossier
                    .policy()
                    .roles
                    .into_iter()
                    .min()
                    .unwrap_or(Role::Approver),
            ),
            decision: None,
            conditions: Field::block(""),
            owner: Field::line(""),
            due: Field::line(""),
            sole: Field::line(""),
            key: KeyField::default(),
            focus,
            prose: false,
            wrong: Vec::new(),
        }
    }

    /// Comes back to the form: what blocks is looked at first.
    pub fn reenter(&mut self, desk: &Desk<'_>) {
        self.wrong.clear();
        self.refresh(desk);
        if !self.blockers.is_empty() {
            self.focus = Spot::Blockers;
        }
    }

    /// Looks at the review again after it changed.
    pub fn refresh(&mut self, desk: &Desk<'_>) {
        self.blockers = gate::blockers(desk.dossier);
        self.cursor
            .select(self.cursor.row, self.blockers.len(), BLOCKERS);
        if self.blockers.is_empty() && self.focus == Spot::Blockers {
            self.focus = Spot::Decision;
        }
    }

    /// True where keys that write belong to a text field, or are about to be told so.
    pub fn is_typing(&self) -> bool {
        !matches!(
            self.focus,
            Spot::Blockers | Spot::Role | Spot::Decision | Spot::Key
        ) || self.prose
    }

    /// True where something is typed that is lost when the program ends.
    pub fn is_filled(&self) -> bool {
        let fields = [&self.conditions, &self.owner, &self.due, &self.sole];
        fields.iter().any(|field| field.filled().is_some()) || self.key.is_filled()
    }

    /// True where what blocks has the focus.
    pub fn is_at_blockers(&self) -> bool {
        self.focus == Spot::Blockers
    }

    /// Says why nothing was signed.
    pub fn complain(&mut self, message: String) {
        if self.focus == Spot::Blockers {
            // On a low screen the statement is not there beside them.
            self.focus = Spot::Key;
        }
        self.wrong = vec![(Spot::Statement, message)];
    }

    /// True where this would approve what the same person prepared.
    fn is_alone(&self, context: &Context<'_>) -> bool {
        self.role == Some(Role::Approver)
            && self.decision.is_some_and(Decision::approves)
            && has_prepared(context)
    }

    fn spots(&self, context: &Context<'_>) -> Vec<Spot> {
        let blockers: &[Spot] = if self.blockers.is_empty() {
            &[]
        } else {
            &[Spot::Blockers]
        };
        let conditions: &[Spot] = match self.decision {
            Some(Decision::ApprovedWithConditions) => &[Spot::Conditions, Spot::Owner, Spot::Due],
            _ => &[],
        };
        let sole: &[Spot] = if self.is_alone(context) {
            &[Spot::Sole]
        } else {
            &[]
        };
        let file: &[Spot] = if self.key.wants_file(context.keyring) {
            &[Spot::KeyFile]
        } else {
            &[]
        };
        [
            blockers,
            &[Spot::Role, Spot::Decision],
            conditions,
            sole,
            &[Spot::Key],
            file,
        ]
        .concat()
    }

    fn field(&mut self) -> Option<&mut Field> {
        match self.focus {
            Spot::Conditions => Some(&mut self.conditions),
            Spot::Owner => Some(&mut self.owner),
            Spot::Due => Some(&mut self.due),
            Spot::Sole => Some(&mut self.sole),
            Spot::KeyFile => Some(&mut self.key.file),
            Spot::Blockers | Spot::Role | Spot::Decision | Spot::Key | Spot::Statement => None,
        }
    }

    /// Takes a command or a key.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        match input {
            Input::Do(Action::NextField) => self.step(1, context),
            Input::Do(Action::PreviousField) => self.step(-1, context),
            Input::Do(Action::Save) => return self.state(context),
            Input::Do(Action::NextBlocker) => return self.next_blocker(),
            Input::Do(Action::Editor) => return self.edit(),
            Input::Do(action) => {
                let said = self.field().and_then(|field| field.act(*action));
                return said.map_or_else(Step::none, Step::say);
            }
            Input::Click(at) => {
                self.prose = false;
                return self.click(*at, context);
            }
            Input::Wheel(_, action) => drop(self.cursor.go(*action, self.blockers.len(), BLOCKERS)),
            Input::Type(event) => return self.key(*event, context),
            Input::Paste(text) => {
                if let Some(field) = self.field() {
                    field.paste(text);
                }
            }
            Input::Edited(text) => {
                if let Some(field) = self.field() {
                    field.replace(text);
                }
            }
        }
        Step::none()
    }

    fn step(&mut self, by: isize, context: &Context<'_>) {
        self.prose = false;
        self.focus = form::step(&self.spots(context), self.focus, by);
    }

    fn edit(&mut self) -> Step {
        let part = self.focus.label().to_lowercase().replace(' ', "-");
        match self.field() {
            Some(field) => Step::effect(Effect::Edit {
                name: format!("signoff-{part}"),
                text: field.text(),
            }),
            None => Step::say("the editor is for text: go to a field first"),
        }
    }

    fn key(&mut self, event: KeyEvent, context: &Context<'_>) -> Step {
        self.wrong
            .retain(|(spot, _)| ![self.focus, Spot::Statement].contains(spot));
        self.prose &= matches!(event.code, KeyCode::Char(_));
        if self.focus == Spot::Blockers {
            let found = context
                .keymap
                .find(&[Place::Blockers], None, Key::of(event));
            let (row, count) = (self.cursor.row, self.blockers.len());
            match found {
                Found::Action(Action::Open) => {
                    let blocker = self.blockers.get(row);
                    return blocker.map_or_else(Step::none, |blocker| {
                        Step::go(Go::Walk(Some(blocker.position)))
                    });
                }
                Found::Action(action @ Action::Down) if row + 1 < count => {
                    self.cursor.go(action, count, BLOCKERS);
                    return Step::none();
                }
                Found::Action(action @ Action::Up) if row > 0 => {
                    self.cursor.go(action, count, BLOCKERS);
                    return Step::none();
                }
                Found::Prefix | Found::Nothing if matches!(event.code, KeyCode::Char(_)) => {
                    return Step::say(form::NOTHING_WRITTEN);
                }
                _ => {}
            }
        }
        match (self.focus, event.code) {
            (Spot::Role | Spot::Decision | Spot::Key, KeyCode::Char(c))
                if c != ' ' || self.prose =>
            {
                self.prose = true;
                return Step::say(form::NOTHING_WRITTEN);
            }
            (Spot::Key, code) if self.key.key(code, context.keyring) => {}
            (spot, KeyCode::Enter) if self.spots(context).last() == Some(&spot) => {
                return self.state(context);
            }
            (Spot::Conditions, _) => self.conditions.key(event),
            (_, KeyCode::Enter | KeyCode::Down) => self.step(1, context),
            (_, KeyCode::Up) => self.step(-1, context),
            (Spot::Role, code) => {
                form::choose(Role::VARIANTS, &mut self.role, code);
            }
            (Spot::Decision, code) => {
                form::choose(Decision::VARIANTS, &mut self.decision, code);
            }
            _ => {
                if let Some(field) = self.field() {
                    field.key(event);
                }
            }
        }
        Step::none()
    }

    /// Goes to the next item that blocks, round and round.
    fn next_blocker(&mut self) -> Step {
        if self.blockers.is_empty() {
            return Step::say("nothing blocks an approval");
        }
        let next = if self.focus == Spot::Blockers {
            self.cursor.row + 1
        } else {
            self.cursor.row
        };
        self.focus = Spot::Blockers;
        self.cursor
            .select(next % self.blockers.len(), self.blockers.len(), BLOCKERS);
        Step::none()
    }

    /// What was typed as far as it can be read, and what is missing or wrong.
    fn draft(
        &self,
        desk: &Desk<'_>,
        context: &Context<'_>,
    ) -> (Option<Draft>, Vec<(Spot, String)>) {
        let mut wrong = Vec::new();
        let mut conditions = Vec::new();
        if self.decision == Some(Decision::ApprovedWithConditions) {
            let text = self.conditions.text();
            let actions: Vec<&str> = text
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect();
            if actions.is_empty() {
                wrong.push((
                    Spot::Conditions,
                    "name at least one condition, one a line".to_owned(),
                ));
            }
            let owner = read(
                &self.owner,
                "name the owner of the conditions",
                str::parse::<Person>,
            );
            let today = desk.now.date_naive();
            let due = read(&self.due, "say until when the conditions are met", |text| {
                day::parse(text, today)
            });
            match (owner, due) {
                (Ok(owner), Ok(due)) => {
                    conditions.extend(actions.into_iter().map(|action| Condition {
                        action: action.to_owned(),
                        owner: owner.clone(),
                        due,
                    }));
                }
                (owner, due) => {
                    wrong.extend(owner.err().map(|error| (Spot::Owner, error)));
                    wrong.extend(due.err().map(|error| (Spot::Due, error)));
                }
            }
        }
        let (Some(role), Some(decision)) = (self.role, self.decision) else {
            return (None, vec![(Spot::Decision, "choose a decision".to_owned())]);
        };
        let is_whole = wrong.is_empty();
        let sole_operator = self
            .is_alone(context)
            .then(|| self.sole.filled().unwrap_or_default());
        match &sole_operator {
            Some(_) if desk.dossier.policy().forbids_sole_operators() => {
                wrong.push((
                    Spot::Sole,
                    "the policy wants somebody else to approve".to_owned(),
                ));
            }
            Some(why) if why.is_empty() => {
                wrong.push((
                    Spot::Sole,
                    "say why one person prepares and approves".to_owned(),
                ));
            }
            _ => {}
        }
        (
            is_whole.then_some(Draft {
                role,
                decision,
                conditions,
                sole_operator,
            }),
            wrong,
        )
    }

    /// Has the statement made, where all is there that it needs.
    fn state(&mut self, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else {
            return Step::none();
        };
        let (draft, mut wrong) = self.draft(&desk, context);
        if let Some(objection) = draft
            .as_ref()
            .and_then(|draft| draft.objection(desk.dossier, desk.now.date_naive()))
        {
            let spot = match objection {
                Objection::NoCondition => Spot::Conditions,
                Objection::PastCondition(_) => Spot::Due,
                Objection::Blocked(_) | Objection::NeedlessCondition | Objection::Changed => {
                    Spot::Decision
                }
            };
            wrong.insert(0, (spot, objection.to_string()));
        }
        let key = self.key.wanted(context.keyring);
        if let Err(why) = &key {
            let spot = if self.key.wants_file(context.keyring) {
                Spot::KeyFile
            } else {
                Spot::Key
            };
            wrong.push((spot, why.clone()));
        }
        self.wrong = wrong;
        if let Some((spot, _)) = self.wrong.first() {
            self.focus = *spot;
            return Step::none();
        }
        match (draft, key, context.who) {
            (Some(draft), Ok(key), Some(by)) => {
                let wish = Wish {
                    intent: Intent::Decide(draft),
                    by: by.clone(),
                    key,
                };
                Step::effect(Effect::State {
                    job: 0,
                    wish: Box::new(wish),
                })
            }
            (Some(_), _, None) => Step::go(Go::Who),
            _ => Step::none(),
        }
    }
}

/// True where whoever decides also prepared the review.
fn has_prepared(context: &Context<'_>) -> bool {
    context
        .who
        .zip(context.desk)
        .is_some_and(|(who, desk)| gate::prepared(who, desk.dossier))
}

/// What a field says; what to do where it is empty, or what was expected.
fn read<T>(
    field: &Field,
    empty: &str,
    parse: impl Fn(&str) -> Result<T, &'static str>,
) -> Result<T, String> {
    let text = field.filled().ok_or(empty)?;
    parse(&text).map_err(str::to_owned)
}

impl Spot {
    fn label(self) -> &'static str {
        match self {
            Self::Blockers => "",
            Self::Role => "Role",
            Self::Decision => "Decision",
            Self::Conditions => "Conditions",
            Self::Owner => "Owner",
            Self::Due => "Due",
            Self::Sole => "Why alone",
            Self::Key => "Key",
            Self::KeyFile => "Key file",
            Self::Statement => "Statement",
        }
    }
}

/// How many blockers are listed at once.
const BLOCKERS: usize = 6;
