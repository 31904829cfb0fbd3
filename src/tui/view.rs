//! Draws the UI; cannot change it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::layer::{Context, Surface, Title};
use super::layout;
use super::state::State;
use super::theme::Theme;
use super::ui::Ui;
use super::widget::{briefs, hints, pane, prefix};
use crate::review::tally::percent;

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
        (Title::Program, _) | (_, None) => program(&surface, frame, parts.title),
        (title, Some(context)) => review(&title, state, &context, frame, parts.title),
    }
    // Where nothing is typed or selected, one reads.
    pane::point(frame, Some(layout::inside(parts.body).as_position()));
    stack.screen().view(frame, &surface);
    let hints = hints::line(ui.hints(), state.theme, parts.hints.width);
    frame.render_widget(hints, parts.hints);
    toast(ui, frame, parts.body);
    if let Some(first) = ui.pending.filter(|_| ui.hesitating) {
        let places = stack.places();
        prefix::view(frame, parts.body, &state.keymap, places, first, state.theme);
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

fn program(surface: &Surface<'_>, frame: &mut Frame<'_>, area: Rect) {
    let theme = surface.theme;
    let who = surface.who.map_or("", |who| who.name());
    let who = pane::fit(who, usize::from(area.width / 2), theme);
    let name = Span::styled(" signoff", theme.strong());
    split(
        frame,
        area,
        &[name],
        vec![Span::raw(who), Span::raw(" ")],
        theme,
    );
}

fn review(title: &Title, state: &State, context: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
    let (theme, desk) = (context.theme, context.desk);
    let arrow = theme.sign("›", ">");
    let place = match title {
        Title::Part(part) => format!(" {arrow} {part}"),
        Title::List(list) => format!(" {arrow} {list}"),
        Title::Review | Title::Program => {
            let lists = desk.facts.dossier.checklists().iter();
            let lists: Vec<_> = lists
                .map(|list| match &*list.namesakes {
                    [] => list.id.clone(),
                    // One of several texts of that name.
                    _ => format!("{} (another text)", list.id),
                })
                .collect();
            format!(" {} {}", theme.sign("·", "|"), lists.join(", "))
        }
    };
    let tally = desk.facts.dossier.tally();
    let progress = (tally.reviewed(), tally.total());
    let mut right = Vec::new();
    if let Some(reading) = context.jobs.readings.first() {
        let text = format!("{} {}%  ", theme.sign("⧗", "~"), reading.percent());
        right.push((2, Span::styled(text, theme.warn())));
    }
    let all = context.briefs();
    // Of a narrow title the name and the place need most.
    let share = if area.width < layout::WIDE {
        area.width / 3
    } else {
        area.width * 2 / 5
    };
    let said = briefs::spans(&all, usize::from(share), theme);
    let gap = if said.is_empty() { "" } else { "  " };
    right.extend(
        said.into_iter()
            .chain([Span::raw(gap)])
            .map(|span| (1, span)),
    );
    if desk.facts.dossier.review().seal().is_some() {
        right.push((2, Span::styled("sealed  ", theme.warn())));
    }
    let is_full = right.len() > 1;
    right.push((2, Span::raw(format!("{}/{} ", progress.0, progress.1))));
    let meter = match (area.width, is_full) {
        (0..layout::WIDE, true) => 0,
        (0..100, true) | (0..layout::WIDE, _) => 7,
        _ => 14,
    };
    right.push((5, Span::raw(theme.meter(progress, meter))));
    right.push((4, Span::raw(format!(" {}%  ", percent(progress)))));
    if !state.missing.is_empty() {
        right.push((
            0,
            Span::styled(format!("{} MISSING  ", state.missing.len()), theme.bad()),
        ));
    }
    if let Some(trouble) = &state.trouble {
        right.push((
            0,
            Span::styled(format!("{} ", trouble.kind.mark()), theme.bad()),
        ));
    }
    let saved = match (state.saved, &state.trouble) {
        (false, _) => Span::styled("NOT SAVED ", theme.bad()),
        (true, None) => Span::styled(format!("saved {} ", theme.sign("✓", "ok")), theme.good()),
        (true, Some(_)) => Span::raw(""),
    };
    let right = giving_way(
        right,
        usize::from(area.width - TITLE.min(area.width / 4)),
        saved,
    );
    let mut name = format!(" {}", desk.facts.dossier.review().subject.title);
    if matches!(title, Title::List(_)) {
        // Which screen this is matters more than the end of a long name.
        let others: usize = right
            .iter()
            .map(|span| pane::columns(&span.content))
            .sum::<usize>()
            + pane::columns(&place)
            + 1;
        name = pane::fit(&name, usize::from(area.width).saturating_sub(others), theme);
    }
    let left = [Span::styled(name, theme.strong()), Span::raw(place)];
    split(frame, area, &left, right, theme);
}

/// Columns that are left to the title, or a quarter of them all, whatever else there is to say.
const TITLE: u16 = 16;

/// What fits into a width beside what is always shown; the highest number goes first.
fn giving_way<'s>(mut parts: Vec<(u8, Span<'s>)>, width: usize, always: Span<'s>) -> Vec<Span<'s>> {
    let needed = |parts: &[(u8, Span<'_>)]| -> usize {
        parts
            .iter()
            .map(|(_, span)| pane::columns(&span.content))
            .sum()
    };
    let room = width.saturating_sub(pane::columns(&always.content));
    while needed(&parts) > room
        && let Some(last) = parts.iter().map(|(rank, _)| *rank).max()
    {
        parts.retain(|(rank, _)| *rank != last);
    }
    parts
        .into_iter()
        .map(|(_, span)| span)
        .chain([always])
        .collect()
}

/// Left and right on one line; the left gives way.
fn split(frame: &mut Frame<'_>, area: Rect, left: &[Span<'_>], right: Vec<Span<'_>>, theme: Theme) {
    let needed: usize = right.iter().map(|span| pane::columns(&span.content)).sum();
    let room = usize::from(area.width).saturating_sub(needed + 1);
    frame.render_widget(Line::from(pane::fit_spans(left, room, theme)), area);
    let width = u16::try_from(needed).unwrap_or(u16::MAX).min(area.width);
    frame.render_widget(
        Line::from(right),
        Rect {
            x: area.right() - width,
            width,
            ..area
        },
    );
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
        let needed = u16::try_from(pane::columns(&text)).unwrap_or(u16::MAX);
        // The last line is on the border and leaves the rest of it; those above lie over text, and must cover it.
        let width =
            if nth + 1 < height { u16::MAX } else { needed }.min(body.width.saturating_sub(2));
        let area = Rect {
            x: body.x + 1,
            y: body.bottom() - height + nth,
            width,
            height: 1,
        };
        frame.render_widget(ratatui::widgets::Clear, area);
        frame.render_widget(Line::styled(text, style), area);
    }
}
