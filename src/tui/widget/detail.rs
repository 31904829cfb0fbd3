//! What is selected, in full: labels, and texts beside them.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::pane;
use super::words::Words;
use crate::decision::Grade;
use crate::review::{Answer, Attestation, Evidence};
use crate::text::difference::Stretch;
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
        let parts = pane::wrap(text, self.width.saturating_sub(pane::LABEL));
        let parts = parts.into_iter().map(|part| vec![Span::raw(part)]);
        let lines = pane::labelled(label, parts, self.theme).into_iter();
        self.lines.extend(lines.map(|line| line.style(style)));
    }

    /// Lines in styles of their own.
    pub(crate) fn spans(&mut self, label: &str, lines: Vec<Vec<Span<'static>>>) {
        self.lines.extend(pane::labelled(label, lines, self.theme));
    }

    /// An answer's status, and who gave it when.
    pub(crate) fn said(&mut self, label: &str, said: &Attestation) {
        let (status, style) = self.theme.status_word(Some(said.answer.status));
        let (by, at) = (said.by.name(), self.theme.moment(said.at));
        self.styled(label, &format!("{status}  by {by}, {at}"), style);
    }

    /// A text in which the words that differ from another are marked; where all of it does, nothing is.
    pub(crate) fn marked(&mut self, label: &str, parts: &[Stretch]) {
        if parts.iter().all(|part| part.differs) {
            let text: String = parts.iter().map(|part| part.text.as_str()).collect();
            if !text.is_empty() {
                self.add(label, &text);
            }
            return;
        }
        let mut words = Words::default();
        for part in parts {
            let differs = part.differs.then(|| self.theme.differs());
            let style = differs.unwrap_or_default();
            for (nth, line) in part.text.split('\n').enumerate() {
                if nth > 0 {
                    words.end_line();
                }
                words.say(line, style);
            }
        }
        self.spans(label, words.lines(self.width.saturating_sub(pane::LABEL)));
    }

    /// What backs an answer, a line each, and what else there is to know of it.
    pub(crate) fn evidence(&mut self, evidence: &[Evidence], more: impl Fn(&Evidence) -> String) {
        for (nth, evidence) in evidence.iter().enumerate() {
            let label = if nth == 0 { "Evidence" } else { "" };
            let text = piece(evidence, self.theme) + &more(evidence);
            self.add(label, &text);
        }
    }

    /// What an answer says beside its status, its date and its evidence.
    pub(crate) fn answer(&mut self, answer: &Answer) {
        if !answer.rationale.is_empty() {
            self.add("Why", &answer.rationale);
        }
        self.beside(answer);
    }

    /// What it says beside its words, too.
    pub(crate) fn beside(&mut self, answer: &Answer) {
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

/// A piece of evidence in a line.
pub(crate) fn piece(evidence: &Evidence, theme: Theme) -> String {
    match evidence {
        Evidence::File { path, digest, .. } => format!("{path}  sha256 {}", theme.digest(digest)),
        other => format!("{}  {}", other.kind(), other.label()),
    }
}
