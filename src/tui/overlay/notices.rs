//! What the checklists' authors want said before a review starts.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Answer;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::tui::keymap::Keymap;
use crate::tui::layout;
use crate::tui::theme::Theme;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::pane;

const WIDTH: u16 = 78;

/// The notices of a review's checklists.
#[derive(Debug)]
pub struct Notices {
    texts: Vec<String>,
    cursor: Cursor,
}

impl Notices {
    /// `None` where nothing is to be said.
    pub fn new(texts: Vec<String>) -> Option<Self> {
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

    pub(super) fn act(&mut self, action: Action, screen: Rect) -> Answer {
        if matches!(action, Action::Close | Action::Back | Action::Quit) {
            return Answer::Close;
        }
        let width = WIDTH.min(screen.width).saturating_sub(2);
        let lines = self.lines(usize::from(width)).len();
        self.cursor
            .scroll(action, lines, usize::from(screen.height.saturating_sub(4)));
        Answer::Open
    }

    pub(super) fn area(&self, screen: Rect) -> Rect {
        let lines = self
            .lines(usize::from(WIDTH.min(screen.width).saturating_sub(2)))
            .len();
        let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
        layout::popup(screen, WIDTH, height.min(screen.height.saturating_sub(2)))
    }

    pub(super) fn view(&self, frame: &mut Frame<'_>, keymap: &Keymap, theme: Theme) {
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
