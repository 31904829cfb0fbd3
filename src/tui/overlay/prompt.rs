//! One line that is asked for.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Answer;
use crate::face::form::who::WHO;
use crate::face::form::{Values, seal};
use crate::face::words::sentence;
use crate::review::{Change, SealState};
use crate::tui::layout;
use crate::tui::theme::Theme;
use crate::tui::widget::field::Field;
use crate::tui::widget::pane;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Who attests.
    Who,
    /// Where the report goes.
    ReportFile,
    /// Why the review is sealed, or opened again.
    Seal(SealState),
}

/// A question with what was typed so far.
#[derive(Debug)]
pub struct Prompt {
    question: Question,
    field: Field,
    wrong: Option<String>,
}

impl Prompt {
    /// A question with an answer to start from.
    pub fn new(question: Question, text: &str) -> Self {
        Self {
            question,
            field: Field::line(text),
            wrong: None,
        }
    }

    /// The same question again, with the answer and what was wrong with it.
    pub fn again(question: Question, text: &str, wrong: String) -> Self {
        Self {
            wrong: Some(wrong),
            ..Self::new(question, text)
        }
    }

    /// What is typed for a change of the review, with the name that it is kept under.
    pub fn draft(&self) -> Option<(String, Values)> {
        let Question::Seal(state) = self.question else {
            return None;
        };
        let values = Values::default().with(seal::reason(state), self.field.text());
        Some((seal::name(state), values))
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        self.field.paste(text);
    }

    pub(super) fn key(&mut self, event: KeyEvent) -> Answer {
        match (event.code, self.question) {
            (KeyCode::Esc, _) => Answer::Close,
            (KeyCode::Enter, Question::Who) => {
                let who = WHO.person(&self.field.text());
                self.taken(who, Answer::Who)
            }
            (KeyCode::Enter, Question::ReportFile) => match self.field.filled() {
                Some(file) => Answer::ReportFile(file),
                None => Answer::Close,
            },
            (KeyCode::Enter, Question::Seal(state)) => {
                let reason = seal::reason(state).text(&self.field.text());
                self.taken(reason, |reason| {
                    Answer::Apply(Change::Seal { state, reason })
                })
            }
            _ => {
                self.field.key(event);
                Answer::Open
            }
        }
    }

    /// The answer that was typed, where it can be read.
    fn taken<T>(
        &mut self,
        read: Result<Option<T>, String>,
        answer: impl FnOnce(T) -> Answer,
    ) -> Answer {
        match read {
            Ok(read) => read.map_or(Answer::Close, answer),
            Err(why) => {
                self.wrong = Some(sentence(&why));
                Answer::Open
            }
        }
    }

    /// What is wrong, or how to answer.
    fn words(&self, width: u16) -> Vec<String> {
        let help = match self.question {
            Question::Who => WHO.help,
            Question::ReportFile => "A file that is there is replaced.",
            Question::Seal(state) => seal::reason(state).help,
        };
        pane::wrap(
            self.wrong.as_deref().unwrap_or(help),
            usize::from(width.saturating_sub(2)),
        )
    }

    pub(super) fn area(&self, screen: Rect) -> Rect {
        let width = screen.width.min(70);
        let height = u16::try_from(self.words(width).len())
            .unwrap_or(u16::MAX)
            .saturating_add(3);
        layout::popup(screen, width, height.max(5))
    }

    pub(super) fn view(&self, frame: &mut Frame<'_>, theme: Theme) {
        let title = match self.question {
            Question::Who => "Who are you?",
            Question::ReportFile => "Write the report to",
            Question::Seal(state) => seal::reason(state).question,
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
        self.field
            .draw(Rect { height: 1, ..inner }, frame.buffer_mut(), true);
        let below = Rect {
            y: inner.y + 1,
            height: inner.height - 1,
            ..inner
        };
        pane::scrolled(frame, below, &lines, 0, theme);
    }
}
