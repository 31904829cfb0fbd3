//! Which keys are in force: the table's, changed by the person's settings.

use std::collections::{BTreeMap, HashMap};

use super::command::{Action, COMMANDS, Command, Place};
use super::key::{Key, sequence};

/// The keys in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    actions: HashMap<(Place, Vec<Key>), Action>,
    /// The keys of each command, in the order of the table.
    keys: Vec<Vec<Vec<Key>>>,
}

/// What a key leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A command.
    Action(Action),
    /// The first of two keys.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Keymap {
    /// The table's keys with a person's own, and every complaint about the latter; a wrong entry is left out.
    pub fn new(own: &BTreeMap<String, Vec<String>>) -> (Self, Vec<String>) {
        let mut complaints: Vec<String> = own
            .keys()
            .filter(|name| !COMMANDS.iter().any(|command| command.name == **name))
            .map(|name| format!("keys: there is no command `{name}`"))
            .collect();
        let mut keymap = Self { actions: HashMap::new(), keys: Vec::with_capacity(COMMANDS.len()) };
        let mut owners: HashMap<(Place, Vec<Key>), &str> = HashMap::new();
        for command in COMMANDS {
            let table = || command.keys.iter().map(|key| (*key).to_owned()).collect();
            let wanted: Vec<String> = own.get(command.name).cloned().unwrap_or_else(table);
            let mut keys = Vec::new();
            for text in wanted {
                match sequence(&text) {
                    Err(wrong) => complaints.push(format!("keys.{}: {wrong}", command.name)),
                    Ok(key) => {
                        if let Some(other) = owners.insert((command.place, key.clone()), command.name) {
                            complaints.push(format!("keys: `{text}` is both {other} and {}", command.name));
                        }
                        keymap.actions.insert((command.place, key.clone()), command.action);
                        keys.push(key);
                    }
                }
            }
            keymap.keys.push(keys);
        }
        (keymap, complaints)
    }

    /// What a key does in places, the nearest first; `before` is the first of two keys.
    pub fn find(&self, places: &[Place], before: Option<Key>, key: Key) -> Found {
        let keys: Vec<Key> = before.into_iter().chain([key]).collect();
        for place in places {
            if let Some(action) = self.actions.get(&(*place, keys.clone())) {
                return Found::Action(*action);
            }
        }
        let starts =
            |(place, keys): &(Place, Vec<Key>)| places.contains(place) && keys.len() == 2 && keys[0] == key;
        if before.is_none() && self.actions.keys().any(starts) { Found::Prefix } else { Found::Nothing }
    }

    /// The commands of places with their keys as text, the nearest place first.
    pub fn commands(&self, places: &[Place]) -> Vec<(&'static Command, Vec<String>)> {
        let rank = |place: Place| places.iter().position(|other| *other == place);
        let mut rows: Vec<_> = COMMANDS
            .iter()
            .zip(&self.keys)
            .filter(|(command, keys)| rank(command.place).is_some() && !keys.is_empty())
            .map(|(command, keys)| (command, keys.iter().map(|key| spell(key)).collect()))
            .collect();
        rows.sort_by_key(|(command, _): &(&Command, Vec<String>)| rank(command.place));
        rows
    }
}

fn spell(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key_in_one_place() {
        let (_, complaints) = Keymap::new(&BTreeMap::new());
        assert_eq!(complaints, Vec::<String>::new());
    }

    #[test]
    fn names_are_unique_and_every_command_has_a_key() {
        let mut names: Vec<_> = COMMANDS.iter().map(|command| command.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COMMANDS.len());
        assert!(COMMANDS.iter().all(|command| !command.keys.is_empty()));
    }

    #[test]
    fn own_keys_replace_the_tables_and_conflicts_are_named() {
        let own = BTreeMap::from([
            ("met".to_owned(), vec!["x".to_owned()]),
            ("fly".to_owned(), vec!["z".to_owned()]),
            ("next".to_owned(), vec!["Hyper-Q".to_owned()]),
        ]);
        let (keymap, complaints) = Keymap::new(&own);
        assert_eq!(complaints.len(), 3, "{complaints:?}");
        assert!(complaints.iter().any(|text| text.contains("met") && text.contains("unmet")));
        let m = "m".parse().unwrap();
        assert_eq!(keymap.find(&[Place::Walk], None, m), Found::Nothing);
    }
}
