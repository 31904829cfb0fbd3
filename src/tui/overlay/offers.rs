//! What there is to take along: the commands of an item's guidance to copy, its references to open, and what signs what was
//! said in the session.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::checklist::Item;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::facts::VoteFacts;
use crate::tui::effect::Errand;
use crate::tui::input::Input;
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::step::{Step, Want};
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::{markdown, pane};

const WIDTH: u16 = 90;

/// Numbered as in the guidance, the references after the commands.
#[derive(Debug)]
pub(crate) struct Offers {
    about: String,
    rows: Vec<Offer>,
    cursor: Cursor,
}

#[derive(Debug)]
enum Offer {
    Command(String),
    /// Its title and its address.
    Reference(String, String),
    /// Go or no-go, and the command that signs it.
    Vote(String, String),
}

impl Offers {
    /// `None` where there is nothing.
    pub(crate) fn new(item: Option<&Item>, votes: &[VoteFacts<'_>]) -> Option<Self> {
        let commands = item.map_or_else(Vec::new, |item| markdown::commands(&item.guidance));
        let references = item.into_iter().flat_map(|item| &item.references);
        let references = references.map(|one| Offer::Reference(one.title.clone(), one.url.clone()));
        let votes = votes.iter();
        let votes = votes.map(|one| Offer::Vote(one.vote.to_string(), one.command.clone()));
        let offers = commands.into_iter().map(Offer::Command);
        let offers: Vec<_> = offers.chain(references).chain(votes).collect();
        (!offers.is_empty()).then(|| Self {
            about: item.map_or("Session", |item| &item.id).to_owned(),
            rows: offers,
            cursor: Cursor::default(),
        })
    }

    fn area(&self, screen: Rect) -> Rect {
        layout::fitted(screen, WIDTH, self.rows.len())
    }

    fn take(&self, nth: usize) -> Step {
        Step::close().and(match self.rows.get(nth) {
            Some(Offer::Command(command) | Offer::Vote(_, command)) => {
                Step::want(Want::Copy(command.trim_end().to_owned()))
            }
            Some(Offer::Reference(_, url)) => Step::effect(Errand::Browse(url.clone())),
            None => Step::none(),
        })
    }
}

impl Layer for Offers {
    fn place(&self) -> Place {
        Place::Offers
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let area = self.area(surface.screen);
        let action = match input {
            Input::Do(action) => *action,
            Input::Click(at) if !area.contains(*at) => Action::Close,
            Input::Click(at) => {
                let inner = layout::inside(area);
                let row = self.cursor.row_at(*at, inner, self.rows.len(), 1);
                return row.map_or_else(Step::none, |row| self.take(row));
            }
            Input::Type(event) => {
                let number = match event.code {
                    KeyCode::Char(digit) => digit.to_digit(10).unwrap_or_default(),
                    _ => 0,
                };
                let nth = (number as usize).checked_sub(1);
                let nth = nth.filter(|nth| *nth < self.rows.len());
                return nth.map_or_else(Step::none, |nth| self.take(nth));
            }
            _ => return Step::none(),
        };
        match action {
            Action::Close => Step::close(),
            Action::Open => self.take(self.cursor.row),
            action => {
                self.cursor.go(action, self.rows.len(), layout::rows(area));
                Step::none()
            }
        }
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let theme = surface.theme;
        let area = self.area(frame.area());
        let title = format!(
            "{}: a number copies a command, or opens a reference",
            self.about
        );
        let inner = pane::popup(frame, area, &title, theme);
        let row = |nth: usize, width| {
            let text = match &self.rows[nth] {
                Offer::Command(command) => command.trim_end().replace('\n', " "),
                Offer::Reference(what, how) | Offer::Vote(what, how) => format!("{what}  {how}"),
            };
            let text = format!(" {}  {text}", nth + 1);
            [Line::raw(pane::fit(&text, width, theme))]
        };
        self.cursor.view(frame, inner, self.rows.len(), theme, row);
    }
}
