//! The session that goes on, or the last one: who is there, and the minutes as they would be sent.

use ratatui::Frame;
use ratatui::text::Line;

use super::report::lines::minutes;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::report::{Contents, Page};
use crate::review::Change;
use crate::tui::effect::Rendering;
use crate::tui::input::Input;
use crate::tui::layer::{Context, Opening, Screen};
use crate::tui::layout;
use crate::tui::step::{Goal, Step, Want};
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::pane;

/// The minutes on the screen.
#[derive(Debug, Default)]
struct Minutes {
    scroll: Cursor,
}

/// From their beginning.
pub(super) fn open(_: &Context<'_>) -> Opening {
    Opening::of(Minutes::default(), Step::none())
}

/// None where no session was ever begun.
fn lines(context: &Context<'_>) -> Option<Vec<Line<'static>>> {
    let facts = context.facts;
    let session = facts.dossier.review().sessions.last()?;
    let contents = Contents::of(facts.dossier);
    let page = Page::new(facts, &contents);
    let width = layout::columns(context.body);
    Some(minutes(session, &page, width, context.theme))
}

impl Screen for Minutes {
    fn place(&self) -> Place {
        Place::Session
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let count = || lines(context).map_or(0, |lines| lines.len());
        if self.scroll.read(input, layout::rows(context.body), count) {
            return Step::none();
        }
        let Input::Do(action) = input else {
            return Step::none();
        };
        let review = context.dossier.review();
        match action {
            Action::Meet if context.facts.session().is_some() => {
                Step::say("a session goes on; end it before another one")
            }
            Action::Meet => Step::go(Goal::Meet),
            Action::Vote => Step::go(Goal::Vote),
            Action::Browse => Step::go(Goal::Offers(None)),
            Action::Part => Step::want(Want::Change(Change::Part)),
            Action::Write if review.sessions.is_empty() => {
                Step::say("there are no minutes: no session was ever begun")
            }
            Action::Write => Step::go(Goal::File(Rendering::Minutes)),
            _ => Step::none(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let (area, theme) = (context.body, context.theme);
        let Some(lines) = lines(context) else {
            let key = context.keymap.keys(Place::Session, Action::Meet).join(", ");
            let text = format!(
                "No session was ever begun in this review.\n\n{key} begins one: who is here is recorded, and its minutes are written from what is said."
            );
            return pane::note(frame, area, "No session", &text, theme);
        };
        let title = context.facts.meeting();
        let title = title.unwrap_or_else(|| "Minutes of the last session".to_owned());
        pane::frame(frame, area, &title, true, theme);
        pane::read_on(frame, area, &lines, self.scroll.top, None, theme);
    }
}
