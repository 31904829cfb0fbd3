//! What the model makes of the world's answers: a review is open, a change is on disk, a job tells something.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use super::layout;
use super::model::Model;
use super::msg::{Desk, Effect, Wrong};
use super::overlay::{Overlay, notices};
use super::reading::Checking;
use super::screen::Screen;
use super::screen::attest::several;
use super::screen::walk::Walk;
use crate::decision::statement;
use crate::evidence::{EvidenceError, News};
use crate::face::failure::Failure;
use crate::face::form::{revoke, seal, sign, start};
use crate::review::{
    AnswerDraft, Attestation, Event, Evidence, ItemKey, Outcome, SealState, evidence,
};

impl Model {
    pub(super) fn opened(
        &mut self,
        fresh: bool,
        drafts: Vec<AnswerDraft>,
        desk: Option<Desk<'_>>,
    ) -> Vec<Effect> {
        let Some(open) = desk else { return Vec::new() };
        self.walk = Some(Walk::new(open.facts.dossier));
        self.screen = Screen::Walk;
        self.drafts = drafts
            .into_iter()
            .map(|draft| (draft.key.clone(), draft))
            .collect();
        self.saved = true;
        (self.asking, self.beneath) = (None, None);
        self.reopening = false;
        (self.trouble, self.missing) = (None, Vec::new());
        (self.readings, self.checking) = (Vec::new(), Vec::new());
        if self.drafts.contains_key(&several::key()) {
            self.say("what you typed for several items is kept: select with v, then Enter");
        }
        if fresh {
            self.overlay = notices::Notices::new(open.notices()).map(Overlay::Notices);
        }
        self.count_changes(open);
        let mut effects = self.check_evidence(open);
        if fresh {
            effects.push(Effect::ForgetForm(start::NAME.to_owned()));
        }
        self.arriving = self.checking.last().map(|checking| checking.job);
        effects
    }

    /// What is on the screen is laid out for another size.
    pub(super) fn resized(&mut self, width: u16, height: u16, desk: Option<Desk<'_>>) {
        self.size = Rect::new(0, 0, width, height);
        let body = layout::parts(self.size).body;
        match (&mut self.screen, desk) {
            (Screen::Report(report), Some(desk)) => report.resize(&desk, body),
            (Screen::Stating(stating), _) => stating.resize(body, self.theme),
            (Screen::Signoffs(list), Some(desk)) => list.resize(&desk, body),
            _ => {}
        }
    }

    /// What is on the screen follows the review.
    pub(super) fn refresh(&mut self, desk: &Desk<'_>) {
        let body = layout::parts(self.size).body;
        match &mut self.screen {
            Screen::Signoff(form) => form.refresh(desk),
            Screen::Findings(findings) => findings.refresh(desk, body),
            Screen::Evidence(evidence) => evidence.refresh(desk, body),
            Screen::Signoffs(list) => list.refresh(desk, body),
            Screen::Report(report) => report.refresh(desk),
            Screen::Stating(_) => self.doubt(desk),
            Screen::Home
            | Screen::New(_)
            | Screen::Walk
            | Screen::Attest(_)
            | Screen::Revoke(_) => {}
        }
    }

    /// Has all evidence files looked at again because the person says so.
    pub(super) fn check_again(&mut self, desk: Option<Desk<'_>>) -> Vec<Effect> {
        let Some(desk) = desk else { return Vec::new() };
        if !self.checking.is_empty() {
            self.say("the files are being read already; Ctrl-G stops");
            return Vec::new();
        }
        let effects = self.check_evidence(desk);
        match self.checking.last_mut() {
            Some(checking) => {
                checking.asked = true;
                self.say("reading every evidence file again; Ctrl-G stops");
            }
            None => self.say("no evidence files to read; links are not followed"),
        }
        effects
    }

    /// Has the evidence files looked at, where there are any.
    pub(super) fn check_evidence(&mut self, desk: Desk<'_>) -> Vec<Effect> {
        self.check_files(
            desk.facts
                .dossier
                .evidence_files()
                .into_iter()
                .map(str::to_owned)
                .collect(),
        )
    }

    pub(super) fn check_files(&mut self, paths: Vec<String>) -> Vec<Effect> {
        if paths.is_empty() {
            return Vec::new();
        }
        let job = self.checking_job();
        vec![Effect::CheckEvidence { job, paths }]
    }

