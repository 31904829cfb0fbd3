//! What the written report says, to be read by sections.

mod excerpt;
pub(super) mod lines;
mod table;

use ratatui::Frame;
use ratatui::layout::{Margin, Rect};
use ratatui::text::Line;

use self::excerpt::Excerpt;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::report::{Contents, Page};
use crate::tui::effect::Rendering;
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Context, Opening, Screen};
use crate::tui::layout;
use crate::tui::step::{Goal, Step, Want};
use crate::tui::theme::Theme;
use crate::tui::widget::cursor::NOTCH;
use crate::tui::widget::pane;

/// The report on the open review.
#[derive(Debug)]
pub(super) struct Report {
    contents: Contents,
    document: Excerpt,
}

/// From its beginning; a report that is on the screen stays where it is.
pub(super) fn open(context: &Context<'_>) -> Opening {
    let looks = Step::want(Want::Check);
    if context.place == Place::Report {
        return Opening::stay(looks);
    }
    let facts = context.facts;
    let contents = Contents::of(facts.dossier);
    let page = Page::new(facts, &contents);
    let document = Excerpt::new(&page, room(context.body), context.theme);
    let report = Report { contents, document };
    Opening::of(report, looks)
}

impl Report {
    /// The sections, the one that is read marked.
    fn outline(&self, frame: &mut Frame<'_>, area: Rect, page: &Page<'_>, theme: Theme) {
        let inner = pane::frame(frame, area, "Sections", false, theme);
        let current = self.document.current();
        let lines: Vec<Line<'_>> = (first_listed(&self.document, page, inner)..page.contents.len())
            .take(usize::from(inner.height))
            .map(|section| {
                let indent = page.contents.level(section).saturating_sub(2) * 2;
                let mark = if section == current { ">" } else { " " };
                let title = lines::title(section, page, theme);
                let text = format!("{mark}{:indent$} {title}", "");
                let text = pane::fit(&text, usize::from(inner.width), theme);
                if section == current {
                    let width = usize::from(inner.width);
                    Line::styled(format!("{text:width$}"), theme.selected())
                } else {
                    Line::raw(text)
                }
            })
            .collect();
        pane::rows(frame, inner, &lines);
    }
}

impl Screen for Report {
    fn place(&self) -> Place {
        Place::Report
    }

    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        let facts = context.facts;
        match heard {
            Heard::Resized => {
                let page = Page::new(facts, &self.contents);
                self.document.resize(&page, room(context.body));
            }
            // It tells of the review as it is now, at the same place.
            _ if heard.is_change() => {
                self.contents = Contents::of(facts.dossier);
                let page = Page::new(facts, &self.contents);
                self.document.replace(&page);
            }
            _ => {}
        }
        None
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let page = &Page::new(context.facts, &self.contents);
        let document = &mut self.document;
        let (action, lines) = match input {
            Input::Do(action) => (*action, 1),
            Input::Wheel(_, action) => (*action, NOTCH),
            Input::Click(at) => {
                let rows = layout::report(context.body).0.unwrap_or_default();
                let rows = rows.inner(Margin::new(1, 1));
                let section =
                    first_listed(document, page, rows) + usize::from(at.y.saturating_sub(rows.y));
                if rows.contains(*at) && section < page.contents.len() {
                    document.show(section, page);
                }
                return Step::none();
            }
            Input::Type(_) | Input::Paste(_) | Input::Edited(_) => return Step::none(),
        };
        let rows = layout::rows(context.body).saturating_sub(1).max(1);
        let current = document.current();
        let section = match action {
            Action::First => Some(0),
            Action::NextSection => Some(current + 1),
            Action::PreviousSection => Some(current.saturating_sub(1)),
            Action::NextChapter => document.chapter_after(page),
            Action::PreviousChapter => document.chapter_before(page),
            _ => None,
        };
        if let Some(section) = section {
            document.show(section, page);
        }
        match action {
            Action::Down => document.down(lines, page),
            Action::Up => document.up(lines, page),
            Action::PageDown => document.down(rows, page),
            Action::PageUp => document.up(rows, page),
            Action::Last => document.show_end(page),
            Action::Write => return Step::go(Goal::File(Rendering::Report)),
            _ => {}
        }
        Step::none()
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let area = context.body;
        let page = &Page::new(context.facts, &self.contents);
        let theme = context.theme;
        let (outline, text) = layout::report(area);
        if let Some(outline) = outline {
            self.outline(frame, outline, page, theme);
        }
        let dot = theme.sign("·", "|");
        let end = format!(" {dot} {}%", self.document.percent(page));
        let width = usize::from(text.width.saturating_sub(4));
        let title = lines::title(self.document.current(), page, theme);
        let title = format!("Report {dot} {title}");
        let title = pane::fit(&title, width.saturating_sub(end.len()), theme) + &end;
        let inner = pane::frame(frame, text, &title, true, theme);
        pane::rows(frame, inner, self.document.shown());
        if !self.document.at_end(page) {
            pane::more(frame, inner, theme);
        }
    }
}

/// The first section in the outline: those around the one that is read are listed.
fn first_listed(document: &Excerpt, page: &Page<'_>, rows: Rect) -> usize {
    let height = usize::from(rows.height);
    let middle = document.current().saturating_sub(height / 2);
    middle.min(page.contents.len().saturating_sub(height))
}

/// Columns and rows for the text.
fn room(body: Rect) -> (usize, usize) {
    let (_, text) = layout::report(body);
    (layout::columns(text), layout::rows(text))
}
