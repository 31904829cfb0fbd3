//! The last line: the keys that work here, as many as fit, help never cut off.

use std::collections::HashSet;

use ratatui::text::{Line, Span};

use crate::face::command::Action;
use crate::face::place::Place;
use crate::tui::keymap::{self, Keymap};
use crate::tui::layout;
use crate::tui::theme::Theme;
use crate::tui::widget::pane::columns;

/// A key on the hint line.
struct Hint<'k> {
    rank: u8,
    action: Action,
    key: &'k str,
    word: &'static str,
}

impl Hint<'_> {
    fn width(&self) -> usize {
        columns(self.key) + 1 + columns(self.word) + 2
    }
}

/// Where hints are for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Here<'h> {
    /// The keys in force.
    pub keymap: &'h Keymap,
    /// Where keys are looked up first.
    pub place: Place,
    /// True where a text field has the keys.
    pub typing: bool,
    /// True where there is something to go back to.
    pub leads_back: bool,
    /// True where no answer is taken.
    pub sealed: bool,
}

/// The hint line of a screen.
pub(crate) fn line(here: Here<'_>, theme: Theme, width: u16) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for hint in fitting(here, width) {
        spans.push(Span::styled(hint.key.to_owned(), theme.strong()));
        spans.push(Span::raw(" "));
        spans.push(Span::styled(hint.word, theme.dim()));
        spans.push(Span::raw("  "));
    }
    Line::from(spans)
}

/// What the hint at a column of the line stands for.
pub(crate) fn at(here: Here<'_>, width: u16, column: u16) -> Option<Action> {
    let mut start = 1;
    for hint in fitting(here, width) {
        let end = start + hint.width();
        // The space between two hints belongs to neither.
        if (start..end - 2).contains(&usize::from(column)) {
            return Some(hint.action);
        }
        start = end;
    }
    None
}

/// The hints that fit. Where a text field has the keys, those that write are not promised.
fn fitting(here: Here<'_>, width: u16) -> Vec<Hint<'_>> {
    let (places, writes) = (here.place.own(), Place::Forms.is_above(here.place));
    // A key does what the nearest place says.
    let mut nearer = HashSet::new();
    let commands = here.keymap.commands(&places).into_iter();
    let commands = commands.filter(|(command, _)| command.rank > 0);
    let hints = commands.filter_map(|(command, keys)| {
        let (action, word) = (command.action, command.hint);
        // In a form a letter is meant for the form, wherever its focus is.
        let form = writes && !matches!(action, Action::Help | Action::Palette);
        let loses = |key: &String| (here.typing || form) && keymap::loses(command.place, key);
        let mut keys = keys.iter();
        let key = keys.find(|key| !loses(key) && nearer.insert(*key))?;
        let rank = match action {
            // With one pane on the screen, the way to the other comes first.
            Action::SwitchPane if width < layout::WIDE => 0,
            Action::Back if !here.leads_back => return None,
            Action::Attest(_) | Action::Evidence if here.sealed => return None,
            // In a form people look for the way out.
            Action::Back if writes => 3,
            _ => command.rank,
        };
        Some(Hint {
            rank,
            action,
            key,
            word,
        })
    });
    let mut hints: Vec<Hint<'_>> = hints.collect();
    hints.sort_by_key(|hint| hint.rank);
    let help = hints.iter().position(|hint| hint.action == Action::Help);
    let help = help.map(|at| hints.remove(at));
    let mut room = usize::from(width).saturating_sub(1 + help.as_ref().map_or(0, Hint::width));
    let fits = |hint: &Hint<'_>| {
        let left = room.checked_sub(hint.width());
        room = left.unwrap_or_default();
        left.is_some()
    };
    hints.into_iter().take_while(fits).chain(help).collect()
}