    /// A number for a job that looks at evidence files.
    pub(super) fn checking_job(&mut self) -> u64 {
        let job = self.next_job;
        self.next_job += 1;
        self.checking.push(Checking {
            job,
            asked: false,
            file: None,
        });
        job
    }

    pub(super) fn saved(
        &mut self,
        event: &Event,
        warning: Option<String>,
        desk: Option<Desk<'_>>,
    ) -> Vec<Effect> {
        self.saved = true;
        self.trouble
            .take_if(|trouble| trouble.kind != Wrong::Checklist);
        let Some(desk) = desk else { return Vec::new() };
        self.count_changes(desk);
        let mut effects = Vec::new();
        let voids = if desk.facts.dossier.review().signoffs.is_empty() {
            ""
        } else {
            "; sign-offs before it are stale, d shows what changed"
        };
        let text = match event {
            Event::Attested(attested) => {
                let keys: Vec<ItemKey> = attested.iter().map(|one| one.key.clone()).collect();
                // What was put back by a redo is not what was typed since.
                let typed = attested
                    .iter()
                    .all(|one| one.attestation.reinstates.is_none());
                if typed {
                    effects = self.forget_saved(&keys);
                }
                // A file that was attached before may have changed since it was last looked at.
                effects
                    .extend(self.check_files(files(attested.iter().map(|one| &one.attestation))));
                self.attested(&keys, typed, desk);
                let said = attested
                    .first()
                    .map_or("", |one| one.attestation.answer.status.label());
                let what = named(&keys);
                let lacks = match attested.first().map(|one| &one.attestation.answer) {
                    Some(answer) if answer.status.needs_finding() => answer.finding.missing(),
                    _ => None,
                };
                // A sign-off will ask for it, and today it may be nobody's fault.
                let lacks = lacks.map_or_else(String::new, |lacks| format!(" without {lacks} yet"));
                match desk.facts.dossier.tally().not_reviewed {
                    _ if attested
                        .iter()
                        .any(|one| one.attestation.withdrawn.is_some()) =>
                    {
                        format!(
                            "{what} stays as it is on disk; yours is in the history, Ctrl-R makes it count"
                        )
                    }
                    0 => format!(
                        "{what} {said}, saved{lacks}; every item is answered, s to sign off{voids}"
                    ),
                    _ => format!("{what} {said}, saved{lacks}; u takes it back{voids}"),
                }
            }
            Event::Withdrawn { attestations, .. } => {
                let keys: Vec<ItemKey> = attestations.iter().map(|(key, _)| key.clone()).collect();
                let positions: Vec<usize> = desk
                    .facts
                    .dossier
                    .positions(&keys)
                    .into_iter()
                    .flatten()
                    .collect();
                let latest = positions
                    .iter()
                    .filter_map(|position| desk.facts.dossier.entry(*position).latest());
                effects = self.check_files(files(latest));
                self.refilter(desk);
                self.show(positions.iter().min().copied(), desk);
                format!(
                    "took back the last attestation of {}; Ctrl-R puts it back{voids}",
                    named(&keys)
                )
            }
            Event::Revoked(revocation) => {
                if let Some(Screen::Revoke(form)) = self.asking.take() {
                    effects.extend(self.forget_form(&revoke::name(&form.id)));
                }
                self.leave_revoking(Some(desk));
                match revocation.signature {
                    Some(_) => "signed: the sign-off is taken back".to_owned(),
                    None => format!("the sign-off is taken back, {}", statement::NOT_SIGNED),
                }
            }
            Event::Sealed(said) => {
                effects.extend(self.forget_form(&seal::name(said.state)));
                match said.state {
                    SealState::Sealed => {
                        "sealed: answers are refused; g v, then U, unseals it".to_owned()
                    }
                    SealState::Unsealed => "unsealed: answers can be changed again".to_owned(),
                }
            }
            Event::Signed(signoff) => {
                self.screen = Screen::Walk;
                self.asking = None;
                effects.extend(self.forget_form(sign::NAME));
                let short = statement::short(signoff);
                match signoff.signature {
                    Some(_) => format!("signed: {short}; g r shows the report"),
                    None => format!("{short}, {}; g r shows the report", statement::NOT_SIGNED),
                }
            }
        };
        self.refresh(&desk);
        match warning {
            Some(warning) => self.complain(warning),
            None => self.say(text),
        }
        effects
    }

