//! What was in the file once and is not any more, since another program saved an old state over it.

use ratatui::Frame;
use ratatui::text::Line;

use crate::decision::statement;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::{Attested, Event};
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
                Step::close().and(Step::by(surface.who, |who| Act::PutBack(events, who)))
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
        let width = usize::from(WIDTH.min(frame.area().width).saturating_sub(2));
        let labels = labels(keymap, Place::Missing, |_| true).into_iter();
        let keys = labels.map(|(keys, text)| format!("  {keys}  {text}"));
        let below: Vec<Line<'_>> = [String::new()]
            .into_iter()
            .chain(keys)
            .map(|text| Line::raw(pane::fit(&text, width, theme)))
            .collect();
        let rows = self.events.len() + below.len();
        let area = layout::fitted(frame.area(), WIDTH, rows);
        let inner = pane::popup(frame, WIDTH, area.height, "Gone from the file", theme);
        let height = inner.height.saturating_sub(layout::length(below.len()));
        let [above, foot] = layout::split(inner, height);
        let height = usize::from(above.height);
        let top = self
            .cursor
            .top
            .min(self.events.len().saturating_sub(height));
        let shown = self.events.iter().skip(top).take(height);
        let lines: Vec<Line<'_>> = shown
            .map(|event| Line::raw(pane::fit(&text(event, theme), width, theme)))
            .collect();
        pane::rows(frame, above, &lines);
        pane::rows(frame, foot, &below);
    }
}

fn text(event: &Event, theme: Theme) -> String {
    let texts: Vec<String> = match event {
        Event::Attested(attested) => attested.iter().map(|one| answer(one, theme)).collect(),
        Event::Withdrawn {
            attestations,
            withdrawal,
        } => {
            let (at, by) = (theme.moment(withdrawal.at), withdrawal.by.name());
            attestations
                .iter()
                .map(|(key, _)| format!("{at}  {} taken back by {by}", key.item))
                .collect()
        }
        Event::Signed(signoff) => {
            let at = theme.moment(signoff.at);
            vec![format!(
                "{at}  {} by {}",
                statement::short(signoff),
                signoff.by.name()
            )]
        }
        Event::Remarked(remarks) => remarks
            .iter()
            .map(|one| {
                let (at, remark) = (theme.moment(one.remark.at), &one.remark);
                let (item, by) = (&one.key.item, remark.by.name());
                format!("{at}  {item} {} by {by}: {}", remark.kind, remark.text)
            })
            .collect(),
        Event::Declared(one) => {
            vec![format!(
                "{}  a declaration by {}",
                theme.moment(one.at),
                one.by.name()
            )]
        }
        Event::Met(session) => {
            let at = theme.moment(session.started_at);
            vec![format!("{at}  a session led by {}", session.lead.name())]
        }
        Event::Parted(_, at) => vec![format!("{}  a session ended", theme.moment(*at))],
        Event::Voted(vote) => vec![format!("{}  {vote}", theme.moment(vote.at))],
        Event::Revoked(one) => {
            vec![format!(
                "{}  a sign-off revoked by {}",
                theme.moment(one.at),
                one.by.name()
            )]
        }
        Event::Sealed(seal) => {
            vec![format!(
                "{}  {} by {}",
                theme.moment(seal.at),
                seal.state,
                seal.by.name()
            )]
        }
    };
    texts.join("; ")
}

fn answer(
    Attested {
        key, attestation, ..
    }: &Attested,
    theme: Theme,
) -> String {
    let (at, said) = (
        theme.moment(attestation.at),
        attestation.answer.status.label(),
    );
    let withdrawn = if attestation.withdrawn.is_some() {
        ", taken back"
    } else {
        ""
    };
    format!(
        "{at}  {} {said} by {}{withdrawn}",
        key.item,
        attestation.by.name()
    )
}
