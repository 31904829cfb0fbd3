//! Home: resume first, then start.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{Context, Go, Input, Step};
use crate::review::Status;
use crate::review::tally::percent;
use crate::tui::command::Action;
use crate::tui::msg::{Effect, HomeData, Resumable};
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::pane;

/// The home screen.
#[derive(Debug, Default)]
pub struct Home {
    data: HomeData,
    cursor: Cursor,
}

impl Home {
    /// Shows what was found.
    pub fn show(&mut self, data: HomeData) {
        self.data = data;
        self.cursor = Cursor::default();
    }

    /// What was found.
    pub fn data(&self) -> &HomeData {
        &self.data
    }

    fn count(&self) -> usize {
        self.data.reviews.len() + self.data.checklists.len()
    }

    fn selected_checklist(&self) -> Option<String> {
        let nth = self.cursor.row.checked_sub(self.data.reviews.len())?;
        self.data.checklists.get(nth).map(|list| list.id.clone())
    }

    /// Takes a command.
    pub fn update(&mut self, input: &Input) -> Step {
        let Input::Do(action) = input else { return Step::none() };
        if self.cursor.go(*action, self.count(), self.count()) {
            return Step::none();
        }
        match action {
            Action::New => Step::go(Go::New(self.selected_checklist())),
            Action::Open => match self.data.reviews.get(self.cursor.row) {
                Some(review) => Step::effect(Effect::Open(review.path.clone())),
                None => Step::go(Go::New(self.selected_checklist())),
            },
            _ => Step::none(),
        }
    }

    /// Draws it.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let reviews = u16::try_from(self.data.reviews.len()).unwrap_or(u16::MAX).max(1);
        let checklists = u16::try_from(self.data.checklists.len()).unwrap_or(u16::MAX);
        let [resume, start, about] = Layout::vertical([
            Constraint::Length(reviews.min(area.height / 3).saturating_add(2)),
            Constraint::Length(checklists.saturating_add(2).min(area.height / 2)),
            Constraint::Fill(1),
        ])
        .areas(area);
        self.view_reviews(frame, resume, context);
        self.view_checklists(frame, start, context);
        self.view_about(frame, about, context);
    }

    fn view_reviews(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let theme = context.theme;
        let on_reviews = self.cursor.row < self.data.reviews.len();
        let inner = pane::frame(frame, area, "Resume", on_reviews, theme);
        let width = usize::from(inner.width);
        if self.data.reviews.is_empty() {
            let nothing = "Nothing yet. Choose a checklist below and press Enter to start a review.";
            return frame.render_widget(Line::styled(pane::fit(nothing, width, theme), theme.dim()), inner);
        }
        let height = usize::from(inner.height);
        let top =
            (self.cursor.row + 1).saturating_sub(height).min(self.data.reviews.len().saturating_sub(height));
        let lines: Vec<Line<'_>> = self
            .data
            .reviews
            .iter()
            .enumerate()
            .skip(top)
            .take(height)
            .map(|(nth, review)| {
                let line = review_line(review, width, context);
                if nth == self.cursor.row { line.style(theme.selected()) } else { line }
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), inner);
    }

    fn view_checklists(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let theme = context.theme;
        let first = self.data.reviews.len();
        let inner = pane::frame(frame, area, "Start a review", self.cursor.row >= first, theme);
        let width = usize::from(inner.width);
        let height = usize::from(inner.height);
        let top = (self.cursor.row + 1).saturating_sub(first + height);
        let wide =
            self.data.checklists.iter().map(|list| list.id.len()).max().unwrap_or_default().min(width / 2);
        let lines: Vec<Line<'_>> = self
            .data
            .checklists
            .iter()
            .enumerate()
            .skip(top)
            .take(height)
            .map(|(nth, list)| {
                let id = pane::fit(&list.id, wide, theme);
                let text = format!(
                    "  {id:wide$}  {:>3} items in {} categories  {}",
                    list.items, list.categories, list.title
                );
                let line = Line::raw(pane::fit(&text, width, theme));
                if first + nth == self.cursor.row { line.style(theme.selected()) } else { line }
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), inner);
    }

    fn view_about(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        if area.height < 3 {
            return;
        }
        let theme = context.theme;
        let width = usize::from(area.width.saturating_sub(2));
        let mut lines: Vec<Line<'_>> = Vec::new();
        let title = match (self.data.reviews.get(self.cursor.row), self.selected_checklist()) {
            (Some(review), _) => {
                if let Some(next) = &review.next {
                    lines.extend(pane::labelled("Next", next, width, theme));
                }
                if !review.drafts.is_empty() {
                    lines.extend(pane::labelled(
                        "Drafts",
                        &format!("kept for {}", review.drafts.join(", ")),
                        width,
                        theme,
                    ));
                }
                if let Some(last) = &review.last {
                    lines.extend(pane::labelled("Last", last, width, theme));
                }
                if let Some(signoff) = &review.signoff {
                    lines.extend(pane::labelled("Sign-off", signoff, width, theme));
                }
                lines.extend(pane::labelled("File", &review.path.display().to_string(), width, theme));
                review.title.clone()
            }
            (None, Some(id)) => {
                let list = self.data.checklists.iter().find(|list| list.id == id);
                lines.extend(pane::labelled("Title", list.map_or("", |list| &list.title), width, theme));
                id
            }
            (None, None) => String::new(),
        };
        for complaint in &self.data.complaints {
            lines.extend(
                pane::wrap(complaint, width).into_iter().map(|line| Line::styled(line, theme.warn())),
            );
        }
        let inner = pane::frame(frame, area, &title, false, theme);
        pane::scrolled(frame, inner, &lines, 0, theme);
    }
}

fn review_line(review: &Resumable, width: usize, context: &Context<'_>) -> Line<'static> {
    let theme = context.theme;
    let tally = &review.tally;
    let (done, all) = (tally.reviewed(), tally.total());
    let mut tail = vec![
        Span::raw(format!(" {:>7} ", format!("{done}/{all}"))),
        Span::raw(theme.meter((done, all), 12)),
        Span::raw(format!(" {:>3}% ", percent((done, all)))),
    ];
    for status in [Status::Unmet, Status::RiskAccepted] {
        let (sign, style) = theme.status(Some(status));
        if tally.count(Some(status)) > 0 {
            tail.push(Span::styled(format!(" {sign} {}", tally.count(Some(status))), style));
        }
    }
    let room = width.saturating_sub(34 + 2);
    let name = pane::fit(&format!("{}  {}", review.title, review.checklists), room, theme);
    let pad = room.saturating_sub(unicode_width::UnicodeWidthStr::width(name.as_str()));
    let mut spans = vec![Span::raw(format!("  {name}{}", " ".repeat(pad)))];
    spans.append(&mut tail);
    Line::from(spans)
}
