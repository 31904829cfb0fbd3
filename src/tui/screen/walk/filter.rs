//! The line at the foot of the list that narrows it while somebody types.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::facts::Filter;
use crate::tui::layout;
use crate::tui::theme::Theme;
use crate::tui::widget::field::Field;
use crate::tui::widget::pane;

/// A filter as it is typed.
#[derive(Debug)]
pub(super) struct FilterLine {
    /// What is typed.
    pub field: Field,
    /// True while keys go into it.
    pub typing: bool,
    /// What it means.
    pub filter: Filter,
    /// The item that the list stays near while it narrows and widens.
    pub near: usize,
}

impl FilterLine {
    /// Nothing typed yet.
    pub(super) fn new(near: usize) -> Self {
        Self {
            field: Field::line(""),
            typing: true,
            filter: Filter::default(),
            near,
        }
    }

    /// Reads what is typed; false where it means the same as before.
    pub(super) fn read(&mut self) -> bool {
        let before = std::mem::replace(&mut self.filter, Filter::parse(&self.field.text()));
        before != self.filter
    }

    fn complaints(&self, width: usize) -> Vec<String> {
        self.filter
            .wrong
            .iter()
            .flat_map(|wrong| pane::wrap(&format!("! {}", wrong.message), width))
            .collect()
    }

    /// Rows at the foot of a pane of this size inside.
    pub(super) fn rows(&self, width: u16, height: u16) -> u16 {
        let wrong = layout::length(self.complaints(usize::from(width)).len());
        wrong.saturating_add(1).min(height / 2)
    }

    /// Draws it: what is wrong above, the line below.
    pub(super) fn view(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let Some(height) = area.height.checked_sub(1) else {
            return;
        };
        let [above, line] = layout::split(area, height);
        let complaints = self.complaints(usize::from(area.width));
        let lines: Vec<Line<'_>> = complaints
            .iter()
            .map(|text| Line::styled(text.as_str(), theme.bad()))
            .collect();
        pane::rows(frame, above, &lines);
        frame.render_widget(Span::styled("/", theme.strong()), line);
        let inside = layout::behind(line, 1);
        let at = self
            .field
            .draw(inside, frame.buffer_mut(), self.typing, theme);
        pane::point(frame, at);
        for wrong in &self.filter.wrong {
            let column = |at: usize| {
                let column = self.field.column(at, usize::from(inside.width))?;
                u16::try_from(column).ok()
            };
            // It scrolls with the cursor: then only the words above can say what is wrong.
            let Some((from, to)) = column(wrong.at.start).zip(column(wrong.at.end)) else {
                return;
            };
            let marked = Rect {
                x: inside.x + from,
                width: to - from,
                ..inside
            };
            frame.buffer_mut().set_style(marked, theme.wrong());
        }
    }
}
