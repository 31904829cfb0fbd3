//! A sign-off about to be taken back: why, and with which key that is signed.

use ratatui::style::Style;

use super::slip::{Slip, SlipForm};
use crate::decision::{revocation, wording};
use crate::face::form::{Blank, Complaint, Values, key, revoke};
use crate::face::place::Place;
use crate::review::{Event, Signoff};
use crate::tui::intent::Intent;
use crate::tui::layer::Context;
use crate::tui::step::Step;
use crate::tui::widget::paper::Paper;

/// The sign-off of an id, about to be taken back.
#[derive(Debug)]
pub(crate) struct RevokeSlip {
    id: String,
}

impl RevokeSlip {
    pub(crate) fn form(id: String, context: &Context<'_>) -> SlipForm<Self> {
        let blanks = [&revoke::REASON, &key::KEY, &key::FILE];
        SlipForm::new(
            Self { id },
            "revocation",
            &blanks,
            &Values::default(),
            context,
        )
    }

    /// Which sign-off it is.
    fn said(&self, context: &Context<'_>) -> Option<String> {
        let Signoff { id, .. } = revocation::find(&self.id, context.dossier.review()).ok()?;
        let all = context.facts.signoffs();
        let held = all.iter().find(|held| held.signoff.id == *id)?;
        let (what, standing) = (wording::full(held.signoff), held.standing);
        let (day, signature) = (context.theme.day(held.signoff.at), held.signature());
        Some(format!("{what} on {day}, {standing} ({signature})"))
    }
}

impl Slip for RevokeSlip {
    const PLACE: Place = Place::Revoke;

    fn title(&self) -> String {
        "Revoke".to_owned()
    }

    fn heading(&self) -> &'static str {
        "Take back a sign-off"
    }

    fn name(&self) -> String {
        revoke::name(&self.id)
    }

    fn blanks(&self, values: &Values, context: &Context<'_>) -> Vec<&'static Blank> {
        revoke::blanks(values, context.keyring)
    }

    fn make(&self, values: &Values, context: &Context<'_>) -> Result<Step, Vec<Complaint>> {
        let (reason, key) = revoke::read(values, context.keyring)?;
        let signoff = self.id.clone();
        Ok(Step::state(
            context.who,
            Intent::Revoke { signoff, reason },
            key,
        ))
    }

    fn is_made(&self, event: &Event) -> bool {
        matches!(event, Event::Revoked(_) | Event::Declared(_))
    }

    fn above(&self, _: &Values, paper: &mut Paper, context: &Context<'_>) {
        let gone = || "this sign-off is no longer in the file".to_owned();
        paper.label("Sign-off", false);
        let said = self.said(context).unwrap_or_else(gone);
        paper.words(&said, context.theme.strong());
        let after = "It stays in the file and counts no longer; what takes its place is a new one.";
        paper.words(after, Style::new());
    }

    fn below(&self, paper: &mut Paper, context: &Context<'_>) {
        paper.label("Revoked by", false);
        paper.text(&context.name("asked when you go on"), false);
    }
}
