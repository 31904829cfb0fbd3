//! Something about to be said beside the answers of items: Enter says it.

use crossterm::event::KeyCode;
use ratatui::Frame;

use crate::face::form::remark;
use crate::face::place::Place;
use crate::face::words::sentence;
use crate::review::{Change, Event, ItemKey, RemarkKind};
use crate::tui::form::{Form, Told};
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Screen, Title};
use crate::tui::layout;
use crate::tui::step::{Step, Want};
use crate::tui::unsaved::Kept;
use crate::tui::widget::pane;
use crate::tui::widget::paper::Paper;

/// A remark about to be made.
#[derive(Debug)]
pub(crate) struct RemarkForm {
    kind: RemarkKind,
    /// The items that it is about.
    keys: Vec<ItemKey>,
    form: Form,
}

impl RemarkForm {
    /// Asks for the words; begins with what was typed before.
    pub(crate) fn new(kind: RemarkKind, positions: &[usize], context: &Context<'_>) -> Self {
        let facts = &context.desk.facts;
        let first = positions.first().copied().unwrap_or_default();
        let begun = remark::begin(kind, first, context.who, facts);
        let mut form = Form::new(kind.to_string(), &remark::blanks(kind), &begun);
        let keys = positions.iter().map(|at| facts.dossier.entry(*at).key());
        let keys: Vec<_> = keys.collect();
        if let Some(typed) = context.forms.get(&remark::name(kind, &keys)) {
            form.take_up(typed);
        }
        Self { kind, keys, form }
    }

    fn say(&mut self, context: &Context<'_>) -> Step {
        let facts = &context.desk.facts;
        match remark::read(self.kind, &self.form.values(), facts, facts.today()) {
            Ok(words) => Step::want(Want::Change(Change::Remark {
                keys: self.keys.clone(),
                words: Box::new(words),
            })),
            Err(wrong) => {
                self.form.refuse(wrong);
                Step::none()
            }
        }
    }

    fn paper(&self, width: u16, context: &Context<'_>) -> Paper {
        let (facts, theme) = (&context.desk.facts, context.theme);
        let mut paper = Paper::new(width, theme);
        for position in facts.dossier.positions(&self.keys).into_iter().flatten() {
            let entry = facts.dossier.entry(position);
            paper.label(&entry.item.id, false);
            paper.words(&entry.item.title, theme.strong());
            if let Some(last) = entry.latest() {
                let said = format!("{} by {}", last.answer.status.label(), last.by.name());
                paper.text(&said, false);
            }
        }
        let blanks = remark::blanks(self.kind);
        let asked = context.asked(&blanks);
        self.form.draw(&mut paper, &asked, |_, _| {});
        paper.label("Said by", false);
        paper.text(&context.name("asked when it is said"), false);
        paper
    }
}

impl Screen for RemarkForm {
    fn places(&self) -> &'static [Place] {
        &[Place::Remark, Place::Forms, Place::Everywhere]
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    fn inner(&self) -> Option<(Place, bool)> {
        Some((Place::Completion, self.form.is_offering()))
    }

    fn item(&self) -> Option<usize> {
        None
    }

    fn title(&self, _: &Context<'_>) -> Title {
        Title::Part(
            sentence(&self.kind.to_string())
                .trim_end_matches('.')
                .to_owned(),
        )
    }

    fn kept(&self, _: &Context<'_>) -> Option<Kept> {
        Some(self.form.kept(remark::name(self.kind, &self.keys)))
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        match heard {
            Heard::Discarded => self.form.restart(),
            Heard::Saved(Event::Remarked(_)) => return Some(Step::close()),
            Heard::Failed(why) => {
                self.form.complain(Some(remark::blanks(self.kind)[0]), *why);
                return Some(Step::none());
            }
            Heard::Reread(_) => {
                let known = context.desk.facts.dossier;
                self.keys.retain(|key| known.position(key).is_some());
                if self.keys.is_empty() {
                    let gone = "the item is no longer in the checklist".to_owned();
                    return Some(Step::close().and(Step::want(Want::Complain(gone))));
                }
            }
            _ => {}
        }
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let blanks = remark::blanks(self.kind);
        let asked = context.asked(&blanks);
        match input {
            // One line is enough.
            Input::Type(event) if event.code == KeyCode::Enter => return self.say(context),
            Input::Click(at) => {
                let inner = layout::inside(context.body);
                let paper = self.paper(inner.width, context);
                self.form.click(&paper, inner, *at, &asked);
                return Step::none();
            }
            _ => {}
        }
        match self.form.update(input, &asked) {
            Told::Save => self.say(context),
            told => told.step(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let title = match self.kind {
            RemarkKind::Comment => "Comment",
            RemarkKind::Question => "Park a question",
            RemarkKind::Return => "Return the answer",
            RemarkKind::Assignment => "Say who is to answer",
        };
        let inner = pane::frame(frame, context.body, title, true, context.theme);
        self.paper(inner.width, context).show(frame, inner);
    }
}
