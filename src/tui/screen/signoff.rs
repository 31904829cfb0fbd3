//! The sign-off: what blocks, what you state, who you are.

mod pointer;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use strum::VariantArray;

use super::{Context, Go, Input, Step};
use crate::checklist::Role;
use crate::review::{Condition, Decision, Person, Standing, day};
use crate::signoff::{Blocker, Draft, canonical, gate, holding, statement};
use crate::text::visible;
use crate::tui::command::Action;
use crate::tui::msg::{Desk, Effect};
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::{self, Form};
use crate::tui::widget::pane;

/// A part of the screen that takes keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Blockers,
    Role,
    Decision,
    Conditions,
    Owner,
    Due,
    Title,
}

/// A decision about to be made.
#[derive(Debug)]
pub struct SignoffForm {
    blockers: Vec<Blocker>,
    cursor: Cursor,
    role: Option<Role>,
    decision: Option<Decision>,
    conditions: Field,
    owner: Field,
    due: Field,
    title: Field,
    focus: Spot,
    wrong: Option<(Spot, String)>,
}

impl SignoffForm {
    /// Begins with the approver's view; at the blockers where there are any.
    pub fn new(desk: &Desk<'_>) -> Self {
        let blockers = gate::blockers(desk.dossier);
        let focus = if blockers.is_empty() { Spot::Decision } else { Spot::Blockers };
        Self {
            blockers,
            cursor: Cursor::default(),
            role: Some(gate::roles(desk.dossier).into_iter().next().unwrap_or(Role::Approver)),
            decision: None,
            conditions: Field::block(""),
            owner: Field::line(""),
            due: Field::line(""),
            title: Field::line(""),
            focus,
            wrong: None,
        }
    }

    /// Forgets what was typed to confirm: it was meant for what was on the screen then.
    pub fn unconfirm(&mut self) {
        self.title = Field::line("");
    }

    /// Looks at the review again after it changed.
    pub fn refresh(&mut self, desk: &Desk<'_>) {
        self.blockers = gate::blockers(desk.dossier);
        if self.blockers.is_empty() && self.focus == Spot::Blockers {
            self.focus = Spot::Decision;
        }
    }

    /// True where keys that write belong to a text field.
    pub fn is_typing(&self) -> bool {
        !matches!(self.focus, Spot::Blockers | Spot::Role | Spot::Decision)
    }

    /// Says why nothing was signed.
    pub fn complain(&mut self, message: String) {
        self.wrong = Some((Spot::Title, message));
    }

    fn spots(&self) -> Vec<Spot> {
        let blockers: &[Spot] = if self.blockers.is_empty() { &[] } else { &[Spot::Blockers] };
        let conditions: &[Spot] = match self.decision {
            Some(Decision::ApprovedWithConditions) => &[Spot::Conditions, Spot::Owner, Spot::Due],
            _ => &[],
        };
        [blockers, &[Spot::Role, Spot::Decision], conditions, &[Spot::Title]].concat()
    }

    fn field(&mut self) -> Option<&mut Field> {
        match self.focus {
            Spot::Conditions => Some(&mut self.conditions),
            Spot::Owner => Some(&mut self.owner),
            Spot::Due => Some(&mut self.due),
            Spot::Title => Some(&mut self.title),
            Spot::Blockers | Spot::Role | Spot::Decision => None,
        }
    }

