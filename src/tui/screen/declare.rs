//! What one said and did not declare yet, and the key that signs all of it.

use ratatui::Frame;
use ratatui::style::Style;

use crate::decision::statement;
use crate::face::command::Action;
use crate::face::form::declare::{self, DEEDS, verb};
use crate::face::form::key::{self, FILE, KEY};
use crate::face::form::{Reader, Values};
use crate::face::place::Place;
use crate::review::{Deed, DeedKind, Event};
use crate::tui::form::{Form, Told};
use crate::tui::input::{Heard, Input};
use crate::tui::intent::Intent;
use crate::tui::layer::{Context, Opening, Screen, Title};
use crate::tui::layout;
use crate::tui::step::{Goal, Step, Want};
use crate::tui::unsaved::Kept;
use crate::tui::widget::pane;
use crate::tui::widget::paper::Paper;

/// A declaration about to be made.
#[derive(Debug)]
struct DeclareForm {
    form: Form,
}

/// With what was said so far; without anything the screen in front stays.
pub(super) fn open(context: &Context<'_>) -> Opening {
    let typed = context.forms.get(declare::NAME);
    if declare::deeds(typed).is_empty() {
        let keys = |action| context.keymap.keys(Place::Items, action).join(", ");
        let [accept, end, disown] = [DeedKind::Accepts, DeedKind::Ends, DeedKind::Disowns]
            .map(|act| keys(Action::Deed(act)));
        return Opening::stay(Step::say(format!(
            "nothing is said that has to be declared: {accept} accepts an answer, {end} ends a return or a question, {disown} disowns"
        )));
    }
    let mut form = Form::new(declare::NAME, &[&DEEDS, &KEY, &FILE], &Values::default());
    form.take_up(typed.unwrap_or(&Values::default()));
    form.go_to(&KEY);
    Opening::of(DeclareForm { form }, Step::want(Want::FindKeys))
}

impl DeclareForm {
    fn deeds(&self) -> Vec<Deed> {
        declare::deeds(Some(&self.form.values()))
    }

    /// Has the statement made.
    fn state(&mut self, context: &Context<'_>) -> Step {
        let values = self.form.values();
        let mut reader = Reader::new(&values);
        let Some(key) = key::read(&mut reader, &values, context.keyring) else {
            self.form.refuse(reader.wrong);
            return Step::none();
        };
        self.form.forgive(None);
        Step::state(context.who, Intent::Declare(self.deeds()), key)
    }

    fn paper(&self, width: u16, context: &Context<'_>) -> Paper {
        let theme = context.theme;
        let mut paper = Paper::new(width, theme);
        paper.label("You declare", false);
        for deed in self.deeds() {
            let review = context.desk.facts.dossier.review();
            let what = statement::about(deed.to, review);
            let what = what.unwrap_or_else(|| "what is no longer in the file".to_owned());
            paper.words(&format!("{} {what}", verb(deed.act)), Style::new());
            if let Some(why) = deed.why {
                paper.words(&format!("  why: {why}"), theme.dim());
            }
        }
        let blanks = key::blanks(&self.form.values(), context.keyring);
        self.form
            .draw(&mut paper, &context.asked(&blanks), |_, _| {});
        paper.label("Declared by", false);
        paper.text(&context.name("asked when you go on"), false);
        paper
    }
}

impl Screen for DeclareForm {
    fn places(&self) -> &'static [Place] {
        &[Place::Declare, Place::Forms, Place::Everywhere]
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    fn inner(&self) -> Option<(Place, bool)> {
        Some((Place::Completion, self.form.is_offering()))
    }

    fn title(&self, _: &Context<'_>) -> Title {
        Title::Part("Declare".to_owned())
    }

    fn kept(&self, _: &Context<'_>) -> Option<Kept> {
        Some(self.form.kept(declare::NAME))
    }

    fn hear(&mut self, heard: &Heard<'_>, _: &Context<'_>) -> Option<Step> {
        match heard {
            Heard::Discarded | Heard::Saved(Event::Declared(_)) => return Some(Step::close()),
            Heard::Failed(why) => {
                self.form.complain(Some(&KEY), *why);
                return Some(Step::none());
            }
            Heard::Stated(stated) if !stated.record.decides() => {
                return Some(Step::go(Goal::Statement(Box::new((*stated).clone()))));
            }
            _ => {}
        }
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let blanks = key::blanks(&self.form.values(), context.keyring);
        let asked = context.asked(&blanks);
        if let Input::Click(at) = input {
            let inner = layout::inside(context.body);
            let paper = self.paper(inner.width, context);
            self.form.click(&paper, inner, *at, &asked);
            return Step::none();
        }
        match self.form.update(input, &asked) {
            Told::Save | Told::End => self.state(context),
            told => told.step(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let title = "Said, and not declared yet";
        let inner = pane::frame(frame, context.body, title, true, context.theme);
        self.paper(inner.width, context).show(frame, inner);
    }
}
