//! What is selected, in full: labels, and texts beside them.

use ratatui::style::Style;
use ratatui::text::Line;

use super::pane;
use crate::decision::brief::Grade;
use crate::review::Answer;
use crate::tui::theme::Theme;

/// Lines of a width, top to bottom.
pub(crate) struct Detail {
    pub lines: Vec<Line<'static>>,
    width: usize,
    theme: Theme,
}

impl Detail {
    pub(crate) fn new(width: usize, theme: Theme) -> Self {
        Self {
            lines: Vec::new(),
            width,
            theme,
        }
    }

    pub(crate) fn theme(&self) -> Theme {
        self.theme
    }

    /// The name of it.
    pub(crate) fn heading(&mut self, text: &str) {
        self.words(text, self.theme.strong());
    }

    /// A text over the whole width.
    pub(crate) fn words(&mut self, text: &str, style: Style) {
        let lines = pane::wrap(text, self.width).into_iter();
        self.lines
            .extend(lines.map(|line| Line::styled(line, style)));
    }

    pub(crate) fn gap(&mut self) {
        self.lines.push(Line::default());
    }

    pub(crate) fn add(&mut self, label: &str, text: &str) {
        self.styled(label, text, Style::new());
    }

    pub(crate) fn styled(&mut self, label: &str, text: &str, style: Style) {
        let lines = pane::labelled(label, text, self.width, self.theme);
        self.lines
            .extend(lines.into_iter().map(|line| line.style(style)));
    }

    /// What an answer says beside its status, its date and its evidence.
    pub(crate) fn answer(&mut self, answer: &Answer) {
        if !answer.rationale.is_empty() {
            self.add("Why", &answer.rationale);
        }
        if let Some(reason) = answer.reason {
            self.add("Reason", &reason.to_string());
        }
        if let Some(who) = &answer.accepted_by {
            self.add("Accepted", who.as_str());
        }
        if answer.status.needs_finding() {
            self.add("Finding", &answer.finding.text());
        }
    }

    /// A text behind the sign of its grade.
    pub(crate) fn graded(&mut self, label: &str, grade: Grade, text: &str) {
        let (sign, style) = self.theme.grade(grade);
        self.styled(label, &format!("{sign} {text}"), style);
    }
}
