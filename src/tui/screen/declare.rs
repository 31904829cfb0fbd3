//! What one said and did not declare yet, and the key that signs all of it.

use ratatui::style::Style;

use super::slip::{Slip, SlipForm};
use crate::decision::wording;
use crate::face::command::Action;
use crate::face::form::declare::{self, DEEDS, verb};
use crate::face::form::key::{self, FILE, KEY};
use crate::face::form::{Blank, Complaint, Reader, Values};
use crate::face::place::Place;
use crate::review::{DeedKind, Event};
use crate::tui::intent::Intent;
use crate::tui::layer::{Context, Opening};
use crate::tui::step::{Step, Want};
use crate::tui::widget::paper::Paper;

/// A declaration about to be made.
#[derive(Debug)]
struct DeclareSlip;

/// With what was said so far; without anything the screen in front stays.
pub(super) fn open(context: &Context<'_>) -> Opening {
    if declare::deeds(context.forms.get(declare::NAME)).is_empty() {
        let keys = |action| context.keymap.keys(Place::Items, action).join(", ");
        let [accept, end, disown] = [DeedKind::Accepts, DeedKind::Ends, DeedKind::Disowns]
            .map(|act| keys(Action::Deed(act)));
        return Opening::stay(Step::say(format!(
            "nothing is said that has to be declared: {accept} accepts an answer, {end} ends a return or a question, {disown} disowns"
        )));
    }
    let blanks = [&KEY, &FILE, &DEEDS];
    let form = SlipForm::new(
        DeclareSlip,
        declare::NAME,
        &blanks,
        &Values::default(),
        context,
    );
    Opening::of(form, Step::want(Want::FindKeys))
}

impl Slip for DeclareSlip {
    const PLACE: Place = Place::Declare;

    fn title(&self) -> String {
        "Declare".to_owned()
    }

    fn heading(&self) -> &'static str {
        "Said, and not declared yet"
    }

    fn name(&self) -> String {
        declare::NAME.to_owned()
    }

    fn blanks(&self, values: &Values, context: &Context<'_>) -> Vec<&'static Blank> {
        key::blanks(values, context.keyring)
    }

    fn make(&self, values: &Values, context: &Context<'_>) -> Result<Step, Vec<Complaint>> {
        let mut reader = Reader::new(values);
        let key = key::read(&mut reader, values, context.keyring).ok_or(reader.wrong)?;
        let deeds = declare::deeds(Some(values));
        Ok(Step::state(context.who, Intent::Declare(deeds), key))
    }

    fn is_made(&self, event: &Event) -> bool {
        matches!(event, Event::Declared(_))
    }

    fn end(&mut self, values: &Values, _: &Context<'_>) -> Option<Step> {
        declare::deeds(Some(values)).is_empty().then(Step::close)
    }

    fn above(&self, values: &Values, paper: &mut Paper, context: &Context<'_>) {
        paper.label("You declare", false);
        for deed in declare::deeds(Some(values)) {
            let what = wording::about(deed.to, context.dossier.review());
            let what = what.unwrap_or_else(|| "what is no longer in the file".to_owned());
            paper.words(&format!("{} {what}", verb(deed.act)), Style::new());
            if let Some(why) = deed.why {
                paper.words(&format!("  why: {why}"), context.theme.dim());
            }
        }
    }

    fn below(&self, paper: &mut Paper, context: &Context<'_>) {
        paper.label("Declared by", false);
        paper.text(&context.name("asked when you go on"), false);
    }
}
