//! Every command that works here and every item of the review, found by a few letters of its name.

use std::collections::HashSet;
use std::fmt::Write as _;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::face::command::{Action, Command};
use crate::face::place::Place;
use crate::review::{Dossier, Entry};
use crate::tui::input::{Heard, Input};
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::step::{Goal, Step};
use crate::tui::theme::Theme;
use crate::tui::widget::column::{self, Column};
use crate::tui::widget::pane;
use crate::tui::widget::picker::{Picked, Picker};

/// Columns for the name of a command or an item.
const NAME: usize = 18;

/// Columns for keys.
const KEYS: usize = 10;

/// Columns for the rest of a row, if it is to say anything.
const REST: usize = 24;

/// Screens with commands of their own, and what opens them.
const ELSEWHERE: [(Place, Action); 7] = [
    (Place::Items, Action::GoWalk),
    (Place::Walk, Action::GoWalk),
    (Place::Evidence, Action::GoEvidence),
    (Place::Signoffs, Action::GoSignoffs),
    (Place::Changes, Action::Changes),
    (Place::Deciding, Action::GoSignoff),
    (Place::Report, Action::GoReport),
];

/// The palette of a screen.
#[derive(Debug)]
pub(crate) struct Palette {
    place: Place,
    /// The selected item, as commands name it.
    item: Option<String>,
    picker: Picker,
}

/// What can be found, the commands first, those of this screen before others'; numbers behind them are positions of
/// items.
struct Rows<'d> {
    commands: Vec<(&'static Command, Vec<String>)>,
    /// How many of the commands work here.
    here: usize,
    /// Of the open review.
    dossier: Option<&'d Dossier>,
}

/// One of them.
enum Row<'r> {
    /// With its keys.
    Command(&'static Command, &'r [String]),
    /// With its name.
    Item(Entry<'r>, String),
}

impl<'d> Rows<'d> {
    fn new(place: Place, surface: &Surface<'d>) -> Self {
        let keymap = surface.keymap;
        let dossier = surface.context().map(|context| context.dossier);
        let mut commands: Vec<_> = keymap
            .commands_here(&place.chain())
            .into_iter()
            .filter(|(command, _)| command.action != Action::Field)
            .collect();
        let here = commands.len();
        let known: HashSet<Action> = commands.iter().map(|(command, _)| command.action).collect();
        // What only moves on another screen is of no use from here.
        let elsewhere = ELSEWHERE
            .iter()
            .filter(|_| dossier.is_some())
            .flat_map(|(place, _)| keymap.commands(&[*place]));
        let others = elsewhere
            .filter(|(command, _)| !command.line.is_empty() && !known.contains(&command.action));
        commands.extend(others.map(|(command, keys)| (command, keys.to_vec())));
        Self {
            commands,
            here,
            dossier,
        }
    }

    /// Runs a command of this screen; of another, that screen is opened and the key is said that runs it.
    fn run(&self, nth: usize) -> Step {
        let (command, keys) = &self.commands[nth];
        let opens = ELSEWHERE
            .iter()
            .find(|(place, _)| nth >= self.here && *place == command.place);
        let Some((_, opens)) = opens else {
            return Step::run(command.action);
        };
        let key = keys.first().map_or(command.name, String::as_str);
        Step::run(*opens).and(Step::say(format!("here {key} does it: {}", command.help)))
    }

    fn texts(&self) -> impl Fn(&mut dyn FnMut(&str)) {
        move |visit| {
            for (command, _) in &self.commands {
                visit(&command.words());
            }
            let Some(dossier) = self.dossier else {
                return;
            };
            let mut text = String::new();
            for section in dossier.sections() {
                let list = &dossier.checklists()[section.checklist];
                let category = dossier.category(section);
                for item in &category.items {
                    text.clear();
                    let (id, title) = (&item.id, &item.title);
                    let _ = write!(text, "{id} {title} {} {}", category.title, list.id);
                    visit(&text);
                }
            }
        }
    }

    /// What a number stands for; nothing where the review has become shorter.
    fn get(&self, nth: usize) -> Option<Row<'_>> {
        if let Some((command, keys)) = self.commands.get(nth) {
            return Some(Row::Command(command, keys));
        }
        let dossier = self.dossier?;
        let position = nth - self.commands.len();
        (position < dossier.count())
            .then(|| Row::Item(dossier.entry(position), dossier.name(position)))
    }
}

