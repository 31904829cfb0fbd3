//! The findings: every item that is partial, unmet or risk accepted, the overdue first.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::{Answer, Entry, Findings, OpenFinding, Person, Status, Urgency};
use crate::tui::desk::Desk;
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Opening, Screen, Title};
use crate::tui::layout;
use crate::tui::screen::item;
use crate::tui::step::{Goal, Step};
use crate::tui::theme::{Theme, severity_word};
use crate::tui::widget::detail::Detail;
use crate::tui::widget::pane;
use crate::tui::widget::panes::Panes;

/// Columns of a row.
struct Columns {
    wide: bool,
    title: usize,
    what: usize,
}

/// From this many columns on, severities are written out.
const LARGE: usize = 100;
const OWNER: usize = 12;
const DATE: usize = 10;
const STATE: usize = 16;

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
    let list = FindingList::new(&context.desk, context.here, context.body);
    Opening::of(list, Step::none())
}

impl FindingList {
    /// At the item of the walk if it is among them, else at the most pressing.
    fn new(desk: &Desk<'_>, here: usize, body: Rect) -> Self {
        let today = desk.facts.today();
        let mut list = Self {
            findings: Findings::default(),
            today,
            names: 0,
            panes: Panes::stacked(),
        };
        list.refresh(desk, body);
        list.find(here, body);
        list
    }

    /// Looks at the review again after it changed; what was selected stays so.
    fn refresh(&mut self, desk: &Desk<'_>, body: Rect) {
        let selected = Screen::item(self);
        self.today = desk.facts.today();
        self.findings = desk.facts.findings();
        let positions = self.findings.list.iter().map(|finding| finding.position);
        self.names = pane::names(
            positions.map(|position| desk.facts.dossier.entry(position).item.id.as_str()),
        );
        if let Some(position) = selected {
            self.find(position, body);
        }
    }

    fn find(&mut self, position: usize, body: Rect) {
        let found = self
            .findings
            .list
            .iter()
            .position(|finding| finding.position == position);
        self.panes.select(
            found.unwrap_or(self.panes.row()),
            self.findings.list.len(),
            body,
        );
    }

    fn selected(&self) -> Option<&OpenFinding> {
        self.findings.list.get(self.panes.row())
    }

    /// A finding in a line: the narrower, the fewer columns.
    fn row(
        &self,
        finding: &OpenFinding,
        desk: &Desk<'_>,
        width: usize,
        theme: Theme,
    ) -> Line<'static> {
        let entry = desk.facts.dossier.entry(finding.position);
        let Some(last) = entry.latest() else {
            return Line::default();
        };
        let (sign, sign_style) = theme.status(Some(finding.status));
        let lapsed = if finding.lapse.is_some() {
            theme.lapsed()
        } else {
            " "
        };
        let mut spans = vec![
            Span::styled(lapsed, theme.warn()),
            Span::styled(sign, sign_style),
            Span::styled(
                format!(" {} ", pane::cell(&entry.item.id, self.names, theme)),
                theme.label(),
            ),
        ];
        let Columns {
            wide,
            title,
            what: action,
        } = self.columns(width, theme);
        if wide {
            let severity = entry.item.severity;
            let text = severity_word(severity, width < LARGE);
            spans.push(Span::styled(format!("{text}  "), theme.severity(severity)));
        }
        if title > 0 {
            let text = pane::cell(&entry.item.title, title, theme);
            spans.push(Span::raw(format!("{text}  ")));
        }
        spans.push(Span::raw(pane::cell(what(&last.answer), action, theme)));
        if wide {
            let name = last.answer.owner().map_or("nobody", |owner| owner.name());
            let day = finding
                .date
                .map_or_else(String::new, |date| date.to_string());
            spans.push(Span::raw(format!("  {}", pane::cell(name, OWNER, theme))));
            spans.push(Span::raw(format!("  {}", pane::cell(&day, DATE, theme))));
        }
        let state = pane::cell(&finding.state(self.today), STATE, theme);
        spans.push(Span::styled(
            format!("  {state}"),
            style(finding.urgency(self.today), theme),
        ));
        Line::from(spans)
    }

    /// The narrower, the fewer columns.
    fn columns(&self, width: usize, theme: Theme) -> Columns {
        let wide = width + 2 >= usize::from(layout::WIDE);
        let mut used = 1 + pane::columns(theme.status(None).0) + self.names + 2 + 2 + STATE;
        if wide {
            used += severity(width) + 2 + OWNER + 2 + DATE + 2;
        }
        let room = width.saturating_sub(used);
        let title = if room >= 44 { room * 9 / 20 } else { 0 };
        Columns {
            wide,
            title,
            what: room - if title > 0 { title + 2 } else { 0 },
        }
    }

    /// What stands above the rows.
    fn head(&self, width: usize, theme: Theme) -> String {
        let Columns { wide, title, what } = self.columns(width, theme);
        let cell = |text: &str, width| pane::cell(text, width, theme);
        let lead = 1 + pane::columns(theme.status(None).0);
        let mut head = format!("{} {} ", " ".repeat(lead), cell("Item", self.names));
        if wide {
            head += &format!("{}  ", cell("Severity", severity(width)));
        }
        if title > 0 {
            head += &format!("{}  ", cell("What is asked", title));
        }
        head += &cell("What will be done", what);
        if wide {
            head += &format!("  {}  {}", cell("By whom", OWNER), cell("Until", DATE));
        }
        head + "  State"
    }

    /// How many there are: `2 open · 1 risk accepted · 1 overdue · 1 without owner`.
    fn summary(&self, width: usize, theme: Theme) -> String {
        let found = &self.findings;
        let accepted = match found.accepted {
            _ if width < 60 => None,
            1 => Some("1 risk accepted".to_owned()),
            count => Some(format!("{count} risks accepted")),
        };
        let (overdue, unowned) = (found.overdue, found.unowned);
        let parts = [
            Some(format!("{} open", found.open)),
            accepted,
            Some(format!("{overdue} overdue")),
            Some(format!("{unowned} without owner")),
        ];
        let dot = format!(" {} ", theme.sign("·", "|"));
        parts.into_iter().flatten().collect::<Vec<_>>().join(&dot)
    }
}

