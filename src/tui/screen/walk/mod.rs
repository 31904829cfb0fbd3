//! The walk: the list of items, the item itself, and one key for each answer.

mod detail;
mod filter;
mod list;
mod narrow;
mod outline;

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use self::filter::FilterLine;
use self::outline::{Outline, Row};
use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::{Dossier, ItemKey, Outcome};
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Screen, Title};
use crate::tui::layout;
use crate::tui::msg::Effect;
use crate::tui::step::{Go, Step};
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::pane;

/// Where the walk is.
#[derive(Debug)]
pub struct Walk {
    outline: Outline,
    cursor: Cursor,
    /// The item that is shown; it stays while a category's header is selected.
    position: usize,
    on_item: bool,
    scroll: Cursor,
    filter: Option<FilterLine>,
    /// Items that were selected to be attested alike.
    marks: BTreeSet<ItemKey>,
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
            filter: None,
            marks: BTreeSet::new(),
        };
        walk.reveal(
            dossier,
            Self::unanswered(dossier).unwrap_or_default(),
            usize::MAX,
        );
        walk
    }

    /// The first item without an answer that holds.
    pub fn unanswered(dossier: &Dossier) -> Option<usize> {
        dossier
            .entries()
            .find(|entry| entry.outcome.status().is_none())
            .map(|entry| entry.position)
    }

    /// The same walk through a review that was read anew, in which items have moved.
    fn again(&mut self, moved: &[Option<usize>], context: &Context<'_>) {
        let dossier = context.desk.facts.dossier;
        let walk = Self {
            filter: self.filter.take(),
            ..Self::new(dossier)
        };
        let before = std::mem::replace(self, walk);
        let keys: Vec<ItemKey> = before.marks.into_iter().collect();
        let found = keys.iter().zip(dossier.positions(&keys));
        let marks = found.filter_map(|(key, at)| at.map(|_| key.clone()));
        self.marks = marks.collect();
        let position = moved.get(before.position).copied().flatten();
        self.show(dossier, position.unwrap_or(before.position), context.body);
    }

    /// Selects an item, or the nearest that the filter leaves.
    fn show(&mut self, dossier: &Dossier, position: usize, body: Rect) {
        self.reveal(dossier, position, self.height(body));
    }

    fn reveal(&mut self, dossier: &Dossier, position: usize, height: usize) {
        let position = position.min(dossier.len().saturating_sub(1));
        let row = self.outline.reveal(dossier, position).unwrap_or_default();
        self.select(dossier, row, height);
    }

    fn select(&mut self, dossier: &Dossier, row: usize, height: usize) {
        self.cursor.select(row, self.outline.rows(), height);
        self.follow(dossier);
    }

    /// Shows the item of the selected row.
    fn follow(&mut self, dossier: &Dossier) {
        if let Some(Row::Item(position)) = self.outline.row(dossier, self.cursor.row)
            && position != self.position
        {
            self.position = position;
            self.scroll = Cursor::default();
        }
    }

    /// Rows of the list that the screen has room for.
    fn height(&self, body: Rect) -> usize {
        let list = layout::walk(body, false).0.unwrap_or_default();
        usize::from(
            filter::parts(layout::inside(list), self.filter.as_ref())
                .0
                .height,
        )
    }

    /// Selects the row that was clicked, or the pane; a second click does what the key for it does.
    fn click(&mut self, at: Position, dossier: &Dossier, body: Rect) -> Step {
        let (list, item) = layout::walk(body, self.on_item);
        if item.is_some_and(|item| item.contains(at)) {
            self.on_item = true;
        }
        let Some(list) = list.filter(|list| list.contains(at)) else {
            return Step::none();
        };
        let (rows, _) = filter::parts(layout::inside(list), self.filter.as_ref());
        let height = usize::from(rows.height);
        self.cursor
            .select(self.cursor.row, self.outline.rows(), height);
        let row = rows
            .contains(at)
            .then(|| self.cursor.top + usize::from(at.y - rows.y));
        let again = row == Some(self.cursor.row) && !self.on_item;
        self.on_item = false;
        let Some(row) = row.filter(|row| *row < self.outline.rows()) else {
            return Step::none();
        };
        match self.outline.row(dossier, row) {
            Some(clicked) if again => return self.act(Action::Open, clicked, dossier, height),
            _ => self.select(dossier, row, height),
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
                self.cursor
                    .go(action, self.outline.rows(), self.height(context.body));
                self.follow(dossier);
            }
            _ => {}
        }
    }

    fn act(&mut self, action: Action, row: Row, dossier: &Dossier, height: usize) -> Step {
        let position = self.position;
        let section = match row {
            Row::Section(section) => section,
            Row::Item(position) => dossier.section_of(position),
        };
        match (action, row) {
            (Action::Open, Row::Section(section)) => {
                let folded = self.outline.is_folded(section);
                self.fold(dossier, section, !folded, height);
                return Step::none();
            }
            (Action::Attest(_) | Action::Open, _) if !self.marks.is_empty() => {
                let status = if let Action::Attest(status) = action {
                    Some(status)
                } else {
                    None
                };
                return Step::go(Go::AttestSeveral {
                    positions: self.marked(dossier),
                    status,
                });
            }
            _ => {}
        }
        match action {
            Action::Attest(status) => Step::go(Go::Attest {
                position,
                status: Some(status),
                evidence: false,
            }),
            Action::Evidence => Step::go(Go::Attest {
                position,
                status: None,
                evidence: true,
            }),
            Action::Open => Step::go(Go::Attest {
                position,
                status: None,
                evidence: false,
            }),
            Action::Mark => self.mark(dossier, row, height),
            Action::Next => {
                let next = self
                    .outline
                    .next_where(dossier, position, |outcome| outcome.status().is_none());
                let nothing = match self.outline.narrowed() {
                    None => "every item is attested; s to sign off",
                    Some(_) => "every item that the filter leaves is attested; Esc shows all",
                };
                self.jump(dossier, next, height, nothing)
            }
            Action::NextFinding | Action::PreviousFinding => {
                let not_in_order = |outcome: &Outcome| {
                    outcome.lapse.is_some()
                        || outcome.said.is_some_and(crate::review::Status::is_finding)
                };
                let found = if action == Action::NextFinding {
                    self.outline.next_where(dossier, position, not_in_order)
                } else {
                    self.outline.previous_where(dossier, position, not_in_order)
                };
                self.jump(dossier, found, height, "no item is out of order")
            }
            Action::NextCategory | Action::PreviousCategory => {
                let first =
                    self.outline
                        .neighbour(dossier, section, action == Action::NextCategory);
                self.jump(dossier, first, height, "there is no other category")
            }
            Action::Fold | Action::Unfold => {
                self.fold(dossier, section, action == Action::Fold, height);
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

    fn jump(&mut self, dossier: &Dossier, to: Option<usize>, height: usize, nothing: &str) -> Step {
        let Some(position) = to else {
            return Step::say(nothing);
        };
        self.reveal(dossier, position, height);
        Step::none()
    }

    fn fold(&mut self, dossier: &Dossier, section: usize, folded: bool, height: usize) {
        let header = self.outline.header(section);
        self.outline.fold(dossier, section, folded);
        let row = if folded { header } else { self.cursor.row };
        self.select(dossier, row, height);
    }
}

impl Screen for Walk {
    fn places(&self) -> &'static [Place] {
        if self.is_typing() {
            return &[Place::Filter, Place::Everywhere];
        }
        &[
            Place::Walk,
            Place::Items,
            Place::Panes,
            Place::Lists,
            Place::Everywhere,
        ]
    }

    fn is_typing(&self) -> bool {
        self.filter.as_ref().is_some_and(|filter| filter.typing)
    }

    fn item(&self) -> Option<usize> {
        Some(self.position)
    }

    fn title(&self, _: &Context<'_>) -> Title {
        Title::Review
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        let dossier = context.desk.facts.dossier;
        match heard {
            Heard::Reread(Some(moved)) => {
                self.again(moved, context);
                self.refilter(context);
            }
            Heard::Reread(None) | Heard::Changed | Heard::Checked(_) => self.refilter(context),
            Heard::Shown(position) => {
                if self.outline.hides(*position) {
                    self.clear_filter(dossier, context.body);
                }
                self.show(dossier, *position, context.body);
            }
            Heard::Answered {
                at: Some(at),
                goes_on,
                several,
            } => {
                if *several {
                    self.marks.clear();
                }
                let unanswered = |outcome: &Outcome| outcome.status().is_none();
                let next = self.outline.next_where(dossier, *at, unanswered);
                let next = next.filter(|_| *goes_on);
                self.refilter(context);
                self.show(dossier, next.unwrap_or(*at), context.body);
            }
            _ => {}
        }
        None
    }

    /// Takes one thing back: the filter, then the selection.
    fn back(&mut self, context: &Context<'_>) -> Step {
        if self.filter.is_some() {
            self.clear_filter(context.desk.facts.dossier, context.body);
            return Step::say("the filter is off");
        }
        match std::mem::take(&mut self.marks).len() {
            0 => Step::say("q leaves; g h goes to the home screen"),
            marks => Step::say(format!("{marks} no longer selected")),
        }
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let desk = context.desk;
        let dossier = desk.facts.dossier;
        let action = match input {
            Input::Do(action) => action,
            Input::Click(at) => return self.click(*at, dossier, context.body),
            Input::Wheel(at, action) => {
                self.wheel(*at, *action, dossier, context);
                return Step::none();
            }
            Input::Type(_) | Input::Paste(_) | Input::Edited(_) => {
                self.type_filter(input, context);
                return Step::none();
            }
        };
        let (_, item) = layout::walk(context.body, self.on_item);
        let height = self.height(context.body);
        if self.on_item
            && let Some(item) = item
        {
            let width = usize::from(item.width.saturating_sub(2));
            let lines = || detail::lines(&dossier.entry(self.position), width, context).len();
            if matches!(
                action,
                Action::Down
                    | Action::Up
                    | Action::PageDown
                    | Action::PageUp
                    | Action::First
                    | Action::Last
            ) {
                let count = lines();
                self.scroll.scroll(*action, count, layout::rows(item));
                return Step::none();
            }
        }
        if self.cursor.go(*action, self.outline.rows(), height) {
            self.follow(dossier);
            if let Some(filter) = &mut self.filter {
                filter.near = self.position;
            }
            return Step::none();
        }
        match action {
            Action::Filter => self.open_filter(),
            Action::KeepFilter => return self.keep_filter(dossier, context.body),
            Action::ClearFilter => self.clear_filter(dossier, context.body),
            Action::SwitchPane => self.on_item = !self.on_item,
            action => match self.outline.row(dossier, self.cursor.row) {
                Some(row) => return self.act(*action, row, dossier, height),
                None => return Step::say("no item matches the filter; Esc clears it"),
            },
        }
        Step::none()
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let area = context.body;
        let desk = context.desk;
        let (list, item) = layout::walk(area, self.on_item);
        if let Some(list) = list {
            self.view_list(frame, list, context);
        }
        match item {
            Some(item) if self.outline.rows() == 0 => {
                pane::frame(
                    frame,
                    item,
                    "No item matches the filter",
                    self.on_item,
                    context.theme,
                );
            }
            Some(item) => {
                detail::view(
                    frame,
                    item,
                    self.position,
                    self.scroll.top,
                    self.on_item,
                    context,
                    &desk,
                );
            }
            None => {}
        }
    }
}
