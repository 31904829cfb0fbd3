//! Draws the UI; cannot change it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::keymap;
use super::layer::{Context, Surface, Title};
use super::layout;
use super::state::State;
use super::theme::Theme;
use super::ui::Ui;
use super::widget::{hints, pane, prefix};
use crate::decision::Grade;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::facts::Headline;
use crate::review::Status;
use crate::text::visible;

/// Draws everything.
pub(super) fn view(ui: &Ui, surface: &Surface<'_>, frame: &mut Frame<'_>) {
    let area = frame.area();
    if !layout::is_room(area) {
        return too_small(frame, area);
    }
    let parts = layout::parts(area);
    let (stack, state) = (&ui.stack, &ui.state);
    let surface = Surface {
        screen: area,
        body: parts.body,
        ..*surface
    };
    match (stack.screen().title(&surface), surface.context()) {
        (Title::Program, _) | (_, None) => program(state, &surface, frame, parts.title),
        (title, Some(context)) => review(&title, state, &context, frame, parts.title),
    }
    // Where nothing is typed or selected, one reads.
    pane::point(frame, Some(layout::inside(parts.body).as_position()));
    stack.screen().view(frame, &surface);
    let hints = hints::line(ui.hints(), state.theme, parts.hints.width);
    frame.render_widget(hints, parts.hints);
    toast(ui, frame, parts.body);
    if let Some(first) = ui.pending.filter(|_| ui.hesitating) {
        let places = stack.screen().place().chain();
        prefix::view(
            frame,
            parts.body,
            &state.keymap,
            &places,
            first,
            state.theme,
        );
    }
    for cover in stack.covers() {
        cover.view(frame, &surface);
    }
}

/// Says what is needed, in as many words as there is room for.
fn too_small(frame: &mut Frame<'_>, area: Rect) {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let fits = |text: &&str| {
        text.split(' ').all(|word| word.len() <= width) && pane::wrap(text, width).len() <= height
    };
    let text = ["signoff needs 30 columns and 6 rows", "needs 30x6"]
        .into_iter()
        .find(fits)
        .unwrap_or("30x6");
    let lines: Vec<Line<'_>> = pane::wrap(text, width).into_iter().map(Line::raw).collect();
    pane::rows(frame, area, &lines);
}

fn program(state: &State, surface: &Surface<'_>, frame: &mut Frame<'_>, area: Rect) {
    let theme = surface.theme;
    let who = surface.who.map_or("", |who| who.name());
    let who = pane::fit(who, usize::from(area.width / 2), theme);
    let name = Span::styled(" signoff", theme.strong());
    let mut parts: Vec<Part> = unkept(state).into_iter().collect();
    parts.push(Part::of([(ALWAYS, who, Style::new())]));
    let right = giving_way(
        parts,
        usize::from(area.width).saturating_sub(usize::from(TITLE)),
    );
    split(frame, area, &[name], right, theme);
}

