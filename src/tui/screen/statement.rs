//! What is about to be stated, byte for byte, and the title of the review to be typed before it is signed.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::decision::wording;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::review::Event;
use crate::text::number::count;
use crate::text::visible;
use crate::tui::effect::Outward;
use crate::tui::input::{Heard, Input};
use crate::tui::intent::{Instrument, Stated};
use crate::tui::layer::{Context, Screen, Title};
use crate::tui::layout;
use crate::tui::step::{Step, Want};
use crate::tui::theme::Theme;
use crate::tui::widget::cursor::Cursor;
use crate::tui::widget::field::Field;
use crate::tui::widget::pane;

/// Rows of the statement that stay on the screen, whatever else there is to say.
const LEAST: u16 = 3;

/// A statement, and whether it is meant.
#[derive(Debug)]
pub(crate) struct StatementForm {
    stated: Stated,
    /// What is to be typed.
    title: String,
    /// What blocks an approval, or passes all the same.
    blockers: String,
    typed: Field,
    /// True until the end of the statement is on the screen: the title is typed below its last line.
    reading: bool,
    scroll: Cursor,
    /// The statement, laid out for a width.
    lines: Vec<Line<'static>>,
    wrong: Option<String>,
    /// True while the evidence is read once more before the decision is written: who leaves now would not know whether
    /// it was.
    is_recording: bool,
}

/// How much blocks, and how much keeps the gate shut whatever is decided that this does not set aside.
fn in_the_way(stated: &Stated, context: &Context<'_>) -> (usize, usize) {
    let (Instrument::Signoff(yes), Some(who)) = (&stated.record, context.who) else {
        return (context.facts.blockers(&[], None).len(), 0);
    };
    let blockers = context.facts.blockers(&yes.deeds, Some(who)).len();
    let all = context.facts.in_the_way(who, Some(yes.role), &yes.deeds);
    (blockers, all.len())
}

impl StatementForm {
    /// Shows a statement from its beginning.
    pub(crate) fn new(stated: Stated, context: &Context<'_>) -> Self {
        let mut form = Self {
            title: visible::line(context.dossier.review().subject.title.trim()).into_owned(),
            blockers: match in_the_way(&stated, context) {
                (0, 0) => context
                    .facts
                    .let_pass()
                    .unwrap_or("nothing blocks".to_owned()),
                (0, all) => format!("{all} in the way, the gate stays shut"),
                (many, _) => count(many, "blocker", "blockers"),
            },
            stated,
            typed: Field::line(""),
            reading: false,
            scroll: Cursor::default(),
            lines: Vec::new(),
            wrong: None,
            is_recording: false,
        };
        form.lay(context);
        form
    }

    /// Has it recorded; nobody leaves until it is, or is not.
    fn record(&mut self, signature: Option<String>) -> Step {
        self.is_recording = true;
        let record = self.stated.record.clone();
        let record = match signature {
            Some(signature) => record.signed(signature),
            None => record,
        };
        Step::want(Want::Record(Box::new(record)))
    }

    /// Says why nothing was signed.
    fn complain(&mut self, why: String) {
        self.is_recording = false;
        self.wrong = Some(why);
    }

    /// Lays the statement out for another size. What goes on in another row is marked, so that no part of a line looks
    /// like a line of its own.
    fn lay(&mut self, context: &Context<'_>) {
        let (body, theme) = (context.body, context.theme);
        let width = usize::from(body.width.saturating_sub(4));
        let on = Span::styled(theme.sign("↳ ", "> "), theme.dim());
        let text = self.stated.record.statement();
        self.lines = text
            .lines()
            .flat_map(|line| pane::wrap(line, width).into_iter().enumerate())
            .map(|(nth, part)| match nth {
                0 => Line::raw(part),
                _ => Line::from(vec![on.clone(), Span::raw(part)]),
            })
            .collect();
        self.settle(context);
    }

