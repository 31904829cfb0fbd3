//! A save that meets a file which cannot be read again: nothing was overwritten, and the person decides.

use ratatui::Frame;
use ratatui::text::Line;

use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::Change;
use crate::tui::effect::Act;
use crate::tui::input::Input;
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::msg::{Damage, Trouble};
use crate::tui::step::{Step, Want};
use crate::tui::widget::labels::labels;
use crate::tui::widget::pane;

/// A change that was not made, and why.
#[derive(Debug)]
pub(crate) struct Blocked {
    change: Change,
    trouble: Trouble,
}

impl Blocked {
    pub(crate) fn new(change: Change, trouble: Trouble) -> Self {
        Self { change, trouble }
    }

    /// A file that is there is not written over.
    fn has(&self, action: Action) -> bool {
        action != Action::WriteAgain || self.trouble.kind == Damage::Gone
    }
}

impl Layer for Blocked {
    fn place(&self) -> Place {
        Place::Blocked
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let Input::Do(action) = input else {
            return Step::none();
        };
        let change = self.change.clone();
        let next = match action {
            Action::TryAgain => Step::want(Want::Change(change)),
            Action::WriteAgain if self.has(*action) => Step::by(surface.who, |who| {
                Want::Do(Act::WriteAgain(change, who).into())
            }),
            Action::SaveBeside => Step::by(surface.who, |who| {
                Want::Do(Act::SaveBeside(change, who).into())
            }),
            Action::Close => Step::none(),
            _ => return Step::none(),
        };
        Step::close().and(next)
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let width = usize::from(frame.area().width.min(76).saturating_sub(2));
        let mut texts = vec![self.trouble.said(), String::new()];
        let labels = labels(surface.keymap, Place::Blocked, |action| self.has(action)).into_iter();
        texts.extend(labels.map(|(keys, text)| format!("  {keys}  {text}")));
        let texts = texts.iter().flat_map(|text| pane::wrap(text, width));
        let lines: Vec<Line<'_>> = texts.map(Line::raw).collect();
        let height = layout::length(lines.len()).saturating_add(2);
        let area = layout::popup(frame.area(), 76, height);
        let inner = pane::popup(frame, area, "Not saved", surface.theme);
        pane::scrolled(frame, inner, &lines, 0, surface.theme);
    }
}
