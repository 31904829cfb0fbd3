//! A new review: what is reviewed, against which checklists, by whom.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::{Context, Input, Step};
use crate::evidence::Given;
use crate::evidence::listing::LISTED;
use crate::review::Person;
use crate::session::Start;
use crate::tui::command::Action;
use crate::tui::keymap::Keymap;
use crate::tui::layout;
use crate::tui::msg::{Effect, Startable};
use crate::tui::widget::completion::Completion;
use crate::tui::widget::field::Field;
use crate::tui::widget::form::{self, Form};
use crate::tui::widget::pane;

/// The fields, in the order of the form.
const LABELS: [&str; 7] = [
    "System",
    "Environment",
    "Revision",
    "Title",
    "Your name",
    "File",
    "Own list",
];
/// The part before them.
const CHECKLISTS: &str = "Checklists";
const SYSTEM: usize = 0;
const ENVIRONMENT: usize = 1;
const REVISION: usize = 2;
const TITLE: usize = 3;
const REVIEWER: usize = 4;
const FILE: usize = 5;
const OWN: usize = 6;

/// Fields that hold a path.
const PATHS: [usize; 2] = [FILE, OWN];

/// What a field is for, shown while it has the focus.
const HELP: [&str; 7] = [
    "what is reviewed, such as robotics-prod",
    "where it runs, such as prod; may stay empty",
    "which state of it, such as a commit; may stay empty",
    "what people call the review; the system's name where empty",
    "you, as Name <mail>",
    "where the review is kept, beside the code",
    "the path of a checklist file of your own; may stay empty",
];

/// What a review is started of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A checklist that was listed.
    Listed(String),
    /// The first that was listed.
    Any,
    /// A checklist file of one's own.
    File,
}

/// A review about to be started.
#[derive(Debug)]
pub struct NewReview {
    checklists: Vec<(Startable, bool)>,
    row: usize,
    fields: [Field; 7],
    /// The checklists, then the fields.
    focus: usize,
    /// Files that go on from what is typed.
    completion: Completion,
    wrong: Option<String>,
}

impl NewReview {
    /// Begins with a checklist chosen.
    pub fn new(checklists: &[Startable], of: &Of, who: Option<&Person>) -> Self {
        let chosen = match of {
            Of::Listed(id) => Some(id.as_str()),
            Of::Any => checklists.first().map(|list| list.id.as_str()),
            Of::File => None,
        };
        let checklists: Vec<_> = checklists
            .iter()
            .map(|list| (list.clone(), Some(list.id.as_str()) == chosen))
            .collect();
        let row = checklists
            .iter()
            .position(|(_, is_chosen)| *is_chosen)
            .unwrap_or_default();
        let mut fields = LABELS.map(|_| Field::line(""));
        fields[REVIEWER] = Field::line(&who.map(ToString::to_string).unwrap_or_default());
        fields[FILE] = Field::line("signoff.toml");
        Self {
            checklists,
            row,
            fields,
            focus: 1,
            completion: Completion::default(),
            wrong: None,
        }
    }

    /// Goes to where the path of a checklist file is typed.
    pub fn ask_for_file(&mut self) {
        self.focus = 1 + OWN;
    }

    /// True where keys that write belong to a text field.
    pub fn is_typing(&self) -> bool {
        self.focus > 0
    }

    /// True where something is typed that is lost when the program ends.
    pub fn is_filled(&self) -> bool {
        let typed = [SYSTEM, ENVIRONMENT, REVISION, TITLE, OWN];
        typed
            .iter()
            .any(|field| self.fields[*field].filled().is_some())
    }

    /// Says why the review was not started.
    pub fn complain(&mut self, message: String) {
        self.wrong = Some(message);
    }

    /// Says that the file of the review is there already, where another is named.
    pub fn exists(&mut self, message: String) {
        self.focus = 1 + FILE;
        self.wrong = Some(message);
    }

