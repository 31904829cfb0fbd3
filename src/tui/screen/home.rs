//! Home: resume first, then start.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use crate::face::command::Action;
use crate::face::place::Place;
use crate::face::words::KEEP_BOTH;
use crate::facts::Headline;
use crate::text::number::count;
use crate::tui::effect::Errand;
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::offer::{HomeData, Progress, Resumable, Startable};
use crate::tui::step::{Origin, Step, Want};
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
        Step::want(Want::New(self.data.checklists.clone(), of))
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
        let mut lists = self.lists(surface.body).into_iter();
        let clicked = lists.find_map(|(pane, shown)| {
            let row = shown.start + layout::row_at(pane, at)?;
            shown.contains(&row).then_some(row)
        });
        match clicked {
            Some(row) if row == self.cursor.row => return self.open(),
            Some(row) => self.cursor.select(row, self.count(), self.count()),
            None => {}
        }
        Step::none()
    }

    /// The reviews, the checklists, and more about what is selected.
    fn panes(&self, area: Rect) -> [Rect; 3] {
        let reviews = layout::length(self.data.reviews.len()).max(1);
        let checklists = layout::length(self.data.checklists.len()).saturating_add(1);
        Layout::vertical([
            Constraint::Length(reviews.min(area.height / 3).saturating_add(2)),
            Constraint::Length(checklists.saturating_add(2).min(area.height / 2)),
            Constraint::Fill(1),
        ])
        .areas(area)
    }

    /// Where the reviews are and where the checklists, and which rows of each are shown.
    fn lists(&self, body: Rect) -> [(Rect, Range<usize>); 2] {
        let [resume, start, _] = self.panes(body);
        let first = self.data.reviews.len();
        [(resume, 0..first), (start, first..self.count())].map(|(pane, all)| {
            let height = layout::rows(pane);
            let last = (self.cursor.row + 1).min(all.end);
            let top = last.saturating_sub(height).max(all.start);
            (pane, top..all.end.min(top + height))
        })
    }

    fn view_lists(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let (theme, on_reviews) = (surface.theme, self.cursor.row < self.data.reviews.len());
        let ids = self.data.checklists.iter().map(|list| list.id.len());
        let ids = ids.max().unwrap_or_default();
        let [(resume, reviews), (start, checklists)] = self.lists(surface.body);
        for (pane, shown, title, focused) in [
            (resume, reviews, "Resume", on_reviews),
            (start, checklists, "Start a review", !on_reviews),
        ] {
            let inner = pane::frame(frame, pane, title, focused, theme);
            rows(frame, inner, shown, self.cursor.row, theme, |nth, width| {
                [match self.data.reviews.get(nth) {
                    Some(review) => review_line(review, width, surface),
                    None => self.checklist_line(nth, width, ids, theme),
                }]
            });
        }
        if self.data.reviews.is_empty() {
            let inner = layout::inside(resume);
            let open = surface.keymap.key("open");
            let nothing = format!(
                "Nothing yet. Choose a checklist below and press {open} to start a review."
            );
            let nothing = pane::fit(&nothing, usize::from(inner.width), theme);
            frame.render_widget(Line::styled(nothing, theme.dim()), inner);
        }
    }

    /// A checklist in a line, with so many columns for its id, or the row for a file.
    fn checklist_line(&self, nth: usize, width: usize, ids: usize, theme: Theme) -> Line<'static> {
        let list = self.data.checklists.get(nth - self.data.reviews.len());
        let text = match list {
            Some(list) => {
                let ids = ids.min(width / 2);
                let id = pane::fit(&list.id, ids, theme);
                let (items, title) = (count(list.items, "item", "items"), &list.title);
                let categories = count(list.categories, "category", "categories");
                format!("  {id:ids$}  {items:>9} in {categories}  {title}")
            }
            None => format!("  Open a checklist file{}", theme.sign("…", "...")),
        };
        Line::raw(pane::fit(&text, width, theme))
    }

    fn view_about(&self, frame: &mut Frame<'_>, area: Rect, surface: &Surface<'_>) {
        if area.height < 3 {
            return;
        }
        let theme = surface.theme;
        let width = layout::columns(area);
        let mut detail = Detail::new(width, theme);
        let title = match (self.data.reviews.get(self.cursor.row), self.checklist()) {
            (Some(review), _) => {
                match &review.found {
                    Ok(progress) => {
                        about(progress, &headline(review, progress, surface), &mut detail);
                    }
                    Err(why) => {
                        let why = why.clone().unwrap_or_else(|| moved(surface));
                        detail.words(&why, theme.warn());
                    }
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
        let inner = pane::frame(frame, area, title, false, theme);
        pane::scrolled(frame, inner, &detail.lines, 0, theme);
    }
}

impl Layer for Home {
    fn place(&self) -> Place {
        Place::Home
    }

    fn hear(&mut self, heard: &Heard<'_>, surface: &Surface<'_>) -> Option<Step> {
        match heard {
            Heard::Home(data) => {
                // What is read anew meanwhile moves nothing under a hand.
                let before = self.data.reviews.get(self.cursor.row);
                let is_it = |one: &Resumable| before.is_some_and(|it| it.path == one.path);
                let row = data.reviews.iter().position(is_it);
                self.data = (*data).clone();
                let count = self.count();
                let row = row.unwrap_or(self.cursor.row);
                self.cursor.select(row, count, count);
                None
            }
            Heard::Changed | Heard::Reread(_) => Some(load(surface)),
            _ => None,
        }
    }

    fn back(&mut self, surface: &Surface<'_>) -> Step {
        match surface.context() {
            Some(_) => Step::close(),
            None => Step::say(format!("{} leaves", surface.keymap.key("quit"))),
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
                Some(review) => {
                    Step::effect(Errand::Forget(review.path.clone())).and(load(surface))
                }
                None => Step::say("only reviews can be taken off the list"),
            },
            _ => Step::none(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let [.., about] = self.panes(surface.body);
        self.view_lists(frame, surface);
        self.view_about(frame, about, surface);
    }
}

/// Has it looked for anew, for who is at it.
fn load(surface: &Surface<'_>) -> Step {
    Step::effect(Errand::LoadHome(surface.who.cloned()))
}

/// What to know of a review before it is resumed.
fn about(progress: &Progress, headline: &Headline, detail: &mut Detail) {
    detail.graded("Verdict", headline.grade, headline.long());
    let all = |said: &[String], between| (!said.is_empty()).then(|| said.join(between));
    let drafts = all(&progress.drafts, ", ").map(|items| format!("kept for {items}"));
    let last = progress.last.as_ref();
    let last = last.map(|(at, said)| format!("{said}, {}", detail.theme().moment(*at)));
    for (label, text) in [
        ("Next", progress.next.clone()),
        ("For you", all(&progress.waiting, "\n")),
        ("Drafts", drafts),
        ("Expires", all(&progress.expiring, "\n")),
        ("Last", last),
    ] {
        if let Some(text) = text {
            detail.add(label, &text);
        }
    }
    detail.add("Review", &progress.about);
}

/// Columns for one word about the verdict, at least.
const WORD: usize = 18;

/// Whether it is signed off: of the review that is open, what the signatures prove too.
fn headline(review: &Resumable, progress: &Progress, surface: &Surface<'_>) -> Headline {
    match surface.context() {
        Some(context) if review.is_open => context.facts.headline(),
        _ => progress.headline.clone(),
    }
}

/// Said of a review whose file is gone.
fn moved(surface: &Surface<'_>) -> String {
    let key = surface.keymap.key("forget");
    format!(
        "moved or deleted; open it where it is now with signoff --review FILE, and it takes this place; {key} takes it off the list"
    )
}

/// A review in a line.
fn review_line(review: &Resumable, width: usize, surface: &Surface<'_>) -> Line<'static> {
    let (theme, words) = (surface.theme, (width / 3).max(WORD));
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
