//! Home: resume first, then start.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use crate::face::command::Action;
use crate::face::place::Place;
use crate::face::words::KEEP_BOTH;
use crate::facts::Headline;
use crate::tui::effect::Errand;
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::offer::{HomeData, Progress, Resumable, Startable};
use crate::tui::step::{Go, Origin, Step, Want};
use crate::tui::theme::Theme;
use crate::tui::widget::cursor::{Cursor, rows};
use crate::tui::widget::detail::Detail;
use crate::tui::widget::pane;

/// The home screen.
#[derive(Debug, Default)]
pub(crate) struct Home {
    data: HomeData,
    cursor: Cursor,
}

impl Home {
    /// Reviews, checklists, and a row for a checklist file.
    fn count(&self) -> usize {
        self.data.reviews.len() + self.data.checklists.len() + 1
    }

    fn checklist(&self) -> Option<&Startable> {
        self.data
            .checklists
            .get(self.cursor.row.checked_sub(self.data.reviews.len())?)
    }

    /// What the selected row starts.
    fn of(&self) -> Origin {
        match self.checklist() {
            Some(list) => Origin::Listed(list.id.clone()),
            None if self.cursor.row < self.data.reviews.len() => Origin::Any,
            None => Origin::File,
        }
    }

    fn start(&self, of: Origin) -> Step {
        Step::go(Go::New(self.data.checklists.clone(), of))
    }

    fn open(&self) -> Step {
        match self.data.reviews.get(self.cursor.row) {
            Some(review) if review.versions.is_empty() => {
                Step::effect(Errand::Open(review.path.clone()))
            }
            Some(review) => Step::want(Want::Ask {
                title: "git could not merge it",
                text: format!("{}\n{KEEP_BOTH}", review.versions.join("\n")),
                effect: Errand::Resolve(review.path.clone()).into(),
            }),
            None => self.start(self.of()),
        }
    }

    /// Selects the row that was clicked; a second click opens it.
    fn click(&mut self, at: Position, surface: &Surface<'_>) -> Step {
        let [resume, start, _] = self.panes(surface.body);
        let reviews = self.data.reviews.len();
        let review =
            layout::row_at(resume, at).map(|row| self.top_review(layout::rows(resume)) + row);
        let list =
            layout::row_at(start, at).map(|row| self.top_checklist(layout::rows(start)) + row);
        let row = review.filter(|row| *row < reviews).or(list
            .map(|row| reviews + row)
            .filter(|row| *row < self.count()));
        match row {
            Some(row) if row == self.cursor.row => self.open(),
            Some(row) => {
                self.cursor.select(row, self.count(), self.count());
                Step::none()
            }
            None => Step::none(),
        }
    }

    /// The reviews, the checklists, and more about what is selected.
    fn panes(&self, area: Rect) -> [Rect; 3] {
        let reviews = u16::try_from(self.data.reviews.len())
            .unwrap_or(u16::MAX)
            .max(1);
        let checklists = u16::try_from(self.data.checklists.len())
            .unwrap_or(u16::MAX)
            .saturating_add(1);
        Layout::vertical([
            Constraint::Length(reviews.min(area.height / 3).saturating_add(2)),
            Constraint::Length(checklists.saturating_add(2).min(area.height / 2)),
            Constraint::Fill(1),
        ])
        .areas(area)
    }

    /// The first review that is shown in so many rows.
    fn top_review(&self, height: usize) -> usize {
        (self.cursor.row + 1)
            .saturating_sub(height)
            .min(self.data.reviews.len().saturating_sub(height))
    }

    /// The first checklist that is shown in so many rows.
    fn top_checklist(&self, height: usize) -> usize {
        (self.cursor.row + 1).saturating_sub(self.data.reviews.len() + height)
    }

