//! The findings: every item that is partial, unmet or risk accepted, the overdue first.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::{Answer, Findings, OpenFinding, Person, Status, Urgency};
use crate::text::number::count;
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Opening, Screen};
use crate::tui::layout;
use crate::tui::screen::item;
use crate::tui::step::{Goal, Step};
use crate::tui::theme::{Theme, severity_word};
use crate::tui::widget::column::{self, Column};
use crate::tui::widget::detail::Detail;
use crate::tui::widget::pane;
use crate::tui::widget::panes::Panes;

/// From this many columns on, severities are written out.
const LARGE: usize = 100;

/// The list as it was when the review changed last.
#[derive(Debug)]
pub(super) struct FindingList {
    findings: Findings,
    today: NaiveDate,
    /// Columns for the names of items.
    names: usize,
    panes: Panes,
}

/// At the item of the walk if it is among them, else at the most pressing.
pub(super) fn open(context: &Context<'_>) -> Opening {
    let mut list = FindingList {
        findings: Findings::default(),
        today: context.facts.today(),
        names: 0,
        panes: Panes::stacked(),
    };
    list.refresh(context);
    list.find(context.here, context.body);
    Opening::of(list, Step::none())
}

impl FindingList {
    /// Looks at the review again after it changed; what was selected stays so.
    fn refresh(&mut self, context: &Context<'_>) {
        let selected = Screen::item(self);
        self.today = context.facts.today();
        self.findings = context.facts.findings();
        let items = self.findings.list.iter();
        let items = items.map(|finding| context.dossier.entry(finding.position).item);
        self.names = pane::names(items.map(|item| item.id.as_str()));
        if let Some(position) = selected {
            self.find(position, context.body);
        }
    }

    fn find(&mut self, position: usize, body: Rect) {
        let list = &self.findings.list;
        let found = list.iter().position(|one| one.position == position);
        let row = found.unwrap_or(self.panes.row());
        self.panes.select(row, list.len(), body);
    }

    fn selected(&self) -> Option<&OpenFinding> {
        self.findings.list.get(self.panes.row())
    }

    /// A finding in columns: the narrower, the fewer.
    fn columns(&self, nth: usize, width: usize, context: &Context<'_>) -> Vec<Column> {
        let (finding, theme, plain) = (&self.findings.list[nth], context.theme, Style::new());
        let entry = context.dossier.entry(finding.position);
        let Some(last) = entry.latest() else {
            return Vec::new();
        };
        let (is_wide, is_large) = (width + 2 >= usize::from(layout::WIDE), width >= LARGE);
        let (sign, status) = theme.status(Some(finding.status));
        let lapsed = finding.lapse.as_ref().map_or("", |_| theme.lapsed());
        let mut columns = vec![
            Column::new(0, "", 1, lapsed, theme.warn()),
            Column::new(0, "", pane::columns(sign), sign, status),
            Column::new(1, "Item", self.names, &entry.item.id, theme.label()),
        ];
        let mut behind = Vec::new();
        if is_wide {
            let severity = entry.item.severity;
            let (word, style) = (severity_word(severity, !is_large), theme.severity(severity));
            columns.push(Column::new(1, "Severity", word.len(), word, style));
            let name = last.answer.owner().map_or("nobody", Person::name);
            behind.push(Column::new(2, "By whom", 12, name, plain));
            let day = finding.date.map(|date| date.to_string());
            behind.push(Column::new(2, "Until", 10, day.unwrap_or_default(), plain));
        }
        let (state, style) = (
            finding.state(self.today),
            style(finding.urgency(self.today), theme),
        );
        behind.push(Column::new(2, "State", 16, state, style));
        let gap = if is_wide { 2 } else { 1 };
        let taken = column::taken(&columns) + gap + column::taken(&behind);
        let mut room = width.saturating_sub(taken);
        if room >= 44 {
            let title = room * 9 / 20;
            room -= title + 2;
            columns.push(Column::new(
                gap,
                "What is asked",
                title,
                &entry.item.title,
                plain,
            ));
        }
        let what = what(&last.answer);
        columns.push(Column::new(gap, "What will be done", room, what, plain));
        columns.extend(behind);
        columns
    }