fn review(title: &Title, state: &State, context: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
    let theme = context.theme;
    let arrow = theme.sign("›", ">");
    let place = match title {
        Title::Part(part) => format!(" {arrow} {part}"),
        Title::Review | Title::Program => {
            let dot = theme.dot();
            let subject = &context.dossier.review().subject;
            let more = subject.environment.iter().chain(&subject.revision);
            let more: String = more.map(|more| format!("{dot}{more}")).collect();
            let lists = context.dossier.checklists().iter();
            let lists: Vec<_> = lists
                .map(|list| match &*list.namesakes {
                    [] => list.id.clone(),
                    // One of several texts of that name.
                    _ => format!("{} (another text)", list.id),
                })
                .collect();
            format!("{more}{dot}{}", lists.join(", "))
        }
    };
    let place = visible::line(&place);
    let mut parts = Vec::new();
    let bad = |mark: &str| Part::of([(ALWAYS, mark.to_owned(), theme.bad())]);
    if let Some(reading) = context.jobs.readings.first() {
        let text = format!("{} {}%", theme.sign("⧗", ".."), reading.percent());
        parts.push(Part::of([(40, text, theme.warn())]));
    }
    if let Some(headline) = &state.headline {
        parts.push(verdict(headline, context));
        parts.push(progress(headline, context));
        if headline.sealed {
            parts.push(Part::of([(60, "sealed".to_owned(), theme.warn())]));
        }
    }
    if !state.missing.is_empty() {
        parts.push(bad(&format!("{} MISSING", state.missing.len())));
    }
    parts.extend(unkept(state));
    let tick = theme.tick();
    parts.push(match &state.trouble {
        _ if !state.saved => bad("NOT SAVED"),
        Some(trouble) => bad(trouble.kind.mark()),
        None => Part::of([
            (35, format!("saved {tick}"), theme.good()),
            (90, tick.to_owned(), theme.good()),
        ]),
    });
    let name = usize::from(TITLE.min(area.width / 4));
    let right = giving_way(parts, usize::from(area.width).saturating_sub(name));
    let mut name = format!(" {}", context.dossier.review().subject.title);
    if matches!(title, Title::Part(_)) {
        // Which screen this is matters more than the end of a long name.
        let taken: usize = right.iter().map(|span| pane::columns(&span.content)).sum();
        let room = usize::from(area.width).saturating_sub(taken + pane::columns(&place) + 1);
        name = pane::fit(&name, room.max(usize::from(TITLE / 2)), theme);
    }
    let left = [Span::styled(name, theme.strong()), Span::raw(place)];
    split(frame, area, &left, right, theme);
}

/// That what is typed is lost with the program: it is said at once, and stands there for as long as it is so.
fn unkept(state: &State) -> Option<Part> {
    state.unsaved.why_lost.as_ref()?;
    let bad = |worth, mark: &str| (worth, mark.to_owned(), state.theme.bad());
    let forms = [bad(65, "DRAFT NOT KEPT"), bad(ALWAYS, "NOT KEPT")];
    Some(Part::of(forms))
}

/// Whether the review is signed off, in fewer and fewer words.
fn verdict(headline: &Headline, context: &Context<'_>) -> Part {
    let theme = context.theme;
    let (sign, style) = theme.grade(headline.grade);
    let keys = context.keymap.keys(Place::Everywhere, Action::Verdict);
    let mut forms = Vec::new();
    // In a form a letter is written.
    let writes = Place::Forms.is_above(context.place);
    let works = |key: &&String| !(writes && keymap::loses(Place::Everywhere, key));
    let key = keys.iter().find(works);
    if let Some(key) = key.filter(|_| headline.grade != Grade::Good) {
        forms.push((15, format!("{sign} {} ({key})", headline.long()), style));
    }
    let count = headline.forms.len();
    forms.extend(headline.forms.iter().enumerate().map(|(nth, words)| {
        let worth = match count - nth {
            1 => 200,
            2 => 70,
            _ => 50,
        };
        (worth, format!("{sign} {words}"), style)
    }));
    Part { forms, at: 0 }
}

/// How far it is, in fewer and fewer words.
fn progress(headline: &Headline, context: &Context<'_>) -> Part {
    let theme = context.theme;
    let tally = context.dossier.tally();
    let count = format!("{}/{}", tally.reviewed(), tally.total());
    let mut signs = count.clone();
    for status in [Status::Unmet, Status::Partial].map(Some) {
        if tally.count(status) > 0 {
            let sign = theme.status(status).0;
            signs = format!("{signs} {sign} {}", tally.count(status));
        }
    }
    let plain = Style::new();
    Part::of([
        (10, headline.progress.clone(), plain),
        (45, signs, plain),
        (60, count, plain),
    ])
}

