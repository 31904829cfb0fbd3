//! The walk: the list of items, the item itself, and one key for each answer.

pub mod detail;
pub mod list;
pub mod outline;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use self::outline::{Outline, Row};
use super::{Context, Go, Input, Step};
use crate::review::{Dossier, Outcome};
use crate::tui::command::Action;
use crate::tui::layout;
use crate::tui::msg::Effect;
use crate::tui::widget::cursor::Cursor;

/// Where the walk is.
#[derive(Debug)]
pub struct Walk {
    outline: Outline,
    cursor: Cursor,
    /// The item that is shown; it stays while a category's header is selected.
    position: usize,
    on_item: bool,
    scroll: Cursor,
}

impl Walk {
    /// At the first item that is not reviewed.
    pub fn new(dossier: &Dossier) -> Self {
        let mut walk = Self {
            outline: Outline::new(dossier),
            cursor: Cursor::default(),
            position: 0,
            on_item: false,
            scroll: Cursor::default(),
        };
        let first = dossier.entries().find(|entry| entry.outcome.status().is_none());
        walk.show(dossier, first.map_or(0, |entry| entry.position), usize::MAX);
        walk
    }

    /// The item that is shown.
    pub fn position(&self) -> usize {
        self.position
    }

    /// Selects an item.
    pub fn show(&mut self, dossier: &Dossier, position: usize, height: usize) {
        let row = self.outline.reveal(dossier, position.min(dossier.len().saturating_sub(1)));
        self.select(dossier, row, height);
    }

    fn select(&mut self, dossier: &Dossier, row: usize, height: usize) {
        self.cursor.select(row, self.outline.rows(), height);
        self.follow(dossier);
    }

    /// Shows the item of the selected row.
    fn follow(&mut self, dossier: &Dossier) {
        if let Row::Item(position) = self.outline.row(dossier, self.cursor.row)
            && position != self.position
        {
            self.position = position;
            self.scroll = Cursor::default();
        }
    }

    /// Selects the row that was clicked, or the pane; a second click does what the key for it does.
    fn click(&mut self, at: Position, dossier: &Dossier, body: Rect) -> Step {
        let (list, item) = layout::walk(body, self.on_item);
        if item.is_some_and(|item| item.contains(at)) {
            self.on_item = true;
        }
        let Some(list) = list.filter(|list| list.contains(at)) else { return Step::none() };
        let height = layout::rows(list);
        self.cursor.select(self.cursor.row, self.outline.rows(), height);
        let row = layout::row_at(list, at).map(|row| self.cursor.top + row);
        let again = row == Some(self.cursor.row) && !self.on_item;
        self.on_item = false;
        match row.filter(|row| *row < self.outline.rows()) {
            Some(_) if again => return self.act(Action::Open, dossier, height),
            Some(row) => self.select(dossier, row, height),
            None => {}
        }
        Step::none()
    }

    /// Scrolls the pane under the wheel.
    fn wheel(&mut self, at: Position, action: Action, dossier: &Dossier, context: &Context<'_>) {
        match layout::walk(context.body, self.on_item) {
            (_, Some(item)) if item.contains(at) => {
                let width = usize::from(item.width.saturating_sub(2));
                let count = detail::lines(&dossier.entry(self.position), width, context).len();
                self.scroll.wheel(action, count, layout::rows(item));
            }
            (Some(list), _) if list.contains(at) => {
                self.cursor.go(action, self.outline.rows(), layout::rows(list));
                self.follow(dossier);
            }
            _ => {}
        }
    }