    /// Takes in the files that go on from what was typed.
    pub fn listed(&mut self, typed: &str, paths: Vec<String>) {
        if let Some(field) = self.focus.checked_sub(1) {
            self.completion.show(typed, paths, &self.fields[field]);
        }
    }

    /// True where paths are offered.
    pub fn is_completing(&self) -> bool {
        self.completion.is_open()
    }

    /// Takes a command or a key.
    pub fn update(&mut self, input: &Input, context: &Context<'_>) -> Step {
        if let Input::Click(at) = input {
            self.click(*at, context);
            return Step::none();
        }
        let Some(field) = self.focus.checked_sub(1) else {
            match input {
                Input::Do(Action::Editor) => {
                    return Step::say("the editor is for text: go to a field first");
                }
                Input::Do(action) => return self.act(*action),
                Input::Type(event) if matches!(event.code, KeyCode::Char(c) if c != ' ') => {
                    return Step::say(form::NOTHING_WRITTEN);
                }
                Input::Type(event) => self.key(*event, context.keymap),
                Input::Paste(_) | Input::Edited(_) | Input::Click(_) | Input::Wheel(..) => {}
            }
            return Step::none();
        };
        let before = self.fields[field].text();
        let mut step = Step::none();
        match input {
            Input::Do(action) => step = self.act(*action),
            Input::Click(_) | Input::Wheel(..) => {}
            Input::Type(event) => self.key(*event, context.keymap),
            Input::Paste(text) => {
                let given = (before.is_empty() && PATHS.contains(&field))
                    .then(|| text.parse().ok())
                    .flatten();
                self.fields[field].paste(given.as_ref().map_or(text, Given::as_str));
            }
            Input::Edited(text) => self.fields[field].replace(text),
        }
        if PATHS.contains(&field) {
            step.effects
                .extend(self.completion.ask(&before, &self.fields[field], false));
        }
        step
    }

    fn act(&mut self, action: Action) -> Step {
        match (action, self.focus.checked_sub(1)) {
            (Action::NextField, _) => self.step(1),
            (Action::PreviousField, _) => self.step(LABELS.len()),
            (Action::Save, _) => return self.start(),
            (Action::Editor, Some(field)) => {
                let name = format!(
                    "signoff-new-{}",
                    LABELS[field].to_lowercase().replace(' ', "-")
                );
                return Step::effect(Effect::Edit {
                    name,
                    text: self.fields[field].text(),
                });
            }
            (action, Some(field)) => {
                return self.fields[field]
                    .act(action)
                    .map_or_else(Step::none, Step::say);
            }
            (_, None) => {}
        }
        Step::none()
    }

    /// Moves to the part that was clicked; a checklist is chosen, or no longer.
    fn click(&mut self, at: Position, context: &Context<'_>) {
        let inner = layout::inside(context.body);
        let Some(hit) = self.sheet(inner, context).at(inner, at) else {
            return;
        };
        if hit.label == CHECKLISTS {
            self.focus = 0;
            self.row = self.first(inner) + hit.row;
            self.key(KeyCode::Char(' ').into(), context.keymap);
        } else if let Some(field) = LABELS.iter().position(|label| *label == hit.label) {
            if let Some(at) = hit.inside.filter(|_| self.focus == field + 1) {
                self.fields[field].click(at);
            } else if hit.row == 0 {
                self.focus = field + 1;
            }
        }
    }

    fn step(&mut self, by: usize) {
        self.focus = (self.focus + by) % (LABELS.len() + 1);
        self.completion.close();
    }

    fn key(&mut self, event: KeyEvent, keymap: &Keymap) {
        self.wrong = None;
        if let Some(field) = self.focus.checked_sub(1)
            && self.completion.key(event, &mut self.fields[field], keymap)
        {
            return;
        }
        match (self.focus, event.code) {
            (0, KeyCode::Up) => self.row = self.row.saturating_sub(1),
            (0, KeyCode::Down) => {
                self.row = (self.row + 1).min(self.checklists.len().saturating_sub(1));
            }
            (0, KeyCode::Char(' ')) => {
                if let Some((_, chosen)) = self.checklists.get_mut(self.row) {
                    *chosen = !*chosen;
                }
            }
            (_, KeyCode::Enter | KeyCode::Down) => self.step(1),
            (_, KeyCode::Up) => self.step(LABELS.len()),
            (0, _) => {}
            (field, _) => self.fields[field - 1].key(event),
        }
    }

