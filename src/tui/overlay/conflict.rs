//! Another program changed the file: nothing was overwritten, and the person decides.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Answer;
use crate::review::Change;
use crate::tui::layout;
use crate::tui::theme::Theme;
use crate::tui::widget::pane;

const WIDTH: u16 = 72;
const HEIGHT: u16 = 8;

/// Where it lies on the screen.
pub(super) fn area(screen: Rect) -> Rect {
    layout::popup(screen, WIDTH, HEIGHT)
}

/// A change that was not made because the file is not what was read.
#[derive(Debug)]
pub struct Conflict {
    change: Change,
}

impl Conflict {
    /// For a change.
    pub fn new(change: Change) -> Self {
        Self { change }
    }

    pub(super) fn key(&mut self, event: KeyEvent) -> Answer {
        match event.code {
            KeyCode::Char('r') => Answer::Reload,
            KeyCode::Char('b') => Answer::SaveBeside(self.change.clone()),
            KeyCode::Esc => Answer::Close,
            _ => Answer::Open,
        }
    }

    #[expect(clippy::unused_self, reason = "overlays are drawn alike")]
    pub(super) fn view(&self, frame: &mut Frame<'_>, theme: Theme) {
        let lines = [
            "The review file was changed by another program after it was read.",
            "Nothing was overwritten, and what you typed is still here.",
            "",
            "  r    reload the file; your form stays open, save it again",
            "  b    save beside: the review as you have it, into a new file",
            "  Esc  decide later",
        ];
        let inner = pane::popup(frame, WIDTH, HEIGHT, "The file changed", theme);
        let lines: Vec<Line<'_>> =
            lines.iter().flat_map(|line| pane::wrap(line, usize::from(inner.width))).map(Line::raw).collect();
        pane::scrolled(frame, inner, &lines, 0, theme);
    }
}