/// A part of the title in several forms, the longest first, each with what it is worth: where there is no room, what is
/// worth least gives way.
struct Part {
    forms: Vec<(u8, String, Style)>,
    at: usize,
}

/// What never gives way.
const ALWAYS: u8 = u8::MAX;

impl Part {
    fn of<const N: usize>(forms: [(u8, String, Style); N]) -> Self {
        let forms = forms.into();
        Self { forms, at: 0 }
    }

    fn form(&self) -> Option<&(u8, String, Style)> {
        self.forms.get(self.at)
    }
}

/// Columns that are left to the title, or a quarter of them all, whatever else there is to say.
const TITLE: u16 = 16;

/// The parts in a row, as they fit into a width.
fn giving_way(mut parts: Vec<Part>, width: usize) -> Vec<Span<'static>> {
    let needed = |parts: &[Part]| -> usize {
        let forms = parts.iter().filter_map(Part::form);
        forms.map(|(_, text, _)| pane::columns(text) + 2).sum()
    };
    while needed(&parts) > width
        && let Some((worth, part)) = parts
            .iter_mut()
            .filter_map(|part| Some((part.form()?.0, part)))
            .min_by_key(|(worth, _)| *worth)
        && worth < ALWAYS
    {
        part.at += 1;
    }
    let forms = parts.into_iter().filter_map(|mut part| {
        let (_, text, style) =
            (part.at < part.forms.len()).then(|| part.forms.swap_remove(part.at))?;
        Some([Span::styled(text, style), Span::raw("  ")])
    });
    let mut spans: Vec<_> = forms.flatten().collect();
    if let Some(last) = spans.last_mut() {
        *last = Span::raw(" ");
    }
    spans
}

/// Left and right on one line; the left gives way.
fn split(frame: &mut Frame<'_>, area: Rect, left: &[Span<'_>], right: Vec<Span<'_>>, theme: Theme) {
    let needed: usize = right.iter().map(|span| pane::columns(&span.content)).sum();
    let room = usize::from(area.width).saturating_sub(needed + 1);
    frame.render_widget(Line::from(pane::fit_spans(left, room, theme)), area);
    let left = area.width.saturating_sub(layout::length(needed));
    frame.render_widget(Line::from(right), layout::behind(area, left));
}

fn toast(ui: &Ui, frame: &mut Frame<'_>, body: Rect) {
    let theme = ui.state.theme;
    let Some(toast) = &ui.toast else { return };
    let style = if toast.bad {
        theme.bad()
    } else {
        theme.strong()
    };
    let width = usize::from(body.width.saturating_sub(6));
    // A failure is said in full; the last lines of the body make room for it.
    let lines = pane::wrap(&toast.text, width);
    let height = u16::try_from(lines.len()).unwrap_or(1).min(body.height);
    for (nth, line) in (0..height).zip(lines) {
        let mark = match (nth, toast.bad) {
            (1.., _) => " ",
            (0, true) => "!",
            (0, false) => theme.sign("»", ">"),
        };
        let text = format!(" {mark} {line} ");
        let needed = layout::length(pane::columns(&text));
        let whole = Rect {
            x: body.x + 1,
            y: body.bottom() - height + nth,
            width: body.width.saturating_sub(2),
            height: 1,
        };
        // The last line leaves the rest of a border, and covers the text that would read on from it; those above lie over text.
        let buffer = frame.buffer_mut();
        let is_border = |x: u16| {
            let cell = buffer.cell((whole.x + x, whole.y));
            cell.is_none_or(|cell| "─-└┘+|│".contains(cell.symbol()))
        };
        let is_end = |x: &u16| nth + 1 == height && is_border(*x) && is_border(*x + 1);
        let end = (needed..whole.width).find(is_end);
        let width = end.unwrap_or(whole.width).min(whole.width);
        let area = Rect { width, ..whole };
        frame.render_widget(ratatui::widgets::Clear, area);
        frame.render_widget(Line::styled(text, style), area);
    }
}
