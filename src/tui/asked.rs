//! What a person is asked, or asks: help, palette, and whether a change is meant.

use super::model::Model;
use super::msg::{Desk, Effect};
use super::overlay::Overlay;
use super::overlay::confirm::Confirm;
use super::overlay::help::Help;
use super::overlay::palette::Palette;
use super::screen::Screen;
use super::screen::walk::Walk;
use crate::decision::{Holding, statement};
use crate::face::failure::Failure;
use crate::face::place::Place;
use crate::review::{Refusal, Standing};

impl Model {
    /// Shows the keys of what lies over the screen, or else of the screen with the lists in it.
    pub(super) fn help(&mut self) {
        let under = self.overlay.take().map(Box::new);
        let mut places = match &under {
            Some(under) => under.places().to_vec(),
            None => self.places().to_vec(),
        };
        match &self.screen {
            _ if under.is_some() => {}
            Screen::Signoff(_) => places.push(Place::Blockers),
            Screen::New(_) | Screen::Attest(_) => places.push(Place::Completion),
            _ => {}
        }
        let help = Help::new(places, &self.keymap, under);
        self.overlay = Some(Overlay::Help(Box::new(help)));
    }

    pub(super) fn palette(&mut self, desk: Option<Desk<'_>>) {
        let item = desk
            .zip(self.selected())
            .map(|(desk, position)| desk.facts.dossier.name(position));
        let palette = Palette::new(self.places(), item, &self.keymap, desk);
        self.overlay = Some(Overlay::Palette(Box::new(palette)));
    }

    /// The item that commands are about.
    fn selected(&self) -> Option<usize> {
        match &self.screen {
            Screen::Walk => self.walk.as_ref().map(Walk::position),
            Screen::Attest(form) => Some(form.position),
            Screen::Findings(findings) => findings.position(),
            Screen::Evidence(evidence) => evidence.position(),
            Screen::Home
            | Screen::New(_)
            | Screen::Signoff(_)
            | Screen::Signoffs(_)
            | Screen::Revoke(_)
            | Screen::Stating(_)
            | Screen::Report(_) => None,
        }
    }

    /// Says why a sealed review takes no answers; false where it is not sealed.
    pub(super) fn is_sealed(&mut self, desk: Option<Desk<'_>>) -> bool {
        let seal = desk.and_then(|desk| desk.facts.dossier.review().seal());
        if let Some(seal) = seal {
            let refusal = Refusal::Sealed(Box::new(seal.clone()));
            self.complain(Failure::from(refusal).line());
        }
        seal.is_some()
    }

    /// Holds the first change of a review that is signed off back until it is confirmed; a sealed one is not changed.
    pub(super) fn meant(&mut self, effect: Effect, desk: Option<Desk<'_>>) -> Option<Effect> {
        let answers = matches!(&effect, Effect::Apply(change, _) if change.answers());
        if answers && self.is_sealed(desk) {
            return None;
        }
        let held = desk
            .filter(|_| answers && !self.reopening)
            .and_then(|desk| {
                let all = desk.facts.signoffs();
                all.into_iter()
                    .find(|held| held.standing == Standing::Current)
            });
        let Some(Holding { signoff, .. }) = held else {
            return Some(effect);
        };
        let text = format!(
            "This review is {} by {}. A change makes the sign-off stale: it stays in the history, and \
             somebody has to sign again.",
            statement::short(signoff),
            signoff.by.name()
        );
        let confirm = Confirm::new(
            "Change a review that has a sign-off?",
            text,
            effect,
            self.pressed,
        );
        self.overlay = Some(Overlay::Confirm(Box::new(confirm)));
        None
    }
}