    /// Rows for the statement.
    fn height(&self, context: &Context<'_>) -> usize {
        layout::rows(self.areas(context.body, context.theme)[0])
    }

    /// Where the end is on the screen, the title can be typed.
    fn settle(&mut self, context: &Context<'_>) {
        let height = self.height(context);
        let last = self.lines.len().saturating_sub(height);
        self.scroll.top = self.scroll.top.min(last);
        self.reading = self.scroll.top < last;
    }

    /// Signs what is on the screen where the title is the right one.
    fn confirm(&mut self) -> Step {
        if visible::line(self.typed.text().trim()) != self.title {
            let title = &self.title;
            self.wrong = Some(format!("type the title of the review, {title}, to sign"));
            return Step::none();
        }
        self.wrong = None;
        match self.stated.signing.clone() {
            Some(signing) => Step::effect(Outward::Sign(Box::new(signing))),
            None => self.record(None),
        }
    }

    /// With what it is signed, and what is wrong.
    fn foot(&self, body: Rect, theme: Theme) -> Vec<Line<'static>> {
        let width = layout::columns(body);
        let roomy = body.width >= layout::WIDE && body.height >= 20;
        let key = self.stated.signing.as_ref().map(|signing| &signing.key);
        let (key, style) = match key {
            Some(key) if roomy => (key.full(), theme.strong()),
            Some(key) => {
                let short = key.short(theme.sign("…", ".."));
                let short = pane::fit(&short, width.saturating_sub(pane::LABEL), theme);
                (short, theme.strong())
            }
            None => {
                let none = format!("none: recorded, {}", wording::NOT_SIGNED);
                (none, theme.warn())
            }
        };
        let parts = pane::wrap(&key, width.saturating_sub(pane::LABEL)).into_iter();
        let parts = parts.map(|part| vec![Span::styled(part, style)]);
        let mut lines = pane::labelled(" Key", parts, theme);
        let wrong = self.wrong.iter();
        let wrong = wrong.flat_map(|wrong| pane::wrap(wrong, width.saturating_sub(3)));
        lines.extend(wrong.map(|line| Line::styled(format!(" ! {line}"), theme.bad())));
        lines
    }

    /// What it does, for the title of the screen and as a person is about to do it, and what is asked before the title.
    fn words(&self) -> [&'static str; 3] {
        match self.stated.record {
            Instrument::Signoff(_) => ["Sign off", "state", " Type the review name to sign: "],
            Instrument::Revocation(_) => [
                "Revoke",
                "take back a sign-off",
                " Type the review name to take it back: ",
            ],
            Instrument::Declaration(_) => [
                "Declare",
                "declare",
                " Type the review name to declare it: ",
            ],
        }
    }

    fn question(&self) -> &'static str {
        self.words()[2]
    }

    /// Rows for the question and the title.
    fn asking(&self, body: Rect) -> u16 {
        let one = pane::columns(self.question()) + pane::columns(&self.title) + 2;
        if one <= usize::from(body.width) { 1 } else { 2 }
    }

    /// The statement, and below it what else there is.
    fn areas(&self, body: Rect, theme: Theme) -> [Rect; 2] {
        let asking = self.asking(body);
        let foot = layout::length(self.foot(body, theme).len());
        let room = body.height.saturating_sub(LEAST + 2).max(asking);
        let below = foot.saturating_add(asking).min(room);
        Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]).areas(body)
    }

    fn view_question(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let question = Line::styled(self.question(), theme.label());
        let columns = layout::length(pane::columns(self.question()));
        let field = match area.height {
            2.. => layout::behind(layout::split(area, 1)[1], 1),
            _ => layout::behind(area, columns),
        };
        pane::rows(frame, area, [&question]);
        let at = self
            .typed
            .draw(field, frame.buffer_mut(), !self.reading, theme);
        pane::point(frame, at);
        if self.typed.text().is_empty() {
            let behind = layout::behind(field, 1);
            let title = pane::fit(&self.title, usize::from(behind.width), theme);
            frame.render_widget(Span::styled(title, theme.dim()), behind);
        }
    }
}

