//! A new review: what is reviewed, against which checklists, by whom.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::face::form::Values;
use crate::face::form::start::{self, Started};
use crate::face::place::Place;
use crate::review::Person;
use crate::text::number::count;
use crate::tui::effect::Errand;
use crate::tui::form::{Form, Questions, Told};
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::offer::Startable;
use crate::tui::step::{Origin, Step, Want};
use crate::tui::unsaved::Kept;
use crate::tui::widget::pane;
use crate::tui::widget::paper::Paper;

/// A review about to be started.
#[derive(Debug)]
pub(crate) struct NewReview {
    checklists: Vec<Startable>,
    row: usize,
    form: Form,
}

impl NewReview {
    /// Begins with a checklist chosen.
    pub(crate) fn new(checklists: &[Startable], of: &Origin, who: Option<&Person>) -> Self {
        let chosen = match of {
            Origin::Listed(id) => Some(id.as_str()),
            Origin::Any => checklists.first().map(|list| list.id.as_str()),
            Origin::File => None,
        };
        let is_chosen = |list: &Startable| Some(list.id.as_str()) == chosen;
        let row = checklists.iter().position(is_chosen).unwrap_or_default();
        let values = start::begin(who).with(&start::CHECKLISTS, chosen.unwrap_or_default());
        let mut form = Form::new("new", &start::BLANKS, &values);
        form.go_to(&start::SYSTEM);
        Self {
            checklists: checklists.to_vec(),
            row,
            form,
        }
    }

    /// Fills in what was typed before; what was just chosen stays so.
    pub(crate) fn take_up(&mut self, values: &Values, keeps_choice: bool) {
        let chosen = self.form.get(&start::CHECKLISTS);
        self.form.take_up(values);
        if keeps_choice {
            self.form.set(&start::CHECKLISTS, &chosen);
        }
        // One that was listed then may be gone.
        self.choose(None);
    }

    /// Goes to where the path of a checklist file is typed.
    pub(crate) fn ask_for_file(&mut self) {
        self.form.go_to(&start::OWN);
    }

    /// Takes a key among the checklists; false for one that is none of theirs.
    fn key(&mut self, event: KeyEvent) -> bool {
        match event.code {
            KeyCode::Up => self.row = self.row.saturating_sub(1),
            KeyCode::Down => {
                self.row = (self.row + 1).min(self.checklists.len().saturating_sub(1));
            }
            KeyCode::Char(' ') => self.choose(Some(self.row)),
            _ => return false,
        }
        true
    }

    /// Chooses one more, or no longer, of those that are listed.
    fn choose(&mut self, row: Option<usize>) {
        let listed = self.checklists.iter().enumerate();
        let chosen = listed.filter(|(nth, list)| self.is_chosen(list) != (row == Some(*nth)));
        let ids: Vec<_> = chosen.map(|(_, list)| list.id.as_str()).collect();
        let ids = ids.join(",");
        self.form.set(&start::CHECKLISTS, &ids);
        self.form.forgive(Some(&start::CHECKLISTS));
    }

    fn is_chosen(&self, list: &Startable) -> bool {
        let chosen = self.form.get(&start::CHECKLISTS);
        chosen.split(',').any(|id| id == list.id)
    }

    fn start(&mut self) -> Step {
        let read = start::read(&self.form.values());
        let create = |Started { file, start, by }| Errand::Create { file, start, by };
        let read = self.form.done(read).map(create);
        read.map(Step::effect).unwrap_or_default()
    }

    /// The first checklist that is shown: on a low screen the list is short and follows the row.
    fn first(&self, inner: Rect) -> usize {
        (self.row + 1).saturating_sub(room(inner))
    }

    fn paper(&self, inner: Rect, surface: &Surface<'_>) -> Paper {
        let mut paper = Paper::new(inner.width, surface.theme);
        let asked = Questions::of(surface, &start::BLANKS);
        self.form.draw(&mut paper, &asked, |paper, blank| {
            if *blank == start::CHECKLISTS {
                self.show_checklists(paper, inner);
            }
        });
        paper.gap();
        if self.form.is_refused() {
            self.form.complaints(&mut paper, None);
        } else {
            paper.text(self.form.help(), false);
        }
        paper
    }

    fn show_checklists(&self, paper: &mut Paper, inner: Rect) {
        let focused = self.form.is_at(&start::CHECKLISTS);
        let shown = self.checklists.iter().enumerate();
        for (nth, list) in shown.skip(self.first(inner)).take(room(inner)) {
            let mark = if self.is_chosen(list) { "[*]" } else { "[ ]" };
            let items = count(list.items, "item", "items");
            let text = format!("{mark} {}  {items}  {}", list.id, list.title);
            paper.text(&text, focused && nth == self.row);
        }
    }
}

impl Layer for NewReview {
    fn place(&self) -> Place {
        Place::New
    }

    fn is_typing(&self) -> bool {
        self.form.is_typing()
    }

    fn inner(&self) -> Option<(Place, bool)> {
        Some((Place::Completion, self.form.is_offering()))
    }

    fn kept(&self, _: &Surface<'_>) -> Option<Kept> {
        Some(self.form.kept(start::NAME))
    }

    fn hear(&mut self, heard: &Heard<'_>, _: &Surface<'_>) -> Option<Step> {
        match heard {
            Heard::Failed(why) => {
                self.form.complain(None, *why);
                return Some(Step::none());
            }
            Heard::Exists(why) => {
                self.form.go_to(&start::FILE);
                self.form.complain(Some(&start::FILE), *why);
            }
            _ => self.form.hear(heard),
        }
        None
    }

    fn back(&mut self, _: &Surface<'_>) -> Step {
        Step::want(Want::Home)
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let asked = Questions::of(surface, &start::BLANKS);
        let told = match input {
            Input::Click(at) => {
                let inner = layout::inside(surface.body);
                let paper = self.paper(inner, surface);
                let hit = self.form.click(&paper, inner, *at, &asked);
                if let Some(hit) = hit.filter(|_| self.form.is_at(&start::CHECKLISTS)) {
                    self.row = self.first(inner) + hit.row;
                    self.choose(Some(self.row));
                }
                return Step::none();
            }
            Input::Type(event) if self.form.is_at(&start::CHECKLISTS) && self.key(*event) => {
                return Step::none();
            }
            input => self.form.update(input, &asked),
        };
        match told {
            Told::Save | Told::End => self.start(),
            told => told.step(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let area = surface.body;
        let inner = pane::frame(frame, area, "Start a review", true, surface.theme);
        self.paper(inner, surface).show(frame, inner);
    }
}

/// How many checklists are shown at once.
fn room(inner: Rect) -> usize {
    usize::from(inner.height)
        .saturating_sub(start::BLANKS.len() + 2)
        .max(3)
}
