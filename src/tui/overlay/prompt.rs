//! One line that is asked for.

use std::collections::BTreeMap;

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::face::command::Action;
use crate::face::form::who::{self, ANSWERER, WHO};
use crate::face::form::{Blank, Values, declare, seal, session};
use crate::face::place::Place;
use crate::face::words::sentence;
use crate::review::{Change, Deed, DeedKind, SealState};
use crate::tui::effect::{Act, Rendering};
use crate::tui::input::Input;
use crate::tui::keymap::Keymap;
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::step::{Step, Want};
use crate::tui::unsaved::Kept;
use crate::tui::widget::completion::Completion;
use crate::tui::widget::field::Field;
use crate::tui::widget::pane;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Request {
    /// Who attests.
    Who,
    /// Who answers, where one only writes it down.
    Answerer,
    /// Why something is ended or closed, and what that is.
    Why(Deed, String),
    /// Where the report or the minutes go.
    File(Rendering),
    /// Who is in the session.
    Meet,
    /// Why the review is sealed, or opened again.
    Seal(SealState),
}

/// A question with what was typed so far.
#[derive(Debug)]
pub(crate) struct Prompt {
    question: Request,
    field: Field,
    /// What stood there at first.
    begun: String,
    completion: Completion,
    wrong: Option<String>,
}

/// How many people are shown at once.
const LISTED: usize = 4;

impl Request {
    /// How it is asked, how to answer, and what a draft is kept under with its blank; files are not kept, nor who one is.
    fn words(&self) -> (&'static str, &str, Option<(String, &'static Blank)>) {
        let kept = |name: &str, blank: &'static Blank| {
            (blank.label, blank.help, Some((name.to_owned(), blank)))
        };
        match self {
            Self::Who => ("Who are you?", WHO.help, None),
            Self::Answerer => kept(who::NAME, &ANSWERER),
            Self::Why(deed, what) => {
                let why = match deed.act {
                    DeedKind::Ends => "Why do you end the return?",
                    DeedKind::Disowns => "Why is it not yours?",
                    DeedKind::Dismisses => "Why is it set aside?",
                    _ => "Why is it closed?",
                };
                let draft = (declare::reason_name(deed), &declare::WHY);
                (why, what, Some(draft))
            }
            Self::File(what) => {
                let title = match what {
                    Rendering::Report => "Write the report to",
                    Rendering::Minutes => "Write the minutes to",
                };
                (title, "A file that is there is replaced.", None)
            }
            Self::Meet => kept(session::NAME, &session::PEOPLE),
            Self::Seal(state) => {
                let reason = seal::reason(*state);
                let draft = (seal::name(*state), reason);
                (reason.question, reason.help, Some(draft))
            }
        }
    }
}

impl Prompt {
    /// A question with an answer to start from, or with what was typed before.
    pub(crate) fn new(question: Request, begun: &str, drafts: &BTreeMap<String, Values>) -> Self {
        let (.., draft) = question.words();
        let typed = draft.and_then(|(name, blank)| Some(drafts.get(&name)?.get(blank)));
        Self {
            question,
            field: Field::line(typed.unwrap_or(begun)),
            begun: begun.to_owned(),
            completion: Completion::default(),
            wrong: None,
        }
    }

    /// The question for a file again, with the answer and what was wrong with it.
    pub(crate) fn again(what: Rendering, text: &str, wrong: String) -> Self {
        Self {
            wrong: Some(wrong),
            ..Self::new(Request::File(what), text, &BTreeMap::new())
        }
    }

    /// Offers the people who are meant perhaps.
    fn complete(&mut self, surface: &Surface<'_>) {
        let typed = self.field.text();
        let people = match (&self.question, surface.desk) {
            (Request::Who | Request::Answerer | Request::Meet, Some(desk)) => {
                desk.facts.going_on(&typed)
            }
            _ => Vec::new(),
        };
        self.completion.show(&typed, &people, &typed);
    }

