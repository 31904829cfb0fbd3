//! A sign-off about to be taken back: why, and with which key that is signed.

use ratatui::Frame;
use ratatui::style::Style;

use crate::decision::{revoking, statement};
use crate::face::form::{Values, key, revoke};
use crate::face::place::Place;
use crate::review::{Event, Signoff};
use crate::tui::form::{Form, Told};
use crate::tui::input::{Heard, Input};
use crate::tui::intent::Intent;
use crate::tui::layer::{Context, Screen, Title};
use crate::tui::layout;
use crate::tui::step::{Goal, Step};
use crate::tui::unsaved::Kept;
use crate::tui::widget::pane;
use crate::tui::widget::paper::Paper;

/// A sign-off about to be taken back.
#[derive(Debug)]
pub(crate) struct RevokeForm {
    /// The id of the sign-off.
    id: String,
    form: Form,
}

impl RevokeForm {
    /// Asks why the sign-off of an id is taken back; begins with what was typed before.
    pub(crate) fn new(id: String, typed: Option<&Values>) -> Self {
        let blanks = [&revoke::REASON, &key::KEY, &key::FILE];
        let mut form = Form::new("revocation", &blanks, &Values::default());
        if let Some(typed) = typed {
            form.take_up(typed);
        }
        Self { id, form }
    }

    /// Has the statement made.
    fn state(&mut self, context: &Context<'_>) -> Step {
        let (reason, key) = match revoke::read(&self.form.values(), context.keyring) {
            Ok(read) => read,
            Err(wrong) => {
                self.form.refuse(wrong);
                return Step::none();
            }
        };
        self.form.forgive(None);
        let signoff = self.id.clone();
        Step::state(context.who, Intent::Revoke { signoff, reason }, key)
    }

    fn paper(&self, width: u16, context: &Context<'_>) -> Paper {
        let mut paper = Paper::new(width, context.theme);
        paper.label("Sign-off", false);
        paper.words(&self.said(context), context.theme.strong());
        paper.words(
            "It stays in the file and counts no longer; what takes its place is a new one.",
            Style::new(),
        );
        let blanks = revoke::blanks(&self.form.values(), context.keyring);
        self.form
            .draw(&mut paper, &context.asked(&blanks), |_, _| {});
        paper.label("Revoked by", false);
        paper.text(&context.name("asked when you go on"), false);
        paper
    }

    /// Which sign-off it is.
    fn said(&self, context: &Context<'_>) -> String {
        let desk = context.desk;
        let gone = || "this sign-off is no longer in the file".to_owned();
        let Ok(Signoff { id, .. }) = revoking::find(&self.id, desk.facts.dossier.review()) else {
            return gone();
        };
        let all = desk.facts.signoffs();
        all.iter()
            .find(|held| held.signoff.id == *id)
            .map_or_else(gone, |held| {
                let (short, by) = (statement::short(held.signoff), &held.signoff.by);
                let signature = held.signature();
                format!(
                    "{short} by {by} on {}, {} ({signature})",
                    context.theme.day(held.signoff.at),
                    held.standing
                )
            })
    }
}

impl Screen for RevokeForm {
    fn places(&self) -> &'static [Place] {
        &[Place::Revoke, Place::Forms, Place::Everywhere]
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    fn inner(&self) -> Option<(Place, bool)> {
        Some((Place::Completion, self.form.is_offering()))
    }

    fn title(&self, _: &Context<'_>) -> Title {
        Title::Part("Revoke".to_owned())
    }

    fn kept(&self, _: &Context<'_>) -> Option<Kept> {
        Some(self.form.kept(revoke::name(&self.id)))
    }

    fn hear(&mut self, heard: &Heard<'_>, _: &Context<'_>) -> Option<Step> {
        match heard {
            Heard::Discarded => self.form.restart(),
            Heard::Saved(Event::Revoked(_) | Event::Declared(_)) => return Some(Step::close()),
            Heard::Failed(why) => {
                self.form.complain(Some(&revoke::REASON), *why);
                return Some(Step::none());
            }
            Heard::Stated(stated) if !stated.record.decides() => {
                return Some(Step::go(Goal::Statement(Box::new((*stated).clone()))));
            }
            _ => {}
        }
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let blanks = revoke::blanks(&self.form.values(), context.keyring);
        let asked = context.asked(&blanks);
        if let Input::Click(at) = input {
            let inner = layout::inside(context.body);
            let paper = self.paper(inner.width, context);
            self.form.click(&paper, inner, *at, &asked);
            return Step::none();
        }
        match self.form.update(input, &asked) {
            Told::Save | Told::End => self.state(context),
            told => told.step(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let area = context.body;
        let inner = pane::frame(frame, area, "Take back a sign-off", true, context.theme);
        self.paper(inner.width, context).show(frame, inner);
    }
}
