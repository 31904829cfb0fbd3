//! A short form of which one record is made: what stands beside its blanks, and what is done with them, is the slip's.

use std::fmt::Debug;

use crossterm::event::KeyCode;
use ratatui::Frame;

use crate::face::form::{Blank, Complaint, Values};
use crate::face::place::Place;
use crate::review::Event;
use crate::tui::form::{Form, Questions, Told};
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Screen, Title};
use crate::tui::layout;
use crate::tui::step::{Goal, Step};
use crate::tui::unsaved::Kept;
use crate::tui::widget::pane;
use crate::tui::widget::paper::Paper;

/// What is asked, and what is made of it.
pub(crate) trait Slip: Debug {
    const PLACE: Place;

    /// In the title of the screen.
    fn title(&self) -> String;

    /// In the frame.
    fn heading(&self) -> &'static str;

    /// What a draft of it is kept under.
    fn name(&self) -> String;

    /// What is asked just now. Why nothing was made is said at the first.
    fn blanks(&self, values: &Values, context: &Context<'_>) -> Vec<&'static Blank>;

    /// Has it made.
    fn make(&self, values: &Values, context: &Context<'_>) -> Result<Step, Vec<Complaint>>;

    /// True for the record that was made of it.
    fn is_made(&self, event: &Event) -> bool;

    /// True where one line is enough: Enter makes it.
    fn is_line(&self) -> bool {
        false
    }

    /// What is done where nothing can be made of it any more.
    fn end(&mut self, _: &Values, _: &Context<'_>) -> Option<Step> {
        None
    }

    /// Draws what stands above the blanks.
    fn above(&self, _: &Values, _: &mut Paper, _: &Context<'_>) {}

    /// Draws what stands below them.
    fn below(&self, paper: &mut Paper, context: &Context<'_>);
}

/// A slip that is being filled in.
#[derive(Debug)]
pub(crate) struct SlipForm<S> {
    slip: S,
    form: Form,
}

impl<S: Slip> SlipForm<S> {
    /// Begins with what was typed before. What it is about names its files in the editor.
    pub(super) fn new(
        slip: S,
        about: impl Into<String>,
        blanks: &[&'static Blank],
        begun: &Values,
        context: &Context<'_>,
    ) -> Self {
        let mut form = Form::new(about, blanks, begun);
        if let Some(typed) = context.forms.get(&slip.name()) {
            form.take_up(typed);
        }
        Self { slip, form }
    }

    fn blanks(&self, context: &Context<'_>) -> Vec<&'static Blank> {
        self.slip.blanks(&self.form.values(), context)
    }

    fn make(&mut self, context: &Context<'_>) -> Step {
        let made = self.slip.make(&self.form.values(), context);
        self.form.done(made).unwrap_or_default()
    }

    fn paper(&self, width: u16, context: &Context<'_>) -> Paper {
        let mut paper = Paper::new(width, context.theme);
        self.slip.above(&self.form.values(), &mut paper, context);
        let blanks = self.blanks(context);
        self.form
            .draw(&mut paper, &Questions::of(context, &blanks), |_, _| {});
        self.slip.below(&mut paper, context);
        paper
    }
}

impl<S: Slip> Screen for SlipForm<S> {
    fn place(&self) -> Place {
        S::PLACE
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    fn inner(&self) -> Option<(Place, bool)> {
        Some((Place::Completion, self.form.is_offering()))
    }

    fn title(&self, _: &Context<'_>) -> Title {
        Title::Part(self.slip.title())
    }

    fn kept(&self, _: &Context<'_>) -> Option<Kept> {
        Some(self.form.kept(self.slip.name()))
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        match heard {
            Heard::Saved(event) if self.slip.is_made(event) => return Some(Step::close()),
            Heard::Failed(why) => {
                let first = self.blanks(context)[0];
                self.form.complain(Some(first), *why);
                return Some(Step::none());
            }
            Heard::Stated(stated) if !stated.record.decides() => {
                return Some(Step::go(Goal::Statement(Box::new((*stated).clone()))));
            }
            Heard::Discarded | Heard::Reread(_) | Heard::Listed(..) => self.form.hear(heard),
            _ => return None,
        }
        self.slip.end(&self.form.values(), context)
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let blanks = self.blanks(context);
        let asked = Questions::of(context, &blanks);
        match input {
            Input::Type(event) if event.code == KeyCode::Enter && self.slip.is_line() => {
                return self.make(context);
            }
            Input::Click(at) => {
                let inner = layout::inside(context.body);
                let paper = self.paper(inner.width, context);
                self.form.click(&paper, inner, *at, &asked);
                return Step::none();
            }
            _ => {}
        }
        match self.form.update(input, &asked) {
            Told::Save | Told::End => self.make(context),
            told => told.step(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let heading = self.slip.heading();
        let inner = pane::frame(frame, context.body, heading, true, context.theme);
        self.paper(inner.width, context).show(frame, inner);
    }
}
