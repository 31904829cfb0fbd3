//! The report as it would be written.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use super::{Context, Go, Input, Step};
use crate::tui::command::Action;
use crate::tui::layout;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::pane;

/// The rendered report, laid out for a width.
#[derive(Debug)]
pub struct Report {
    text: String,
    width: u16,
    lines: Vec<Line<'static>>,
    cursor: Cursor,
}

impl Report {
    /// Shows a text in a pane of `width` columns.
    pub fn new(text: &str, width: u16) -> Self {
        let mut report = Self { text: String::new(), width, lines: Vec::new(), cursor: Cursor::default() };
        report.replace(text, width);
        report
    }

    /// Shows another text at the same place.
    pub fn replace(&mut self, text: &str, width: u16) {
        // The zero-width space keeps addresses from becoming mentions; nobody needs to see it.
        self.text = text.replace("@\u{200b}", "@");
        self.width = 0;
        self.lay(width);
    }

    /// Lays the text out for another width.
    pub fn lay(&mut self, width: u16) {
        if self.width == width {
            return;
        }
        self.width = width;
        let room = usize::from(width.saturating_sub(2));
        let style = |line: &str| {
            let heading = line.starts_with('#');
            if heading { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() }
        };
        self.lines = self
            .text
            .lines()
            .flat_map(|line| {
                pane::wrap(line, room).into_iter().map(move |part| Line::styled(part, style(line)))
            })
            .collect();
    }

    /// Takes a command.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let Input::Do(action) = input else { return Step::none() };
        if self.cursor.scroll(*action, self.lines.len(), layout::rows(context.body)) {
            return Step::none();
        }
        match action {
            Action::Write => Step::go(Go::ReportFile),
            _ => Step::none(),
        }
    }

    /// Draws what is on the screen, and no more of it.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let inner = pane::frame(frame, area, "Report (Markdown)", true, context.theme);
        pane::scrolled(frame, inner, &self.lines, self.cursor.top, context.theme);
    }
}
