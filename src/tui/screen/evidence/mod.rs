//! The evidence of the review, item by item, and what became of it since.

mod detail;
mod view;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::detail::Selected;
use crate::checklist::form::is_web_address;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::{Compared, Evidence, Piece};
use crate::tui::effect::{Act, Errand};
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Opening, Screen};
use crate::tui::step::{Goal, Step, Want};
use crate::tui::widget::pane;
use crate::tui::widget::panes::Panes;

/// The list as it was when the review changed last. Below it stand the files that are being read into evidence.
#[derive(Debug)]
pub(super) struct EvidenceList {
    /// The item's place in the walk, and the piece's place among its evidence.
    rows: Vec<(usize, usize)>,
    /// Columns for the names of items.
    names: usize,
    changed: usize,
    missing: usize,
    /// The item to which evidence is added where nothing is selected.
    here: usize,
    panes: Panes,
}

/// At the evidence of the walk's item, or at the next there is.
pub(super) fn open(context: &Context<'_>) -> Opening {
    let mut list = EvidenceList {
        rows: Vec::new(),
        names: 0,
        changed: 0,
        missing: 0,
        here: context.here,
        panes: Panes::stacked(),
    };
    list.refresh(context);
    list.find((context.here, 0), context.body);
    let looks = context.jobs.checking.is_empty().then_some(Want::Check);
    Opening::of(list, looks.map(Step::want).unwrap_or_default())
}

impl EvidenceList {
    /// Looks at the review again after it changed; what was selected stays so.
    fn refresh(&mut self, context: &Context<'_>) {
        let selected = self.rows.get(self.panes.row()).copied();
        self.rows.clear();
        (self.changed, self.missing) = (0, 0);
        for piece in Piece::all(context.dossier) {
            self.rows.push((piece.position, piece.nth));
            match piece.evidence.compare(context.dossier.checks()) {
                Some(Compared::Changed(..) | Compared::Misstated(_)) => self.changed += 1,
                Some(Compared::Missing(_)) => self.missing += 1,
                _ => {}
            }
        }
        let items = self.rows.iter();
        let items = items.map(|(position, _)| context.dossier.entry(*position).item);
        self.names = pane::names(items.map(|item| item.id.as_str()));
        self.here = self.here.min(context.dossier.count().saturating_sub(1));
        if let Some(selected) = selected {
            self.find(selected, context.body);
        }
    }

    /// Selects a piece, or the next there is.
    fn find(&mut self, piece: (usize, usize), body: Rect) {
        let row = self.rows.partition_point(|row| *row < piece);
        self.panes.select(row, self.rows.len(), body);
    }

    /// What came of reading the files again.
    fn verdict(&self) -> String {
        match (self.changed, self.missing) {
            (0, 0) => "read again: every evidence file is as it was attested".to_owned(),
            (changed, missing) => format!("read again: {changed} changed, {missing} missing"),
        }
    }

    fn count(&self, context: &Context<'_>) -> usize {
        self.rows.len() + context.jobs.readings.len()
    }

    fn at<'d>(&self, row: usize, context: &Context<'d>) -> Option<Selected<'d>> {
        let Some((position, nth)) = self.rows.get(row).copied() else {
            return Some(Selected::Reading(
                context.jobs.readings.get(row - self.rows.len())?,
            ));
        };
        let attestation = context.dossier.entry(position).latest()?;
        let evidence = attestation.answer.evidence.get(nth)?;
        Some(Selected::Piece(Piece {
            position,
            nth,
            attestation,
            evidence,
        }))
    }
}

impl Screen for EvidenceList {
    fn place(&self) -> Place {
        Place::Evidence
    }

    fn item(&self) -> Option<usize> {
        let selected = self.rows.get(self.panes.row());
        selected.map(|(position, _)| *position)
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        if heard.is_change() {
            self.refresh(context);
        }
        matches!(heard, Heard::Checked(true)).then(|| Step::say(self.verdict()))
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let count = self.count(context);
        let selected = self.at(self.panes.row().min(count.saturating_sub(1)), context);
        let one = selected.as_ref();
        let lines = |width| one.map_or(0, |one| detail::lines(one, width, context).len());
        let Some(action) = self.panes.take(input, count, context.body, lines) else {
            return Step::none();
        };
        let (position, evidence) = match &selected {
            Some(Selected::Piece(piece)) => (Some(piece.position), Some(piece.evidence)),
            Some(Selected::Reading(reading)) => (context.dossier.position(&reading.key), None),
            None => (None, None),
        };
        let position = position.unwrap_or(self.here);
        match (action, evidence) {
            (Action::Open, _) => Step::go(Goal::Walk(Some(position))),
            (Action::Evidence, _) => Step::go(Goal::Attest {
                position,
                status: None,
                evidence: true,
            }),
            (Action::Browse, Some(Evidence::Link { url, .. })) if is_web_address(url) => {
                Step::effect(Errand::Browse(url.clone()))
            }
            (Action::Browse, _) => Step::say("this is no web address"),
            (Action::Look, Some(Evidence::File { path, .. })) => {
                Step::effect(Act::Look(path.clone()))
            }
            (Action::Look, _) => Step::say("only a file is looked at here"),
            (Action::CopyDigest, Some(Evidence::File { digest, .. })) => {
                Step::want(Want::Copy(digest.to_string()))
            }
            (Action::CopyDigest, _) => Step::say("only a file has a digest"),
            (Action::Copy, Some(evidence)) => Step::want(Want::Copy(evidence.label().to_owned())),
            _ => Step::none(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        self.draw(frame, context);
    }
}
