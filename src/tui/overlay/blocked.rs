//! A save that meets a file which cannot be read again: nothing was overwritten, and the person decides.

use ratatui::Frame;
use ratatui::text::Line;

use super::{Answer, labels};
use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::Change;
use crate::tui::keymap::Keymap;
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

    pub(super) fn act(&self, action: Action) -> Answer {
        match action {
            Action::TryAgain => Answer::Apply(self.change.clone()),
            Action::WriteAgain if self.has(action) => Answer::WriteAgain(self.change.clone()),
            Action::SaveBeside => Answer::SaveBeside(self.change.clone()),
            Action::Close => Answer::Close,
            _ => Answer::Open,
        }
    }

    /// A file that is there is not written over.
    fn has(&self, action: Action) -> bool {
        action != Action::WriteAgain || self.trouble.kind == Wrong::Gone
    }

    pub(super) fn view(&self, frame: &mut Frame<'_>, keymap: &Keymap, theme: Theme) {
        let width = usize::from(frame.area().width.min(76).saturating_sub(2));
        let mut texts = vec![self.trouble.said(), String::new()];
        let labels = labels(keymap, Place::Blocked, |action| self.has(action));
        texts.extend(
            labels
                .into_iter()
                .map(|(keys, text)| format!("  {keys}  {text}")),
        );
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
