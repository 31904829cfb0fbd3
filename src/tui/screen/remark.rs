//! Something about to be said beside the answers of items: Enter says it.

use super::slip::{Slip, SlipForm};
use crate::face::form::{Blank, Complaint, Values, remark};
use crate::face::place::Place;
use crate::review::{Change, Event, ItemKey, RemarkKind};
use crate::text::capital::capital;
use crate::tui::layer::Context;
use crate::tui::step::{Step, Want};
use crate::tui::widget::paper::Paper;

/// A remark about to be made.
#[derive(Debug)]
pub(crate) struct RemarkSlip {
    kind: RemarkKind,
    /// The items that it is about.
    keys: Vec<ItemKey>,
}

impl RemarkSlip {
    /// Asks for the words.
    pub(crate) fn form(
        kind: RemarkKind,
        positions: &[usize],
        context: &Context<'_>,
    ) -> SlipForm<Self> {
        let first = positions.first().copied().unwrap_or_default();
        let begun = remark::begin(kind, first, context.who, &context.facts);
        let keys = positions.iter().map(|at| context.dossier.entry(*at).key());
        let keys = keys.collect();
        let blanks = remark::blanks(kind);
        SlipForm::new(
            Self { kind, keys },
            kind.to_string(),
            &blanks,
            &begun,
            context,
        )
    }
}

impl Slip for RemarkSlip {
    const PLACE: Place = Place::Remark;

    fn title(&self) -> String {
        capital(&self.kind.to_string())
    }

    fn heading(&self) -> &'static str {
        match self.kind {
            RemarkKind::Comment => "Comment",
            RemarkKind::Question => "Park a question",
            RemarkKind::Return => "Return the answer",
            RemarkKind::Assignment => "Say who is to answer",
        }
    }

    fn name(&self) -> String {
        remark::name(self.kind, &self.keys)
    }

    fn blanks(&self, _: &Values, _: &Context<'_>) -> Vec<&'static Blank> {
        remark::blanks(self.kind)
    }

    fn make(&self, values: &Values, context: &Context<'_>) -> Result<Step, Vec<Complaint>> {
        let facts = &context.facts;
        let words = remark::read(self.kind, values, facts)?;
        Ok(Step::want(Want::Change(Change::Remark {
            keys: self.keys.clone(),
            words: Box::new(words),
        })))
    }

    fn is_made(&self, event: &Event) -> bool {
        matches!(event, Event::Remarked(_))
    }

    fn is_line(&self) -> bool {
        true
    }

    fn end(&mut self, _: &Values, context: &Context<'_>) -> Option<Step> {
        self.keys
            .retain(|key| context.dossier.position(key).is_some());
        let gone = "the item is no longer in the checklist".to_owned();
        let is_gone = self.keys.is_empty();
        is_gone.then(|| Step::close().and(Step::want(Want::Complain(gone))))
    }

    fn above(&self, _: &Values, paper: &mut Paper, context: &Context<'_>) {
        let found = self
            .keys
            .iter()
            .filter_map(|key| context.dossier.position(key));
        for position in found {
            let entry = context.dossier.entry(position);
            paper.label(&entry.item.id, false);
            paper.words(&entry.item.title, context.theme.strong());
            if let Some(last) = entry.latest() {
                let said = format!("{} by {}", last.answer.status.label(), last.by.name());
                paper.text(&said, false);
            }
        }
    }

    fn below(&self, paper: &mut Paper, context: &Context<'_>) {
        paper.label("Said by", false);
        paper.text(&context.name("asked when it is said"), false);
    }
}
