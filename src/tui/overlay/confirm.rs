//! Asks before something that is meant to be meant.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::face::command::Action;
use crate::face::place::Place;
use crate::tui::effect::{Act, Effect, Errand, Outward};
use crate::tui::input::Input;
use crate::tui::keymap::{Binding, Keymap};
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::step::{Step, Want};
use crate::tui::stroke::Stroke;
use crate::tui::widget::pane;

/// What confirms where a person's own keys leave none but the one that asked.
const YES: [&str; 2] = ["y", "c"];

/// A question about an effect; every key but one leaves things as they are.
#[derive(Debug)]
pub(crate) struct Confirm {
    title: &'static str,
    text: String,
    asked: Option<Stroke>,
    effect: Effect,
}

impl Confirm {
    /// Asks about an effect. `asked` is the key that led here: pressed twice, it must not confirm.
    pub(crate) fn new(
        title: &'static str,
        text: String,
        effect: Effect,
        asked: Option<Stroke>,
    ) -> Self {
        Self {
            title,
            text,
            asked,
            effect,
        }
    }

    /// The one key that confirms, which is not the one that asked.
    fn yes(&self, keymap: &Keymap) -> Option<String> {
        let asked = self.asked.map(|key| key.to_string());
        let cancel = keymap.keys(Place::Confirm, Action::Close);
        keymap
            .keys(Place::Confirm, Action::Confirm)
            .into_iter()
            .chain(YES.map(str::to_owned))
            .find(|key| asked.as_ref() != Some(key) && !cancel.contains(key))
    }

    /// What the key that confirms does.
    fn does(&self) -> &'static str {
        match self.effect {
            Effect::Outward(Outward::Quit) => "leave",
            Effect::Errand(Errand::ForgetDraft(_) | Errand::ForgetForm(_)) => "throw it away",
            Effect::Errand(Errand::Resolve(_)) => "keep both",
            Effect::Act(Act::Change(..)) => "change it",
            _ => "go on",
        }
    }

    fn words(&self, width: u16) -> Vec<String> {
        pane::wrap(&self.text, usize::from(width.saturating_sub(2)))
    }

    fn area(&self, screen: Rect) -> Rect {
        let width = screen.width.min(66);
        // Below the text an empty line and the keys, around it a border.
        let height = layout::length(self.words(width).len()).saturating_add(4);
        layout::popup(screen, width, height)
    }
}

impl Layer for Confirm {
    fn place(&self) -> Place {
        Place::Confirm
    }

    /// Which key confirms depends on the one that asked: it looks at every key itself.
    fn inner(&self) -> Option<(Place, bool)> {
        Some((Place::Confirm, true))
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let confirms = match input {
            Input::Do(Action::Confirm) => true,
            Input::Do(Action::Close) => false,
            Input::Click(at) if !self.area(surface.screen).contains(*at) => false,
            Input::Type(event) => {
                let key = Stroke::of(*event);
                let closes = Binding::Action(Action::Close);
                let is_yes = self.yes(surface.keymap) == Some(key.to_string());
                if !is_yes && surface.keymap.find(&[Place::Confirm], None, key) != closes {
                    return Step::none();
                }
                is_yes
            }
            _ => return Step::none(),
        };
        let meant = confirms.then(|| Step::want(Want::Confirmed(self.effect.clone())));
        Step::close().and(meant.unwrap_or_default())
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let (keymap, theme) = (surface.keymap, surface.theme);
        let area = self.area(frame.area());
        let mut lines: Vec<Line<'_>> = self.words(area.width).into_iter().map(Line::raw).collect();
        lines.push(Line::default());
        let mut cancel = keymap.keys(Place::Confirm, Action::Close);
        // The one on the hint line is told there already.
        cancel.reverse();
        let mut keys = vec![Span::styled(
            format!(" Cancel: {} ", cancel.join(" or ")),
            theme.selected(),
        )];
        if let Some(yes) = self.yes(keymap) {
            keys.push(Span::raw("   "));
            keys.push(Span::styled(yes, theme.strong()));
            keys.push(Span::raw(format!(": {}", self.does())));
        }
        lines.push(Line::from(keys));
        let inner = pane::popup(frame, area, self.title, theme);
        // Where not all fits, the keys do.
        let hidden = lines.len().saturating_sub(usize::from(inner.height));
        pane::rows(frame, inner, &lines[hidden..]);
    }
}
