//! The attestation: opens when a status needs words.

mod origin;
mod proof;
mod save;
pub mod several;
mod spot;
mod view;

use crossterm::event::{KeyCode, KeyEvent};
use strum::VariantArray;

use self::several::Several;
use super::{Context, Input, Step};
use crate::review::{AnswerDraft, Dossier, Evidence, ItemKey, Reason, Status};
use crate::tui::command::Action;
use crate::tui::msg::Effect;
use crate::tui::widget::completion::Completion;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::field::Field;
use crate::tui::widget::form;

pub use spot::Spot;

/// An answer about to be given; kept as a draft when the form is left.
#[derive(Debug, Clone)]
pub struct Attest {
    /// The item.
    pub key: ItemKey,
    /// Its place in the walk.
    pub position: usize,
    /// All items, where there are several.
    pub several: Option<Several>,
    status: Option<Status>,
    reason: Option<Reason>,
    rationale: Field,
    action: Field,
    owner: Field,
    due: Field,
    accepted_by: Field,
    until: Field,
    evidence: Vec<Evidence>,
    /// The piece that is selected; `None` on the line that adds one.
    selected: Option<usize>,
    adding: Field,
    /// True while the file that is being read is one of the list.
    again: bool,
    /// Files that go on from what is typed beside the `+`.
    completion: Completion,
    /// The attestation that counted when it was begun.
    basis: Option<String>,
    /// The status of the answer that the form began with.
    before: Option<Status>,
    focus: Spot,
    letters: Letters,
    wrong: Vec<(Spot, String)>,
    /// How far the guidance beside the form is scrolled.
    guide: Cursor,
    /// True once something was typed or chosen that is not saved.
    pub touched: bool,
}

/// Letters that came while a choice has the focus: one chooses, a sentence does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// None so far.
    None,
    /// They chose; this is the status as it was before the first.
    Chose(Option<Status>),
    /// They are words, meant for another field.
    Prose,
}

impl Attest {
    /// Begins with what was typed before, or what was said last.
    pub fn new(draft: AnswerDraft, position: usize) -> Self {
        Self {
            position,
            several: None,
            status: draft.status,
            before: draft.status,
            reason: draft.reason,
            rationale: Field::block(&draft.rationale),
            action: Field::line(&draft.action),
            owner: Field::line(&draft.owner),
            due: Field::line(&draft.due),
            accepted_by: Field::line(&draft.accepted_by),
            until: Field::line(&draft.until),
            evidence: draft.evidence,
            selected: None,
            adding: Field::line(&draft.adding),
            again: false,
            completion: Completion::default(),
            basis: draft.basis,
            focus: Spot::Status,
            letters: Letters::None,
            wrong: Vec::new(),
            guide: Cursor::default(),
            touched: false,
            key: draft.key,
        }
    }

    /// Begins one answer to several items with what was typed before.
    pub fn several(kept: Option<AnswerDraft>, positions: &[usize], dossier: &Dossier) -> Self {
        let draft = kept.unwrap_or_else(|| AnswerDraft::blank(several::key()));
        let several = Some(Several::new(positions, dossier));
        Self {
            several,
            ..Self::new(draft, positions.first().copied().unwrap_or_default())
        }
    }

    /// Finds its items in a review that was read anew; false where they are gone.
    pub fn find(&mut self, dossier: &Dossier) -> bool {
        if let Some(several) = &mut self.several {
            return several.find(dossier);
        }
        let found = dossier.position(&self.key);
        self.position = found.unwrap_or(self.position);
        found.is_some()
    }

    /// What was typed so far.
    pub fn draft(&self) -> AnswerDraft {
        AnswerDraft {
            key: self.key.clone(),
            status: self.status,
            reason: self.reason,
            rationale: self.rationale.text(),
            action: self.action.text(),
            owner: self.owner.text(),
            due: self.due.text(),
            accepted_by: self.accepted_by.text(),
            until: self.until.text(),
            evidence: self.evidence.clone(),
            adding: self.adding.text(),
            basis: self.basis.clone(),
        }
    }

    /// Chooses a status, and where to begin.
    pub fn choose(&mut self, status: Option<Status>, evidence: bool) {
        self.status = status.or(self.status);
        self.focus = match (self.status, evidence) {
            (_, true) => Spot::Evidence,
            (None, false) => Spot::Status,
            (Some(_), false) => Spot::Rationale,
        };
    }

