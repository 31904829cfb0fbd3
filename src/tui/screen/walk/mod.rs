//! The walk: the list of items, the item itself, and one key for each answer.

mod detail;
mod filter;
mod outline;
mod selection;
mod view;

use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::filter::FilterLine;
use self::outline::{Outline, Row};
use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::{ItemKey, Outcome};
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Screen, Title};
use crate::tui::layout;
use crate::tui::screen::item;
use crate::tui::step::{Goal, Step};
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::pane;
use crate::tui::widget::panes::Panes;

/// Where the walk is.
#[derive(Debug)]
pub(crate) struct Walk {
    outline: Outline,
    panes: Panes,
    /// The item that is shown; it stays while a category's header is selected.
    position: usize,
    filter: Option<FilterLine>,
    /// Items that were selected to be attested alike.
    marks: BTreeSet<ItemKey>,
}

impl Walk {
    /// At the first item that is not reviewed.
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let mut walk = Self {
            outline: Outline::new(context.dossier),
            panes: Panes::outlined(),
            position: 0,
            filter: None,
            marks: BTreeSet::new(),
        };
        let first = context.dossier.unanswered().next();
        walk.show(first.unwrap_or_default(), context);
        walk
    }

    /// The same walk through a review that was read anew, in which items have moved.
    fn again(&mut self, moved: &[Option<usize>], context: &Context<'_>) {
        let walk = Self {
            filter: self.filter.take(),
            ..Self::new(context)
        };
        let before = std::mem::replace(self, walk);
        self.marks = before.marks;
        self.marks
            .retain(|key| context.dossier.position(key).is_some());
        let position = moved.get(before.position).copied().flatten();
        self.show(position.unwrap_or(before.position), context);
    }

    /// Selects an item, or the nearest that the filter leaves.
    fn show(&mut self, position: usize, context: &Context<'_>) {
        let dossier = context.dossier;
        let position = position.min(dossier.count().saturating_sub(1));
        let row = self.outline.reveal(dossier, position).unwrap_or_default();
        self.select(row, context);
    }

    fn select(&mut self, row: usize, context: &Context<'_>) {
        self.panes.foot = self.foot(context.body);
        let count = self.outline.rows();
        self.moved(context, |panes| panes.select(row, count, context.body));
    }

    /// Moves, and shows the item of the selected row; one that stays, stays where it was.
    fn moved<T>(&mut self, context: &Context<'_>, by: impl FnOnce(&mut Panes) -> T) -> T {
        let before = (self.panes.row(), *self.panes.scroll());
        let came = by(&mut self.panes);
        let row = self.panes.row();
        match self.outline.row(context.dossier, row) {
            Some(Row::Item(position)) if position != self.position => {
                self.position = position;
                *self.panes.scroll() = Cursor::default();
            }
            _ if row != before.0 => *self.panes.scroll() = before.1,
            _ => {}
        }
        came
    }

    /// Rows at the foot of the list: the filter's, or where nothing beside it has it, those of the selected whole title.
    fn foot(&self, body: Rect) -> u16 {
        let (list, beside) = layout::walk(body, false);
        let inner = layout::inside(list.unwrap_or_default());
        match &self.filter {
            Some(filter) => filter.rows(inner.width, inner.height),
            None if beside.is_none() && inner.height >= 8 => 1 + u16::from(inner.width < 56),
            None => 0,
        }
    }

    fn act(&mut self, action: Action, row: Row, context: &Context<'_>) -> Step {
        let (dossier, position) = (context.dossier, self.position);
        let section = match row {
            Row::Section(section) => section,
            Row::Item(position) => dossier.section_of(position),
        };
        match (action, row) {
            (
                Action::Attest(_)
                | Action::Evidence
                | Action::Remark(_)
                | Action::Deed(_)
                | Action::Browse
                | Action::Copy,
                Row::Section(_),
            ) if self.marks.is_empty() => {
                let mark = context.keymap.key("mark");
                // The last one is the arrow.
                let down = context.keymap.keys(Place::Lists, Action::Down);
                let down = down.last().map_or("down", String::as_str);
                return Step::say(format!(
                    "this is a category; {down} goes to its items, {mark} selects them all"
                ));
            }
            (Action::Open, Row::Section(section)) => {
                let folded = self.outline.is_folded(section);
                self.fold(section, !folded, context);
                return Step::none();
            }
            _ => {}
        }
        if !self.marks.is_empty() {
            let positions = self.marked(dossier);
            let attest = |status| Step::go(Goal::AttestSeveral(positions.clone(), status));
            match action {
                Action::Attest(status) => return attest(Some(status)),
                Action::Open => return attest(None),
                Action::Remark(kind) => return Step::go(Goal::Remark(kind, positions)),
                Action::Deed(act) => return Step::go(Goal::Deed(act, positions)),
                _ => {}
            }
        }
        match action {
            Action::Open => Step::go(Goal::Attest {
                position,
                status: None,
                evidence: false,
            }),
            Action::Mark => self.mark(row, context),
            Action::Next => {
                let unanswered = |at| dossier.outcome(at).status().is_none();
                let next = self.outline.nearest(dossier, position, true, unanswered);
                let key = |name| context.keymap.key(name);
                let nothing = match self.outline.narrowed() {
                    None => format!("every item is attested; {} to sign off", key("signoff")),
                    Some(_) => format!(
                        "every item that the filter leaves is attested; {} shows all",
                        key("back")
                    ),
                };
                self.jump(next, &nothing, context)
            }
            Action::NextFinding | Action::PreviousFinding => {
                let not_in_order = |at| {
                    let Outcome { lapse, said, .. } = dossier.outcome(at);
                    lapse.is_some()
                        || said.is_some_and(crate::review::Status::is_finding)
                        || context.matters.of(at).next().is_some()
                };
                let forward = action == Action::NextFinding;
                let found = self
                    .outline
                    .nearest(dossier, position, forward, not_in_order);
                self.jump(found, "no item is out of order", context)
            }
            Action::NextCategory | Action::PreviousCategory => {
                let forward = action == Action::NextCategory;
                let first = self.outline.neighbour(dossier, section, forward);
                self.jump(first, "there is no other category", context)
            }
            Action::Fold | Action::Unfold => {
                self.fold(section, action == Action::Fold, context);
                Step::none()
            }
            action => item::at(action, position, context).unwrap_or_default(),
        }
    }

    fn jump(&mut self, to: Option<usize>, nothing: &str, context: &Context<'_>) -> Step {
        let Some(position) = to else {
            return Step::say(nothing);
        };
        self.show(position, context);
        Step::none()
    }

    fn fold(&mut self, section: usize, folded: bool, context: &Context<'_>) {
        let header = self.outline.header(section);
        self.outline.fold(context.dossier, section, folded);
        let row = if folded { header } else { self.panes.row() };
        self.select(row, context);
    }
}

