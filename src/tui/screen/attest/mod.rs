//! The attestation: opens when a status needs words.

mod origin;
mod save;
pub mod several;
mod view;

use crossterm::event::{KeyCode, KeyEvent};
use strum::VariantArray;

use self::several::Several;
use super::{Context, Input, Step};
use crate::checklist::form::is_web_address;
use crate::evidence::EvidenceError;
use crate::review::{AnswerDraft, Dossier, Evidence, ItemKey, Reason, Status};
use crate::tui::command::Action;
use crate::tui::msg::Effect;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::field::Field;
use crate::tui::widget::form;

/// A part of the form that takes keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// Which items, where there are several.
    Items,
    /// Which status.
    Status,
    /// Why.
    Rationale,
    /// Why it does not apply.
    Reason,
    /// What will be done.
    Action,
    /// By whom.
    Owner,
    /// By when.
    Due,
    /// Who accepts the risk.
    AcceptedBy,
    /// How long it holds.
    Until,
    /// What backs it.
    Evidence,
}

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
    selected: usize,
    adding: Field,
    /// The attestation that counted when it was begun.
    basis: Option<String>,
    /// The status of the answer that the form began with.
    before: Option<Status>,
    focus: Spot,
    wrong: Vec<(Spot, String)>,
    /// How far the guidance beside the form is scrolled.
    guide: Cursor,
    /// True once something was typed or chosen that is not saved.
    pub touched: bool,
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
            selected: 0,
            adding: Field::line(&draft.adding),
            basis: draft.basis,
            focus: Spot::Status,
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
        Self { several, ..Self::new(draft, positions.first().copied().unwrap_or_default()) }
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
        let more: &[Spot] = match self.status {
            Some(Status::Partial | Status::Unmet) => &[Spot::Action, Spot::Owner, Spot::Due],
            Some(Status::RiskAccepted) => &[Spot::AcceptedBy],
            Some(Status::NotApplicable) => &[Spot::Reason],
            Some(Status::Met) | None => &[],
        };
        // Who accepts a risk says until when; for the others the date is rare, and stands last.
        let first: &[Spot] = if self.several.is_some() { &[Spot::Items] } else { &[] };
        match self.status {
            Some(Status::RiskAccepted) => {
                [first, &[Spot::Status, Spot::Rationale], more, &[Spot::Until, Spot::Evidence]].concat()
            }
            _ => [first, &[Spot::Status, Spot::Rationale], more, &[Spot::Evidence, Spot::Until]].concat(),
        }
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

    /// True where keys that write belong to a text field.
    pub fn is_typing(&self) -> bool {
        !matches!(self.focus, Spot::Items | Spot::Status | Spot::Reason)
    }

    /// Takes a command or a key.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        match input {
            Input::Do(action) => self.act(*action, context),
            Input::Type(event) => self.key(*event, context),
            Input::Paste(text) => {
                self.touched = true;
                if let Some(field) = self.field(self.focus) {
                    field.paste(text);
                }
                Step::none()
            }
            Input::Click(at) => {
                if let Some(hit) = self.hit(*at, context) {
                    self.click(&hit);
                }
                Step::none()
            }
            Input::Wheel(at, action) => {
                self.wheel(*at, *action, context);
                Step::none()
            }
        }
    }

    /// Moves to the part that was clicked: to its word, its row or its place in the text.
    fn click(&mut self, hit: &form::Hit) {
        let Some(spot) = self.spots().into_iter().find(|spot| spot.label() == hit.label) else { return };
        match (spot, hit.word, hit.inside) {
            (Spot::Status, Some(nth), _) => self.status = Some(Status::VARIANTS[nth]),
            (Spot::Reason, Some(nth), _) => self.reason = Some(Reason::VARIANTS[nth]),
            (Spot::Evidence, ..) if hit.row < self.evidence.len() => self.selected = hit.row,
            (_, _, Some(at)) if self.focus == spot => {
                if let Some(field) = self.field(spot) {
                    field.click(at);
                }
            }
            _ => {}
        }
        self.touched |= hit.word.is_some();
        self.focus = spot;
    }

    fn act(&mut self, action: Action, context: &Context<'_>) -> Step {
        match action {
            Action::NextField => self.step(1),
            Action::PreviousField => self.step(-1),
            Action::Save => return self.save(context),
            Action::AddNote => return self.add_note(context),
            Action::Remove if self.focus == Spot::Evidence && self.selected < self.evidence.len() => {
                let gone = self.evidence.remove(self.selected);
                self.selected = self.selected.min(self.evidence.len().saturating_sub(1));
                self.touched = true;
                return Step::say(format!("removed {}", gone.label()));
            }
            _ => {}
        }
        Step::none()
    }

    fn step(&mut self, by: isize) {
        let spots = self.spots();
        let at = spots.iter().position(|spot| *spot == self.focus).unwrap_or_default();
        self.focus = spots[at.wrapping_add_signed(by + spots.len().cast_signed()) % spots.len()];
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
        match (self.focus, event.code) {
            (Spot::Status | Spot::Reason, KeyCode::Enter | KeyCode::Down) => self.step(1),
            (Spot::Status | Spot::Reason, KeyCode::Up) => self.step(-1),
            (Spot::Status, code) => self.touched |= form::choose(Status::VARIANTS, &mut self.status, code),
            (Spot::Reason, code) => self.touched |= form::choose(Reason::VARIANTS, &mut self.reason, code),
            (Spot::Evidence, KeyCode::Enter) => return self.add(context),
            (Spot::Evidence, KeyCode::Up) => self.selected = self.selected.saturating_sub(1),
            (Spot::Evidence, KeyCode::Down) => {
                self.selected = (self.selected + 1).min(self.evidence.len().saturating_sub(1));
            }
            (spot, KeyCode::Enter | KeyCode::Down) if spot != Spot::Rationale => self.step(1),
            (spot, KeyCode::Up) if spot != Spot::Rationale => self.step(-1),
            (spot, _) => {
                self.touched = true;
                self.wrong.retain(|(other, _)| *other != spot);
                if let Some(field) = self.field(spot) {
                    field.key(event);
                }
            }
        }
        Step::none()
    }

    fn add(&mut self, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else { return Step::none() };
        self.wrong.retain(|(spot, _)| *spot != Spot::Evidence);
        let Some(text) = self.adding.filled() else { return Step::say("type a link or the path of a file") };
        if is_web_address(&text) {
            self.keep(Evidence::Link { url: text, at: desk.now });
            return Step::none();
        }
        if context.reading(&self.key).is_some() {
            return Step::say("one file at a time; wait, or stop reading with Ctrl-G");
        }
        let path = text.strip_prefix("file://").unwrap_or(&text).to_owned();
        Step::effect(Effect::Measure { job: 0, path })
    }

    fn add_note(&mut self, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else { return Step::none() };
        self.focus = Spot::Evidence;
        let Some(text) = self.adding.filled() else {
            return Step::say("type the note beside +, then Ctrl-T");
        };
        self.keep(Evidence::Note { text, at: desk.now });
        Step::none()
    }

    fn keep(&mut self, evidence: Evidence) {
        self.wrong.retain(|(spot, _)| *spot != Spot::Evidence);
        self.evidence.push(evidence);
        self.selected = self.evidence.len() - 1;
        self.adding = Field::line("");
        self.touched = true;
    }

    /// Takes in a file that was read, or why it was not.
    pub fn measured(&mut self, result: Result<Evidence, EvidenceError>) {
        match result {
            Ok(evidence) => self.keep(evidence),
            Err(EvidenceError::Missing(path)) => self.complain(
                Spot::Evidence,
                format!("{path} does not exist; correct the path, or keep the text as a note with Ctrl-T"),
            ),
            Err(error) => self.complain(Spot::Evidence, error.to_string()),
        }
    }

    fn complain(&mut self, spot: Spot, message: String) {
        self.wrong.retain(|(other, _)| *other != spot);
        self.wrong.push((spot, message));
    }
}
