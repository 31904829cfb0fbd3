//! Go or no-go, about to be said in a session.

use ratatui::Frame;

use crate::face::form::vote::{self, BLANKS, KIND};
use crate::face::place::Place;
use crate::review::{Change, Event, Person};
use crate::tui::form::{Form, Told};
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Screen, Title};
use crate::tui::layout;
use crate::tui::step::{Step, Want};
use crate::tui::unsaved::Kept;
use crate::tui::widget::pane;
use crate::tui::widget::paper::Paper;

/// What somebody says.
#[derive(Debug)]
pub(crate) struct VoteForm {
    form: Form,
}

impl VoteForm {
    /// Whoever writes it down says it, where nobody else is named; begins with what was typed before.
    pub(crate) fn new(who: &Person, context: &Context<'_>) -> Self {
        let mut form = Form::new(vote::NAME, &BLANKS, &vote::begin(who));
        if let Some(typed) = context.forms.get(vote::NAME) {
            form.take_up(typed);
        }
        Self { form }
    }

    fn say(&mut self, context: &Context<'_>) -> Step {
        match vote::read(&self.form.values(), &context.desk.facts) {
            Ok(said) => Step::want(Want::Change(Change::Vote(Box::new(said)))),
            Err(wrong) => {
                self.form.refuse(wrong);
                Step::none()
            }
        }
    }

    fn paper(&self, width: u16, context: &Context<'_>) -> Paper {
        let mut paper = Paper::new(width, context.theme);
        self.form
            .draw(&mut paper, &context.asked(&BLANKS), |_, _| {});
        paper.words(
            "It is recorded, and decides nothing until they sign it.",
            context.theme.dim(),
        );
        paper
    }
}

impl Screen for VoteForm {
    fn places(&self) -> &'static [Place] {
        &[Place::Remark, Place::Forms, Place::Everywhere]
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    fn inner(&self) -> Option<(Place, bool)> {
        Some((Place::Completion, self.form.is_offering()))
    }

    fn title(&self, _: &Context<'_>) -> Title {
        Title::Part(KIND.label.to_owned())
    }

    fn kept(&self, _: &Context<'_>) -> Option<Kept> {
        Some(self.form.kept(vote::NAME))
    }

    fn hear(&mut self, heard: &Heard<'_>, _: &Context<'_>) -> Option<Step> {
        match heard {
            Heard::Discarded => self.form.restart(),
            Heard::Saved(Event::Voted(_)) => return Some(Step::close()),
            Heard::Failed(why) => {
                self.form.complain(Some(&KIND), *why);
                return Some(Step::none());
            }
            _ => {}
        }
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let asked = context.asked(&BLANKS);
        if let Input::Click(at) = input {
            let inner = layout::inside(context.body);
            let paper = self.paper(inner.width, context);
            self.form.click(&paper, inner, *at, &asked);
            return Step::none();
        }
        match self.form.update(input, &asked) {
            Told::Save | Told::End => self.say(context),
            told => told.step(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let inner = pane::frame(frame, context.body, KIND.label, true, context.theme);
        self.paper(inner.width, context).show(frame, inner);
    }
}
