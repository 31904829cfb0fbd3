//! What the model makes of the world's answers: a review is open, a change is on disk, a job tells something.

use super::layout;
use super::model::{Changes, Model};
use super::msg::{Desk, Effect};
use super::overlay::{Overlay, notices};
use super::screen::Screen;
use super::screen::report::Report;
use super::screen::walk::Walk;
use crate::evidence::{EvidenceError, News};
use crate::review::{AnswerDraft, Event, Evidence, ItemKey};
use crate::signoff::statement;
use crate::text::causes;

impl Model {
    pub(super) fn opened(
        &mut self,
        fresh: bool,
        drafts: Vec<AnswerDraft>,
        desk: Option<Desk<'_>>,
    ) -> Vec<Effect> {
        let Some(open) = desk else { return Vec::new() };
        self.walk = Some(Walk::new(open.dossier));
        self.screen = Screen::Walk;
        self.drafts = drafts.into_iter().map(|draft| (draft.key.clone(), draft)).collect();
        self.saved = true;
        (self.begun, self.deciding) = (None, None);
        self.changes = Changes::default();
        self.reopening = false;
        (self.readings, self.checking) = (Vec::new(), None);
        if fresh {
            self.overlay = notices::Notices::new(open.notices()).map(Overlay::Notices);
        }
        self.check_evidence(open)
    }

