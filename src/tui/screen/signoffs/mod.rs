//! The sign-offs that there are: what each proves, whether it holds, and what changed since.

mod detail;
mod row;
mod view;

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use self::row::Topic;
use crate::decision::since::{self, Changed, Since};
use crate::decision::{Holding, revocation};
use crate::face::command::Action;
use crate::face::form::declare;
use crate::face::place::Place;
use crate::review::{Deed, DeedKind, SealState, Signable, Standing};
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Opening, Screen};
use crate::tui::layout;
use crate::tui::step::{Goal, Step};
use crate::tui::widget::panes::Panes;

/// Lines of a row in the list.
const LINES: usize = 2;

/// Sign-offs, revocations and seals, the newest first, as they were when the review changed last.
#[derive(Debug)]
pub(super) struct SignoffList {
    rows: Vec<Topic>,
    panes: Panes<LINES>,
    /// What changed since those that were looked at.
    since: BTreeMap<Topic, Option<Since>>,
    /// The statement of the selected one, laid out.
    statement: Vec<String>,
    /// What is wrong with it, where it is a revocation: to find that out costs.
    fault: Option<String>,
    /// The change that is selected.
    chosen: usize,
}

/// How many lines there are before the changes, how many in all, and how many are shown.
struct Extent {
    head: usize,
    all: usize,
    height: usize,
}

/// At the newest.
pub(super) fn open(context: &Context<'_>) -> Opening {
    let mut list = SignoffList {
        rows: Vec::new(),
        panes: Panes::beside(),
        since: BTreeMap::new(),
        statement: Vec::new(),
        fault: None,
        chosen: 0,
    };
    list.refresh(context);
    Opening::of(list, Step::none())
}

impl SignoffList {
    /// Looks at the review again after it changed; what was selected stays so.
    fn refresh(&mut self, context: &Context<'_>) {
        let selected = self.selected();
        self.rows = row::all(context.dossier.review());
        self.since.clear();
        let again = selected.and_then(|of| self.rows.iter().position(|other| *other == of));
        let stays = self.panes.is_on_detail() && again.is_some();
        self.panes.focus_detail(stays);
        self.select(again.unwrap_or(0), context);
    }

    fn selected(&self) -> Option<Topic> {
        self.rows.get(self.panes.row()).copied()
    }

    fn select(&mut self, row: usize, context: &Context<'_>) {
        let before = self.panes.row();
        self.panes.select(row, self.rows.len(), context.body);
        self.follow(before, context);
    }

    /// Looks into the selected one; `before` another may have been.
    fn follow(&mut self, before: usize, context: &Context<'_>) {
        if self.panes.row() != before {
            self.chosen = 0;
        }
        self.statement.clear();
        self.fault = None;
        let Some(of) = self.selected() else { return };
        self.statement = detail::statement(of, context, usize::from(inside(context.body).width));
        if let Topic::Signoff(nth) = of {
            let signoff = &context.dossier.review().signoffs[nth];
            self.since
                .entry(of)
                .or_insert_with(|| since::of(signoff, context.dossier));
        }
        if let Topic::Revocation(nth, _) = of {
            let deeds = context.facts.deeds();
            let mut faults = revocation::faults(context.dossier.review(), &deeds);
            self.fault = faults.nth(nth).flatten();
        }
        self.chosen = self.chosen.min(self.changes().len().saturating_sub(1));
    }

    /// What changed since the selected one.
    fn since(&self) -> Option<&Since> {
        self.since.get(&self.selected()?)?.as_ref()
    }

    fn changes(&self) -> &[Changed] {
        self.since().map_or(&[], |since| &since.items)
    }

    fn extent(&self, context: &Context<'_>) -> Extent {
        let width = usize::from(inside(context.body).width);
        let selected = self.selected();
        let lines =
            |of| detail::head(of, self.since(), self.fault.as_deref(), width, context).len();
        let head = selected.map_or(0, lines);
        Extent {
            head,
            all: head + self.changes().len() + self.statement.len(),
            height: usize::from(inside(context.body).height),
        }
    }

    /// Goes to the selected one, with what changed since it first.
    fn show_changes(&mut self, context: &Context<'_>) {
        self.panes.focus_detail(true);
        if !self.changes().is_empty() {
            let extent = self.extent(context);
            // Above the first of them stands how many they are.
            let last = extent.all.saturating_sub(extent.height);
            self.panes.scroll().top = extent.head.saturating_sub(1).min(last);
        }
    }

    fn act(&mut self, action: Action, context: &Context<'_>) -> Step {
        let count = self.rows.len();
        match action {
            Action::Open if self.panes.is_on_detail() => return self.open(context),
            Action::Open if count > 0 => self.show_changes(context),
            Action::Revoke => return self.revoke(context),
            Action::Deed(act) => return self.declare(act, context),
            Action::Seal => return Step::go(Goal::Seal(SealState::Sealed)),
            Action::Unseal => return Step::go(Goal::Seal(SealState::Unsealed)),
            Action::SwitchPane if count == 0 => {}
            Action::BesideDown | Action::BesideUp => {
                let lines = self.extent(context).all;
                self.panes.go(action, count, context.body, |_| lines);
            }
            action if self.panes.is_on_detail() && action != Action::SwitchPane => {
                self.move_in_detail(action, &self.extent(context));
            }
            action => {
                let before = self.panes.row();
                self.panes.go(action, count, context.body, |_| 0);
                self.follow(before, context);
            }
        }
        Step::none()
    }

