//! What was in the file once and is not any more, since another program saved an old state over it.

use std::iter;

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::text::Line;

use crate::decision::wording;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::{Attested, Event, Remarked, Withdrawal};
use crate::tui::effect::Act;
use crate::tui::input::Input;
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::step::{Step, Want};
use crate::tui::theme::Theme;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::labels::labels;
use crate::tui::widget::pane;

const WIDTH: u16 = 76;

/// What has gone.
#[derive(Debug)]
pub(crate) struct Missing {
    events: Vec<Event>,
    cursor: Cursor,
}

impl Missing {
    /// `None` where nothing has gone.
    pub(crate) fn new(events: Vec<Event>) -> Option<Self> {
        (!events.is_empty()).then(|| Self {
            events,
            cursor: Cursor::default(),
        })
    }
}

impl Layer for Missing {
    fn place(&self) -> Place {
        Place::Missing
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let Input::Do(action) = input else {
            return Step::none();
        };
        match action {
            Action::PutBack => {
                let events = self.events.clone();
                let put_back = |who| Want::Do(Act::PutBack(events, who).into());
                Step::close().and(Step::by(surface.who, put_back))
            }
            Action::LeaveOut => Step::close().and(Step::want(Want::LeaveOut)),
            Action::Close => Step::close(),
            action => {
                let height = usize::from(surface.screen.height.saturating_sub(9));
                self.cursor.scroll(*action, self.events.len(), height);
                Step::none()
            }
        }
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let (keymap, theme) = (surface.keymap, surface.theme);
        let labels = labels(keymap, Place::Missing, |_| true).into_iter();
        let keys = labels.map(|(keys, text)| format!("  {keys}  {text}"));
        let below: Vec<_> = iter::once(String::new()).chain(keys).collect();
        let rows = self.events.len() + below.len();
        let area = layout::fitted(frame.area(), WIDTH, rows);
        let inner = pane::popup(frame, area, "Gone from the file", theme);
        let width = usize::from(inner.width);
        let fit = |text: String| Line::raw(pane::fit(&text, width, theme));
        let height = inner.height.saturating_sub(layout::length(below.len()));
        let [above, foot] = layout::split(inner, height);
        let lines = self.events.iter().map(|event| fit(text(event, theme)));
        let lines: Vec<_> = lines.collect();
        let last = lines.len().saturating_sub(usize::from(above.height));
        pane::rows(frame, above, &lines[self.cursor.top.min(last)..]);
        let below: Vec<_> = below.into_iter().map(fit).collect();
        pane::rows(frame, foot, &below);
    }
}

fn text(event: &Event, theme: Theme) -> String {
    let said = match event {
        Event::Attested(attested) => attested.iter().map(answer).collect(),
        Event::Withdrawn {
            attestations,
            withdrawal: Withdrawal { at, by },
        } => attestations
            .iter()
            .map(|(key, _)| (*at, format!("{} taken back by {}", key.item, by.name())))
            .collect(),
        Event::Signed(one) => vec![(one.at, wording::named(one))],
        Event::Remarked(remarks) => remarks.iter().map(remark).collect(),
        Event::Declared(one) => vec![(one.at, format!("a declaration by {}", one.by.name()))],
        Event::Met(session) => {
            let said = format!("a session led by {}", session.lead.name());
            vec![(session.started_at, said)]
        }
        Event::Parted(_, at) => vec![(*at, "a session ended".to_owned())],
        Event::Voted(vote) => vec![(vote.at, vote.to_string())],
        Event::Revoked(one) => vec![(one.at, format!("a sign-off revoked by {}", one.by.name()))],
        Event::Sealed(seal) => vec![(seal.at, format!("{} by {}", seal.state, seal.by.name()))],
    };
    let texts = said.iter();
    let texts = texts.map(|(at, said)| format!("{}  {said}", theme.moment(*at)));
    texts.collect::<Vec<_>>().join("; ")
}

fn answer(
    Attested {
        key, attestation, ..
    }: &Attested,
) -> (DateTime<Utc>, String) {
    let (status, by) = (attestation.answer.status.label(), attestation.by.name());
    let withdrawn = attestation
        .withdrawn
        .as_ref()
        .map_or("", |_| ", taken back");
    let said = format!("{} {status} by {by}{withdrawn}", key.item);
    (attestation.at, said)
}

fn remark(Remarked { key, remark, .. }: &Remarked) -> (DateTime<Utc>, String) {
    let (kind, by, text) = (remark.kind, remark.by.name(), &remark.text);
    (remark.at, format!("{} {kind} by {by}: {text}", key.item))
}
