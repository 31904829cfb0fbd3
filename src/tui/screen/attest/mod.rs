//! The attestation: opens when a status needs words.

mod answer;
mod basis;
mod evidence;
pub(crate) mod several;
mod view;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;

use self::several::{ITEMS, Several};
use crate::face::command::Action;
use crate::face::form::attest::{AnswerDraft, EVIDENCE, RATIONALE, REASON, STATUS};
use crate::face::form::{Blank, attest};
use crate::face::place::Place;
use crate::review::{Attested, Dossier, Event, Evidence, ItemKey, Status};
use crate::tui::form::{Form, Questions, Told};
use crate::tui::input::{Heard, Input};
use crate::tui::keymap::Binding;
use crate::tui::layer::{Context, Screen, Title};
use crate::tui::step::{Goal, Step, Want};
use crate::tui::stroke::Stroke;
use crate::tui::unsaved::Kept;
use crate::tui::widget::cursor::Cursor;

/// An answer about to be given; kept as a draft when the form is left.
#[derive(Debug)]
pub(crate) struct Attest {
    /// The item.
    key: ItemKey,
    /// Its place in the walk.
    position: usize,
    /// All items, where there are several.
    several: Option<Several>,
    form: Form,
    evidence: Vec<Evidence>,
    /// The piece that is selected; `None` on the line that adds one.
    selected: Option<usize>,
    /// What the file that is being read is read for.
    purpose: Purpose,
    /// The attestation that counted when it was begun.
    basis: Option<String>,
    /// The status of the answer that the form began with.
    before: Option<Status>,
    letters: Letters,
    /// How far the guidance beside the form is scrolled.
    guide: Cursor,
    /// True where it is read in the place of the form, since there is no room for both.
    guided: bool,
    /// True once something was typed or chosen that is not saved.
    touched: bool,
}

