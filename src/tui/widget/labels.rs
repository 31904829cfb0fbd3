//! The keys of a box, as it shows them.

use super::pane;
use crate::face::command::Action;
use crate::face::place::Place;
use crate::tui::keymap::Keymap;

/// The keys of a box and what they do, a line each: what is pressed is what is shown.
pub(crate) fn labels(
    keymap: &Keymap,
    place: Place,
    shown: impl Fn(Action) -> bool,
) -> Vec<(String, String)> {
    let rows: Vec<_> = keymap
        .commands(&[place])
        .into_iter()
        .filter(|(command, keys)| !keys.is_empty() && shown(command.action))
        .map(|(command, keys)| (keys.join(", "), command.help.to_owned()))
        .collect();
    let widest = rows.iter().map(|(keys, _)| pane::columns(keys)).max();
    let pad = |keys: &str| " ".repeat(widest.unwrap_or_default() - pane::columns(keys));
    rows.into_iter()
        .map(|(keys, text)| (format!("{keys}{}", pad(&keys)), text))
        .collect()
}
