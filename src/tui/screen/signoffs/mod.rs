//! The sign-offs that there are: what each proves, whether it holds, and what changed since.

mod detail;
mod row;
mod view;

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use self::row::Of;
use crate::decision::since::{self, Changed, Since};
use crate::decision::{Brief, brief, statement};
use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::{Refusal, Review, SealState, Standing};
use crate::tui::desk::Desk;
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Opening, Screen, Title};
use crate::tui::layout;
use crate::tui::step::{Go, Step};
use crate::tui::widget::cursor::Cursor;

/// Lines of a row in the list.
const LINES: usize = 2;

/// Sign-offs, revocations and seals, the newest first, as they were when the review changed last.
#[derive(Debug)]
pub struct SignoffList {
    rows: Vec<Of>,
    cursor: Cursor,
    on_detail: bool,
    /// What changed since those that were looked at.
    since: BTreeMap<Of, Option<Since>>,
    /// The statement of the selected one, laid out.
    statement: Vec<String>,
    scroll: Cursor,
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
pub fn open(context: &Context<'_>) -> Opening {
    Opening::of(SignoffList::new(&context.desk, context.body), Step::none())
}

/// At what changed since the sign-off that the title shows; where nothing did, that is said.
pub fn open_changes(context: &Context<'_>) -> Opening {
    let desk = &context.desk;
    let briefs = context.briefs();
    let all = briefs.iter().copied();
    let stale: Vec<Brief> = all.filter(|one| one.changed.is_some()).collect();
    let Some(shown) = brief::worst(&stale).or(brief::worst(&briefs)) else {
        let nobody = "nobody has signed this review off; g s goes to the sign-off";
        return Opening::stay(Step::say(nobody));
    };
    let signoff = &desk.facts.dossier.review().signoffs[shown.nth];
    if shown.standing == Standing::Current {
        let (what, by) = (statement::short(signoff), signoff.by.name());
        let at = signoff.at.format("%F %H:%M");
        let nothing = format!("nothing changed since {what} by {by}, {at}");
        return Opening::stay(Step::say(nothing));
    }
    let mut list = SignoffList::new(desk, context.body);
    let of = Of::Signoff(shown.nth);
    if let Some(row) = list.rows.iter().position(|other| *other == of) {
        list.select(row, desk, context.body);
        list.show_changes(context);
    }
    Opening::of(list, Step::none())
}

impl SignoffList {
    /// At the newest.
    fn new(desk: &Desk<'_>, body: Rect) -> Self {
        let mut list = Self {
            rows: Vec::new(),
            cursor: Cursor::default(),
            on_detail: false,
            since: BTreeMap::new(),
            statement: Vec::new(),
            scroll: Cursor::default(),
            chosen: 0,
        };
        list.refresh(desk, body);
        list
    }

    /// Looks at the review again after it changed; what was selected stays so.
    fn refresh(&mut self, desk: &Desk<'_>, body: Rect) {
        let selected = self.selected();
        self.rows = row::all(desk.facts.dossier.review());
        self.since.clear();
        let again = selected.and_then(|of| self.rows.iter().position(|other| *other == of));
        self.on_detail &= again.is_some();
        self.select(again.unwrap_or(0), desk, body);
    }

    fn selected(&self) -> Option<Of> {
        self.rows.get(self.cursor.row).copied()
    }