    /// Forgets what was typed for items that are saved now.
    fn forget_saved(&mut self, keys: &[ItemKey]) -> Vec<Effect> {
        match (&self.screen, keys) {
            (Screen::Attest(form), _) => {
                let key = form.key.clone();
                self.forget_draft(&key)
            }
            (_, [key]) => self.forget_draft(key),
            _ => Vec::new(),
        }
    }

    /// After an answer: on to the next item that has none.
    fn attested(&mut self, keys: &[ItemKey], typed: bool, desk: Desk<'_>) {
        let here = keys.last().and_then(|key| desk.facts.dossier.position(key));
        let form = if let Screen::Attest(form) = &self.screen {
            Some(form)
        } else {
            None
        };
        let from_form =
            typed && form.is_some_and(|form| form.several.is_some() || keys.contains(&form.key));
        if from_form
            && form.is_some_and(|form| form.several.is_some())
            && let Some(walk) = &mut self.walk
        {
            walk.unmark();
        }
        // Who came from a list goes on with the list.
        let beneath = self.beneath.take_if(|_| from_form);
        let stays = beneath.is_some();
        if from_form {
            self.screen = beneath.unwrap_or(Screen::Walk);
        }
        let outline = self.walk.as_ref().map(Walk::outline).filter(|_| from_form);
        let unanswered = |outcome: &Outcome| outcome.status().is_none();
        let next = outline
            .zip(here)
            .and_then(|(outline, at)| outline.next_where(desk.facts.dossier, at, unanswered));
        self.refilter(desk);
        self.show(if stays { here } else { next.or(here) }, desk);
    }

    pub(super) fn failed(&mut self, text: String) {
        match &mut self.screen {
            Screen::New(form) => form.complain(text),
            Screen::Signoff(form) => form.complain(text),
            Screen::Revoke(form) => form.complain(text),
            Screen::Stating(stating) => stating.complain(text),
            _ => self.complain(text),
        }
    }

    pub(super) fn news(&mut self, job: u64, news: News, desk: Option<Desk<'_>>) -> Vec<Effect> {
        match news {
            News::Checked(_) => {
                let asked = self
                    .checking
                    .iter()
                    .any(|checking| checking.job == job && checking.asked);
                self.checking.retain(|checking| checking.job != job);
                if let Some(desk) = desk {
                    self.refresh(&desk);
                    self.refilter(desk);
                    // Only now is it known which answers still hold.
                    if self.arriving.take_if(|first| *first == job).is_some() {
                        self.show(Walk::unanswered(desk.facts.dossier), desk);
                    }
                }
                if let Screen::Evidence(evidence) = &self.screen
                    && asked
                {
                    self.say(evidence.verdict());
                }
            }
            News::Looking(path, done, total) => {
                if let Some(checking) = self
                    .checking
                    .iter_mut()
                    .find(|checking| checking.job == job)
                {
                    checking.file = (done < total).then_some((path, done, total));
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
            if let Some(said) = form.measured(result) {
                self.say(said);
            }
            return self.keep_draft(desk);
        }
        let Some(draft) = self.drafts.get_mut(key) else {
            return Vec::new();
        };
        match result {
            Ok(evidence) => {
                evidence::attach(&mut draft.evidence, evidence);
                draft.adding.clear();
                let kept = Effect::KeepDraft(Box::new(draft.clone()));
                self.say(format!(
                    "a file for {} was read; its draft is not saved yet",
                    key.item
                ));
                vec![kept]
            }
            Err(error) => {
                self.complain(format!("{}: {}", key.item, Failure::from(error).line()));
                Vec::new()
            }
        }
    }
}

/// The evidence files of attestations, each once.
fn files<'a>(attestations: impl Iterator<Item = &'a Attestation>) -> Vec<String> {
    let files: BTreeSet<&str> = attestations
        .flat_map(|attestation| attestation.answer.files())
        .collect();
    files.into_iter().map(str::to_owned).collect()
}

/// An item by its id, several by their number.
fn named(keys: &[ItemKey]) -> String {
    match keys {
        [key] => key.item.clone(),
        keys => format!("{} items", keys.len()),
    }
}