    /// What backs it so far.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    fn spots(&self) -> Vec<Spot> {
        let first: &[Spot] = if self.several.is_some() {
            &[Spot::Items]
        } else {
            &[]
        };
        [first, &Spot::all(self.status)].concat()
    }

    fn field(&mut self, spot: Spot) -> Option<&mut Field> {
        match spot {
            Spot::Rationale => Some(&mut self.rationale),
            Spot::Action => Some(&mut self.action),
            Spot::Owner => Some(&mut self.owner),
            Spot::Due => Some(&mut self.due),
            Spot::AcceptedBy => Some(&mut self.accepted_by),
            Spot::Until => Some(&mut self.until),
            Spot::Evidence => Some(&mut self.adding),
            Spot::Items | Spot::Status | Spot::Reason => None,
        }
    }

    /// True where keys that write belong to a text field, or are about to be told so.
    pub fn is_typing(&self) -> bool {
        !matches!(self.focus, Spot::Items | Spot::Status | Spot::Reason)
            || self.letters == Letters::Prose
    }

    /// True where the letters of the walk choose the status.
    pub fn is_at_status(&self) -> bool {
        self.focus == Spot::Status
    }

    /// True where a piece of evidence is selected.
    pub fn is_at_piece(&self) -> bool {
        self.focus == Spot::Evidence && self.selected.is_some()
    }

    /// True where paths are offered.
    pub fn is_completing(&self) -> bool {
        self.focus == Spot::Evidence && !self.is_at_piece() && self.completion.is_open()
    }

    /// Takes a command or a key.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let before = self.adding.text();
        let mut step = match input {
            Input::Do(action) => self.act(*action, context),
            Input::Type(event) => self.key(*event, context),
            Input::Paste(text) => self.paste(text),
            Input::Edited(text) => {
                self.touched = true;
                self.wrong.retain(|(spot, _)| *spot != self.focus);
                if let Some(field) = self.field(self.focus) {
                    field.replace(text);
                }
                Step::none()
            }
            Input::Click(at) => {
                if let Some(hit) = self.hit(*at, context) {
                    self.click(&hit, context);
                }
                Step::none()
            }
            Input::Wheel(at, action) => {
                self.wheel(*at, *action, context);
                Step::none()
            }
        };
        step.effects
            .extend(self.completion.ask(&before, &self.adding, true));
        step
    }

    /// Moves to the part that was clicked: to its word, its row or its place in the text.
    fn click(&mut self, hit: &form::Hit, context: &Context<'_>) {
        let shown = self.shown(context);
        let Some(spot) = self
            .spots()
            .into_iter()
            .find(|spot| spot.label() == hit.label)
        else {
            return;
        };
        match (spot, hit.word, hit.inside) {
            (Spot::Status, Some(nth), _) => self.status = Some(Status::VARIANTS[nth]),
            (Spot::Reason, Some(nth), _) => self.reason = Some(Reason::VARIANTS[nth]),
            (_, _, Some(at)) if self.focus == spot => {
                if let Some(field) = self.field(spot) {
                    field.click(at);
                }
            }
            _ => {}
        }
        self.touched |= hit.word.is_some();
        if self.focus != spot {
            self.go_to(spot);
        }
        self.selected =
            (spot == Spot::Evidence && hit.row < shown.len()).then(|| shown.start + hit.row);
    }

    fn act(&mut self, action: Action, context: &Context<'_>) -> Step {
        match action {
            Action::NextField => self.step(1),
            Action::PreviousField => self.step(-1),
            Action::Save => return self.save(context),
            Action::AddNote => return self.add_note(context),
            Action::Attest(status) => return self.letter(Some(status)),
            Action::Editor => return self.edit(),
            Action::Remove => return self.remove(),
            action => return self.text_command(action),
        }
        Step::none()
    }

    fn text_command(&mut self, action: Action) -> Step {
        let before = self.draft();
        let said = self.field(self.focus).and_then(|field| field.act(action));
        self.touched |= self.draft() != before;
        said.map_or_else(Step::none, Step::say)
    }

    /// Has the focused text written elsewhere; the rationale where no text has the focus.
    fn edit(&mut self) -> Step {
        if self.field(self.focus).is_none() {
            self.go_to(Spot::Rationale);
        }
        let part = self.focus.label().to_lowercase().replace(' ', "-");
        let name = format!("signoff-{}-{part}", self.key.item);
        let text = self
            .field(self.focus)
            .map(|field| field.text())
            .unwrap_or_default();
        Step::effect(Effect::Edit { name, text })
    }

    fn go_to(&mut self, spot: Spot) {
        self.focus = spot;
        self.selected = None;
        self.letters = Letters::None;
        self.completion.close();
    }

    fn step(&mut self, by: isize) {
        self.go_to(form::step(&self.spots(), self.focus, by));
    }

    fn key(&mut self, event: KeyEvent, context: &Context<'_>) -> Step {
        if let (Spot::Items, Some(several)) = (self.focus, &mut self.several) {
            match event.code {
                KeyCode::Down => several.scroll(1),
                KeyCode::Up => several.scroll(-1),
                KeyCode::Enter => self.step(1),
                code => {
                    let mut replaces = Some(several.replaces);
                    form::choose(&[false, true], &mut replaces, code);
                    several.replaces = replaces.unwrap_or_default();
                }
            }
            self.wrong.retain(|(spot, _)| *spot != Spot::Items);
            return Step::none();
        }
        if self.is_completing() && self.completion.key(event, &mut self.adding, context.keymap) {
            self.touched = true;
            return Step::none();
        }
        match (self.focus, event.code) {
            // What is chosen stays chosen.
            (Spot::Status, KeyCode::Char(' ')) if self.letters != Letters::Prose => {}
            (Spot::Reason, KeyCode::Char(' ')) if self.letters != Letters::Prose => {
                self.touched |= form::choose(Reason::VARIANTS, &mut self.reason, event.code);
            }
            (Spot::Status | Spot::Reason, KeyCode::Char(_)) => return self.letter(None),
            (Spot::Status | Spot::Reason, KeyCode::Enter | KeyCode::Down) => self.step(1),
            (Spot::Status | Spot::Reason, KeyCode::Up) => self.step(-1),
            (Spot::Status, code) => {
                self.letters = Letters::None;
                self.touched |= form::choose(Status::VARIANTS, &mut self.status, code);
            }
            (Spot::Reason, code) => {
                self.letters = Letters::None;
                self.touched |= form::choose(Reason::VARIANTS, &mut self.reason, code);
            }
            (Spot::Evidence, KeyCode::Enter) => return self.add(context),
            (Spot::Evidence, KeyCode::Up | KeyCode::Down) => self.select(event.code),
            (spot, KeyCode::Enter | KeyCode::Down) if spot != Spot::Rationale => self.step(1),
            (spot, KeyCode::Up) if spot != Spot::Rationale => self.step(-1),
            (spot, _) => {
                self.touched = true;
                self.wrong.retain(|(other, _)| *other != spot);
                self.selected = None;
                if let Some(field) = self.field(spot) {
                    field.key(event);
                }
            }
        }
        Step::none()
    }

    /// A letter where none can be written. It may choose the status; a sentence that was meant for another field leaves
    /// the status as it was before its first letter.
    fn letter(&mut self, chosen: Option<Status>) -> Step {
        match (self.focus, chosen, self.letters) {
            (Spot::Status, Some(status), Letters::None | Letters::Chose(_)) => {
                if self.letters == Letters::None {
                    self.letters = Letters::Chose(self.status);
                }
                self.status = Some(status);
                self.wrong.retain(|(spot, _)| *spot != Spot::Status);
                self.touched = true;
                return Step::none();
            }
            (Spot::Status, _, Letters::Chose(before)) => self.status = before,
            (Spot::Status | Spot::Reason, ..) => {}
            _ => return Step::none(),
        }
        self.letters = Letters::Prose;
        let stays = match (self.focus, self.status) {
            (Spot::Status, Some(status)) => format!("the status stays {}", status.label()),
            (Spot::Status, None) => "no status is chosen".to_owned(),
            _ => "the reason stays as it is".to_owned(),
        };
        Step::say(format!(
            "nothing is written here, and {stays}: Tab goes to the next field"
        ))
    }
}