    fn view_reviews(&self, frame: &mut Frame<'_>, area: Rect, surface: &Surface<'_>) {
        let theme = surface.theme;
        let on_reviews = self.cursor.row < self.data.reviews.len();
        let inner = pane::frame(frame, area, "Resume", on_reviews, theme);
        let width = usize::from(inner.width);
        if self.data.reviews.is_empty() {
            let nothing =
                "Nothing yet. Choose a checklist below and press Enter to start a review.";
            return frame.render_widget(
                Line::styled(pane::fit(nothing, width, theme), theme.dim()),
                inner,
            );
        }
        let height = usize::from(inner.height);
        let top = self.top_review(height);
        let words = (width / 3).max(WORD);
        let end = self.data.reviews.len().min(top + height);
        rows(
            frame,
            inner,
            top..end,
            self.cursor.row,
            theme,
            |nth, width| [review_line(&self.data.reviews[nth], width, words, surface)],
        );
    }

    fn view_checklists(&self, frame: &mut Frame<'_>, area: Rect, surface: &Surface<'_>) {
        let theme = surface.theme;
        let first = self.data.reviews.len();
        let inner = pane::frame(
            frame,
            area,
            "Start a review",
            self.cursor.row >= first,
            theme,
        );
        let width = usize::from(inner.width);
        let height = usize::from(inner.height);
        let top = self.top_checklist(height);
        let wide = self
            .data
            .checklists
            .iter()
            .map(|list| list.id.len())
            .max()
            .unwrap_or_default()
            .min(width / 2);
        let file = format!("  Open a checklist file{}", theme.sign("…", "..."));
        let selected = self.cursor.row.wrapping_sub(first);
        let lists = &self.data.checklists;
        let end = (lists.len() + 1).min(top + height);
        rows(frame, inner, top..end, selected, theme, |nth, width| {
            let text = lists.get(nth).map_or_else(
                || file.clone(),
                |list| {
                    let id = pane::fit(&list.id, wide, theme);
                    let (items, categories) = (list.items, list.categories);
                    let title = &list.title;
                    format!("  {id:wide$}  {items:>3} items in {categories} categories  {title}")
                },
            );
            [Line::raw(pane::fit(&text, width, theme))]
        });
    }

    fn view_about(&self, frame: &mut Frame<'_>, area: Rect, surface: &Surface<'_>) {
        if area.height < 3 {
            return;
        }
        let theme = surface.theme;
        let width = usize::from(area.width.saturating_sub(2));
        let mut detail = Detail::new(width, theme);
        let title = match (self.data.reviews.get(self.cursor.row), self.checklist()) {
            (Some(review), _) => {
                match &review.found {
                    Ok(progress) => {
                        about(progress, &headline(review, progress, surface), &mut detail);
                    }
                    Err(why) => detail.words(why, theme.warn()),
                }
                detail.add("File", &review.path.display().to_string());
                review.title.as_str()
            }
            (None, Some(list)) => {
                detail.add("Title", &list.title);
                list.id.as_str()
            }
            (None, None) => {
                let own = "a checklist of your own, by its path";
                let own = pane::fit(own, width, theme);
                detail.lines.push(Line::raw(own));
                ""
            }
        };
        for complaint in &self.data.complaints {
            detail.words(complaint, theme.warn());
        }
        let inner = pane::frame(frame, area, &pane::fit(title, width, theme), false, theme);
        pane::scrolled(frame, inner, &detail.lines, 0, theme);
    }
}

