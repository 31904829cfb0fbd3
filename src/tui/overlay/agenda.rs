//! Whether the review is signed off and every reason why not, or what waits for a person; each leads to where
//! it can be seen to.

use ratatui::Frame;
use ratatui::text::Line;

use crate::decision::{Reason, Verdict, wording};
use crate::face::command::Action;
use crate::face::place::Place;
use crate::face::words::sentence;
use crate::facts::Facts;
use crate::review::Person;
use crate::text::capital::capital;
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::step::{Goal, Step};
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::pane;

const WIDTH: u16 = 90;

/// What is listed.
#[derive(Debug, Clone)]
pub(crate) enum Agenda {
    Verdict,
    /// What waits for somebody, and what expires within a month.
    Inbox(Person),
}

/// A list of what is to be seen to.
#[derive(Debug)]
pub(crate) struct AgendaBox {
    agenda: Agenda,
    rows: Vec<Row>,
    cursor: Cursor,
}

#[derive(Debug)]
struct Row {
    text: String,
    /// What is to be done there; none where it is only said.
    leads: Option<Leads>,
}

#[derive(Debug, Clone, Copy)]
enum Leads {
    Item(usize),
    Signoff,
}

impl Row {
    /// To an item, or to where one signs.
    fn leading(text: String, position: Option<usize>) -> Self {
        let leads = position.map_or(Leads::Signoff, Leads::Item);
        Self {
            text,
            leads: Some(leads),
        }
    }

    fn said(text: String) -> Self {
        Self { text, leads: None }
    }
}

impl AgendaBox {
    pub(crate) fn new(agenda: Agenda, facts: &Facts<'_>) -> Self {
        Self {
            rows: agenda.rows(facts),
            agenda,
            cursor: Cursor::default(),
        }
    }

    /// The lines, and the row that each belongs to.
    fn lines(&self, surface: &Surface<'_>) -> Vec<(usize, Line<'static>)> {
        let theme = surface.theme;
        let width = usize::from(WIDTH.min(surface.screen.width).saturating_sub(4));
        let mut lines = Vec::new();
        for (nth, row) in self.rows.iter().enumerate() {
            let (sign, style) = match (row.leads, &self.agenda) {
                (Some(_), Agenda::Inbox(_)) => (theme.sign("→", ">"), theme.strong()),
                (Some(_), Agenda::Verdict) => (theme.cross(), theme.bad()),
                (None, _) => (" ", theme.dim()),
            };
            let is_selected = row.leads.is_some() && nth == self.cursor.row;
            let style = if is_selected { theme.selected() } else { style };
            for (part, text) in pane::wrap(&row.text, width).into_iter().enumerate() {
                let sign = if part == 0 { sign } else { " " };
                let text = format!("{sign} {}", pane::cell(&text, width, theme));
                lines.push((nth, Line::styled(text, style)));
            }
        }
        lines
    }

    /// The rows that lead somewhere stand first.
    fn leading(&self) -> usize {
        self.rows.iter().filter(|row| row.leads.is_some()).count()
    }
}

impl Agenda {
    fn rows(&self, facts: &Facts<'_>) -> Vec<Row> {
        match self {
            Self::Verdict => reasons(facts),
            Self::Inbox(who) => waiting(who, facts),
        }
    }

    fn title(&self, facts: &Facts<'_>) -> String {
        match self {
            Self::Verdict => capital(facts.headline().long()),
            Self::Inbox(who) => format!("What waits for {}, and what expires", who.name()),
        }
    }
}

/// What waits for a person, and below it what expires within 30 days.
fn waiting(who: &Person, facts: &Facts<'_>) -> Vec<Row> {
    let inbox = facts.inbox(who).into_iter();
    let waiting: Vec<Row> = inbox
        .map(|one| Row::leading(one.sentence(), one.position))
        .collect();
    let nothing = waiting.is_empty();
    let nothing = nothing.then(|| Row::said("Nothing waits for you.".to_owned()));
    let expiring = facts.expiring().into_iter();
    let expiring =
        expiring.map(|one| Row::leading(format!("{}  {}", one.day, one.what), one.position));
    // Those that lead somewhere stand first.
    waiting.into_iter().chain(expiring).chain(nothing).collect()
}

