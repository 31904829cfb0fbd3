//! One item over the whole width, for a screen that several people look at.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use strum::VariantArray as _;

use crate::face::command::Action;
use crate::face::place::Place;
use crate::facts::Matter;
use crate::policy::Rule;
use crate::review::{Dossier, Entry, VoteKind};
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Opening, Screen, Title};
use crate::tui::layout;
use crate::tui::screen::{item, voices};
use crate::tui::step::{Goal, Step};
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::detail::Detail;
use crate::tui::widget::{markdown, pane};

/// The item that a room talks about.
#[derive(Debug)]
pub(super) struct StageScreen {
    position: usize,
    /// True where the most severe come first; else as the checklists have them.
    by_risk: bool,
    scroll: Cursor,
}

/// At the item of the walk.
pub(super) fn open(context: &Context<'_>) -> Opening {
    let stage = StageScreen {
        position: context.here,
        by_risk: false,
        scroll: Cursor::default(),
    };
    Opening::of(stage, Step::none())
}

impl StageScreen {
    /// All items as the room goes through them.
    fn order(&self, dossier: &Dossier) -> Vec<usize> {
        let mut order: Vec<usize> = (0..dossier.count()).collect();
        if self.by_risk {
            order.sort_by_key(|position| dossier.entry(*position).item.severity);
        }
        order
    }

    fn show(&mut self, position: usize) {
        self.position = position;
        self.scroll = Cursor::default();
    }

    /// Goes on by one item, or back.
    fn go(&mut self, forward: bool, context: &Context<'_>) -> Step {
        let order = self.order(context.dossier);
        let at = order.iter().position(|one| *one == self.position);
        let next = match (at, forward) {
            (Some(at), true) => order.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|at| order.get(at)),
            (None, _) => order.first(),
        };
        match next {
            Some(position) => self.show(*position),
            None if forward => {
                let key = context.keymap.key("stage-signoff");
                return Step::say(format!("this is the last item; {key} goes to the sign-off"));
            }
            None => return Step::say("this is the first item"),
        }
        Step::none()
    }

    /// The next item without an answer that holds, round and round.
    fn unanswered(&self, dossier: &Dossier) -> Option<usize> {
        let order = self.order(dossier);
        let at = order.iter().position(|one| *one == self.position)?;
        let (before, after) = order.split_at(at + 1);
        let mut rest = after.iter().chain(before).copied();
        rest.find(|position| dossier.outcome(*position).status().is_none())
    }

    /// The item, and below it what was answered last.
    fn areas(body: Rect) -> [Rect; 2] {
        Layout::vertical([Constraint::Fill(1), Constraint::Length(1)]).areas(body)
    }

    fn lines(&self, width: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let entry = context.dossier.entry(self.position);
        let theme = context.theme;
        let mut detail = Detail::new(width, theme);
        detail.heading(&entry.item.title);
        detail.gap();
        if let Some(last) = entry.latest() {
            detail.said("Status", last);
            detail.answer(&last.answer);
            detail.evidence(&last.answer.evidence, |_| String::new());
            detail.gap();
        }
        voices::add(&entry, context, &mut detail);
        if let Some(default) = &entry.item.ships_as {
            detail.add("Ships as", default);
            detail.gap();
        }
        let guidance = markdown::lines(&entry.item.guidance, width, theme);
        detail.lines.extend(guidance);
        detail.lines
    }
}

/// `SEC-2 · critical · evidence required`.
fn title(entry: &Entry<'_>, place: &str, dot: &str) -> String {
    let mut title = format!("{}{dot}{}", entry.item.id, entry.item.severity);
    if entry.item.evidence == Rule::Required {
        title = format!("{title}{dot}evidence required");
    }
    format!("{title}{dot}{place}")
}

/// What waits for the end of the meeting: `Kim answers · go 2 · returned 1 · asked 2`.
fn unsettled(context: &Context<'_>) -> String {
    let matters = Matter::VARIANTS.iter().filter_map(|matter| {
        let count = context.matters.count(*matter);
        (count > 0).then(|| format!("{matter} {count}"))
    });
    let votes = context.facts.votes_now();
    let votes = VoteKind::VARIANTS.iter().filter_map(|kind| {
        let count = votes.iter().filter(|one| one.vote.kind == *kind).count();
        (count > 0).then(|| format!("{kind} {count}"))
    });
    let all: Vec<_> = voices::sitting(context)
        .into_iter()
        .chain(votes)
        .chain(matters)
        .collect();
    format!(" {} ", all.join(context.theme.dot()))
}

impl Screen for StageScreen {
    fn place(&self) -> Place {
        Place::Stage
    }

    fn item(&self) -> Option<usize> {
        Some(self.position)
    }

