//! Evidence that is added to the answer: links, files and notes.

use super::{Attest, Spot};
use crate::evidence::{EvidenceError, Given};
use crate::review::Evidence;
use crate::tui::msg::Effect;
use crate::tui::screen::{Context, Step};
use crate::tui::widget::field::Field;

impl Attest {
    /// Text that was pasted: beside the `+` a path as terminals and file managers give it is turned into a plain one.
    pub(super) fn paste(&mut self, text: &str) -> Step {
        self.touched = true;
        let given = match self.focus {
            Spot::Evidence if self.adding.filled().is_none() => text.parse::<Given>().ok(),
            _ => None,
        };
        let text = given.as_ref().map_or(text, Given::as_str);
        self.wrong.retain(|(spot, _)| *spot != self.focus);
        if let Some(field) = self.field(self.focus) {
            field.paste(text);
        }
        Step::none()
    }

    /// Adds what was typed: a link at once, a file when it was read.
    pub(super) fn add(&mut self, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else { return Step::none() };
        self.wrong.retain(|(spot, _)| *spot != Spot::Evidence);
        let Some(text) = self.adding.filled() else { return Step::say("type a link or the path of a file") };
        match text.parse() {
            Err(wrong) => self.complain(Spot::Evidence, wrong),
            Ok(Given::Link(url)) => self.keep(Evidence::Link { url, at: desk.now }),
            Ok(Given::File(_)) if context.reading(&self.key).is_some() => {
                return Step::say("one file at a time; wait, or stop reading with Ctrl-G");
            }
            Ok(Given::File(path)) => return Step::effect(Effect::Measure { job: 0, path }),
        }
        Step::none()
    }

    pub(super) fn add_note(&mut self, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else { return Step::none() };
        self.go_to(Spot::Evidence);
        let Some(text) = self.adding.filled() else {
            return Step::say("type the note beside +, then Ctrl-T");
        };
        self.keep(Evidence::Note { text, at: desk.now });
        Step::none()
    }

    /// Removes the selected evidence.
    pub(super) fn remove(&mut self) -> Step {
        if self.selected >= self.evidence.len() {
            return Step::say("there is no evidence to remove");
        }
        let gone = self.evidence.remove(self.selected);
        self.selected = self.selected.min(self.evidence.len().saturating_sub(1));
        self.touched = true;
        Step::say(format!("removed {}", gone.label()))
    }

    pub(super) fn keep(&mut self, evidence: Evidence) {
        self.wrong.retain(|(spot, _)| *spot != Spot::Evidence);
        self.evidence.push(evidence);
        self.selected = self.evidence.len() - 1;
        self.adding = Field::line("");
        self.completion.close();
        self.touched = true;
    }

    /// Takes in a file that was read, or why it was not.
    pub fn measured(&mut self, result: Result<Evidence, EvidenceError>) {
        match result {
            Ok(evidence) => self.keep(evidence),
            Err(EvidenceError::Missing(path)) => self.complain(
                Spot::Evidence,
                format!("{path} does not exist; correct the path, or keep the text as a note with Ctrl-T"),
            ),
            Err(error) => self.complain(Spot::Evidence, error.to_string()),
        }
    }

    /// Takes in the files that go on from what was typed.
    pub fn listed(&mut self, typed: &str, names: Vec<String>) {
        self.completion.show(typed, names, &self.adding);
    }

    pub(super) fn complain(&mut self, spot: Spot, message: impl Into<String>) {
        self.wrong.retain(|(other, _)| *other != spot);
        self.wrong.push((spot, message.into()));
    }
}