    /// Takes a command or a key.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        match input {
            Input::Do(Action::NextField) => self.step(1),
            Input::Do(Action::PreviousField) => self.step(-1),
            Input::Do(Action::Save) => return self.sign(context),
            Input::Do(_) => {}
            Input::Click(at) => return self.click(*at, context),
            Input::Wheel(_, action) => drop(self.cursor.go(*action, self.blockers.len(), BLOCKERS)),
            Input::Type(event) => return self.key(*event, context),
            Input::Paste(text) => {
                if let Some(field) = self.field() {
                    field.paste(text);
                }
            }
        }
        Step::none()
    }

    fn step(&mut self, by: isize) {
        let spots = self.spots();
        let at = spots.iter().position(|spot| *spot == self.focus).unwrap_or_default();
        self.focus = spots[at.wrapping_add_signed(by + spots.len().cast_signed()) % spots.len()];
    }

    fn key(&mut self, event: KeyEvent, context: &Context<'_>) -> Step {
        self.wrong = None;
        match (self.focus, event.code) {
            (Spot::Blockers, KeyCode::Enter) => {
                return self
                    .blockers
                    .get(self.cursor.row)
                    .map_or_else(Step::none, |blocker| Step::go(Go::Walk(Some(blocker.position))));
            }
            (Spot::Blockers, KeyCode::Down | KeyCode::Char('j'))
                if self.cursor.row + 1 < self.blockers.len() =>
            {
                self.cursor.go(Action::Down, self.blockers.len(), BLOCKERS);
            }
            (Spot::Blockers, KeyCode::Up | KeyCode::Char('k')) if self.cursor.row > 0 => {
                self.cursor.go(Action::Up, self.blockers.len(), BLOCKERS);
            }
            (Spot::Title, KeyCode::Enter) => return self.sign(context),
            (Spot::Conditions, _) => self.conditions.key(event),
            (_, KeyCode::Enter | KeyCode::Down) => self.step(1),
            (_, KeyCode::Up) => self.step(-1),
            (Spot::Role, code) => drop(form::choose(Role::VARIANTS, &mut self.role, code)),
            (Spot::Decision, code) => drop(form::choose(Decision::VARIANTS, &mut self.decision, code)),
            _ => {
                if let Some(field) = self.field() {
                    field.key(event);
                }
            }
        }
        Step::none()
    }

    fn draft(&self, desk: &Desk<'_>) -> Result<Draft, (Spot, String)> {
        let (Some(role), Some(decision)) = (self.role, self.decision) else {
            return Err((Spot::Decision, "choose a role and a decision".into()));
        };
        let mut conditions = Vec::new();
        if decision == Decision::ApprovedWithConditions {
            let actions: Vec<String> = self
                .conditions
                .text()
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect();
            if actions.is_empty() {
                return Err((Spot::Conditions, "name at least one condition, one a line".into()));
            }
            let owner =
                self.owner.text().parse::<Person>().map_err(|error| (Spot::Owner, error.to_owned()))?;
            let due = day::parse(&self.due.text(), desk.now.date_naive())
                .map_err(|error| (Spot::Due, error.to_owned()))?;
            conditions.extend(actions.into_iter().map(|action| Condition {
                action,
                owner: owner.clone(),
                due,
            }));
        }
        Ok(Draft { role, decision, conditions })
    }

    fn sign(&mut self, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else { return Step::none() };
        let title = &desk.dossier.review().subject.title;
        let problem = match self.draft(&desk) {
            Err(problem) => problem,
            Ok(draft) => match (draft.objection(desk.dossier, desk.now.date_naive()), context.who) {
                (Some(objection), _) => (Spot::Decision, objection.to_string()),
                (None, None) => return Step::go(Go::Who),
                (None, Some(_)) if self.title.text().trim() != visible::line(title).trim() => {
                    (Spot::Title, format!("type the title of the review, {}, to sign", visible::line(title)))
                }
                (None, Some(who)) => {
                    self.wrong = None;
                    return Step::effect(Effect::Sign { job: 0, draft, by: who.clone() });
                }
            },
        };
        self.focus = problem.0;
        self.wrong = Some(problem);
        Step::none()
    }

    /// Draws it.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk else { return };
        let ready = self.ready(&desk, context, usize::from(area.width.saturating_sub(2)));
        let [above, below] = self.panes(area, ready.len());
        let inner = pane::frame(frame, above, "Ready to sign?", self.focus == Spot::Blockers, context.theme);
        pane::scrolled(frame, inner, &ready, 0, context.theme);
        let inner =
            pane::frame(frame, below, "You are about to state", self.focus != Spot::Blockers, context.theme);
        self.sheet(inner.width, &desk, context).show(frame, inner);
    }

    /// What blocks, in so many lines, and the statement.
    fn panes(&self, area: Rect, lines: usize) -> [Rect; 2] {
        let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
        // On a low screen there is room for one of the two.
        let height = match (area.height < LOW, self.focus == Spot::Blockers) {
            (true, true) => area.height,
            (true, false) => 0,
            (false, _) => height.min(area.height / 2),
        };
        Layout::vertical([Constraint::Length(height), Constraint::Fill(1)]).areas(area)
    }

    fn ready(&self, desk: &Desk<'_>, context: &Context<'_>, width: usize) -> Vec<Line<'static>> {
        let theme = context.theme;
        let tally = desk.dossier.tally();
        let mut lines = Vec::new();
        if self.blockers.is_empty() {
            let text = format!(
                "{} All {} items are answered, and every answer holds",
                theme.sign("✓", "ok"),
                tally.total()
            );
            lines.push(Line::styled(text, theme.good()));
        }
        for (nth, blocker) in self.blockers.iter().enumerate().skip(self.cursor.top).take(BLOCKERS) {
            let text =
                pane::fit(&format!("{} {blocker}", theme.sign("✗", "x")), width.saturating_sub(15), theme);
            let selected = self.focus == Spot::Blockers && nth == self.cursor.row;
            let text = if selected { format!("{text}  Enter: go there") } else { text };
            lines.push(Line::styled(text, if selected { theme.selected() } else { theme.bad() }));
        }
        if self.blockers.len() > BLOCKERS {
            lines.push(Line::styled(format!("  {} in all", self.blockers.len()), theme.dim()));
        }
        let ((met, applicable), open) = (tally.score(), tally.partial + tally.unmet);
        let text = format!(
            "{met} of {applicable} met; findings open: {open}; risks accepted: {}",
            tally.risk_accepted
        );
        let in_order = open + tally.risk_accepted == 0;
        lines.push(Line::styled(format!("! {text}"), if in_order { theme.good() } else { theme.warn() }));
        let attester = |who: &Person| desk.dossier.review().attestations().any(|(_, _, a)| a.by == *who);
        if context.who.is_some_and(attester) {
            lines.push(Line::styled("! You attested items of this review yourself", theme.warn()));
        }
        for held in holding::all(desk.dossier, desk.now) {
            if held.standing == Standing::Superseded {
                continue;
            }
            let why = held.why.as_ref().map_or_else(String::new, |why| format!(": {why}"));
            let text = format!(
                "  {} by {}, {}{why} ({})",
                statement::short(held.signoff),
                held.signoff.by.name(),
                held.standing,
                statement::NOT_SIGNED
            );
            lines.extend(pane::wrap(&text, width).into_iter().map(Line::raw));
        }
        lines
    }

    fn sheet(&self, width: u16, desk: &Desk<'_>, context: &Context<'_>) -> Form {
        let mut form = Form::new(width, context.theme);
        let spots = self.spots();
        for spot in spots.into_iter().filter(|spot| !matches!(spot, Spot::Blockers | Spot::Title)) {
            self.view_spot(&mut form, spot, desk);
        }
        let text = match self.draft(desk) {
            Ok(draft) => statement::of(desk.dossier, &draft),
            Err((_, missing)) => format!("(not complete yet: {missing})"),
        };
        form.label("Statement", false);
        form.words(&text, context.theme.strong());
        form.label("Content", false);
        form.text(&canonical::digest(desk.dossier).to_string(), false);
        form.words(&format!("recorded, {}", statement::NOT_SIGNED), context.theme.warn());
        form.label("Signed by", false);
        form.text(&context.who.map_or("asked when you sign".to_owned(), ToString::to_string), false);
        self.view_spot(&mut form, Spot::Title, desk);
        if self.focus == Spot::Title && self.wrong.is_none() {
            form.text(
                &format!("type {} and press Enter to sign", desk.dossier.review().subject.title),
                false,
            );
        }
        form
    }

    fn view_spot(&self, form: &mut Form, spot: Spot, desk: &Desk<'_>) {
        let focused = self.focus == spot;
        form.label(spot.label(), focused);
        match spot {
            Spot::Role => form.choice(Role::VARIANTS, self.role.as_ref(), focused, ToString::to_string),
            Spot::Decision => {
                form.choice(Decision::VARIANTS, self.decision.as_ref(), focused, |one| short(*one));
            }
            Spot::Conditions => form.field(&self.conditions, focused, 2),
            Spot::Owner => form.field(&self.owner, focused, 1),
            Spot::Due => form.date(&self.due, focused, desk.now.date_naive()),
            Spot::Title => form.field(&self.title, focused, 1),
            Spot::Blockers => {}
        }
        if let Some((_, message)) = self.wrong.as_ref().filter(|(other, _)| *other == spot) {
            form.complaint(message);
        }
    }
}

/// A decision in so few words that all three stand in a row.
fn short(decision: Decision) -> String {
    match decision {
        Decision::ApprovedWithConditions => "with conditions".to_owned(),
        other => other.label().to_owned(),
    }
}

impl Spot {
    fn label(self) -> &'static str {
        match self {
            Self::Blockers => "",
            Self::Role => "Role",
            Self::Decision => "Decision",
            Self::Conditions => "Conditions",
            Self::Owner => "Owner",
            Self::Due => "Due",
            Self::Title => "Type title",
        }
    }
}

/// Under this many rows the two panes are shown in turn.
const LOW: u16 = 18;

/// How many blockers are listed at once.
const BLOCKERS: usize = 6;
