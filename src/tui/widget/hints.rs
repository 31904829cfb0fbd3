//! The last line: the keys that work here, as many as fit, help never cut off.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::tui::command::{Action, Place};
use crate::tui::key;
use crate::tui::keymap::Keymap;
use crate::tui::layout;
use crate::tui::theme::Theme;

/// A key on the hint line.
struct Hint {
    rank: u8,
    action: Action,
    key: String,
    word: &'static str,
}

impl Hint {
    fn width(&self) -> usize {
        self.key.width() + 1 + self.word.width() + 2
    }
}

/// The hint line for places, the nearest first.
pub fn line(keymap: &Keymap, places: &[Place], typing: bool, theme: Theme, width: u16) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    for hint in fitting(keymap, places, typing, width) {
        spans.push(Span::styled(hint.key, theme.strong()));
        spans.push(Span::raw(" "));
        spans.push(Span::styled(hint.word, theme.dim()));
        spans.push(Span::raw("  "));
    }
    Line::from(spans)
}

/// What the hint at a column of the line stands for.
pub fn at(keymap: &Keymap, places: &[Place], typing: bool, width: u16, column: u16) -> Option<Action> {
    let mut start = 1;
    for hint in fitting(keymap, places, typing, width) {
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
fn fitting(keymap: &Keymap, places: &[Place], typing: bool, width: u16) -> Vec<Hint> {
    let mut hints: Vec<Hint> = keymap
        .commands(places)
        .into_iter()
        .filter(|(command, _)| command.rank > 0)
        .filter_map(|(command, keys)| {
            // In a form a letter is meant for the form, wherever its focus is.
            let form =
                !matches!(command.action, Action::Help | Action::Palette) && places.contains(&Place::Forms);
            let key = keys.iter().find(|key| !(typing || form) || !key::edits(key))?;
            let rank = match command.action {
                // With one pane on the screen, the way to the other comes first.
                Action::SwitchPane if width < layout::WIDE => 0,
                // In the walk there is nowhere to go back to; in a form people look for the way out.
                Action::Back if places.contains(&Place::Walk) || places.contains(&Place::Filter) => {
                    return None;
                }
                Action::Back if places.contains(&Place::Forms) => 3,
                _ => command.rank,
            };
            Some(Hint { rank, action: command.action, key: key.clone(), word: command.hint })
        })
        .collect();
    hints.sort_by_key(|hint| hint.rank);
    let help = hints.iter().position(|hint| hint.action == Action::Help).map(|at| hints.remove(at));
    let mut room = usize::from(width).saturating_sub(1 + help.as_ref().map_or(0, Hint::width));
    let fits = |hint: &Hint| {
        let left = room.checked_sub(hint.width());
        room = left.unwrap_or_default();
        left.is_some()
    };
    hints.into_iter().take_while(fits).chain(help).collect()
}
