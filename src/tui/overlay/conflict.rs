//! Two answers to one item, side by side: the person picks which one counts, the other stays in the history.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::{Answer, Attestation, Change, ItemKey, Person};
use crate::text::number::count;
use crate::tui::desk::Desk;
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::step::{Step, Want};
use crate::tui::theme::Theme;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::detail::Detail;
use crate::tui::widget::labels::labels;
use crate::tui::widget::pane;

/// The widest it is drawn.
const WIDTH: u16 = 116;

/// From this width on the answers stand side by side.
const BESIDE: usize = 64;

/// An answer that was typed, and the one that another program saved meanwhile.
#[derive(Debug)]
pub(crate) struct Conflict {
    key: ItemKey,
    name: String,
    title: String,
    mine: Box<Answer>,
    answered_by: Option<Person>,
    who: Person,
    theirs: Option<Attestation>,
    cursor: Cursor,
}

impl Conflict {
    /// `None` where the item is no longer in the checklist.
    pub(crate) fn new(change: Change, who: Person, desk: Desk<'_>) -> Option<Self> {
        let Change::Attest {
            mut keys,
            answer,
            answered_by,
        } = change
        else {
            return None;
        };
        let key = keys.pop()?;
        let position = desk.facts.dossier.position(&key)?;
        let entry = desk.facts.dossier.entry(position);
        Some(Self {
            name: desk.facts.dossier.name(position),
            title: entry.item.title.clone(),
            theirs: entry.latest().cloned(),
            mine: Box::new(answer.tidy()),
            answered_by,
            key,
            who,
            cursor: Cursor::default(),
        })
    }

    fn lines(&self, width: usize, theme: Theme) -> Vec<Line<'static>> {
        let mut all = Detail::new(width, theme);
        all.heading(&self.title);
        all.gap();
        let column = if width < BESIDE {
            width
        } else {
            (width - 3) / 2
        };
        let mut mine = Detail::new(column, theme);
        let bold = |text| Line::styled(text, theme.strong());
        mine.lines.push(bold("Yours, not saved yet"));
        said(&self.mine, &mut mine);
        mine.add("By", self.who.name());
        let mut theirs = Detail::new(column, theme);
        theirs.lines.push(bold("On disk, saved meanwhile"));
        match &self.theirs {
            Some(one) => {
                said(&one.answer, &mut theirs);
                let at = theme.moment(one.at);
                theirs.add("By", &format!("{}, {at}", one.by.name()));
            }
            None => theirs.add("Status", "not reviewed: it was taken back"),
        }
        if width < BESIDE {
            mine.gap();
            all.lines.extend(mine.lines.into_iter().chain(theirs.lines));
        } else {
            let both = beside(mine.lines, theirs.lines, column, theme);
            all.lines.extend(both);
        }
        all.lines
    }
}

impl Layer for Conflict {
    fn place(&self) -> Place {
        Place::Conflict
    }

    /// What is on disk changed once more.
    fn hear(&mut self, heard: &Heard<'_>, surface: &Surface<'_>) -> Option<Step> {
        if let Heard::Reread(_) = heard {
            let dossier = surface.context()?.desk.facts.dossier;
            let position = dossier.position(&self.key)?;
            self.theirs = dossier.entry(position).latest().cloned();
        }
        None
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let Input::Do(action) = input else {
            return Step::none();
        };
        let (key, answer) = (self.key.clone(), self.mine.clone());
        let keys = vec![key.clone()];
        match action {
            Action::KeepMine => Step::close().and(Step::want(Want::Change(Change::Attest {
                keys,
                answer,
                answered_by: self.answered_by.clone(),
            }))),
            Action::KeepTheirs => {
                Step::close().and(Step::want(Want::Change(Change::Concede { key, answer })))
            }
            Action::Close => Step::close(),
            action => {
                let inner = inner(surface.screen);
                let count = self.lines(usize::from(inner.width), surface.theme).len();
                let height = usize::from(split(inner).0.height);
                self.cursor.scroll(*action, count, height);
                Step::none()
            }
        }
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let (keymap, theme) = (surface.keymap, surface.theme);
        let lines = self.lines(usize::from(inner(frame.area()).width), theme);
        let height = layout::length(lines.len()).saturating_add(6);
        let title = format!("{} was answered twice", self.name);
        let area = layout::popup(frame.area(), WIDTH, height);
        let inner = pane::popup(frame, area, &title, theme);
        let (text, below) = split(inner);
        pane::scrolled(frame, text, &lines, self.cursor.top, theme);
        let mut labels = labels(keymap, Place::Conflict, |_| true);
        let scrolling: Vec<_> = [Action::Down, Action::Up]
            .into_iter()
            .filter_map(|action| keymap.first_key(Place::Lists, action))
            .collect();
        if let (Some((_, last)), false) = (labels.last_mut(), scrolling.is_empty()) {
            last.push_str(&format!("; {} scroll here", scrolling.join(" ")));
        }
        let width = usize::from(below.width);
        let keys: Vec<Line<'_>> = labels
            .into_iter()
            .map(|(keys, text)| {
                let room = width.saturating_sub(pane::columns(&keys) + 1);
                Line::from(vec![
                    Span::styled(format!("{keys} "), theme.strong()),
                    Span::raw(pane::fit(&text, room, theme)),
                ])
            })
            .collect();
        pane::rows(frame, below, &keys);
    }
}

/// The most room there is inside the frame.
fn inner(screen: Rect) -> Rect {
    layout::inside(layout::popup(screen, WIDTH, screen.height))
}

/// The text, and the keys below it.
fn split(inner: Rect) -> (Rect, Rect) {
    let gap = u16::from(inner.height > 8);
    let [text, _, below] = Layout::vertical([
        Constraint::Fill(1),
        Constraint::Length(gap),
        Constraint::Length(3),
    ])
    .areas(inner);
    (text, below)
}

fn said(answer: &Answer, detail: &mut Detail) {
    let theme = detail.theme();
    let (status, style) = theme.status_word(Some(answer.status));
    detail.spans("Status", vec![vec![Span::styled(status, style)]]);
    if answer.rationale.is_empty() {
        detail.add("Why", "nothing was said");
    }
    detail.answer(answer);
    if let Some(until) = answer.until {
        detail.add("Holds", &format!("until {until}"));
    }
    let pieces = match answer.evidence.len() {
        0 => "none".to_owned(),
        many => count(many, "piece", "pieces"),
    };
    detail.add("Evidence", &pieces);
    for evidence in &answer.evidence {
        detail.add("", &format!("{}  {}", evidence.kind(), evidence.label()));
    }
}

/// Two columns with a line between them.
fn beside(
    left: Vec<Line<'static>>,
    right: Vec<Line<'static>>,
    column: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let styled = |line: Line<'static>| {
        let style = line.style;
        let spans = line.spans.into_iter();
        spans.map(move |span| span.patch_style(style))
    };
    let line = |_| {
        let own = left.next().unwrap_or_default();
        let wide: usize = own.iter().map(|span| pane::columns(&span.content)).sum();
        let gap = " ".repeat(column.saturating_sub(wide));
        let between = Span::styled(theme.sign(" │ ", " | "), theme.dim());
        let other = styled(right.next().unwrap_or_default());
        let own = styled(own).chain([Span::raw(gap), between]);
        own.chain(other).collect()
    };
    (0..rows).map(line).collect()
}