    /// The same review, read anew: the place and what was typed are kept.
    pub(super) fn reopened(&mut self, desk: Option<Desk<'_>>) -> Vec<Effect> {
        let Some(desk) = desk else { return Vec::new() };
        let position = self.walk.as_ref().map(Walk::position);
        self.walk = Some(Walk::new(desk.dossier));
        self.show(position, desk);
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            palette.refresh(&self.keymap, Some(desk));
        }
        match &mut self.screen {
            Screen::Signoff(form) => form.refresh(&desk),
            Screen::Attest(form) => {
                if let Some(position) = desk.dossier.position(&form.key) {
                    form.position = position;
                } else {
                    let gone = format!("{} is no longer in the checklist", form.key);
                    self.screen = Screen::Walk;
                    self.complain(gone);
                }
            }
            Screen::Home | Screen::New(_) | Screen::Walk | Screen::Report(_) => {}
        }
        self.check_evidence(desk)
    }

    /// Has the evidence files looked at, where there are any.
    pub(super) fn check_evidence(&mut self, desk: Desk<'_>) -> Vec<Effect> {
        self.check_files(desk.dossier.evidence_files().into_iter().map(str::to_owned).collect())
    }

    fn check_files(&mut self, paths: Vec<String>) -> Vec<Effect> {
        if paths.is_empty() {
            return Vec::new();
        }
        let job = self.next_job;
        self.next_job += 1;
        self.checking = Some(job);
        vec![Effect::CheckEvidence { job, paths }]
    }

    pub(super) fn saved(
        &mut self,
        event: &Event,
        warning: Option<String>,
        desk: Option<Desk<'_>>,
    ) -> Vec<Effect> {
        self.saved = true;
        let Some(desk) = desk else { return Vec::new() };
        let mut effects = Vec::new();
        let voids =
            if desk.dossier.review().signoffs.is_empty() { "" } else { "; sign-offs before it are stale" };
        let text = match event {
            Event::Attested { key, attestation, .. } => {
                self.changes.done += 1;
                // What was put back by a redo is not what was typed since.
                if attestation.reinstates.is_none() {
                    effects = self.forget_draft(key);
                    self.changes.undone = 0;
                } else {
                    self.changes.undone = self.changes.undone.saturating_sub(1);
                }
                // A file that was attached before may have changed since it was last looked at.
                effects.extend(self.check_files(attestation.answer.files().map(str::to_owned).collect()));
                self.attested(key, attestation.reinstates.is_none(), desk);
                let said = attestation.answer.status.label();
                let lacks = match &attestation.answer {
                    answer if answer.status.needs_finding() => answer.finding.missing(),
                    _ => None,
                };
                // A sign-off will ask for it, and today it may be nobody's fault.
                let lacks = lacks.map_or_else(String::new, |lacks| format!(" without {lacks} yet"));
                match desk.dossier.tally().not_reviewed {
                    0 => format!(
                        "{} {said}, saved{lacks}; every item is answered, s to sign off{voids}",
                        key.item
                    ),
                    _ => format!("{} {said}, saved{lacks}; u takes it back{voids}", key.item),
                }
            }
            Event::Withdrawn { key, .. } => {
                self.changes.done = self.changes.done.saturating_sub(1);
                self.changes.undone += 1;
                let position = desk.dossier.position(key);
                let latest = position.and_then(|position| desk.dossier.entry(position).latest());
                let files = latest.map(|latest| latest.answer.files().map(str::to_owned).collect());
                effects = self.check_files(files.unwrap_or_default());
                self.show(position, desk);
                format!("took back the last attestation of {}; Ctrl-R puts it back{voids}", key.item)
            }
            Event::Signed(signoff) => {
                self.screen = Screen::Walk;
                self.deciding = None;
                format!("{}, {}; g r shows the report", statement::short(signoff), statement::NOT_SIGNED)
            }
        };
        if let Screen::Signoff(form) = &mut self.screen {
            form.refresh(&desk);
        }
        match warning {
            Some(warning) => self.complain(warning),
            None => self.say(text),
        }
        effects
    }

    /// After an answer: on to the next item that has none.
    fn attested(&mut self, key: &ItemKey, typed: bool, desk: Desk<'_>) {
        let here = desk.dossier.position(key);
        let next = here.and_then(|at| desk.dossier.next_where(at, |outcome| outcome.status().is_none()));
        if typed && matches!(&self.screen, Screen::Attest(form) if form.key == *key) {
            self.screen = Screen::Walk;
            self.show(next.or(here), desk);
        } else {
            self.show(here, desk);
        }
    }

    /// Shows the report; one that is on the screen stays where it is.
    pub(super) fn report(&mut self, text: &str) {
        let width = layout::parts(self.size).body.width;
        match &mut self.screen {
            Screen::Report(report) => report.replace(text, width),
            _ => self.screen = Screen::Report(Report::new(text, width)),
        }
    }

    pub(super) fn failed(&mut self, text: String) {
        match &mut self.screen {
            Screen::New(form) => form.complain(text),
            Screen::Signoff(form) => form.complain(text),
            Screen::Home | Screen::Walk | Screen::Attest(_) | Screen::Report(_) => self.complain(text),
        }
    }

    pub(super) fn news(&mut self, job: u64, news: News, desk: Option<Desk<'_>>) -> Vec<Effect> {
        match news {
            News::Checked(_) => {
                if self.checking == Some(job) {
                    self.checking = None;
                }
                match (&mut self.screen, desk) {
                    (Screen::Signoff(form), Some(desk)) => form.refresh(&desk),
                    // It was rendered from what was known before.
                    (Screen::Report(_), Some(_)) => return vec![Effect::RenderReport],
                    _ => {}
                }
            }
            News::Progress(done, total) => {
                if let Some(reading) = self.readings.iter_mut().find(|reading| reading.job == job) {
                    reading.progress = (done, total);
                }
            }
            News::Measured(result) => {
                // What a cancelled job still says is of no interest.
                if let Some(at) = self.readings.iter().position(|reading| reading.job == job) {
                    let key = self.readings.remove(at).key;
                    return self.measured(&key, result, desk);
                }
            }
        }
        Vec::new()
    }

    /// A file was read: into the form where it is open, else into the draft.
    fn measured(
        &mut self,
        key: &ItemKey,
        result: Result<Evidence, EvidenceError>,
        desk: Option<Desk<'_>>,
    ) -> Vec<Effect> {
        if let Screen::Attest(form) = &mut self.screen
            && form.key == *key
        {
            form.measured(result);
            return self.keep_draft(desk);
        }
        let Some(draft) = self.drafts.get_mut(key) else { return Vec::new() };
        match result {
            Ok(evidence) => {
                draft.evidence.push(evidence);
                draft.adding.clear();
                let kept = Effect::KeepDraft(Box::new(draft.clone()));
                self.say(format!("a file for {} was read; its draft is not saved yet", key.item));
                vec![kept]
            }
            Err(error) => {
                self.complain(format!("{}: {}", key.item, causes::joined(&error)));
                Vec::new()
            }
        }
    }
}