/// What a file is read for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Purpose {
    /// To be added to the list.
    #[default]
    Adds,
    /// It is in the list, and changed.
    Renews,
    /// It was still in the line that adds when the answer was to be saved.
    Saves,
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
    pub(crate) fn new(draft: AnswerDraft, position: usize) -> Self {
        let blanks = [&[&ITEMS], &attest::BLANKS[..]].concat();
        let mut form = Form::new(&draft.key.item, &blanks, &draft.values);
        form.go_to(&STATUS);
        Self {
            position,
            several: None,
            form,
            before: draft.status(),
            evidence: draft.evidence,
            selected: None,
            purpose: Purpose::Adds,
            basis: draft.basis,
            letters: Letters::None,
            guide: Cursor::default(),
            guided: false,
            touched: false,
            key: draft.key,
        }
    }

    /// Begins one answer to several items with what was typed before.
    pub(crate) fn several(
        kept: Option<AnswerDraft>,
        positions: &[usize],
        dossier: &Dossier,
    ) -> Self {
        let draft = kept.unwrap_or_else(|| AnswerDraft::blank(several::key()));
        let several = Some(Several::new(positions, dossier));
        Self {
            several,
            ..Self::new(draft, positions.first().copied().unwrap_or_default())
        }
    }

    /// Finds its items in a review that was read anew; false where they are gone.
    fn find(&mut self, dossier: &Dossier) -> bool {
        if let Some(several) = &mut self.several {
            return several.find(dossier);
        }
        let found = dossier.position(&self.key);
        self.position = found.unwrap_or(self.position);
        found.is_some()
    }

    /// What was typed so far.
    fn draft(&self) -> AnswerDraft {
        AnswerDraft {
            key: self.key.clone(),
            values: self.form.values().only(&attest::BLANKS),
            evidence: self.evidence.clone(),
            basis: self.basis.clone(),
        }
    }

    /// Chooses a status, and where to begin.
    pub(crate) fn at(mut self, status: Option<Status>, evidence: bool) -> Self {
        if let Some(status) = status {
            self.form.set(&STATUS, &status.to_string());
        }
        self.go_to(match (self.status(), evidence) {
            (_, true) => &EVIDENCE,
            (None, false) => &STATUS,
            (Some(_), false) => &RATIONALE,
        });
        self
    }

    fn status(&self) -> Option<Status> {
        self.form.get(&STATUS).parse().ok()
    }

    fn blanks(&self) -> Vec<&'static Blank> {
        let mut blanks = attest::blanks(self.status());
        if self.several.is_some() {
            blanks.insert(0, &ITEMS);
        }
        blanks
    }

    /// True where the letters of the walk choose the status.
    fn is_at_status(&self) -> bool {
        self.form.is_at(&STATUS)
    }

    /// True where a piece of evidence is selected.
    fn is_at_piece(&self) -> bool {
        self.form.is_at(&EVIDENCE) && self.selected.is_some()
    }

    fn go_to(&mut self, blank: &'static Blank) {
        self.form.go_to(blank);
        self.selected = None;
        self.letters = Letters::None;
    }

    /// Takes a key that means something else than in other forms.
    fn key(&mut self, event: KeyEvent, context: &Context<'_>) -> Option<Step> {
        let code = event.code;
        if let Some(several) = self.several.as_mut().filter(|_| self.form.is_at(&ITEMS)) {
            let taken = several.key(code);
            if taken {
                self.form.forgive(Some(&ITEMS));
            }
            return taken.then(Step::none);
        }
        let is_word = self.letters == Letters::Prose;
        match code {
            // What is chosen stays chosen.
            KeyCode::Char(' ') if self.is_at_status() && !is_word => Some(Step::none()),
            KeyCode::Char(' ') if !is_word => None,
            // The letters of the walk choose here too.
            KeyCode::Char(_) if self.is_at_status() && !is_word => {
                let key = Stroke::of(event);
                let found = context.keymap.find(&[Place::Items], None, key);
                let chosen = match found {
                    Binding::Action(Action::Attest(status)) if key.types() => Some(status),
                    _ => None,
                };
                Some(self.letter(chosen, context))
            }
            KeyCode::Char(_) if self.is_at_status() || self.form.is_at(&REASON) => {
                Some(self.letter(None, context))
            }
            _ => None,
        }
    }

    /// Has the form take an input, and does what it leaves.
    fn fill_in(&mut self, input: &Input, context: &Context<'_>) -> Step {
        if matches!(input, Input::Do(Action::Editor)) && !self.form.is_typing() {
            self.go_to(&RATIONALE);
        }
        let blanks = self.blanks();
        let asked = Questions::of(context, &blanks);
        let told = match self.form.update(input, &asked) {
            Told::Own(KeyCode::Enter) => return self.add(context),
            Told::Own(code) => {
                self.select(code);
                return Step::none();
            }
            // Behind the last blank comes the first again.
            Told::End => self.form.update(&Input::Do(Action::NextField), &asked),
            told => told,
        };
        self.selected = None;
        self.letters = Letters::None;
        told.step()
    }

    /// A letter where none can be written. It may choose the status; a sentence that was meant for another field leaves
    /// the status as it was before its first letter.
    fn letter(&mut self, chosen: Option<Status>, context: &Context<'_>) -> Step {
        let is_at_status = self.is_at_status();
        match (chosen, self.letters) {
            (Some(status), Letters::None | Letters::Chose(_)) if is_at_status => {
                if self.letters == Letters::None {
                    self.letters = Letters::Chose(self.status());
                }
                self.form.set(&STATUS, &status.to_string());
                self.form.forgive(Some(&STATUS));
                return Step::none();
            }
            (_, Letters::Chose(before)) if is_at_status => {
                let before = before.map(|status| status.to_string());
                self.form.set(&STATUS, &before.unwrap_or_default());
            }
            _ if is_at_status || self.form.is_at(&REASON) => {}
            _ => return Step::none(),
        }
        self.letters = Letters::Prose;
        let stays = match self.status() {
            _ if !is_at_status => "the reason stays as it is".to_owned(),
            Some(status) => format!("the status stays {}", status.label()),
            None => "no status is chosen".to_owned(),
        };
        let key = context.keymap.key("next-field");
        Step::say(format!(
            "nothing is written here, and {stays}: {key} goes to the next field"
        ))
    }
}