/// Where the list is and where what is said about the selected row.
fn parts(inner: Rect) -> [Rect; 2] {
    let about = match (inner.width, inner.height) {
        (_, 0..7) => 0,
        (0..60, _) => 3,
        _ => 2,
    };
    layout::split(inner, inner.height - about)
}

/// Where it lies on the screen: as large as there is room, so that it stays while rows come and go.
fn area(screen: Rect) -> Rect {
    let width = match screen.width {
        0..100 => screen.width,
        _ => (screen.width - 8).min(120),
    };
    layout::popup(screen, width, screen.height.saturating_sub(2).min(28))
}

impl Palette {
    /// For the screen in front and the item that is selected there.
    pub(crate) fn new(surface: &Surface<'_>) -> Self {
        let rows = Rows::new(surface.place, surface);
        let item = rows.dossier.zip(surface.item);
        Self {
            place: surface.place,
            item: item.map(|(dossier, position)| dossier.name(position)),
            picker: Picker::new(rows.texts()),
        }
    }

    /// What does the same on the command line.
    fn line(&self, command: &Command) -> String {
        command
            .line
            .replace("{item}", self.item.as_deref().unwrap_or("ITEM"))
    }
}

impl Layer for Palette {
    fn place(&self) -> Place {
        Place::Palette
    }

    fn hear(&mut self, heard: &Heard<'_>, surface: &Surface<'_>) -> Option<Step> {
        if let Heard::Reread(_) = heard {
            let rows = Rows::new(self.place, surface);
            self.picker.refresh(rows.texts());
        }
        None
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let rows = Rows::new(self.place, surface);
        let area = area(surface.screen);
        let [list, _] = parts(layout::inside(area));
        match self.picker.update(input, area, list, rows.texts()) {
            Picked::Nothing => Step::none(),
            Picked::Close => Step::close(),
            Picked::Row(nth) => match rows.get(nth) {
                Some(Row::Command(..)) => Step::close().and(rows.run(nth)),
                Some(Row::Item(entry, _)) => {
                    Step::close().and(Step::go(Goal::Walk(Some(entry.position))))
                }
                None => Step::none(),
            },
        }
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let theme = surface.theme;
        let rows = Rows::new(self.place, surface);
        let area = area(frame.area());
        let title = "Commands and items: type to find";
        let inner = pane::popup(frame, area, title, theme);
        let [list, about] = parts(inner);
        self.picker
            .view(frame, list, theme, |nth, width| match rows.get(nth) {
                Some(Row::Command(row, keys)) => command(row, keys, width, theme),
                Some(Row::Item(entry, name)) => item(&entry, &name, width, theme),
                None => Line::default(),
            });
        let (first, second) = match self.picker.selected().and_then(|nth| rows.get(nth)) {
            Some(Row::Command(command, _)) => (command.help, self.line(command)),
            Some(Row::Item(entry, _)) => (entry.item.title.as_str(), entry.category.title.clone()),
            None => return,
        };
        let room = |rows: u16| usize::from(rows) * usize::from(about.width.saturating_sub(1));
        let mut lines = Vec::new();
        for (text, rows, style) in [
            (first, 1, Style::new()),
            (&second, about.height.saturating_sub(1), theme.dim()),
        ] {
            let text = pane::fit(text, room(rows), theme);
            let wrapped = pane::wrap(&text, room(1)).into_iter();
            lines.extend(wrapped.map(|line| Line::styled(format!(" {line}"), style)));
        }
        pane::rows(frame, about, &lines);
    }
}

fn command(command: &Command, keys: &[String], width: usize, theme: Theme) -> Line<'static> {
    let rest = width.saturating_sub(1 + NAME + 1 + KEYS + 1);
    let rest = if rest < REST { 0 } else { rest };
    let (name, plain) = (command.name, Style::new());
    let columns = [
        Column::new(1, "", NAME, name, plain),
        Column::new(1, "", KEYS, keys.join(", "), theme.strong()),
        Column::new(1, "", rest, command.help, plain),
    ];
    column::row(&columns, theme)
}

fn item(entry: &Entry<'_>, name: &str, width: usize, theme: Theme) -> Line<'static> {
    let (sign, style) = theme.status(entry.outcome.status());
    let wide = pane::columns(sign);
    let rest = width.saturating_sub(1 + NAME + 1 + wide + 1);
    let columns = [
        Column::new(1, "", NAME, name, theme.label()),
        Column::new(1, "", wide, sign, style),
        Column::new(1, "", rest, &entry.item.title, Style::new()),
    ];
    column::row(&columns, theme)
}
