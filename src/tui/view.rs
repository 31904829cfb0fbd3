//! Draws the model; cannot change it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::model::Model;
use super::msg::Desk;
use super::screen::Screen;
use super::widget::{hints, pane, prefix};
use super::{layout, standing};
use crate::review::tally::percent;

/// Draws everything.
pub fn view(model: &Model, desk: Option<Desk<'_>>, frame: &mut Frame<'_>) {
    let area = frame.area();
    if !layout::is_room(area) {
        return too_small(frame, area);
    }
    let parts = layout::parts(area);
    let context = model.context(desk);
    title(model, desk, frame, parts.title);
    match &model.screen {
        Screen::Home => model.home.view(frame, parts.body, &context),
        Screen::New(form) => form.view(frame, parts.body, &context),
        Screen::Walk => {
            if let Some(walk) = &model.walk {
                walk.view(frame, parts.body, &context);
            }
        }
        Screen::Attest(form) => form.view(frame, parts.body, &context),
        Screen::Findings(findings) => findings.view(frame, parts.body, &context),
        Screen::Evidence(evidence) => evidence.view(frame, parts.body, &context),
        Screen::Signoff(form) => form.view(frame, parts.body, &context),
        Screen::Signoffs(list) => list.view(frame, parts.body, &context),
        Screen::Revoke(form) => form.view(frame, parts.body, &context),
        Screen::Stating(stating) => stating.view(frame, parts.body, &context),
        Screen::Report(report) => report.view(frame, parts.body, &context),
    }
    let hints = hints::line(model.hints(), model.theme, parts.hints.width);
    frame.render_widget(hints, parts.hints);
    toast(model, frame, parts.body);
    if let Some(first) = model.pending.filter(|_| model.hesitating) {
        prefix::view(
            frame,
            parts.body,
            &model.keymap,
            model.places(),
            first,
            model.theme,
        );
    }
    if let Some(overlay) = &model.overlay {
        overlay.view(frame, &model.keymap, model.theme, desk);
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

fn title(model: &Model, desk: Option<Desk<'_>>, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme;
    let dot = theme.sign("·", "|");
    let arrow = theme.sign("›", ">");
    let Some(desk) = desk.filter(|_| !matches!(model.screen, Screen::Home | Screen::New(_))) else {
        let who = model.who.as_ref().map_or("", |who| who.name());
        return split(
            frame,
            area,
            &[Span::styled(" signoff", theme.strong())],
            vec![
                Span::raw(pane::fit(who, usize::from(area.width / 2), theme)),
                Span::raw(" "),
            ],
            model,
        );
    };
    let subject = &desk.facts.dossier.review().subject;
    let place = match &model.screen {
        Screen::Findings(_) => format!(" {arrow} Findings"),
        Screen::Evidence(_) => format!(" {arrow} Evidence"),
        Screen::Signoff(_) => format!(" {arrow} Sign off"),
        Screen::Signoffs(_) => format!(" {arrow} Sign-offs"),
        Screen::Revoke(_) => format!(" {arrow} Revoke"),
        Screen::Stating(stating) => {
            format!(
                " {arrow} {}",
                if stating.decides() {
                    "Sign off"
                } else {
                    "Revoke"
                }
            )
        }
        Screen::Report(_) => format!(" {arrow} Report"),
        Screen::Attest(form) => {
            if let Some(several) = &form.several {
                format!(" {arrow} {}", several.number())
            } else {
                let entry = desk.facts.dossier.entry(form.position);
                format!(
                    " {arrow} {} {arrow} {}",
                    entry.category.title, entry.item.id
                )
            }
        }
        Screen::Home | Screen::New(_) | Screen::Walk => {
            let lists: Vec<_> = desk
                .facts
                .dossier
                .checklists()
                .iter()
                .map(|list| match &*list.namesakes {
                    [] => list.id.clone(),
                    // One of several texts of that name.
                    _ => format!("{} (another text)", list.id),
                })
                .collect();
            format!(" {dot} {}", lists.join(", "))
        }
    };
    let tally = desk.facts.dossier.tally();
    let progress = (tally.reviewed(), tally.total());
    let mut right = Vec::new();
    if let Some(reading) = model.readings.first() {
        let text = format!("{} {}%  ", theme.sign("⧗", "~"), reading.percent());
        right.push((2, Span::styled(text, theme.warn())));
    }
    let briefs = model.briefs(&desk);
    // Of a narrow title the name and the place need most.
    let share = if area.width < layout::WIDE {
        area.width / 3
    } else {
        area.width * 2 / 5
    };
    let said = standing::spans(&briefs, usize::from(share), theme);
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
    if !model.missing.is_empty() {
        right.push((
            0,
            Span::styled(format!("{} MISSING  ", model.missing.len()), theme.bad()),
        ));
    }
    if let Some(trouble) = &model.trouble {
        right.push((
            0,
            Span::styled(format!("{} ", trouble.kind.mark()), theme.bad()),
        ));
    }
    let saved = match (model.saved, &model.trouble) {
        (false, _) => Span::styled("NOT SAVED ", theme.bad()),
        (true, None) => Span::styled(format!("saved {} ", theme.sign("✓", "ok")), theme.good()),
        (true, Some(_)) => Span::raw(""),
    };
    let right = giving_way(
        right,
        usize::from(area.width - TITLE.min(area.width / 4)),
        saved,
    );
    let mut name = format!(" {}", subject.title);
    if matches!(
        model.screen,
        Screen::Findings(_) | Screen::Evidence(_) | Screen::Signoffs(_)
    ) {
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
    split(frame, area, &left, right, model);
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
fn split(
    frame: &mut Frame<'_>,
    area: Rect,
    left: &[Span<'_>],
    right: Vec<Span<'_>>,
    model: &Model,
) {
    let needed: usize = right.iter().map(|span| pane::columns(&span.content)).sum();
    let room = usize::from(area.width).saturating_sub(needed + 1);
    frame.render_widget(Line::from(pane::fit_spans(left, room, model.theme)), area);
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

fn toast(model: &Model, frame: &mut Frame<'_>, body: Rect) {
    let Some(toast) = &model.toast else { return };
    let style = if toast.bad {
        model.theme.bad()
    } else {
        model.theme.strong()
    };
    let width = usize::from(body.width.saturating_sub(6));
    // A failure is said in full; the last lines of the body make room for it.
    let lines = pane::wrap(&toast.text, width);
    let height = u16::try_from(lines.len()).unwrap_or(1).min(body.height);
    for (nth, line) in (0..height).zip(lines) {
        let mark = match (nth, toast.bad) {
            (1.., _) => " ",
            (0, true) => "!",
            (0, false) => model.theme.sign("»", ">"),
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