    fn start(&mut self) -> Step {
        let filled = |field: usize| self.fields[field].filled();
        let mut checklists: Vec<String> = self
            .checklists
            .iter()
            .filter(|(_, chosen)| *chosen)
            .map(|(list, _)| list.id.clone())
            .collect();
        // A path, never an id: `./` in front of a bare file name.
        checklists.extend(filled(OWN).map(|path| {
            if path.contains('/') {
                path
            } else {
                format!("./{path}")
            }
        }));
        let wrong = |focus, message: &str| (focus, message.to_owned());
        let problem = match (
            filled(SYSTEM),
            filled(REVIEWER).map(|who| who.parse::<Person>()),
            filled(FILE),
        ) {
            _ if checklists.is_empty() => wrong(0, "choose at least one checklist with Space"),
            (None, ..) => wrong(1 + SYSTEM, "say which system is reviewed"),
            (_, None, _) => wrong(1 + REVIEWER, "say who you are"),
            (_, Some(Err(error)), _) => wrong(1 + REVIEWER, error),
            (.., None) => wrong(1 + FILE, "say where the review is kept"),
            (Some(system), Some(Ok(by)), Some(file)) => {
                self.wrong = None;
                let (environment, revision) = (filled(ENVIRONMENT), filled(REVISION));
                let title = filled(TITLE).unwrap_or_default();
                let start = Start {
                    title,
                    system,
                    environment,
                    revision,
                    checklists,
                };
                return Step::effect(Effect::Create { file, start, by });
            }
        };
        self.focus = problem.0;
        self.wrong = Some(problem.1);
        Step::none()
    }

    /// Draws it.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let inner = pane::frame(frame, area, "Start a review", true, context.theme);
        self.sheet(inner, context).show(frame, inner);
    }

    /// The first checklist that is shown: on a low screen the list is short and follows the row.
    fn first(&self, inner: Rect) -> usize {
        (self.row + 1).saturating_sub(room(inner))
    }

    fn sheet(&self, inner: Rect, context: &Context<'_>) -> Form {
        let mut form = Form::new(inner.width, context.theme);
        form.label(CHECKLISTS, self.focus == 0);
        let shown = self
            .checklists
            .iter()
            .enumerate()
            .skip(self.first(inner))
            .take(room(inner));
        for (nth, (list, chosen)) in shown {
            let mark = if *chosen { "[x]" } else { "[ ]" };
            let text = format!("{mark} {}  {} items  {}", list.id, list.items, list.title);
            form.text(&text, self.focus == 0 && nth == self.row);
        }
        for (nth, (label, field)) in LABELS.iter().zip(&self.fields).enumerate() {
            let focused = self.focus == nth + 1;
            form.label(label, focused);
            form.field(field, focused, 1);
            if nth == SYSTEM && field.filled().is_none() {
                form.remark("required");
            }
            if focused {
                let rows = usize::from(inner.height / 4).clamp(2, LISTED);
                self.completion.view(&mut form, rows, context.keymap);
            }
        }
        form.gap();
        match (&self.wrong, self.focus.checked_sub(1)) {
            (Some(wrong), _) => form.complaint(wrong),
            (None, Some(field)) => form.text(HELP[field], false),
            (None, None) => form.text("Space chooses; several make one review", false),
        }
        form
    }
}

/// How many checklists are shown at once.
fn room(inner: Rect) -> usize {
    usize::from(inner.height)
        .saturating_sub(LABELS.len() + 3)
        .max(3)
}