    fn accept(&mut self, surface: &Surface<'_>) -> Step {
        let typed = self.field.text();
        let read = match &self.question {
            Request::Who => WHO.person(&typed).map(|who| who.map(Want::Who)),
            Request::Answerer => surface.desk.map_or(Ok(None), |desk| {
                let who = ANSWERER.called(&typed, &desk.facts);
                who.map(|who| Some(Want::Answerer(who)))
            }),
            Request::Why(deed, _) => declare::WHY.text(&typed).map(|why| {
                let deed = deed.clone();
                Some(Want::Declare(Deed { why, ..deed }))
            }),
            Request::Meet => surface.desk.map_or(Ok(None), |desk| {
                session::read(&typed, &desk.facts).map(|change| Some(Want::Change(change)))
            }),
            Request::File(what) => {
                let file = self.field.filled();
                Ok(file.map(|file| Want::Do(Act::Write(*what, file).into())))
            }
            Request::Seal(state) => {
                let state = *state;
                let reason = seal::reason(state).text(&typed);
                let change = |reason| Want::Change(Change::Seal { state, reason });
                reason.map(|reason| reason.map(change))
            }
        };
        match read {
            Ok(answer) => Step::close().and(answer.map(Step::want).unwrap_or_default()),
            Err(why) => {
                self.wrong = Some(sentence(&why));
                Step::none()
            }
        }
    }

    /// What is wrong, or how to answer.
    fn words(&self, width: u16) -> Vec<String> {
        let (_, help, _) = self.question.words();
        pane::wrap(
            self.wrong.as_deref().unwrap_or(help),
            usize::from(width.saturating_sub(2)),
        )
    }

    fn area(&self, screen: Rect, keymap: &Keymap) -> Rect {
        let width = screen.width.min(70);
        let offered = self.completion.lines(LISTED, keymap).len();
        let height = layout::length(self.words(width).len() + offered).saturating_add(3);
        layout::popup(screen, width, height.max(5))
    }
}

impl Layer for Prompt {
    fn place(&self) -> Place {
        Place::Prompt
    }

    fn is_typing(&self) -> bool {
        true
    }

    /// What is typed for a change of the review.
    fn kept(&self, _: &Surface<'_>) -> Option<Kept> {
        let (name, blank) = self.question.words().2?;
        let typed = Some(self.field.text()).filter(|typed| *typed != self.begun);
        let values = Values::default().with(blank, typed.unwrap_or_default());
        Some(Kept::Form(name, values))
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        match input {
            Input::Do(Action::Accept) if self.completion.take(&mut self.field) => {}
            Input::Do(Action::Accept) => return self.accept(surface),
            Input::Do(Action::Close) => return Step::close(),
            Input::Click(at) if !self.area(surface.screen, surface.keymap).contains(*at) => {
                return Step::close();
            }
            // They answer, or do nothing: which, the keymap says.
            Input::Type(event) if matches!(event.code, KeyCode::Enter | KeyCode::Esc) => {}
            Input::Type(event) => {
                let (field, keymap) = (&mut self.field, surface.keymap);
                let before = field.text();
                if !self.completion.key(*event, field, keymap) {
                    field.key(*event);
                }
                if self.field.text() != before {
                    self.complete(surface);
                }
            }
            Input::Paste(text) => {
                return self.field.paste(text).map(Step::say).unwrap_or_default();
            }
            _ => {}
        }
        Step::none()
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let theme = surface.theme;
        let (title, ..) = self.question.words();
        let is_wrong = self.wrong.is_some();
        let style = if is_wrong { theme.bad() } else { theme.dim() };
        let area = self.area(frame.area(), surface.keymap);
        let offered = self.completion.lines(LISTED, surface.keymap).into_iter();
        let offered = offered.map(|(line, is_chosen)| {
            let style = if is_chosen {
                theme.selected()
            } else {
                theme.dim()
            };
            Line::styled(line, style)
        });
        let words = self.words(area.width).into_iter();
        let lines: Vec<Line<'_>> = words
            .map(|line| Line::styled(line, style))
            .chain(offered)
            .collect();
        let inner = pane::popup(frame, area, title, theme);
        if inner.height == 0 {
            return;
        }
        let [line, below] = layout::split(inner, 1);
        let at = self.field.draw(line, frame.buffer_mut(), true, theme);
        pane::scrolled(frame, below, &lines, 0, theme);
        pane::point(frame, at);
    }
}