impl Screen for Walk {
    fn place(&self) -> Place {
        if self.is_typing() {
            Place::Filter
        } else {
            Place::Walk
        }
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
        let dossier = context.dossier;
        match heard {
            Heard::Reread(Some(moved)) => {
                self.again(moved, context);
                self.refilter(context);
            }
            Heard::Reread(None) | Heard::Changed | Heard::Checked(_) => self.refilter(context),
            Heard::Shown(position) => {
                if self.outline.hides(*position) {
                    self.clear_filter(context);
                }
                self.show(*position, context);
            }
            Heard::Answered {
                at: Some(at),
                goes_on,
                several,
            } => {
                if *several {
                    self.marks.clear();
                }
                let unanswered = |at| dossier.outcome(at).status().is_none();
                let next = self.outline.nearest(dossier, *at, true, unanswered);
                let next = next.filter(|_| *goes_on);
                self.refilter(context);
                self.show(next.unwrap_or(*at), context);
            }
            _ => {}
        }
        None
    }

    /// Takes one thing back: the filter, then the selection.
    fn back(&mut self, context: &Context<'_>) -> Step {
        if self.filter.is_some() {
            self.clear_filter(context);
            return Step::say("the filter is off");
        }
        match std::mem::take(&mut self.marks).len() {
            0 => {
                let (quit, home) = (context.keymap.key("quit"), context.keymap.key("go-home"));
                Step::say(format!("{quit} leaves; {home} goes to the home screen"))
            }
            marks => Step::say(format!("{marks} no longer selected")),
        }
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let (dossier, body) = (context.dossier, context.body);
        let (position, count) = (self.position, self.outline.rows());
        let lines = |width| detail::lines(&dossier.entry(position), width, context).len();
        self.panes.foot = self.foot(body);
        let action = match input {
            Input::Do(action) => *action,
            // A second click does what the key for it does.
            Input::Click(at) if self.moved(context, |panes| panes.click(*at, count, body)) => {
                Action::Open
            }
            Input::Wheel(at, action) => {
                self.moved(context, |panes| {
                    panes.wheel(*at, *action, count, body, lines);
                });
                return Step::none();
            }
            Input::Click(_) => return Step::none(),
            Input::Type(_) | Input::Paste(_) | Input::Edited(_) => {
                self.type_filter(input, context);
                return Step::none();
            }
        };
        if self.moved(context, |panes| panes.go(action, count, body, lines)) {
            if let Some(filter) = &mut self.filter {
                filter.near = self.position;
            }
            return Step::none();
        }
        match action {
            Action::Filter => self.open_filter(),
            Action::KeepFilter => return self.keep_filter(context),
            Action::ClearFilter => self.clear_filter(context),
            action => {
                if let Some(row) = self.outline.row(dossier, self.panes.row()) {
                    return self.act(action, row, context);
                }
                let back = context.keymap.key("back");
                return Step::say(format!("no item matches the filter; {back} clears it"));
            }
        }
        Step::none()
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        self.view_list(frame, context);
        if self.outline.rows() > 0 {
            return self.view_item(frame, context);
        }
        if let Some(item) = self.panes.areas(context.body).1 {
            let focused = self.panes.is_on_detail();
            let nothing = "No item matches the filter";
            pane::frame(frame, item, nothing, focused, context.theme);
        }
    }
}
