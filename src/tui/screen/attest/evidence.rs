//! Evidence that is added to the answer: links, files and notes.

use crossterm::event::KeyCode;

use super::{Attest, Purpose};
use crate::evidence::{EvidenceError, Given};
use crate::face::form::attest::EVIDENCE;
use crate::review::{Compared, Evidence, evidence};
use crate::tui::layer::Context;
use crate::tui::step::{Step, Want};

impl Attest {
    /// From the line that adds up to what is attached, and back.
    pub(super) fn select(&mut self, code: KeyCode) {
        self.selected = match (code, self.selected) {
            (KeyCode::Up, None) => self.evidence.len().checked_sub(1),
            (KeyCode::Up, Some(nth)) => Some(nth.saturating_sub(1)),
            (_, nth) => nth
                .map(|nth| nth + 1)
                .filter(|nth| *nth < self.evidence.len()),
        };
    }

    /// Adds what was typed: a link at once, a file when it was read. A file that is selected is read again.
    pub(super) fn add(&mut self, context: &Context<'_>) -> Step {
        if context.reading(&self.key).is_some() {
            let stop = context.keymap.key("cancel");
            return Step::say(format!(
                "one file at a time; wait, or stop reading with {stop}"
            ));
        }
        self.purpose = if self.is_at_piece() {
            Purpose::Renews
        } else {
            Purpose::Adds
        };
        match self.selected.and_then(|nth| self.evidence.get(nth)) {
            Some(Evidence::File { path, .. }) => return self.measure(path.clone(), true),
            Some(_) => {
                let remove = context.keymap.key("remove");
                return Step::say(format!("only files are read again; {remove} removes it"));
            }
            None => self.form.forgive(Some(&EVIDENCE)),
        }
        let Some(text) = self.adding() else {
            return Step::say("type a link or the path of a file");
        };
        match self.given(text, context) {
            Ok(link) => self.take(link),
            Err(measure) => measure,
        }
    }

    /// The link that was typed, or what reads the file: whether one is called so, only the disk knows.
    pub(super) fn given(&self, text: String, context: &Context<'_>) -> Result<Evidence, Step> {
        match text.parse() {
            Ok(Given::Link(url)) => Ok(Evidence::Link {
                url,
                at: context.facts.now,
            }),
            _ => Err(self.measure(text, false)),
        }
    }

    fn measure(&self, path: String, named: bool) -> Step {
        let key = self.key.clone();
        Step::want(Want::Measure { key, path, named })
    }

    pub(super) fn add_note(&mut self, context: &Context<'_>) -> Step {
        self.go_to(&EVIDENCE);
        let Some(text) = self.adding() else {
            let key = context.keymap.key("add-note");
            return Step::say(format!("type the note beside +, then {key}"));
        };
        self.take(Evidence::Note {
            text,
            at: context.facts.now,
        })
    }

    /// Removes the selected evidence.
    pub(super) fn remove(&mut self) -> Step {
        let Some(nth) = self.selected.filter(|nth| *nth < self.evidence.len()) else {
            return Step::say("select with Up what to remove");
        };
        let gone = self.evidence.remove(nth);
        self.form.forgive(Some(&EVIDENCE));
        self.selected = self.evidence.len().checked_sub(1).map(|last| nth.min(last));
        Step::say(format!("removed {}", gone.label()))
    }

    /// Takes what was typed, and says so where it was there before.
    fn take(&mut self, piece: Evidence) -> Step {
        let said = format!("{} is in the list already", piece.label());
        if self.keep(piece) {
            Step::say(said)
        } else {
            Step::none()
        }
    }

    /// Takes what was typed; true where it was there before.
    pub(super) fn keep(&mut self, piece: Evidence) -> bool {
        self.form.set(&EVIDENCE, "");
        self.attach(piece)
    }

    fn attach(&mut self, piece: Evidence) -> bool {
        self.form.forgive(Some(&EVIDENCE));
        self.selected = None;
        self.form.close();
        self.touched = true;
        evidence::attach(&mut self.evidence, piece)
    }

    /// The first file that is not what it was when it was attested, and what can be done about it.
    pub(super) fn outdated(&self, context: &Context<'_>) -> Option<(usize, String)> {
        let remove = context.keymap.key("remove");
        self.evidence.iter().enumerate().find_map(|(nth, piece)| {
            let path = piece.label();
            let again = format!("Enter reads it again, {remove} removes it");
            let said = match piece.compare(context.dossier.checks())? {
                Compared::Changed(_, Some(like)) => format!("{path}: {like}; {}", like.remedy()),
                Compared::Changed(_, None) => {
                    format!("{path} changed since it was attested: {again}")
                }
                wrong @ Compared::Misstated(_) => format!("{path} is {wrong}: {again}"),
                Compared::Missing(why) => format!("{path}: {why}; {remove} removes it"),
                Compared::Unchanged | Compared::Unseen => return None,
            };
            Some((nth, said))
        })
    }

    /// Takes in a file that was read, or why it was not; says where it was there before.
    pub(super) fn measured(
        &mut self,
        result: &Result<Evidence, EvidenceError>,
        context: &Context<'_>,
    ) -> Step {
        let again = std::mem::take(&mut self.purpose) == Purpose::Renews;
        match result {
            Ok(piece) => {
                let said = format!("{} was read again", piece.label());
                let was_there = if again {
                    self.attach(piece.clone())
                } else {
                    self.keep(piece.clone())
                };
                if was_there {
                    return Step::say(said);
                }
            }
            Err(EvidenceError::Missing(path)) if again => {
                let remove = context.keymap.key("remove");
                self.complain(format!("{path} is gone: {remove} removes it"));
            }
            Err(EvidenceError::Missing(path)) => {
                let key = context.keymap.key("add-note");
                self.complain(format!(
                    "{path} does not exist; correct the path, or keep the text as a note with {key}"
                ));
            }
            Err(error) => self.complain(error.to_string()),
        }
        Step::none()
    }

    fn complain(&mut self, message: impl Into<String>) {
        self.form.complain(Some(&EVIDENCE), message);
    }

    /// What is typed beside the `+`.
    pub(super) fn adding(&self) -> Option<String> {
        let typed = self.form.get(&EVIDENCE).trim().to_owned();
        (!typed.is_empty()).then_some(typed)
    }
}