impl Screen for Attest {
    fn place(&self) -> Place {
        if self.is_at_piece() {
            Place::Attached
        } else {
            Place::Attest
        }
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing() || self.letters == Letters::Prose
    }

    fn inner(&self) -> Option<(Place, bool)> {
        let is_open = !self.is_at_piece() && self.form.is_offering();
        Some((Place::Completion, is_open))
    }

    fn item(&self) -> Option<usize> {
        Some(self.position)
    }

    fn title(&self, context: &Context<'_>) -> Title {
        if let Some(several) = &self.several {
            return Title::Part(several.number());
        }
        let entry = context.dossier.entry(self.position);
        let (category, id) = (&entry.category.title, &entry.item.id);
        let arrow = context.theme.sign("›", ">");
        Title::Part(format!("{category} {arrow} {id}"))
    }

    fn kept(&self, context: &Context<'_>) -> Option<Kept> {
        Some(Kept::Answer {
            draft: Box::new(self.draft()),
            begun: Box::new(self.origin(context.dossier)),
            touched: self.touched,
        })
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        let dossier = context.dossier;
        match heard {
            Heard::Reread(_) if !self.find(dossier) => {
                let gone = format!("{} is no longer in the checklist", self.key);
                Some(Step::close().and(Step::want(Want::Complain(gone))))
            }
            Heard::Saved(Event::Attested(attested)) => {
                let mine = |one: &Attested| one.key == self.key;
                let is_mine = self.several.is_some() || attested.iter().any(mine);
                is_mine.then(Step::close)
            }
            Heard::Overtaken(change) => {
                let asks = self.must_ask(change, dossier);
                asks.then(|| Step::go(Goal::Both((*change).clone())))
            }
            Heard::Measured(key, result) if **key == self.key => {
                let saves = self.purpose == Purpose::Saves;
                if saves && result.is_err() {
                    // Everything that is wrong is said at once.
                    self.check(context);
                }
                let step = self.measured(result, context);
                let goes_on = saves && result.is_ok();
                Some(if goes_on { self.save(context) } else { step })
            }
            Heard::Discarded => {
                let several = self.several.take();
                *self = Self {
                    several,
                    ..Self::new(self.origin(dossier), self.position)
                };
                None
            }
            _ => {
                self.form.hear(heard);
                None
            }
        }
    }

    fn back(&mut self, context: &Context<'_>) -> Step {
        if std::mem::take(&mut self.guided) {
            return Step::none();
        }
        let when = match self.several {
            Some(_) => "you attest several items",
            None => "you return to the item",
        };
        let is_kept = context.drafts.contains_key(&self.key);
        let said = is_kept.then(|| format!("draft kept; it is here again when {when}"));
        Step::close().and(said.map(Step::say).unwrap_or_default())
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        if let Input::Do(action @ (Action::BesideDown | Action::BesideUp)) = input {
            return self.read_guide(*action, context);
        }
        self.guided = false;
        let before = self.draft();
        let step = match input {
            Input::Do(Action::Save) => return self.save(context),
            Input::Do(Action::Answerer) => return Step::go(Goal::Answerer),
            Input::Do(Action::AddNote) => self.add_note(context),
            Input::Do(Action::Remove) => self.remove(),
            Input::Click(at) => {
                self.click(*at, context);
                Step::none()
            }
            Input::Wheel(at, action) => {
                self.wheel(*at, *action, context);
                Step::none()
            }
            Input::Type(event) => self
                .key(*event, context)
                .unwrap_or_else(|| self.fill_in(input, context)),
            input => self.fill_in(input, context),
        };
        self.touched |= self.draft() != before;
        step
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        self.draw(frame, context);
    }
}
