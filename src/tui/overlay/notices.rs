//! What the checklists' authors want said before a review starts.

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

/// The notices of a review's checklists.
#[derive(Debug)]
pub(crate) struct Notices {
    texts: Vec<String>,
    cursor: Cursor,
}

impl Notices {
    /// `None` where nothing is to be said.
    pub(crate) fn new(texts: Vec<String>) -> Option<Self> {
        (!texts.is_empty()).then(|| Self {
            texts,
            cursor: Cursor::default(),
        })
    }

    fn lines(&self, width: usize) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for text in &self.texts {
            lines.extend(pane::wrap(text.trim(), width).into_iter().map(Line::raw));
            lines.push(Line::default());
        }
        lines
    }

    fn area(&self, screen: Rect) -> Rect {
        let lines = self
            .lines(usize::from(WIDTH.min(screen.width).saturating_sub(2)))
            .len();
        let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
        layout::popup(screen, WIDTH, height.min(screen.height.saturating_sub(2)))
    }
}

impl Layer for Notices {
    fn places(&self) -> &'static [Place] {
        &[Place::Notices, Place::Lists, Place::Everywhere]
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let screen = surface.screen;
        match input {
            Input::Do(Action::Close | Action::Back | Action::Quit) => Step::close(),
            Input::Click(at) if !self.area(screen).contains(*at) => Step::close(),
            Input::Do(action) => {
                let width = WIDTH.min(screen.width).saturating_sub(2);
                let lines = self.lines(usize::from(width)).len();
                let height = usize::from(screen.height.saturating_sub(4));
                self.cursor.scroll(*action, lines, height);
                Step::none()
            }
            _ => Step::none(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let (keymap, theme) = (surface.keymap, surface.theme);
        let area = self.area(frame.area());
        let lines = self.lines(usize::from(area.width.saturating_sub(2)));
        let title = match keymap.keys(Place::Notices, Action::Close).first() {
            Some(key) => format!("Before you start: {key} goes on"),
            None => "Before you start".to_owned(),
        };
        let inner = pane::popup(frame, area.width, area.height, &title, theme);
        pane::scrolled(frame, inner, &lines, self.cursor.top, theme);
    }
}
