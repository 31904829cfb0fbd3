//! A save that meets a file which cannot be read again: nothing was overwritten, and the person decides.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::text::Line;

use super::Answer;
use crate::review::Change;
use crate::tui::msg::{Trouble, Wrong};
use crate::tui::theme::Theme;
use crate::tui::widget::pane;

/// A change that was not made, and why.
#[derive(Debug)]
pub struct Blocked {
    change: Change,
    trouble: Trouble,
}

impl Blocked {
    /// For a change.
    pub fn new(change: Change, trouble: Trouble) -> Self {
        Self { change, trouble }
    }

    pub(super) fn key(&mut self, event: KeyEvent) -> Answer {
        match event.code {
            KeyCode::Char('r') => Answer::Apply(self.change.clone()),
            KeyCode::Char('w') if self.trouble.kind == Wrong::Gone => {
                Answer::WriteAgain(self.change.clone())
            }
            KeyCode::Char('b') => Answer::SaveBeside(self.change.clone()),
            KeyCode::Esc => Answer::Close,
            _ => Answer::Open,
        }
    }

    pub(super) fn view(&self, frame: &mut Frame<'_>, theme: Theme) {
        let width = usize::from(frame.area().width.min(76).saturating_sub(2));
        let mut texts = vec![self.trouble.said(), String::new()];
        if self.trouble.kind == Wrong::Gone {
            texts.push(
                "  w    write the file again, with everything that was saved and this".into(),
            );
        }
        texts.push("  r    try again: the file is in order now".into());
        texts.push("  b    save beside: the review as you have it, into a new file".into());
        texts.push("  Esc  decide later; what you typed is kept".into());
        let lines: Vec<Line<'_>> = texts
            .iter()
            .flat_map(|text| pane::wrap(text, width))
            .map(Line::raw)
            .collect();
        let height = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
        let inner = pane::popup(frame, 76, height, "Not saved", theme);
        pane::scrolled(frame, inner, &lines, 0, theme);
    }
}