    /// How many there are: `2 open · 1 risk accepted · 1 overdue · 1 without owner`.
    fn summary(&self, width: usize, theme: Theme) -> String {
        let found = &self.findings;
        let accepted = match found.accepted {
            _ if width < 60 => None,
            all => Some(count(all, "risk accepted", "risks accepted")),
        };
        let (overdue, unowned) = (found.overdue, found.unowned);
        let parts = [
            Some(format!("{} open", found.open)),
            accepted,
            Some(format!("{overdue} overdue")),
            Some(format!("{unowned} without owner")),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        parts.join(theme.dot())
    }
}

impl Screen for FindingList {
    fn place(&self) -> Place {
        Place::Findings
    }

    fn item(&self) -> Option<usize> {
        self.selected().map(|finding| finding.position)
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        if heard.is_change() {
            self.refresh(context);
        }
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        if self.today != context.facts.today() {
            self.refresh(context);
        }
        let Some(finding) = self.selected().cloned() else {
            return Step::none();
        };
        let lines = |width| lines(&finding, self.today, width, context).len();
        let count = self.findings.list.len();
        match self.panes.take(input, count, context.body, lines) {
            Some(Action::Open) => Step::go(Goal::Walk(Some(finding.position))),
            Some(action) => item::at(action, finding.position, context).unwrap_or_default(),
            None => Step::none(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let (area, theme) = (context.body, context.theme);
        let Some(selected) = self.selected() else {
            return none(frame, context);
        };
        let title = self.summary(usize::from(area.width), theme);
        let (count, columns) = (self.findings.list.len(), |nth, width| {
            self.columns(nth, width, context)
        });
        self.panes
            .view_table(frame, &title, count, context, columns);
        let (name, dot) = (context.dossier.name(selected.position), theme.dot());
        let severity = context.dossier.entry(selected.position).item.severity;
        let title = format!("{name}{dot}severity {severity}");
        let lines = |width| lines(selected, self.today, width, context);
        self.panes.view_detail(frame, &title, context, lines);
    }
}

/// What an empty list means.
fn none(frame: &mut Frame<'_>, context: &Context<'_>) {
    let next = item::left(context, "");
    let text = format!("No item was attested as partial, unmet or risk accepted.\n\n{next}");
    pane::note(frame, context.body, "No findings", &text, context.theme);
}

fn style(urgency: Urgency, theme: Theme) -> Style {
    match urgency {
        Urgency::Overdue => theme.bad(),
        Urgency::Amiss => theme.warn(),
        Urgency::Planned => Style::new(),
    }
}

/// What will be done, in a line.
fn what(answer: &Answer) -> &str {
    match (&answer.finding.action, answer.status) {
        (Some(action), _) => action,
        (None, Status::RiskAccepted) => "risk accepted",
        (None, _) => "no action stated",
    }
}

/// Everything about a finding, top to bottom.
fn lines(
    finding: &OpenFinding,
    today: NaiveDate,
    width: usize,
    context: &Context<'_>,
) -> Vec<Line<'static>> {
    let (entry, theme) = (context.dossier.entry(finding.position), context.theme);
    let mut detail = Detail::new(width, theme);
    let Some(last) = entry.latest() else {
        return detail.lines;
    };
    let said = &last.answer;
    detail.heading(&entry.item.title);
    detail.said("Status", last);
    let states = finding.states(today).join(", ");
    detail.styled("State", &states, style(finding.urgency(today), theme));
    if let Some(lapse) = &finding.lapse {
        let text = format!("{}: {lapse}; attest it again", lapse.standing());
        detail.styled("Standing", &text, theme.warn());
    }
    let owner = said.owner().map(Person::as_str);
    let date = finding.date.map(|date| date.to_string());
    if finding.status == Status::RiskAccepted {
        let by = format!("by {}", owner.unwrap_or("nobody"));
        detail.add("Accepted", &by);
        detail.add("Until", date.as_deref().unwrap_or("no date"));
    } else {
        let action = said.finding.action.as_deref();
        detail.add("Action", action.unwrap_or("none stated"));
        detail.add("Owner", owner.unwrap_or("nobody yet"));
        detail.add("Due", date.as_deref().unwrap_or("no date yet"));
        if let Some(until) = said.until {
            detail.add("Holds", &format!("until {until}"));
        }
    }
    let key = context.keymap.key("go-evidence");
    let evidence = match said.evidence.len() {
        0 => "none".to_owned(),
        pieces => format!("{}; {key} shows more", count(pieces, "piece", "pieces")),
    };
    detail.add("Evidence", &evidence);
    let why = Some(said.rationale.as_str()).filter(|why| !why.is_empty());
    detail.add("Why", why.unwrap_or("nobody said"));
    detail.lines
}
