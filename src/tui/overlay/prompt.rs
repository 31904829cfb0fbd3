//! One line that is asked for.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::face::command::Action;
use crate::face::form::who::WHO;
use crate::face::form::{Values, declare, remark, seal, session};
use crate::face::place::Place;
use crate::face::words::sentence;
use crate::review::{Change, Deed, DeedKind, Person, SealState};
use crate::tui::effect::{Act, Rendering};
use crate::tui::input::Input;
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::step::{Step, Want};
use crate::tui::unsaved::Kept;
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
    wrong: Option<String>,
}

impl Prompt {
    /// A question with an answer to start from.
    pub(crate) fn new(question: Request, text: &str) -> Self {
        Self {
            question,
            field: Field::line(text),
            wrong: None,
        }
    }

    /// The same question again, with the answer and what was wrong with it.
    pub(crate) fn again(question: Request, text: &str, wrong: String) -> Self {
        Self {
            wrong: Some(wrong),
            ..Self::new(question, text)
        }
    }

    fn accept(&mut self, surface: &Surface<'_>) -> Step {
        let typed = self.field.text();
        let read = match &self.question {
            Request::Who => WHO.person(&typed).map(|who| who.map(Want::Who)),
            Request::Answerer => answerer(&typed, surface).map(|who| Some(Want::Answerer(who))),
            Request::Why(deed, _) => declare::WHY.text(&typed).map(|why| {
                let deed = Deed {
                    why,
                    ..deed.clone()
                };
                Some(Want::Declare(deed))
            }),
            Request::Meet => match surface.desk {
                Some(desk) => {
                    session::read(&typed, &desk.facts).map(|change| Some(Want::Change(change)))
                }
                None => Ok(None),
            },
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
        let help = match &self.question {
            Request::Who => WHO.help,
            Request::Answerer => {
                "Name <mail>, or some letters of somebody of this review; empty: you yourself. It stays until you change it."
            }
            Request::Why(_, what) => what,
            Request::Meet => session::PEOPLE.help,
            Request::File(_) => "A file that is there is replaced.",
            Request::Seal(state) => seal::reason(*state).help,
        };
        pane::wrap(
            self.wrong.as_deref().unwrap_or(help),
            usize::from(width.saturating_sub(2)),
        )
    }

    fn area(&self, screen: Rect) -> Rect {
        let width = screen.width.min(70);
        let height = u16::try_from(self.words(width).len())
            .unwrap_or(u16::MAX)
            .saturating_add(3);
        layout::popup(screen, width, height.max(5))
    }
}

impl Layer for Prompt {
    fn places(&self) -> &'static [Place] {
        &[Place::Prompt]
    }

    fn is_typing(&self) -> bool {
        true
    }

    /// What is typed for a change of the review.
    fn kept(&self, _: &Surface<'_>) -> Option<Kept> {
        let (name, blank) = match &self.question {
            Request::Seal(state) => (seal::name(*state), seal::reason(*state)),
            Request::Why(deed, _) => (declare::reason_name(deed), &declare::WHY),
            _ => return None,
        };
        let values = Values::default().with(blank, self.field.text());
        Some(Kept::Form(name, values))
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        match input {
            Input::Do(Action::Accept) => return self.accept(surface),
            Input::Do(Action::Close) => return Step::close(),
            Input::Click(at) if !self.area(surface.screen).contains(*at) => return Step::close(),
            // They answer, or do nothing: which, the keymap says.
            Input::Type(event) if matches!(event.code, KeyCode::Enter | KeyCode::Esc) => {}
            Input::Type(event) => self.field.key(*event),
            Input::Paste(text) => {
                return self.field.paste(text).map(Step::say).unwrap_or_default();
            }
            _ => {}
        }
        Step::none()
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let theme = surface.theme;
        let title = match &self.question {
            Request::Who => "Who are you?",
            Request::Answerer => "Who answers? You only write it down",
            Request::Why(deed, _) => match deed.act {
                DeedKind::Ends => "Why do you end the return?",
                _ => "Why is the question closed?",
            },
            Request::Meet => session::PEOPLE.label,
            Request::File(Rendering::Report) => "Write the report to",
            Request::File(Rendering::Minutes) => "Write the minutes to",
            Request::Seal(state) => seal::reason(*state).question,
        };
        let style = if self.wrong.is_some() {
            theme.bad()
        } else {
            theme.dim()
        };
        let area = self.area(frame.area());
        let lines: Vec<Line<'_>> = self
            .words(area.width)
            .into_iter()
            .map(|line| Line::styled(line, style))
            .collect();
        let inner = pane::popup(frame, area.width, area.height, title, theme);
        if inner.height == 0 {
            return;
        }
        let line = Rect { height: 1, ..inner };
        let at = self.field.draw(line, frame.buffer_mut(), true, theme);
        let below = Rect {
            y: inner.y + 1,
            height: inner.height - 1,
            ..inner
        };
        pane::scrolled(frame, below, &lines, 0, theme);
        pane::point(frame, at);
    }
}

/// Who answers; nobody else where the line is empty.
fn answerer(typed: &str, surface: &Surface<'_>) -> Result<Option<Person>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let typed = remark::FOR.person(typed)?;
    let called = typed.zip(surface.desk);
    called
        .map(|(typed, desk)| desk.facts.called(&typed))
        .transpose()
}
