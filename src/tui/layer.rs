//! What stands on the stack: how a screen or a box is spoken to, and what it may look at.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::ops::Deref;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::desk::Desk;
use super::input::{Heard, Input};
use super::jobs::{Checking, Jobs, Reading};
use super::keymap::Keymap;
use super::step::Step;
use super::theme::Theme;
use super::unsaved::Kept;
use crate::face::command::Action;
use crate::face::form::Values;
use crate::face::form::attest::AnswerDraft;
use crate::face::place::Place;
use crate::facts::{Facts, Matters};
use crate::keys::Keyring;
use crate::review::{Compared, Dossier, Evidence, ItemKey, Person};
use crate::text::capital::capital;

/// A screen or a box. It takes what the person does and returns what it wants done; it writes nothing while it draws
/// and knows no other.
pub(super) trait Layer: Debug {
    /// Where keys are looked up first.
    fn place(&self) -> Place;

    /// True where keys that write go into a text field.
    fn is_typing(&self) -> bool {
        false
    }

    /// A list in it whose keys go before its own, and whether it has them now.
    fn inner(&self) -> Option<(Place, bool)> {
        None
    }

    /// The item that commands are about.
    fn item(&self) -> Option<usize> {
        None
    }

    fn title(&self, _: &Surface<'_>) -> Title {
        Title::Program
    }

    /// What of it is a draft.
    fn kept(&self, _: &Surface<'_>) -> Option<Kept> {
        None
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step;

    /// Takes in what happened elsewhere; nothing where that is none of its business.
    fn hear(&mut self, _: &Heard<'_>, _: &Surface<'_>) -> Option<Step> {
        None
    }

    /// What the key that leads back does.
    fn back(&mut self, _: &Surface<'_>) -> Step {
        Step::close()
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>);
}

/// A screen of the open review: the same with the review at hand.
pub(super) trait Screen: Debug {
    fn place(&self) -> Place;

    fn is_typing(&self) -> bool {
        false
    }

    fn inner(&self) -> Option<(Place, bool)> {
        None
    }

    fn item(&self) -> Option<usize> {
        None
    }

    fn title(&self, _: &Context<'_>) -> Title {
        Title::Part(capital(&self.place().to_string()))
    }

    fn kept(&self, _: &Context<'_>) -> Option<Kept> {
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step;

    fn hear(&mut self, _: &Heard<'_>, _: &Context<'_>) -> Option<Step> {
        None
    }

    fn back(&mut self, _: &Context<'_>) -> Step {
        Step::close()
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>);
}

/// Here alone it is asked whether a review is open: screens of a review are on the stack only while one is.
impl<S: Screen> Layer for S {
    fn place(&self) -> Place {
        Screen::place(self)
    }

    fn is_typing(&self) -> bool {
        Screen::is_typing(self)
    }

    fn inner(&self) -> Option<(Place, bool)> {
        Screen::inner(self)
    }

    fn item(&self) -> Option<usize> {
        Screen::item(self)
    }

    fn title(&self, surface: &Surface<'_>) -> Title {
        let context = surface.context();
        context.map_or(Title::Program, |context| Screen::title(self, &context))
    }

    fn kept(&self, surface: &Surface<'_>) -> Option<Kept> {
        Screen::kept(self, &surface.context()?)
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let context = surface.context();
        context.map_or_else(Step::none, |context| Screen::update(self, input, &context))
    }

    fn hear(&mut self, heard: &Heard<'_>, surface: &Surface<'_>) -> Option<Step> {
        Screen::hear(self, heard, &surface.context()?)
    }

    fn back(&mut self, surface: &Surface<'_>) -> Step {
        let context = surface.context();
        context.map_or_else(Step::close, |context| Screen::back(self, &context))
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        if let Some(context) = surface.context() {
            Screen::view(self, frame, &context);
        }
    }
}

/// What comes of a command that leads to a screen.
#[derive(Debug)]
pub(super) struct Opening {
    pub screen: Option<Box<dyn Layer>>,
    /// What else is wanted then.
    pub step: Step,
}

impl Opening {
    pub(super) fn of(screen: impl Layer + 'static, step: Step) -> Self {
        let screen: Box<dyn Layer> = Box::new(screen);
        Self {
            screen: Some(screen),
            step,
        }
    }

