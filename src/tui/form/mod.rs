//! A form on the screen: which blank has the focus, what is typed, chosen, pasted, clicked, and what is wrong with it.
//!
//! The blanks are declared in [`crate::face::form`], and a screen says which of them are asked just now; what stands
//! beside them, and what is done with them, is the screen's.

mod key;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::{Position, Rect};

use super::effect::Errand;
use super::input::{Heard, Input};
use super::keymap::Keymap;
use super::layer::Surface;
use super::layout;
use super::step::{Step, Want};
use super::unsaved::Kept;
use super::widget::completion::Completion;
use super::widget::field::Field;
use super::widget::paper::{self, Hit, Paper};
use crate::evidence::Given;
use crate::face::command::Action;
use crate::face::form::key::{KEY, Offer};
use crate::face::form::{Blank, Complaint, Kind, Values, who};
use crate::facts::Facts;
use crate::policy::Calendar;
use crate::review::Person;

/// How many paths are shown at once.
const LISTED: u16 = 8;

/// How many rows of a note are shown while it is typed.
const NOTE: u16 = 4;

/// What is asked just now, and what a form must know to ask it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Questions<'a> {
    /// The blanks, in their order.
    pub blanks: &'a [&'static Blank],
    pub surface: &'a Surface<'a>,
    /// Rows for a text of several lines.
    pub block: u16,
    /// Those that must be filled in, where that is more than the blanks themselves know.
    pub needed: Option<&'a [&'static Blank]>,
}

impl<'a> Questions<'a> {
    /// Of a form that fills the screen.
    pub(super) fn of(surface: &'a Surface<'a>, blanks: &'a [&'static Blank]) -> Self {
        Self {
            blanks,
            surface,
            block: 2,
            needed: None,
        }
    }

    /// The open review: its people are those whom letters may mean.
    fn facts(&self) -> Option<Facts<'a>> {
        self.surface.desk.map(|desk| desk.facts)
    }

    /// What days such as `+30d` are seen from.
    fn calendar(&self) -> Calendar {
        let facts = self.facts();
        facts.map_or_else(Calendar::default, |facts| facts.calendar())
    }

    fn needs(&self, blank: &Blank) -> bool {
        self.needed
            .map_or(!blank.needed.is_empty(), |needed| needed.contains(&blank))
    }

    /// Whom a name means, or why that is not clear; nothing where none was typed.
    fn called(&self, typed: &str) -> Option<Result<Person, String>> {
        let who: Person = typed.parse().ok()?;
        Some(match self.facts() {
            Some(facts) => facts.called(&who),
            None => Ok(who),
        })
    }

    /// Says whom a name means, where that is more than stands there, and what it lacks.
    fn tell_called(&self, typed: &str, paper: &mut Paper) {
        let theme = paper.theme();
        match self.called(typed) {
            Some(Ok(who)) => {
                if who.as_str() != typed.trim() {
                    paper.words(who.as_str(), theme.dim());
                }
                // An address that is being typed is none yet.
                if let Some(lacks) = who::unaddressed(&who).filter(|_| !typed.contains('<')) {
                    paper.words(lacks, theme.warn());
                }
            }
            Some(Err(why)) => paper.words(&why, theme.warn()),
            None => {}
        }
    }
}

/// What comes of an input.
#[derive(Debug)]
pub(super) enum Told {
    /// The form has taken it.
    Taken(Step),
    /// A key for what the screen lists in the blank.
    Own(KeyCode),
    /// The form is filled in.
    Save,
    /// Enter came in the last blank.
    End,
}

impl Told {
    fn nothing() -> Self {
        Self::Taken(Step::none())
    }

    fn say(text: &str) -> Self {
        Self::Taken(Step::say(text))
    }

    /// Said where letters come that neither write nor choose.
    fn unwritten(keymap: &Keymap) -> Self {
        let key = keymap.key("next-field");
        Self::say(&format!(
            "nothing is written here: {key} goes to the next field, Ctrl-C leaves"
        ))
    }

    /// What a field has to say.
    fn of(said: Option<&str>) -> Self {
        said.map_or_else(Self::nothing, Self::say)
    }