impl Screen for FindingList {
    fn places(&self) -> &'static [Place] {
        &[
            Place::Findings,
            Place::Items,
            Place::Panes,
            Place::Lists,
            Place::Everywhere,
        ]
    }

    fn title(&self, _: &Context<'_>) -> Title {
        Title::List("Findings")
    }

    fn item(&self) -> Option<usize> {
        self.selected().map(|finding| finding.position)
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        if heard.is_change() {
            self.refresh(&context.desk, context.body);
        }
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let desk = context.desk;
        if self.today != desk.facts.today() {
            self.refresh(&desk, context.body);
        }
        let Some(finding) = self.selected() else {
            return Step::none();
        };
        let (finding, today) = (finding.clone(), self.today);
        let entry = desk.facts.dossier.entry(finding.position);
        let lines = |width| lines(&finding, &entry, today, width, context.theme).len();
        let count = self.findings.list.len();
        let Some(action) = self.panes.take(input, count, context.body, lines) else {
            return Step::none();
        };
        let position = finding.position;
        match action {
            Action::Open => Step::go(Goal::Walk(Some(position))),
            action => item::at(action, position, context).unwrap_or_default(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let area = context.body;
        let desk = context.desk;
        let theme = context.theme;
        let Some(selected) = self.selected() else {
            return none(frame, area, &desk, theme);
        };
        let list = &self.findings.list;
        let title = self.summary(usize::from(area.width), theme);
        self.panes
            .view_list(frame, area, &title, list.len(), theme, |nth, width| {
                [self.row(&list[nth], &desk, width, theme)]
            });
        let head = |width| self.head(width, theme);
        self.panes.view_head(frame, area, theme, head);
        let entry = desk.facts.dossier.entry(selected.position);
        let title = format!(
            "{} {} severity {}",
            desk.facts.dossier.name(selected.position),
            theme.sign("·", "|"),
            entry.item.severity
        );
        let reads = context.reads_on(Place::Panes);
        self.panes.view_detail(frame, area, &title, reads, |width| {
            lines(selected, &entry, self.today, width, theme)
        });
    }
}

/// Columns for severities.
fn severity(width: usize) -> usize {
    if width < LARGE { 4 } else { 8 }
}

/// What an empty list means.
fn none(frame: &mut Frame<'_>, area: Rect, desk: &Desk<'_>, theme: Theme) {
    let next = match desk.facts.dossier.tally().not_reviewed {
        0 => "Every item is attested; g s goes to the sign-off.".to_owned(),
        1 => "1 item is not reviewed yet; g w goes on with the walk.".to_owned(),
        left => format!("{left} items are not reviewed yet; g w goes on with the walk."),
    };
    let text = format!("No item was attested as partial, unmet or risk accepted.\n\n{next}");
    pane::note(frame, area, "No findings", &text, theme);
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
    entry: &Entry<'_>,
    today: NaiveDate,
    width: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let mut detail = Detail::new(width, theme);
    let Some(last) = entry.latest() else {
        return detail.lines;
    };
    let said = &last.answer;
    detail.heading(&entry.item.title);
    let (sign, sign_style) = theme.status(Some(finding.status));
    let (label, by) = (finding.status.label(), last.by.name());
    let at = theme.moment(last.at);
    detail.styled(
        "Status",
        &format!("{sign} {label}  by {by}, {at}"),
        sign_style,
    );
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
    let evidence = match said.evidence.len() {
        0 => "none".to_owned(),
        1 => "1 piece; g e shows it".to_owned(),
        count => format!("{count} pieces; g e shows them"),
    };
    detail.add("Evidence", &evidence);
    let why = Some(said.rationale.as_str()).filter(|why| !why.is_empty());
    detail.add("Why", why.unwrap_or("nobody said"));
    detail.lines
}
