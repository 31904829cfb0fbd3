//! Texts to read over the screen: what the authors of checklists want said, and what stands in a file of evidence.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::face::command::Action;
use crate::face::place::Place;
use crate::tui::input::Input;
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::step::Step;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::pane;

const WIDTH: u16 = 78;

/// Some texts under a title.
#[derive(Debug)]
pub(crate) struct TextBox {
    /// None of what is read before a review starts.
    title: Option<String>,
    texts: Vec<String>,
    cursor: Cursor,
}

impl TextBox {
    /// `None` where nothing is to be said.
    pub(crate) fn notices(texts: Vec<String>) -> Option<Self> {
        (!texts.is_empty()).then(|| Self {
            title: None,
            texts,
            cursor: Cursor::default(),
        })
    }

    /// What a file of evidence holds.
    pub(crate) fn of_file(title: String, text: String) -> Self {
        Self {
            title: Some(title),
            texts: vec![text],
            cursor: Cursor::default(),
        }
    }

    fn lines(&self, width: usize) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for text in &self.texts {
            let wrapped = pane::wrap(text.trim_end(), width).into_iter();
            lines.extend(wrapped.map(Line::raw));
            lines.push(Line::default());
        }
        lines
    }

    fn area(&self, screen: Rect) -> Rect {
        let width = WIDTH.min(screen.width).saturating_sub(2);
        layout::fitted(screen, WIDTH, self.lines(usize::from(width)).len())
    }
}

impl Layer for TextBox {
    fn place(&self) -> Place {
        Place::Notices
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let screen = surface.screen;
        match input {
            Input::Do(Action::Close) => Step::close(),
            Input::Click(at) if !self.area(screen).contains(*at) => Step::close(),
            Input::Do(action) => {
                let area = self.area(screen);
                let lines = self.lines(layout::columns(area)).len();
                self.cursor.scroll(*action, lines, layout::rows(area));
                Step::none()
            }
            _ => Step::none(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let (keymap, theme) = (surface.keymap, surface.theme);
        let area = self.area(frame.area());
        let lines = self.lines(layout::columns(area));
        let key = keymap.first_key(Place::Notices, Action::Close);
        let title = match (&self.title, key) {
            (Some(title), _) => title.as_str(),
            (None, Some(key)) => &format!("Before you start: {key} goes on"),
            (None, None) => "Before you start",
        };
        let inner = pane::popup(frame, area, title, theme);
        pane::scrolled(frame, inner, &lines, self.cursor.top, theme);
    }
}