    /// From change to change as long as they are shown, and on through the rest of the text.
    fn move_in_detail(&mut self, action: Action, extent: &Extent) {
        let last = self.changes().len().saturating_sub(1);
        let is_shown = self.is_shown(extent);
        match action {
            Action::Down if is_shown && self.chosen < last => self.chosen += 1,
            Action::Up if is_shown && self.chosen > 0 => self.chosen -= 1,
            action => {
                let scroll = self.panes.scroll();
                scroll.scroll(action, extent.all, extent.height);
                return self.choose_shown(extent);
            }
        }
        let row = extent.head + self.chosen;
        self.panes.scroll().select(row, extent.all, extent.height);
    }

    /// True where the selected change is on the screen.
    fn is_shown(&self, extent: &Extent) -> bool {
        let row = extent.head + self.chosen;
        let top = self.panes.top();
        !self.changes().is_empty() && (top..top + extent.height).contains(&row)
    }

    /// Selects a change that is on the screen, where there is one.
    fn choose_shown(&mut self, extent: &Extent) {
        let (top, count) = (self.panes.top(), self.changes().len());
        let (first, end) = (
            top.saturating_sub(extent.head),
            (top + extent.height).saturating_sub(extent.head),
        );
        if first < count.min(end) {
            self.chosen = self.chosen.clamp(first, count.min(end) - 1);
        }
    }

    /// Goes to the selected change in the walk.
    fn open(&mut self, context: &Context<'_>) -> Step {
        let Some(changed) = self.changes().get(self.chosen) else {
            let key = context.keymap.key("switch-pane");
            return Step::say(format!("no item changed since; {key} goes to the list"));
        };
        if !self.is_shown(&self.extent(context)) {
            self.show_changes(context);
            return Step::none();
        }
        match changed.position {
            Some(position) => Step::go(Goal::Walk(Some(position))),
            None => Step::say(format!("no checklist asks for {} any more", changed.item)),
        }
    }

    fn revoke(&self, context: &Context<'_>) -> Step {
        let Some(Topic::Signoff(nth)) = self.selected() else {
            return Step::say("only a sign-off can be taken back: select one");
        };
        match &context.facts.signoffs()[nth] {
            Holding {
                standing: Standing::Revoked,
                why: Some(how),
                ..
            } => Step::say(format!("the sign-off was revoked already {how}")),
            held => Step::go(Goal::Revoke(held.signoff.id.clone())),
        }
    }

    /// Says of the selected record what is declared later.
    fn declare(&self, act: DeedKind, context: &Context<'_>) -> Step {
        let facts = &context.facts;
        let review = facts.dossier.review();
        let to = match (self.selected(), act) {
            (Some(Topic::Signoff(nth)), DeedKind::Closes) => {
                let said = declare::deeds(context.forms.get(declare::NAME));
                match declare::of_condition(nth, &said, facts) {
                    Some(condition) => condition,
                    None => return Step::say("no condition of this sign-off is open"),
                }
            }
            (Some(Topic::Signoff(nth)), _) => review.signoffs[nth].digest(),
            (Some(Topic::Revocation(nth, _)), DeedKind::Dismisses) => {
                review.revocations[nth].digest()
            }
            _ => return Step::say("that is for sign-offs: select one"),
        };
        Step::go(Goal::Why(Deed { act, to, why: None }))
    }

    /// Selects what was clicked; a second click opens it.
    fn click(&mut self, at: Position, context: &Context<'_>) -> Step {
        let (body, before) = (context.body, self.panes.row());
        let was_there = self.panes.is_on_detail();
        if self.panes.click(at, self.rows.len(), body) {
            self.show_changes(context);
        }
        self.follow(before, context);
        let detail = self
            .panes
            .areas(body)
            .1
            .filter(|detail| detail.contains(at));
        let Some(line) = detail.and_then(|detail| layout::row_at(detail, at)) else {
            return Step::none();
        };
        self.panes.focus_detail(!self.rows.is_empty());
        let change = (self.panes.top() + line).checked_sub(self.extent(context).head);
        match change.filter(|change| *change < self.changes().len()) {
            Some(change) if was_there && change == self.chosen => return self.open(context),
            Some(change) => self.chosen = change,
            None => {}
        }
        Step::none()
    }
}

impl Screen for SignoffList {
    fn place(&self) -> Place {
        Place::Signoffs
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        match heard {
            Heard::Resized => self.select(self.panes.row(), context),
            _ if heard.is_change() => {
                self.refresh(context);
            }
            _ => {}
        }
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        match input {
            Input::Do(action) => self.act(*action, context),
            Input::Click(at) => self.click(*at, context),
            Input::Wheel(at, action) => {
                let (extent, before) = (self.extent(context), self.panes.row());
                let count = self.rows.len();
                self.panes
                    .wheel(*at, *action, count, context.body, |_| extent.all);
                self.follow(before, context);
                self.choose_shown(&extent);
                Step::none()
            }
            Input::Type(_) | Input::Paste(_) | Input::Edited(_) => Step::none(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        self.draw(frame, context);
    }
}

/// What is inside the pane of the selected one.
fn inside(body: Rect) -> Rect {
    layout::inside(layout::beside(body, true).1.unwrap_or(body))
}