    /// The screen in front stays.
    pub(super) fn stay(step: Step) -> Self {
        Self { screen: None, step }
    }
}

/// What the title line says of a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Title {
    /// The program and the person.
    Program,
    /// The review, and where one is in it, which matters more than the end of a long name: `Secrets › SEC-2`.
    Part(String),
    /// The review and its checklists.
    Review,
}

/// What any layer may look at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surface<'m> {
    pub theme: Theme,
    pub keymap: &'m Keymap,
    /// Who attests.
    pub who: Option<&'m Person>,
    /// Who answers, where they only write it down.
    pub answerer: Option<&'m Person>,
    /// The whole screen, and of it what is between title and hints.
    pub screen: Rect,
    pub body: Rect,
    /// The keys that there are to sign with; `None` until they were looked for.
    pub keyring: Option<&'m Keyring>,
    /// What was typed and not saved: answers, and forms by their names.
    pub drafts: &'m BTreeMap<ItemKey, AnswerDraft>,
    pub forms: &'m BTreeMap<String, Values>,
    pub jobs: &'m Jobs,
    /// What keeps items of the open review from being settled.
    pub matters: &'m Matters,
    /// The item that the walk is at, and the one that commands are about.
    pub here: usize,
    pub item: Option<usize>,
    /// Where keys are looked up first on the screen in front.
    pub place: Place,
    /// The open review, if there is one.
    pub desk: Option<Desk<'m>>,
}

/// What a screen of the open review may look at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'m> {
    pub desk: Desk<'m>,
    pub facts: Facts<'m>,
    pub dossier: &'m Dossier,
    surface: Surface<'m>,
}

impl<'m> Deref for Context<'m> {
    type Target = Surface<'m>;

    fn deref(&self) -> &Self::Target {
        &self.surface
    }
}

impl<'m> Surface<'m> {
    pub(super) fn context(self) -> Option<Context<'m>> {
        self.desk.map(|desk| self.with(desk))
    }

    pub(super) fn with(self, desk: Desk<'m>) -> Context<'m> {
        Context {
            desk,
            facts: desk.facts,
            dossier: desk.facts.dossier,
            surface: self,
        }
    }

    /// Who does it, or what to say of that.
    pub(super) fn name(&self, otherwise: &str) -> String {
        self.who.map_or(otherwise, Person::as_str).to_owned()
    }
}

impl Context<'_> {
    /// The file that is being read for an item.
    pub(super) fn reading(&self, key: &ItemKey) -> Option<&Reading> {
        self.jobs
            .readings
            .iter()
            .find(|reading| reading.key == *key)
    }

    /// The letters that choose a status: `m met  p partial`.
    pub(super) fn status_keys(&self) -> String {
        let rows = self.keymap.commands(&[Place::Items]).into_iter();
        let words = rows.filter_map(|(command, keys)| match command.action {
            Action::Attest(_) => Some(format!("{} {}", keys.first()?, command.hint)),
            _ => None,
        });
        words.collect::<Vec<_>>().join("  ")
    }

    /// How much of an evidence file is read, in whole percent; `None` where it is not being looked at.
    pub(super) fn percent(&self, evidence: &Evidence) -> Option<u64> {
        let mut checking = self.jobs.checking.iter();
        checking.find_map(|checking: &Checking| checking.percent(evidence.label()))
    }

    /// What is known of an evidence file now: `unchanged`, `being read 45 %`; `None` for what is no file.
    pub(super) fn state(&self, evidence: &Evidence) -> Option<(String, Style)> {
        let compared = evidence.compare(self.desk.facts.dossier.checks())?;
        if let Some(percent) = self.percent(evidence) {
            return Some((format!("being read {percent} %"), self.theme.warn()));
        }
        let style = match compared {
            Compared::Unchanged => self.theme.good(),
            Compared::Changed(..) | Compared::Misstated(_) | Compared::Missing(_) => {
                self.theme.bad()
            }
            Compared::Unseen => self.theme.dim(),
        };
        Some((compared.to_string(), style))
    }
}