    fn select(&mut self, row: usize, desk: &Desk<'_>, body: Rect) {
        let before = self.cursor.row;
        self.cursor.select(row, self.rows.len(), shown(body));
        if self.cursor.row != before {
            (self.scroll, self.chosen) = (Cursor::default(), 0);
        }
        self.statement.clear();
        let Some(of) = self.selected() else { return };
        self.statement = detail::statement(of, desk, usize::from(pane(body).width));
        if let Of::Signoff(nth) = of {
            let signoff = &desk.facts.dossier.review().signoffs[nth];
            self.since
                .entry(of)
                .or_insert_with(|| since::of(signoff, desk.facts.dossier));
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
        let area = pane(context.body);
        let head = self.selected().map_or(0, |of| {
            detail::head(of, self.since(), usize::from(area.width), context).len()
        });
        let all = head + self.changes().len() + self.statement.len();
        Extent {
            head,
            all,
            height: usize::from(area.height),
        }
    }

    /// Goes to the selected one, with what changed since it first.
    fn show_changes(&mut self, context: &Context<'_>) {
        self.on_detail = true;
        if !self.changes().is_empty() {
            let extent = self.extent(context);
            // Above the first of them stands how many they are.
            self.scroll.top = extent
                .head
                .saturating_sub(1)
                .min(extent.all.saturating_sub(extent.height));
        }
    }

    fn act(&mut self, action: Action, desk: &Desk<'_>, context: &Context<'_>) -> Step {
        match action {
            Action::SwitchPane => {
                self.on_detail = !self.on_detail && !self.rows.is_empty();
                Step::none()
            }
            Action::Open if self.on_detail => self.open(context),
            Action::Open => {
                if !self.rows.is_empty() {
                    self.show_changes(context);
                }
                Step::none()
            }
            Action::Revoke => self.revoke(desk.facts.dossier.review()),
            Action::Seal => Step::go(Go::Seal(SealState::Sealed)),
            Action::Unseal => Step::go(Go::Seal(SealState::Unsealed)),
            action if self.on_detail => {
                self.move_in_detail(action, &self.extent(context));
                Step::none()
            }
            action => {
                self.move_in_list(action, desk, context.body);
                Step::none()
            }
        }
    }

    fn move_in_list(&mut self, action: Action, desk: &Desk<'_>, body: Rect) {
        let mut moved = self.cursor;
        if moved.go(action, self.rows.len(), shown(body)) {
            self.select(moved.row, desk, body);
        }
    }

    /// From change to change as long as they are shown, and on through the rest of the text.
    fn move_in_detail(&mut self, action: Action, extent: &Extent) {
        let last = self.changes().len().saturating_sub(1);
        let is_shown = self.is_shown(extent);
        match action {
            Action::Down if is_shown && self.chosen < last => self.chosen += 1,
            Action::Up if is_shown && self.chosen > 0 => self.chosen -= 1,
            action => {
                self.scroll.scroll(action, extent.all, extent.height);
                return self.choose_shown(extent);
            }
        }
        let mut window = Cursor {
            row: extent.head + self.chosen,
            top: self.scroll.top,
        };
        window.select(window.row, extent.all, extent.height);
        self.scroll.top = window.top;
    }

    /// True where the selected change is on the screen.
    fn is_shown(&self, extent: &Extent) -> bool {
        let row = extent.head + self.chosen;
        !self.changes().is_empty()
            && (self.scroll.top..self.scroll.top + extent.height).contains(&row)
    }

    /// Selects a change that is on the screen, where there is one.
    fn choose_shown(&mut self, extent: &Extent) {
        let (top, count) = (self.scroll.top, self.changes().len());
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
            return Step::say("no item changed since; Tab goes to the list");
        };
        if !self.is_shown(&self.extent(context)) {
            self.show_changes(context);
            return Step::none();
        }
        match changed.position {
            Some(position) => Step::go(Go::Walk(Some(position))),
            None => Step::say(format!("no checklist asks for {} any more", changed.item)),
        }
    }

    fn revoke(&self, review: &Review) -> Step {
        let Some(Of::Signoff(nth)) = self.selected() else {
            return Step::say("only a sign-off can be taken back: select one");
        };
        let signoff = &review.signoffs[nth];
        match review.revocation_of(signoff.digest()) {
            Some(earlier) => Step::say(Refusal::Revoked(Box::new(earlier.clone())).to_string()),
            None => Step::go(Go::Revoke(signoff.id.clone())),
        }
    }

    /// Selects what was clicked; a second click opens it.
    fn click(&mut self, at: Position, desk: &Desk<'_>, context: &Context<'_>) -> Step {
        let (list, detail) = layout::walk(context.body, self.on_detail);
        if let Some(row) = list.and_then(|list| layout::row_at(list, at)) {
            let row = self.cursor.top + row / LINES;
            let again = row == self.cursor.row && !std::mem::take(&mut self.on_detail);
            match row < self.rows.len() {
                true if again => self.show_changes(context),
                true => self.select(row, desk, context.body),
                false => {}
            }
            return Step::none();
        }
        let Some(line) = detail.and_then(|detail| layout::row_at(detail, at)) else {
            return Step::none();
        };
        let was_there = std::mem::replace(&mut self.on_detail, !self.rows.is_empty());
        let change = (self.scroll.top + line).checked_sub(self.extent(context).head);
        match change.filter(|change| *change < self.changes().len()) {
            Some(change) if was_there && change == self.chosen => self.open(context),
            Some(change) => {
                self.chosen = change;
                Step::none()
            }
            None => Step::none(),
        }
    }
}

impl Screen for SignoffList {
    fn places(&self) -> &'static [Place] {
        &[
            Place::Signoffs,
            Place::Panes,
            Place::Lists,
            Place::Everywhere,
        ]
    }

    fn title(&self, _: &Context<'_>) -> Title {
        Title::List("Sign-offs")
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        match heard {
            Heard::Resized => self.select(self.cursor.row, &context.desk, context.body),
            Heard::Changed | Heard::Reread(_) | Heard::Checked(_) => {
                self.refresh(&context.desk, context.body);
            }
            _ => {}
        }
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let desk = context.desk;
        match input {
            Input::Do(action) => self.act(*action, &desk, context),
            Input::Click(at) => self.click(*at, &desk, context),
            Input::Wheel(at, action) => {
                match layout::walk(context.body, self.on_detail) {
                    (_, Some(detail)) if detail.contains(*at) => {
                        let extent = self.extent(context);
                        self.scroll.wheel(*action, extent.all, extent.height);
                        self.choose_shown(&extent);
                    }
                    _ => self.move_in_list(*action, &desk, context.body),
                }
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
fn pane(body: Rect) -> Rect {
    layout::inside(layout::walk(body, true).1.unwrap_or(body))
}

/// How many rows of the list are shown.
fn shown(body: Rect) -> usize {
    layout::rows(layout::walk(body, false).0.unwrap_or(body)) / LINES
}
