//! A sign-off about to be taken back: why, and with which key that is signed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Context, Go, Input, Step};
use crate::decision::{revoking, statement};
use crate::face::form::{Values, key, revoke};
use crate::review::Signoff;
use crate::tui::form::{Form, Told};
use crate::tui::layout;
use crate::tui::msg::Effect;
use crate::tui::stated::{Intent, Wish};
use crate::tui::widget::pane;
use crate::tui::widget::paper::Paper;

/// A sign-off about to be taken back.
#[derive(Debug)]
pub struct RevokeForm {
    /// The id of the sign-off.
    pub id: String,
    form: Form,
}

impl RevokeForm {
    /// Asks why the sign-off of an id is taken back.
    pub fn new(id: String) -> Self {
        let blanks = [&revoke::REASON, &key::KEY, &key::FILE];
        Self {
            id,
            form: Form::new("revocation", &blanks, &Values::default()),
        }
    }

    /// Fills in what was typed before.
    pub fn take_up(&mut self, values: &Values) {
        self.form.take_up(values);
    }

    /// What is filled in.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Says why nothing was taken back.
    pub fn complain(&mut self, why: String) {
        self.form.complain(Some(&revoke::REASON), why);
    }

    /// Takes a command or a key.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let blanks = revoke::blanks(&self.form.values(), context.keyring);
        let asked = context.asked(&blanks);
        if let Input::Click(at) = input {
            let inner = layout::inside(context.body);
            if let Some(hit) = self.paper(inner.width, context).at(inner, *at) {
                self.form.click(&hit, &asked);
            }
            return Step::none();
        }
        match self.form.update(input, &asked) {
            Told::Save | Told::End => self.state(context),
            told => Step::of(told),
        }
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
        let Some(by) = context.who.cloned() else {
            return Step::go(Go::Who);
        };
        let signoff = self.id.clone();
        let intent = Intent::Revoke { signoff, reason };
        Step::effect(Effect::State {
            job: 0,
            wish: Box::new(Wish { intent, by, key }),
        })
    }

    /// Draws it.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let inner = pane::frame(frame, area, "Take back a sign-off", true, context.theme);
        self.paper(inner.width, context).show(frame, inner);
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
        let Some(desk) = context.desk else {
            return String::new();
        };
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
                    held.signoff.at.format("%F"),
                    held.standing
                )
            })
    }
}
