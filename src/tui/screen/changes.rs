//! What changed since a sign-off or a day: of each item what was said then, above what is said now.

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::decision::{Grade, Holding, holding};
use crate::face::command::Action;
use crate::face::place::Place;
use crate::facts::ChangeFacts;
use crate::review::{Attestation, Standing};
use crate::text::difference::Stretch;
use crate::tui::input::Input;
use crate::tui::layer::{Context, Opening, Screen};
use crate::tui::step::{Goal, Step};
use crate::tui::theme::Theme;
use crate::tui::widget::column::{self, Column};
use crate::tui::widget::detail::Detail;
use crate::tui::widget::pane;
use crate::tui::widget::panes::Panes;

/// The changes since one of the moments that people ask about.
#[derive(Debug)]
pub(super) struct ChangeList {
    since: usize,
    panes: Panes,
}

/// Since the sign-off that they made stale, else since the last one.
pub(super) fn open(context: &Context<'_>) -> Opening {
    let held = context.facts.signoffs();
    let worst = |held: &&Holding<'_>| {
        let holds = held.standing != Standing::Stale;
        (holds, Grade::of(held), held.signed)
    };
    let worst = holding::counting(&held).min_by_key(worst);
    let since = worst.map_or(0, |worst| held.len() - 1 - worst.nth);
    let panes = Panes::stacked();
    Opening::of(ChangeList { since, panes }, Step::none())
}

impl ChangeList {
    fn moment(&self, context: &Context<'_>) -> (DateTime<Utc>, String) {
        let tell = |at| context.theme.moment(at);
        let mut moments = context.facts.moments(tell);
        moments.swap_remove(self.since % moments.len())
    }
}

impl Screen for ChangeList {
    fn place(&self) -> Place {
        Place::Changes
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let (facts, body) = (context.facts, context.body);
        let changes = facts.changes_since(self.moment(context).0);
        let count = changes.len();
        let selected = changes.get(self.panes.row());
        let lines = |width| selected.map_or(0, |change| lines(change, width, context.theme).len());
        let Some(action) = self.panes.take(input, count, body, lines) else {
            return Step::none();
        };
        match action {
            Action::NextItem if self.panes.row() + 1 < count => {
                self.panes.select(self.panes.row() + 1, count, body);
            }
            Action::NextItem => {
                let key = context.keymap.key("go-signoff");
                return Step::say(format!(
                    "this is the last change; {key} goes to the sign-off"
                ));
            }
            Action::PreviousItem => {
                let row = self.panes.row().saturating_sub(1);
                self.panes.select(row, count, body);
            }
            Action::Since => {
                self.since += 1;
                self.panes = Panes::stacked();
            }
            Action::Open => match selected.map(|change| change.position) {
                Some(Some(position)) => return Step::go(Goal::Walk(Some(position))),
                Some(None) => return Step::say("no checklist asks for this item any more"),
                None => {}
            },
            _ => {}
        }
        Step::none()
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let (body, theme) = (context.body, context.theme);
        let (at, when) = self.moment(context);
        let changes = context.facts.changes_since(at);
        let Some(selected) = changes.get(self.panes.row().min(changes.len().saturating_sub(1)))
        else {
            let key = context.keymap.key("since");
            let text = format!(
                "No answer and no text changed since {when}.\n\n{key} asks since another moment."
            );
            return pane::note(frame, body, "Nothing changed", &text, theme);
        };
        let count = changes.len();
        let title = format!("{count} changed since {when}");
        let columns = |nth: usize, width| columns(&changes[nth], width, theme);
        self.panes
            .view_table(frame, &title, count, context, columns);
        let lines = |width| lines(selected, width, theme);
        self.panes
            .view_detail(frame, &selected.item, context, lines);
    }
}

fn columns(change: &ChangeFacts<'_>, width: usize, theme: Theme) -> Vec<Column> {
    let sign = |said: Option<&Attestation>| theme.status(said.map(|said| said.answer.status));
    let ((then, before), (now, after)) = (sign(change.then), sign(change.now));
    let severity = change.severity.map(|severity| severity.to_string());
    let severity = severity.unwrap_or_default();
    let name = format!("{:8} {severity:8} {}", change.item, change.title);
    let mut columns = vec![
        Column::new(2, "Then", 4, then, before),
        Column::new(1, "", 4, theme.sign("→", "->"), Style::new()),
        Column::new(0, "Now", 4, now, after),
    ];
    let room = width.saturating_sub(column::taken(&columns));
    columns.push(Column::new(0, "Item", room, name, Style::new()));
    columns
}

/// What was said then and what is said now, the words that differ marked.
fn lines(change: &ChangeFacts<'_>, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut detail = Detail::new(width, theme);
    detail.heading(change.title);
    if change.text_changed {
        detail.styled("Asked", "with another text than then", theme.warn());
    }
    let (before, after) = change.words();
    for (label, said, words) in [("Then", change.then, before), ("Now", change.now, after)] {
        detail.gap();
        answer(label, said, &words, &mut detail);
    }
    detail.lines
}

fn answer(label: &str, said: Option<&Attestation>, words: &[Stretch], detail: &mut Detail) {
    let Some(said) = said else {
        return detail.styled(label, "nothing", detail.theme().dim());
    };
    detail.said(label, said);
    detail.marked("Why", words);
    detail.beside(&said.answer);
    detail.evidence(&said.answer.evidence, |_| String::new());
}
