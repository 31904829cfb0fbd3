//! Go or no-go, about to be said in a session.

use super::slip::{Slip, SlipForm};
use crate::face::form::vote::{self, BLANKS, KIND};
use crate::face::form::{Blank, Complaint, Values};
use crate::face::place::Place;
use crate::review::{Change, Event, Person};
use crate::tui::layer::Context;
use crate::tui::step::{Step, Want};
use crate::tui::widget::paper::Paper;

/// What somebody says.
#[derive(Debug)]
pub(crate) struct VoteSlip;

impl VoteSlip {
    /// Whoever writes it down says it, where nobody else is named.
    pub(crate) fn form(who: &Person, context: &Context<'_>) -> SlipForm<Self> {
        SlipForm::new(Self, vote::NAME, &BLANKS, &vote::begin(who), context)
    }
}

impl Slip for VoteSlip {
    const PLACE: Place = Place::Remark;

    fn title(&self) -> String {
        KIND.label.to_owned()
    }

    fn heading(&self) -> &'static str {
        KIND.label
    }

    fn name(&self) -> String {
        vote::NAME.to_owned()
    }

    fn blanks(&self, _: &Values, _: &Context<'_>) -> Vec<&'static Blank> {
        BLANKS.to_vec()
    }

    fn make(&self, values: &Values, context: &Context<'_>) -> Result<Step, Vec<Complaint>> {
        let said = vote::read(values, &context.facts)?;
        Ok(Step::want(Want::Change(Change::Vote(Box::new(said)))))
    }

    fn is_made(&self, event: &Event) -> bool {
        matches!(event, Event::Voted(_))
    }

    fn below(&self, paper: &mut Paper, context: &Context<'_>) {
        let said = "It is recorded, and decides nothing until they sign it.";
        paper.words(said, context.theme.dim());
    }
}
