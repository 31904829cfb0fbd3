//! The keys that work here, narrowed by what is typed; Enter runs the chosen one.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::face::command::{Action, Command};
use crate::face::place::Place;
use crate::facts::Matter;
use crate::review::Tally;
use crate::tui::input::Input;
use crate::tui::keymap::{Binding, Keymap};
use crate::tui::layer::{Layer, Surface};
use crate::tui::layout;
use crate::tui::step::Step;
use crate::tui::stroke::Stroke;
use crate::tui::theme::Theme;
use crate::tui::widget::pane;
use crate::tui::widget::picker::{Picked, Picker};
use strum::VariantArray as _;

/// The help of a screen.
#[derive(Debug)]
pub(crate) struct Help {
    places: Vec<Place>,
    picker: Picker,
}

/// A line of help.
struct Row {
    keys: String,
    command: &'static Command,
}

impl Row {
    /// None for what a field, or a list in a form, does by itself.
    fn action(&self) -> Option<Action> {
        let Command { action, place, .. } = *self.command;
        let is_own = action == Action::Field || place.is_within_a_form();
        (!is_own).then_some(action)
    }
}

/// The commands that have a key here, and after them what fields take.
fn rows(places: &[Place], keymap: &Keymap) -> Vec<Row> {
    let (commands, fields): (Vec<_>, Vec<_>) = keymap
        .commands_here(places)
        .into_iter()
        .filter(|(_, keys)| !keys.is_empty())
        .map(|(command, keys)| Row {
            keys: keys.join(", "),
            command,
        })
        .partition(|row| row.action().is_some());
    commands.into_iter().chain(fields).collect()
}

fn texts(rows: &[Row]) -> impl Fn(&mut dyn FnMut(&str)) {
    move |visit| {
        for row in rows {
            visit(&format!("{} {}", row.command.words(), row.keys));
        }
    }
}

/// What the signs mean.
fn legend(theme: Theme, width: usize) -> Vec<Line<'static>> {
    let statuses = Tally::ORDER.map(|status| theme.status_word(status).0);
    let matters = Matter::VARIANTS.iter();
    let matters: Vec<_> = matters
        .map(|matter| format!("{} {matter}", theme.matter(*matter)))
        .collect();
    let others = [
        format!("{} in order", theme.tick()),
        format!("{} not in order", theme.cross()),
        format!("{} held once", theme.lapsed()),
        format!("{} draft", theme.draft()),
        format!("{} selected", theme.mark()),
    ];
    // A sign stays beside its word.
    let mut lines = vec![String::new()];
    for one in [&statuses[..], &matters, &others].concat() {
        let last = lines.len() - 1;
        if pane::columns(&lines[last]) + pane::columns(&one) + 3 > width {
            lines.push(String::new());
        }
        let last = lines.len() - 1;
        lines[last] += &format!("  {one}");
    }
    lines
        .into_iter()
        .map(|line| Line::styled(line.split_at(1).1.to_owned(), theme.dim()))
        .collect()
}

/// Columns of the box.
const WIDTH: u16 = 76;

/// The box for so many rows of help: a line is typed above them, and the signs stand below.
fn area(rows: usize, screen: Rect) -> Rect {
    layout::fitted(screen, WIDTH, rows + 4)
}

impl Help {
    /// For the places of a screen, or of what lies over it.
    pub(crate) fn new(places: Vec<Place>, keymap: &Keymap) -> Self {
        Self {
            picker: Picker::new(texts(&rows(&places, keymap))),
            places,
        }
    }
}

impl Layer for Help {
    fn place(&self) -> Place {
        Place::Help
    }

    fn update(&mut self, input: &Input, surface: &Surface<'_>) -> Step {
        let keymap = surface.keymap;
        if let Input::Type(event) = input {
            // The key that opened it closes it, as long as it is not part of a word.
            let opens = keymap.find(&[Place::Everywhere], None, Stroke::of(*event));
            if self.picker.is_blank() && opens == Binding::Action(Action::Help) {
                return Step::close();
            }
        }
        let rows = rows(&self.places, keymap);
        let area = area(rows.len(), surface.screen);
        let list = layout::inside(area);
        match self.picker.update(input, area, list, texts(&rows)) {
            Picked::Nothing => Step::none(),
            Picked::Close => Step::close(),
            Picked::Row(nth) => {
                let action = rows[nth].action();
                action.map_or_else(Step::none, |action| Step::close().and(Step::run(action)))
            }
        }
    }

    fn view(&self, frame: &mut Frame<'_>, surface: &Surface<'_>) {
        let (keymap, theme) = (surface.keymap, surface.theme);
        let rows = rows(&self.places, keymap);
        let mut title = "Keys here: type to find".to_owned();
        if let Some(key) = keymap.first_key(Place::Help, Action::Run) {
            title.push_str(&format!(", {key} runs"));
        }
        let area = area(rows.len(), frame.area());
        let inner = pane::popup(frame, area, &title, theme);
        let legend = legend(theme, usize::from(inner.width));
        let below = u16::try_from(legend.len()).unwrap_or_default();
        let has_room = inner.height > below + 6;
        let below = if has_room { below } else { 0 };
        let [inner, foot] = layout::split(inner, inner.height - below);
        pane::rows(frame, foot, &legend);
        self.picker.view(frame, inner, theme, |nth, width| {
            let row = &rows[nth];
            let column = if row.action().is_some() { 16 } else { 22 }.min(width / 3);
            let keys = pane::fit(&row.keys, column, theme);
            let rest = width.saturating_sub(column + 2);
            Line::from(vec![
                Span::styled(format!(" {keys:<column$} "), theme.strong()),
                Span::raw(pane::fit(row.command.help, rest, theme)),
            ])
        });
    }
}
