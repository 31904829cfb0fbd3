//! What backs an answer: asked for until an empty line.

use std::ops::ControlFlow;

use super::ask::Asked;
use super::walk::Walker;
use super::words;
use crate::face::failure::Failure;
use crate::face::form::attest::{AnswerDraft, EVIDENCE, NOTE};
use crate::review::{Compared, Evidence, evidence};
use crate::text::number::{bytes, count};

/// From how many bytes on a person is told that reading takes a while.
const LARGE: u64 = 256 * 1024 * 1024;

const MORE: &str = "More evidence, or remove and its number; an empty line goes on";

impl Walker<'_, '_> {
    /// Takes links, files and notes into a draft.
    pub(super) fn attach(&mut self, draft: &mut AnswerDraft) -> Asked<()> {
        self.say_evidence(&draft.evidence)?;
        loop {
            let question = if draft.evidence.is_empty() {
                EVIDENCE.question
            } else {
                MORE
            };
            let typed = self.talk.text(question, draft.values.get(&EVIDENCE))?;
            draft.values.set(&EVIDENCE, "");
            let (word, rest) = typed.split_once(' ').unwrap_or((&typed, ""));
            let rest = rest.trim();
            if typed.is_empty() {
                return Ok(());
            } else if word == "remove" {
                self.remove(rest, draft)?;
            } else if word == "note" {
                let text = match rest {
                    "" => self.talk.lines(&NOTE, "", |_| {})?,
                    rest => rest.to_owned(),
                };
                let said = format!("Added note {text}.");
                let at = self.open.now();
                if !text.is_empty() {
                    evidence::attach(&mut draft.evidence, Evidence::Note { text, at });
                    self.talk.say(said)?;
                }
            } else if let Some(piece) = self.take(&typed)? {
                let said = words::evidence(&piece);
                let is_file = matches!(piece, Evidence::File { .. });
                let how = match (evidence::attach(&mut draft.evidence, piece), is_file) {
                    (false, _) => "Added",
                    (true, true) => "Read again:",
                    (true, false) => "Already there:",
                };
                self.talk.say(format!("{how} {said}."))?;
            }
            self.keep(draft)?;
        }
    }

    /// Says of a file that it is not what it was when it was attested, and what can be done about it.
    pub(super) fn outdated(&self, piece: &Evidence) -> Option<String> {
        let path = piece.label();
        match piece.compare(self.open.dossier().checks())? {
            Compared::Changed(_, Some(like)) => {
                Some(format!("the file {path}: {like}; {}", like.remedy()))
            }
            Compared::Changed(_, None) => Some(format!(
                "the file {path} changed since it was attested; type its path to read it again, or remove and its number"
            )),
            wrong @ Compared::Misstated(_) => Some(format!(
                "the file {path} is {wrong}; type its path to read it again, or remove and its number"
            )),
            Compared::Missing(why) => Some(format!(
                "the evidence {path}: {why}; remove it by its number"
            )),
            Compared::Unchanged | Compared::Unseen => None,
        }
    }

    fn say_evidence(&mut self, evidence: &[Evidence]) -> Asked<()> {
        let numbered = evidence.iter().enumerate();
        self.read(
            numbered
                .map(|(nth, one)| format!("Evidence {}: {}.", nth + 1, words::evidence(one)))
                .collect(),
        )
    }

    fn remove(&mut self, number: &str, draft: &mut AnswerDraft) -> Asked<()> {
        let nth = number
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        match nth.filter(|nth| *nth < draft.evidence.len()) {
            Some(nth) => {
                let gone = draft.evidence.remove(nth);
                self.talk
                    .say(format!("Removed {}.", words::evidence(&gone)))?;
                self.say_evidence(&draft.evidence)
            }
            None => self.talk.say(format!(
                "There are {}.",
                count(draft.evidence.len(), "piece", "pieces")
            )),
        }
    }

    /// Reads what was typed, and says why where it cannot be evidence.
    fn take(&mut self, typed: &str) -> Asked<Option<Evidence>> {
        let mut told = false;
        let talk = &mut *self.talk;
        let mut progress = |_, total| {
            if total >= LARGE && !std::mem::replace(&mut told, true) {
                // Who cannot be told cannot be asked either: the next question ends it.
                let _ = talk.say(format!("Reading {}; this takes a while.", bytes(total)));
            }
            ControlFlow::Continue(())
        };
        match self
            .open
            .attach(typed, &self.setup.directory, &mut progress)
        {
            Ok(evidence) => Ok(Some(evidence)),
            Err(error) => {
                let why = Failure::from(error).line();
                self.talk.say(format!(
                    "Not added: {why}. Type another path, or note and its words."
                ))?;
                Ok(None)
            }
        }
    }
}