    /// Takes a command.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else { return Step::none() };
        let dossier = desk.dossier;
        let action = match input {
            Input::Do(action) => action,
            Input::Click(at) => return self.click(*at, dossier, context.body),
            Input::Wheel(at, action) => {
                self.wheel(*at, *action, dossier, context);
                return Step::none();
            }
            Input::Type(_) | Input::Paste(_) => return Step::none(),
        };
        let (list, item) = layout::walk(context.body, self.on_item);
        let height = layout::rows(list.or(item).unwrap_or_default());
        if self.on_item
            && let Some(item) = item
        {
            let width = usize::from(item.width.saturating_sub(2));
            let lines = || detail::lines(&dossier.entry(self.position), width, context).len();
            if matches!(
                action,
                Action::Down | Action::Up | Action::PageDown | Action::PageUp | Action::First | Action::Last
            ) {
                let count = lines();
                self.scroll.scroll(*action, count, layout::rows(item));
                return Step::none();
            }
        }
        if self.cursor.go(*action, self.outline.rows(), height) {
            self.follow(dossier);
            return Step::none();
        }
        self.act(*action, dossier, height)
    }

    fn act(&mut self, action: Action, dossier: &Dossier, height: usize) -> Step {
        let position = self.position;
        let section = match self.outline.row(dossier, self.cursor.row) {
            Row::Section(section) => section,
            Row::Item(position) => dossier.section_of(position),
        };
        match action {
            Action::Attest(status) => {
                Step::go(Go::Attest { position, status: Some(status), evidence: false })
            }
            Action::Evidence => Step::go(Go::Attest { position, status: None, evidence: true }),
            Action::Open => match self.outline.row(dossier, self.cursor.row) {
                Row::Section(section) => {
                    let folded = self.outline.is_folded(section);
                    self.fold(dossier, section, !folded, height);
                    Step::none()
                }
                Row::Item(position) => Step::go(Go::Attest { position, status: None, evidence: false }),
            },
            Action::Next => match dossier.next_where(position, |outcome| outcome.status().is_none()) {
                Some(next) => {
                    self.show(dossier, next, height);
                    Step::none()
                }
                None => Step::say("every item is attested; s to sign off"),
            },
            Action::NextFinding | Action::PreviousFinding => {
                let not_in_order = |outcome: &Outcome| {
                    outcome.lapse.is_some() || outcome.said.is_some_and(crate::review::Status::is_finding)
                };
                let found = if action == Action::NextFinding {
                    dossier.next_where(position, not_in_order)
                } else {
                    dossier.previous_where(position, not_in_order)
                };
                match found {
                    Some(found) => {
                        self.show(dossier, found, height);
                        Step::none()
                    }
                    None => Step::say("no item is out of order"),
                }
            }
            Action::NextCategory => {
                let next = (section + 1).min(dossier.sections().len() - 1);
                self.show(dossier, dossier.sections()[next].positions.start, height);
                Step::none()
            }
            Action::PreviousCategory => {
                let previous = section.saturating_sub(1);
                self.show(dossier, dossier.sections()[previous].positions.start, height);
                Step::none()
            }
            Action::Fold | Action::Unfold => {
                self.fold(dossier, section, action == Action::Fold, height);
                Step::none()
            }
            Action::SwitchPane => {
                self.on_item = !self.on_item;
                Step::none()
            }
            Action::Browse => match dossier.entry(position).item.references.first() {
                Some(reference) => Step::effect(Effect::Browse(reference.url.clone())),
                None => Step::say("this item has no reference"),
            },
            Action::Copy => Step::effect(Effect::Copy(dossier.name(position))),
            _ => Step::none(),
        }
    }

    fn fold(&mut self, dossier: &Dossier, section: usize, folded: bool, height: usize) {
        let header = self.outline.header(section);
        self.outline.fold(dossier, section, folded);
        let row = if folded { header } else { self.cursor.row };
        self.select(dossier, row, height);
    }

    /// Draws it.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk else { return };
        let (list, item) = layout::walk(area, self.on_item);
        if let Some(list) = list {
            list::view(frame, list, &self.outline, self.cursor, !self.on_item, context, &desk);
        }
        if let Some(item) = item {
            detail::view(frame, item, self.position, self.scroll.top, self.on_item, context, &desk);
        }
    }
}
