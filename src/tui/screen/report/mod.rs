//! The report as it would be written, to be read by sections.

mod document;

use ratatui::Frame;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::text::Line;

use self::document::Document;
use super::{Context, Go, Input, Step};
use crate::tui::command::Action;
use crate::tui::layout;
use crate::tui::theme::Theme;
use crate::tui::widget::cursor::NOTCH;
use crate::tui::widget::pane;

/// The rendered report.
#[derive(Debug)]
pub struct Report {
    document: Document,
}

impl Report {
    /// Shows a text in the body of the screen.
    pub fn new(text: String, body: Rect, theme: Theme) -> Self {
        Self {
            document: Document::new(text, room(body), theme),
        }
    }

    /// Shows another text at the same place.
    pub fn replace(&mut self, text: String) {
        self.document.replace(text);
    }

    /// Lays the text out for another size.
    pub fn resize(&mut self, body: Rect) {
        self.document.resize(room(body));
    }

    /// Takes a command.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let action = match input {
            Input::Do(action) => action,
            Input::Click(at) => {
                self.click(context.body, *at);
                return Step::none();
            }
            Input::Wheel(_, Action::Down) => {
                self.document.down(NOTCH);
                return Step::none();
            }
            Input::Wheel(..) => {
                self.document.up(NOTCH);
                return Step::none();
            }
            Input::Type(_) | Input::Paste(_) | Input::Edited(_) => return Step::none(),
        };
        let page = layout::rows(context.body).saturating_sub(1).max(1);
        match action {
            Action::Down => self.document.down(1),
            Action::Up => self.document.up(1),
            Action::PageDown => self.document.down(page),
            Action::PageUp => self.document.up(page),
            Action::First => self.document.show(0),
            Action::Last => self.document.show_end(),
            Action::NextSection => self.document.show(self.document.current() + 1),
            Action::PreviousSection => self
                .document
                .show(self.document.current().saturating_sub(1)),
            Action::NextChapter => self.jump(self.document.chapter_after()),
            Action::PreviousChapter => self.jump(self.document.chapter_before()),
            Action::Write => return Step::go(Go::ReportFile),
            _ => {}
        }
        Step::none()
    }

    fn jump(&mut self, section: Option<usize>) {
        if let Some(section) = section {
            self.document.show(section);
        }
    }

    /// Goes to the section that was clicked on.
    fn click(&mut self, body: Rect, at: Position) {
        let rows = layout::report(body)
            .0
            .unwrap_or_default()
            .inner(Margin::new(1, 1));
        let section = self.first_listed(rows) + usize::from(at.y.saturating_sub(rows.y));
        if rows.contains(at) && section < self.document.len() {
            self.document.show(section);
        }
    }

    /// The first section in the outline: those around the one that is read are listed.
    fn first_listed(&self, rows: Rect) -> usize {
        let height = usize::from(rows.height);
        let middle = self.document.current().saturating_sub(height / 2);
        middle.min(self.document.len().saturating_sub(height))
    }

    /// Draws what is on the screen, and no more of it.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let theme = context.theme;
        let (outline, text) = layout::report(area);
        if let Some(outline) = outline {
            self.outline(frame, outline, theme);
        }
        let dot = theme.sign("·", "|");
        let end = format!(" {dot} {}%", self.document.percent());
        let width = usize::from(text.width.saturating_sub(4));
        let title = format!(
            "Report {dot} {}",
            self.document.title(self.document.current())
        );
        let title = pane::fit(&title, width.saturating_sub(end.len()), theme) + &end;
        let inner = pane::frame(frame, text, &title, true, theme);
        pane::rows(frame, inner, self.document.shown());
        if !self.document.at_end() {
            pane::more(frame, inner, theme);
        }
    }

    /// The sections, the one that is read marked.
    fn outline(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let inner = pane::frame(frame, area, "Sections", false, theme);
        let current = self.document.current();
        let lines: Vec<Line<'_>> = (self.first_listed(inner)..self.document.len())
            .take(usize::from(inner.height))
            .map(|section| {
                let indent = self.document.level(section).saturating_sub(2) * 2;
                let mark = if section == current { ">" } else { " " };
                let text = format!("{mark}{:indent$} {}", "", self.document.title(section));
                let text = pane::fit(&text, usize::from(inner.width), theme);
                if section == current {
                    let width = usize::from(inner.width);
                    Line::styled(format!("{text:width$}"), theme.selected())
                } else {
                    Line::raw(text)
                }
            })
            .collect();
        pane::rows(frame, inner, &lines);
    }
}

/// Columns and rows for the text.
fn room(body: Rect) -> (usize, usize) {
    let (_, text) = layout::report(body);
    (
        usize::from(text.width.saturating_sub(2)),
        layout::rows(text),
    )
}