/// The reasons, and below them what else there is to know.
fn reasons(facts: &Facts<'_>) -> Vec<Row> {
    let verdict = facts.verdict();
    let reasons = verdict.reasons.iter().map(|reason| {
        let position = match reason {
            Reason::Item(blocker) => Some(blocker.position),
            Reason::Role(..) | Reason::Rejected { .. } | Reason::Review(_) => None,
        };
        Row::leading(reason.to_string(), position)
    });
    let beside = beside(&verdict, facts).into_iter();
    let beside = beside.map(|text| Row::said(sentence(&text)));
    reasons.chain(beside).collect()
}

fn beside(verdict: &Verdict, facts: &Facts<'_>) -> Vec<String> {
    let mut said = Vec::from_iter(verdict.unknown.clone());
    if verdict.passes() {
        let held = facts.signoffs();
        said.extend(verdict.approvals.iter().map(|nth| {
            let held = &held[*nth];
            format!("{}: {}", wording::named(held.signoff), held.signature())
        }));
        said.extend(facts.end(verdict).map(|(day, item)| {
            let what = item.map_or("a condition is due".to_owned(), |position| {
                format!("{} expires", facts.dossier.name(position))
            });
            format!("it holds until {day} at most, when {what}")
        }));
    }
    said.extend(verdict.notes.iter().cloned());
    said.extend(facts.let_pass());
    said.extend(facts.reservation().map(str::to_owned));
    if !facts.question.is_plain() {
        said.push(format!("asked for: {}", facts.question));
    }
    said
}

impl Layer for AgendaBox {
    fn place(&self) -> Place {
        Place::Verdict
    }

    fn hear(&mut self, heard: &Heard<'_>, surface: &Surface<'_>) -> Option<Step> {
        if let Some(desk) = surface.desk.filter(|_| heard.is_change()) {
            self.rows = self.agenda.rows(&desk.facts);
        }
        None
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let lines = self.lines(surface);
        let area = layout::fitted(surface.screen, WIDTH, lines.len());
        let action = match input {
            Input::Do(action) => *action,
            Input::Click(at) if !area.contains(*at) => Action::Close,
            Input::Click(at) => {
                let clicked =
                    layout::row_at(area, *at).and_then(|row| lines.get(self.cursor.top + row));
                match clicked {
                    Some((row, _)) if *row == self.cursor.row => Action::Open,
                    Some((row, _)) if *row < self.leading() => {
                        self.cursor.row = *row;
                        return Step::none();
                    }
                    _ => return Step::none(),
                }
            }
            _ => return Step::none(),
        };
        let height = layout::rows(area);
        match action {
            Action::Close => return Step::close(),
            Action::Open => {
                let row = self.rows.get(self.cursor.row);
                return Step::close().and(match row.and_then(|row| row.leads) {
                    Some(Leads::Item(position)) => Step::go(Goal::Walk(Some(position))),
                    Some(Leads::Signoff) => Step::run(Action::GoSignoff),
                    None => Step::none(),
                });
            }
            action => {
                let mut moved = self.cursor;
                moved.go(action, self.leading(), height);
                self.cursor.row = moved.row;
            }
        }
        // The selected row stays in sight, and what is said below the last.
        let Cursor { row, top } = self.cursor;
        let is_last = row + 1 >= self.leading();
        let shown = |(nth, _): &(usize, _)| *nth == row || (is_last && *nth > row);
        let ends = lines
            .iter()
            .position(shown)
            .zip(lines.iter().rposition(shown));
        if let Some((first, last)) = ends {
            let lowest = (last + 1).saturating_sub(height);
            self.cursor.top = top.clamp(lowest, last).min(first);
        }
        Step::none()
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let theme = surface.theme;
        let Some(desk) = surface.desk else { return };
        let lines = self.lines(surface);
        let area = layout::fitted(frame.area(), WIDTH, lines.len());
        let title = self.agenda.title(&desk.facts);
        let inner = pane::popup(frame, area, &title, theme);
        let lines: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
        pane::scrolled(frame, inner, &lines, self.cursor.top, theme);
    }
}