    /// What is wanted where it is not for the screen to say.
    pub(super) fn step(self) -> Step {
        match self {
            Self::Taken(step) => step,
            Self::Own(_) | Self::Save | Self::End => Step::none(),
        }
    }
}

/// A form that is being filled in.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// What it is about, for the names of files in the editor.
    about: String,
    filled: Vec<(&'static Blank, Filled)>,
    focus: &'static Blank,
    /// What is wrong, and where; of the whole where no blank is named.
    wrong: Vec<(Option<&'static Blank>, String)>,
    completion: Completion,
    /// True while letters come where a choice has the focus: they are words, and their spaces choose nothing.
    prose: bool,
    /// What stood there at first.
    begun: Values,
}

/// What stands in a blank.
#[derive(Debug, Clone)]
enum Filled {
    Text(Box<Field>),
    /// A word by its number.
    Word(Option<usize>),
    /// The name of a row of keys, or what the screen keeps there.
    Other(String),
}

impl Filled {
    fn new(blank: &Blank, text: &str) -> Self {
        match blank.kind {
            Kind::Line | Kind::Person | Kind::Day(_) | Kind::Path => {
                Self::Text(Box::new(Field::line(text)))
            }
            // A note may have several lines, which come pasted or from the editor.
            Kind::Block | Kind::Evidence => Self::Text(Box::new(Field::block(text))),
            Kind::Choice(words) => Self::Word(words.iter().position(|word| word.name == text)),
            Kind::Key | Kind::List => Self::Other(text.to_owned()),
        }
    }

    fn value(&self, blank: &Blank) -> String {
        match (self, blank.kind) {
            (Self::Text(field), _) => field.text(),
            (Self::Word(Some(nth)), Kind::Choice(words)) => words[*nth].name.to_owned(),
            (Self::Word(_), _) => String::new(),
            (Self::Other(text), _) => text.clone(),
        }
    }
}

impl Form {
    /// Begins with what stands there already; the first blank has the focus.
    pub(super) fn new(
        about: impl Into<String>,
        blanks: &[&'static Blank],
        values: &Values,
    ) -> Self {
        let filled = blanks
            .iter()
            .map(|blank| (*blank, Filled::new(blank, values.get(blank))));
        Self {
            about: about.into(),
            filled: filled.collect(),
            focus: blanks[0],
            wrong: Vec::new(),
            completion: Completion::default(),
            prose: false,
            begun: values.clone(),
        }
    }

    /// Fills in what was typed before.
    pub(super) fn take_up(&mut self, values: &Values) {
        for (blank, filled) in &mut self.filled {
            *filled = Filled::new(blank, values.get(blank));
        }
        self.wrong.clear();
    }

    /// What is filled in beyond what stood there at first, under the name of the form.
    pub(super) fn kept(&self, name: impl Into<String>) -> Kept {
        let mut values = self.values();
        // That nobody signs is said each time anew: a slip of the arrows must not come back tomorrow.
        if values.get(&KEY) == Offer::Nothing.name() {
            values.set(&KEY, "");
        }
        let values = Some(values).filter(|values| *values != self.begun);
        Kept::Form(name.into(), values.unwrap_or_default())
    }

    /// What is filled in.
    pub(super) fn values(&self) -> Values {
        let mut values = Values::default();
        for (blank, filled) in &self.filled {
            values.set(blank, filled.value(blank));
        }
        values
    }

    /// What is filled in a blank.
    pub(super) fn get(&self, blank: &Blank) -> String {
        self.at(blank)
            .map_or_else(String::new, |filled| filled.value(blank))
    }

    /// Fills a blank in.
    pub(super) fn set(&mut self, blank: &'static Blank, text: &str) {
        if let Some(filled) = self.at_mut(blank) {
            *filled = Filled::new(blank, text);
        }
    }

    /// True where a blank has the focus.
    pub(super) fn is_at(&self, blank: &Blank) -> bool {
        self.focus == blank
    }

    /// True where keys that write belong to a text, or are about to be told so.
    pub(super) fn is_typing(&self) -> bool {
        matches!(self.at(self.focus), Some(Filled::Text(_))) || self.prose
    }

    /// Goes to a blank.
    pub(super) fn go_to(&mut self, blank: &'static Blank) {
        self.focus = blank;
        self.prose = false;
        self.completion.close();
    }

    /// Says what is wrong with a blank, or with the whole.
    pub(super) fn complain(&mut self, blank: Option<&'static Blank>, why: impl Into<String>) {
        self.wrong.retain(|(other, _)| *other != blank);
        self.wrong.push((blank, why.into()));
    }

    /// Says everything that is wrong, and goes to the first of it.
    pub(super) fn refuse(&mut self, wrong: Vec<Complaint>) {
        self.wrong = wrong
            .into_iter()
            .map(|Complaint { blank, why }| (Some(blank), why))
            .collect();
        if let Some((Some(blank), _)) = self.wrong.first() {
            self.go_to(blank);
        }
    }

    /// What was read of it, with nothing wrong any more; else everything that is wrong is said.
    pub(super) fn done<T>(&mut self, read: Result<T, Vec<Complaint>>) -> Option<T> {
        match read {
            Ok(read) => {
                self.forgive(None);
                Some(read)
            }
            Err(wrong) => {
                self.refuse(wrong);
                None
            }
        }
    }

    /// Takes back what was wrong with a blank and with the whole, or with everything.
    pub(super) fn forgive(&mut self, blank: Option<&Blank>) {
        self.wrong
            .retain(|(other, _)| blank.is_some() && other.is_some() && *other != blank);
    }

    /// Takes in which paths go on from what was typed, and that it is thrown away.
    pub(super) fn hear(&mut self, heard: &Heard<'_>) {
        match heard {
            Heard::Listed(typed, paths) => self.listed(typed, paths),
            Heard::Discarded => self.take_up(&self.begun.clone()),
            _ => {}
        }
    }

    /// Offers the paths, or the people, that go on from what was typed.
    fn listed(&mut self, typed: &str, texts: &[String]) {
        if let Some(text) = self.field().map(|field| field.text()) {
            self.completion.show(typed, texts, &text);
        }
    }

    fn at(&self, blank: &Blank) -> Option<&Filled> {
        let found = self.filled.iter().find(|(other, _)| *other == blank);
        found.map(|(_, filled)| filled)
    }

    fn at_mut(&mut self, blank: &Blank) -> Option<&mut Filled> {
        let mut filled = self.filled.iter_mut();
        let found = filled.find(|(other, _)| *other == blank);
        found.map(|(_, filled)| filled)
    }

    fn field(&mut self) -> Option<&mut Field> {
        match self.at_mut(self.focus) {
            Some(Filled::Text(field)) => Some(field),
            _ => None,
        }
    }

    /// Takes a command, a key, or a text.
    pub(super) fn update(&mut self, input: &Input, asked: &Questions<'_>) -> Told {
        let told = self.take(input, asked);
        if matches!(told, Told::Save | Told::End) {
            self.call(asked);
        }
        told
    }

    /// Puts in whom the letters of a name mean, as it is said below them.
    pub(super) fn call(&mut self, asked: &Questions<'_>) {
        for blank in asked.blanks.iter().filter(|one| one.kind == Kind::Person) {
            if let Some(Ok(who)) = asked.called(&self.get(blank)) {
                self.set(blank, who.as_str());
            }
        }
    }

    fn take(&mut self, input: &Input, asked: &Questions<'_>) -> Told {
        let (focus, before) = (self.focus, self.get(self.focus));
        let told = match input {
            Input::Do(Action::NextField) => self.step(1, asked),
            Input::Do(Action::PreviousField) => self.step(-1, asked),
            Input::Do(Action::Save) => Told::Save,
            Input::Do(Action::Editor) => self.edit(),
            Input::Do(action) => Told::of(self.field().and_then(|field| field.act(*action))),
            Input::Type(event) => self.key(*event, asked),
            Input::Paste(text) => self.paste(text),
            Input::Edited(text) => Told::of(self.field().and_then(|field| field.replace(text))),
            Input::Click(_) | Input::Wheel(..) => Told::nothing(),
        };
        let now = self.get(focus);
        if self.focus != focus || now == before {
            return told;
        }
        self.forgive(Some(focus));
        if let (Kind::Person, Some(facts)) = (focus.kind, asked.facts()) {
            self.listed(&now, &facts.going_on(&now));
            return told;
        }
        let evidence = focus.kind == Kind::Evidence;
        if !evidence && focus.kind != Kind::Path {
            return told;
        }
        self.completion.close();
        if Completion::goes_on(&now) {
            let typed = now;
            let list = Step::effect(Errand::List { typed, evidence });
            return Told::Taken(told.step().and(list));
        }
        told
    }

    fn step(&mut self, by: isize, asked: &Questions<'_>) -> Told {
        self.go_to(paper::step(asked.blanks, self.focus, by));
        Told::nothing()
    }

    fn edit(&mut self) -> Told {
        let part = self.focus.label.to_lowercase().replace(' ', "-");
        let name = format!("signoff-{}-{part}", self.about);
        match self.field() {
            Some(field) => {
                let text = field.text();
                Told::Taken(Step::want(Want::Edit { name, text }))
            }
            None => Told::say("the editor is for text: go to a field first"),
        }
    }

    /// A path that is dropped on an empty field comes as terminals and file managers write it.
    fn paste(&mut self, text: &str) -> Told {
        let is_path = self.focus.kind == Kind::Path;
        Told::of(self.field().and_then(|field| {
            let is_dropped = is_path && field.text().is_empty();
            let given: Option<Given> = text.parse().ok().filter(|_| is_dropped);
            field.paste(given.as_ref().map_or(text, Given::as_str))
        }))
    }

    fn key(&mut self, event: KeyEvent, asked: &Questions<'_>) -> Told {
        self.wrong.retain(|(blank, _)| blank.is_some());
        let writes = matches!(event.code, KeyCode::Char(_));
        if writes
            && event.code != KeyCode::Char(' ')
            && let Some(Filled::Other(chosen)) = self.at(self.focus)
            && self.focus.kind == Kind::Key
            && key::is_typed(chosen, asked.surface.keyring)
        {
            // The path of another key, which is asked in the next blank.
            self.go_to(paper::step(asked.blanks, self.focus, 1));
        }
        let is_prose = std::mem::take(&mut self.prose) && writes;
        let is_last = asked.blanks.last() == Some(&self.focus);
        let focus = self.focus;
        let Self {
            filled, completion, ..
        } = self;
        let Some((_, at)) = filled.iter_mut().find(|(blank, _)| *blank == focus) else {
            return Told::nothing();
        };
        let taken = match (at, focus.kind) {
            (Filled::Text(field), Kind::Block) => {
                field.key(event);
                true
            }
            (Filled::Text(field), kind) => {
                let taken = completion.key(event, field, asked.surface.keymap);
                let is_own = matches!(event.code, KeyCode::Enter | KeyCode::Up | KeyCode::Down);
                if kind == Kind::Evidence && is_own && !taken {
                    return Told::Own(event.code);
                }
                taken
            }
            (_, Kind::List) if writes => return Told::unwritten(asked.surface.keymap),
            _ if writes && (is_prose || event.code != KeyCode::Char(' ')) => {
                self.prose = true;
                return Told::unwritten(asked.surface.keymap);
            }
            (Filled::Word(chosen), Kind::Choice(words)) => {
                let all: Vec<usize> = (0..words.len()).collect();
                paper::choose(&all, chosen, event.code)
            }
            (Filled::Other(chosen), Kind::Key) => {
                key::key(chosen, event.code, asked.surface.keyring)
            }
            _ => false,
        };
        match event.code {
            _ if taken => Told::nothing(),
            KeyCode::Enter if is_last => Told::End,
            KeyCode::Enter | KeyCode::Down => self.step(1, asked),
            KeyCode::Up => self.step(-1, asked),
            _ => {
                if let Some(field) = self.field() {
                    field.key(event);
                }
                Told::nothing()
            }
        }
    }

    /// Goes to the blank that was clicked: to its word, its row or its place in the text.
    /// What was hit, be it a blank or not.
    pub(super) fn click(
        &mut self,
        paper: &Paper,
        area: Rect,
        at: Position,
        asked: &Questions<'_>,
    ) -> Option<Hit> {
        let hit = paper.at(area, at)?;
        let mut named = asked.blanks.iter().filter(|blank| !blank.label.is_empty());
        let Some(blank) = named.find(|blank| blank.label == hit.label) else {
            return Some(hit);
        };
        let again = self.focus == *blank;
        if !again {
            self.go_to(blank);
        }
        self.prose = false;
        let changes = match (self.at_mut(blank), hit.word, hit.inside) {
            (Some(Filled::Word(chosen)), Some(nth), _) => {
                *chosen = Some(nth);
                true
            }
            // All the keys are shown with the focus.
            (Some(Filled::Other(chosen)), ..) if again && blank.kind == Kind::Key => {
                key::click(chosen, hit.row, asked.surface.keyring);
                true
            }
            (Some(Filled::Text(field)), _, Some(at)) if again => {
                field.click(at);
                false
            }
            _ => false,
        };
        if changes {
            self.forgive(Some(blank));
        }
        Some(hit)
    }

    /// Draws the blanks with what is wrong below each; `more` adds what the screen knows of one.
    pub(super) fn draw(
        &self,
        paper: &mut Paper,
        asked: &Questions<'_>,
        mut more: impl FnMut(&mut Paper, &'static Blank),
    ) {
        for blank in asked.blanks.iter().filter(|blank| !blank.label.is_empty()) {
            let focused = self.focus == *blank;
            paper.label(blank.label, focused);
            match (self.at(blank), blank.kind) {
                (Some(Filled::Text(field)), Kind::Day(_)) => {
                    paper.date(field, focused, asked.calendar());
                }
                (Some(Filled::Text(field)), Kind::Person) => paper.person(field, focused),
                (Some(Filled::Text(field)), Kind::Block) => {
                    paper.field(field, focused, asked.block);
                }
                (Some(Filled::Text(_)), Kind::Evidence) => {}
                (Some(Filled::Text(field)), _) => paper.field(field, focused, 1),
                (Some(Filled::Word(chosen)), Kind::Choice(words)) => {
                    let chosen = chosen.map(|nth| words[nth]);
                    let fits = paper.fits(words, |word| word.label.to_owned());
                    paper.choice(words, chosen.as_ref(), focused, |word| {
                        if fits { word.label } else { word.brief }.to_owned()
                    });
                }
                (Some(Filled::Other(chosen)), Kind::Key) => {
                    key::show(chosen, paper, focused, asked.surface.keyring);
                }
                _ => {}
            }
            if let Some(Filled::Text(field)) = self.at(blank)
                && blank.kind != Kind::Evidence
                && field.filled().is_none()
                && asked.needs(blank)
            {
                paper.remark("required");
            }
            if blank.kind == Kind::Person {
                asked.tell_called(&self.get(blank), paper);
            }
            more(paper, blank);
            if focused {
                let rows =
                    usize::from((layout::inside(asked.surface.body).height / 4).clamp(2, LISTED));
                self.completion.view(paper, rows, asked.surface.keymap);
            }
            self.complaints(paper, Some(blank));
        }
    }

    /// Draws the text of a blank behind a mark.
    pub(super) fn draw_behind(&self, paper: &mut Paper, mark: &str, blank: &Blank, focused: bool) {
        if let Some(Filled::Text(field)) = self.at(blank) {
            paper.field_behind(mark, field, focused, field.lines().min(NOTE));
        }
    }

    /// Offers no paths any more.
    pub(super) fn close(&mut self) {
        self.completion.close();
    }

    /// True where paths are offered.
    pub(super) fn is_offering(&self) -> bool {
        self.completion.is_open()
    }

    /// How much is wrong.
    pub(super) fn refusals(&self) -> usize {
        self.wrong.len()
    }

    /// Draws what is wrong with a blank, or with the whole.
    pub(super) fn complaints(&self, paper: &mut Paper, blank: Option<&Blank>) {
        for (_, why) in self.wrong.iter().filter(|(other, _)| *other == blank) {
            paper.complaint(why);
        }
    }

    /// True where something is wrong with the whole.
    pub(super) fn is_refused(&self) -> bool {
        self.wrong.iter().any(|(blank, _)| blank.is_none())
    }

    /// What the blank with the focus is for.
    pub(super) fn help(&self) -> &'static str {
        self.focus.help
    }
}