impl Screen for StatementForm {
    fn place(&self) -> Place {
        if self.reading {
            Place::Reading
        } else {
            Place::Statement
        }
    }

    fn is_typing(&self) -> bool {
        !self.reading
    }

    fn title(&self, _: &Context<'_>) -> Title {
        Title::Part(self.words()[0].to_owned())
    }

    /// A statement is void as soon as the review is not the one that it was made of.
    fn hear(&mut self, heard: &Heard<'_>, context: &Context<'_>) -> Option<Step> {
        let void = |why: String| Step::close().and(Step::want(Want::Complain(why)));
        match heard {
            Heard::Resized => self.lay(context),
            Heard::Reread(_) => {
                let why = "not signed: another program changed the review; look at it, then sign";
                return Some(void(why.to_owned()));
            }
            Heard::Changed | Heard::Checked(_) => {
                let objection = self.stated.record.overtaken(&context.desk)?;
                return Some(void(format!("not signed: {objection}")));
            }
            Heard::Saved(Event::Signed(_) | Event::Revoked(_) | Event::Declared(_)) => {
                return Some(Step::close());
            }
            Heard::Signed(Ok(signature)) => return Some(self.record(Some(signature.clone()))),
            Heard::Signed(Err(why)) => {
                let key = context.keymap.key("confirm");
                self.complain(format!("{why}; nothing is recorded, and {key} tries again"));
            }
            Heard::Failed(why) => {
                self.complain((*why).to_owned());
                return Some(Step::none());
            }
            _ => {}
        }
        None
    }

    fn back(&mut self, context: &Context<'_>) -> Step {
        if self.is_recording {
            let stop = context.keymap.key("cancel");
            Step::say(format!("the decision is being recorded; {stop} stops that"))
        } else {
            Step::close()
        }
    }

    fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        let height = self.height(context);
        if self.scroll.read(input, height, || self.lines.len()) {
            self.settle(context);
            return Step::none();
        }
        match input {
            Input::Do(Action::Save) => return self.confirm(),
            Input::Do(Action::Editor) => return Step::say("the title is typed by hand"),
            Input::Do(action) => {
                let said = self.typed.act(*action);
                return said.map_or_else(Step::none, Step::say);
            }
            // Whoever pages on with it has read to the end.
            Input::Type(event)
                if event.code == KeyCode::Char(' ') && self.typed.text().is_empty() => {}
            Input::Type(event) => {
                self.wrong = None;
                self.typed.key(*event);
            }
            Input::Paste(text) => {
                return self.typed.paste(text).map(Step::say).unwrap_or_default();
            }
            Input::Edited(_) | Input::Click(_) | Input::Wheel(..) => {}
        }
        Step::none()
    }

    fn view(&self, frame: &mut Frame<'_>, context: &Context<'_>) {
        let area = context.body;
        let theme = context.theme;
        let [text, below] = self.areas(area, theme);
        let mut what = format!("You are about to {}", self.words()[1]);
        if self.stated.record.decides() {
            what = format!("{what}{}{}", theme.dot(), self.blockers);
        }
        let inner = pane::frame(frame, text, &what, self.reading, theme);
        pane::read_on(frame, text, &self.lines, self.scroll.top, None, theme);
        pane::point(frame, Some(inner.as_position()));
        let asking = self.asking(area).min(below.height);
        let [foot, ask] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(asking)]).areas(below);
        // Where not all fits, what is wrong does.
        let lines = self.foot(area, theme);
        let hidden = lines.len().saturating_sub(usize::from(foot.height));
        pane::rows(frame, foot, &lines[hidden..]);
        if self.reading {
            let text = " The name to sign with is typed below the last line: read on";
            let text = pane::fit(text, usize::from(ask.width), theme);
            pane::rows(frame, ask, [&Line::styled(text, theme.dim())]);
        } else {
            self.view_question(frame, ask, theme);
        }
    }
}
