//! `signoff keys`.

use serde::Serialize;
use strum::VariantArray as _;

use super::call::Call;
use super::exit::Exit;
use super::output::{FAINT, HEADING, Output};
use crate::face::command::{Command, Phrase};
use crate::face::place::Place;
use crate::tui::keymap::Keymap;

/// Print the keys of the terminal UI, with your own from config.toml
///
/// The name is what config.toml calls a command: under [keys], as in `next = "Ctrl-N"` or `met = ["m", "+"]`.
#[derive(Debug, clap::Args)]
pub(super) struct Keys {
    /// Print JSON: a list of name, place, keys, help, line (the same on the command line) and said (the same to the plain walker)
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct KeysJson {
    name: &'static str,
    place: String,
    keys: Vec<String>,
    help: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    said: Vec<&'static str>,
}

impl Keys {
    /// Prints a line a command, place by place.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Exit {
        let (keymap, complaints) = Keymap::new(&call.settings.keys);
        for complaint in complaints {
            out.warn(complaint);
        }
        let rows: Vec<_> = keymap
            .commands(Place::VARIANTS)
            .into_iter()
            .map(|(command, keys)| row(command, keys.to_vec()))
            .collect();
        if self.json {
            out.json(&rows);
            return Exit::Done;
        }
        let walker = Place::Walker.to_string();
        let shown = |row: &KeysJson| {
            if row.place == walker {
                row.said.join(", ")
            } else if row.keys.is_empty() {
                "none".to_owned()
            } else {
                row.keys.join(", ")
            }
        };
        let widest = |length: &dyn Fn(&KeysJson) -> usize| rows.iter().map(length).max();
        let name = widest(&|row| row.name.len()).unwrap_or_default();
        let keys = widest(&|row| shown(row).len()).unwrap_or_default();
        let place = widest(&|row| row.place.len()).unwrap_or_default();
        for row in &rows {
            let said = if row.place == walker || row.said.is_empty() {
                String::new()
            } else {
                format!("; in the plain walker: {}", row.said.join(", "))
            };
            out.line(format_args!(
                "{FAINT}{:place$}{FAINT:#}  {HEADING}{:keys$}{HEADING:#}  {:name$}  {}{said}",
                row.place,
                shown(row),
                row.name,
                row.help
            ));
        }
        Exit::Done
    }
}

/// What is typed for it in the plain walker.
fn words(said: Phrase) -> Vec<&'static str> {
    let mut words = vec![said.key, said.word];
    words.dedup();
    words
}

fn row(command: &Command, keys: Vec<String>) -> KeysJson {
    let line = command.line.replace("{item}", "ITEM");
    KeysJson {
        name: command.name,
        place: command.place.to_string(),
        keys,
        help: command.help,
        line: Some(line).filter(|line| !line.is_empty()),
        said: command.said.map(words).unwrap_or_default(),
    }
}