    fn title(&self, context: &Context<'_>) -> Title {
        let entry = context.dossier.entry(self.position);
        Title::Part(entry.category.title.clone())
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        let dossier = context.dossier;
        match heard {
            Heard::Reread(Some(moved)) => {
                let position = moved.get(self.position).copied().flatten();
                self.show(position.unwrap_or_default());
            }
            Heard::Shown(position) => self.show(*position),
            Heard::Answered {
                at: Some(at),
                goes_on,
                ..
            } => {
                self.show(*at);
                let next = self.unanswered(dossier).filter(|_| *goes_on);
                self.show(next.unwrap_or(*at));
            }
            _ => {}
        }
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let [area, _] = Self::areas(context.body);
        let (position, dossier) = (self.position, context.dossier);
        let action = match input {
            Input::Do(action) => *action,
            Input::Wheel(_, Action::Up) => Action::PageUp,
            Input::Wheel(..) => Action::PageDown,
            _ => return Step::none(),
        };
        match action {
            Action::Down => return self.go(true, context),
            Action::Up => return self.go(false, context),
            Action::First => self.show(self.order(dossier).first().copied().unwrap_or_default()),
            Action::Last => self.show(self.order(dossier).last().copied().unwrap_or_default()),
            Action::SwitchPane => return Step::close(),
            Action::Vote => return Step::go(Goal::Vote),
            Action::Next => {
                let Some(position) = self.unanswered(dossier) else {
                    let key = context.keymap.key("stage-signoff");
                    return Step::say(format!(
                        "every item is answered; {key} goes to the sign-off"
                    ));
                };
                self.show(position);
            }
            Action::Order => {
                self.by_risk = !self.by_risk;
                let order = if self.by_risk {
                    "by severity"
                } else {
                    "as the checklists have it"
                };
                return Step::say(format!("the order is {order}"));
            }
            Action::BesideDown | Action::BesideUp | Action::PageDown | Action::PageUp => {
                let inner = layout::inside(area);
                let count = self.lines(usize::from(inner.width), context).len();
                self.scroll.scroll(action, count, usize::from(inner.height));
            }
            action => return item::at(action, position, context).unwrap_or_default(),
        }
        Step::none()
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let (theme, dossier) = (context.theme, context.dossier);
        let [area, last] = Self::areas(context.body);
        let entry = dossier.entry(self.position);
        let order = self.order(dossier);
        let nth = order.iter().position(|one| *one == self.position);
        let by_risk = if self.by_risk { " by severity" } else { "" };
        let nth = nth.map_or(0, |nth| nth + 1);
        let place = format!("{nth} of {}{by_risk}", order.len());
        let dot = theme.dot();
        let room = usize::from(area.width.saturating_sub(4));
        let mut title = title(&entry, &place, dot);
        if let Some(meeting) = context.facts.meeting() {
            let long = format!("{title}{dot}{meeting}");
            // Where there is no room, the time alone: who leads stands in the minutes.
            let time = meeting.split(' ').next().unwrap_or_default();
            title = if pane::columns(&long) <= room {
                long
            } else {
                format!("{title}{dot}{time}")
            };
        }
        let inner = pane::frame(frame, area, &title, true, theme);
        let lines = self.lines(usize::from(inner.width), context);
        let key = context.keymap.first_key(Place::Panes, Action::BesideDown);
        pane::read_on(frame, area, &lines, self.scroll.top, key, theme);
        let unsettled = unsettled(context);
        let needed = layout::length(pane::columns(&unsettled));
        let right = Constraint::Length(needed);
        let [last, right] = Layout::horizontal([Constraint::Fill(1), right]).areas(last);
        pane::rows(frame, right, [&Line::styled(unsettled, theme.warn())]);
        let said = dossier.review().attestations();
        let said = said
            .filter(|(.., one)| one.withdrawn.is_none())
            .max_by_key(|(.., one)| one.at);
        let has_room = last.width >= 20;
        if let Some((key, one)) = said.filter(|_| has_room) {
            let (sign, style) = theme.status(Some(one.answer.status));
            let (status, why) = (one.answer.status.label(), &one.answer.rationale);
            let text = format!(" {} {status}: {why}", key.item);
            let key = context.keymap.first_key(Place::Everywhere, Action::Undo);
            let run = context.desk.run;
            let may_undo = run.undo().is_ok() && run.said().is_none();
            let back = key
                .filter(|_| may_undo)
                .map_or_else(String::new, |key| format!("  {key} takes it back"));
            let room = usize::from(last.width).saturating_sub(7 + pane::columns(sign) + back.len());
            let line = Line::from(vec![
                Span::styled(" last: ", theme.dim()),
                Span::styled(sign, style),
                Span::raw(pane::fit(&text, room, theme)),
                Span::styled(back, theme.dim()),
            ]);
            pane::rows(frame, last, [&line]);
        }
    }
}