impl Layer for Home {
    fn places(&self) -> &'static [Place] {
        &[Place::Home, Place::Lists, Place::Everywhere]
    }

    fn hear(&mut self, heard: &Heard<'_>, _: &Surface<'_>) -> Option<Step> {
        match heard {
            Heard::Home(data) => {
                self.data = (*data).clone();
                self.cursor = Cursor::default();
                None
            }
            Heard::Reread(_) => Some(Step::effect(Errand::LoadHome)),
            _ => None,
        }
    }

    fn back(&mut self, surface: &Surface<'_>) -> Step {
        match surface.context() {
            Some(_) => Step::close(),
            None => Step::say("q leaves"),
        }
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let action = match input {
            Input::Do(action) | Input::Wheel(_, action) => *action,
            Input::Click(at) => return self.click(*at, surface),
            Input::Type(_) | Input::Paste(_) | Input::Edited(_) => return Step::none(),
        };
        if self.cursor.go(action, self.count(), self.count()) {
            return Step::none();
        }
        match action {
            Action::New => self.start(self.of()),
            Action::Open => self.open(),
            Action::OpenFile => self.start(Origin::File),
            Action::Forget => match self.data.reviews.get(self.cursor.row) {
                Some(review) => Step::effect(Errand::Forget(review.path.clone())),
                None => Step::say("only reviews can be taken off the list"),
            },
            _ => Step::none(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let area = surface.body;
        let [resume, start, about] = self.panes(area);
        self.view_reviews(frame, resume, surface);
        self.view_checklists(frame, start, surface);
        self.view_about(frame, about, surface);
    }
}

/// What to know of a review before it is resumed.
fn about(progress: &Progress, headline: &Headline, detail: &mut Detail) {
    detail.graded("Verdict", headline.grade, headline.long());
    let drafts = progress.drafts.join(", ");
    let drafts = (!drafts.is_empty()).then(|| format!("kept for {drafts}"));
    let last = progress.last.as_ref();
    let last = last.map(|(at, said)| format!("{said}, {}", detail.theme().moment(*at)));
    let waiting = progress.waiting.join("\n");
    let waiting = (!waiting.is_empty()).then_some(waiting);
    let expiring = progress.expiring.join("\n");
    let expiring = (!expiring.is_empty()).then_some(expiring);
    for (label, text) in [
        ("Next", &progress.next),
        ("For you", &waiting),
        ("Drafts", &drafts),
        ("Expires", &expiring),
        ("Last", &last),
    ] {
        if let Some(text) = text {
            detail.add(label, text);
        }
    }
    detail.add("Review", &progress.about);
}

/// Columns for one word about the verdict, at least.
const WORD: usize = 18;

/// Whether it is signed off: of the review that is open, what the signatures prove too.
fn headline(review: &Resumable, progress: &Progress, surface: &Surface<'_>) -> Headline {
    match surface.context() {
        Some(context) if review.is_open => context.desk.facts.headline(),
        _ => progress.headline.clone(),
    }
}

/// A review in a line, with so many columns for its verdict.
fn review_line(
    review: &Resumable,
    width: usize,
    words: usize,
    surface: &Surface<'_>,
) -> Line<'static> {
    let theme = surface.theme;
    let meter = if width < 60 { 0 } else { 8 };
    let tail = match &review.found {
        Ok(progress) => {
            let mut tail = counted(progress, meter, theme);
            let headline = headline(review, progress, surface);
            let (sign, style) = theme.grade(headline.grade);
            let mut forms = headline.forms.iter().map(|form| format!("  {sign} {form}"));
            let fits = |form: &String| pane::columns(form) <= words;
            let said = forms.clone().find(fits).or(forms.next_back());
            tail.extend(said.map(|said| Span::styled(said, style)));
            tail
        }
        Err(_) if review.versions.is_empty() => {
            vec![Span::styled(" ! cannot be opened", theme.warn())]
        }
        Err(_) => vec![Span::styled(" ! git could not merge", theme.warn())],
    };
    let about = review
        .found
        .as_ref()
        .map_or("", |progress| &progress.subject);
    let room = width.saturating_sub(11 + meter + words);
    let name = pane::fit(&format!("{}{about}", review.title), room, theme);
    let pad = room.saturating_sub(pane::columns(&name));
    let mut spans = vec![Span::raw(format!("  {name}{}", " ".repeat(pad)))];
    spans.extend(tail);
    Line::from(pane::fit_spans(&spans, width, theme))
}

/// How far a review is.
fn counted(progress: &Progress, meter: usize, theme: Theme) -> Vec<Span<'static>> {
    let (done, all) = (progress.tally.reviewed(), progress.tally.total());
    vec![
        Span::raw(format!(" {:>7} ", format!("{done}/{all}"))),
        Span::raw(theme.meter((done, all), meter)),
    ]
}
