//! Which keys are in force: the table's, changed by the person's settings.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::command::{Action, COMMANDS, Command, Place};
use super::key::{Key, sequence};

/// The keys in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    actions: HashMap<(Place, Vec<Key>), Action>,
    /// The keys of each command, in the order of the table.
    keys: Vec<Vec<Vec<Key>>>,
    /// The same as text: the hints ask for it at every frame.
    spelled: Vec<Vec<String>>,
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
        let mut keymap = Self {
            actions: HashMap::new(),
            keys: vec![Vec::new(); COMMANDS.len()],
            spelled: vec![Vec::new(); COMMANDS.len()],
        };
        let mut taken: Vec<Taken> = Vec::new();
        // What a person chose goes before what the table says.
        let (chosen, rest): (Vec<_>, Vec<_>) = COMMANDS
            .iter()
            .enumerate()
            .partition(|(_, command)| own.contains_key(command.name));
        for (nth, command) in chosen.into_iter().chain(rest) {
            let table = || command.keys.iter().map(|key| (*key).to_owned()).collect();
            let wanted: Vec<String> = own.get(command.name).cloned().unwrap_or_else(table);
            for text in wanted {
                let keys = match sequence(&text) {
                    Ok(keys) => keys,
                    Err(wrong) => {
                        complaints.push(format!("keys.{}: {wrong}", command.name));
                        continue;
                    }
                };
                let new = Taken {
                    command,
                    keys,
                    own: own.contains_key(command.name),
                };
                complaints.extend(taken.iter().filter_map(|before| before.conflict(&new)));
                if let Entry::Vacant(free) = keymap.actions.entry((command.place, new.keys.clone()))
                {
                    free.insert(command.action);
                    keymap.keys[nth].push(new.keys.clone());
                    keymap.spelled[nth].push(spell(&new.keys));
                    taken.push(new);
                }
            }
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
        let starts = |(place, keys): &(Place, Vec<Key>)| {
            places.contains(place) && keys.len() == 2 && keys[0] == key
        };
        if before.is_none() && self.actions.keys().any(starts) {
            Found::Prefix
        } else {
            Found::Nothing
        }
    }

    /// The commands of places with their keys as text, the nearest place first.
    pub fn commands(&self, places: &[Place]) -> Vec<(&'static Command, &[String])> {
        rows(&self.spelled, places)
    }

    /// The same for a screen: in a form without the keys that its text fields take for themselves, and without those
    /// that a nearer command has.
    pub fn commands_here(&self, places: &[Place]) -> Vec<(&'static Command, Vec<String>)> {
        let rows = self.commands(places).into_iter();
        let mut rows: Vec<_> = rows
            .map(|(command, keys)| (command, keys.to_vec()))
            .collect();
        if places.contains(&Place::Forms) {
            let mut nearer = HashSet::new();
            for (command, keys) in &mut rows {
                keys.retain(|keys| !command.place.loses(keys) && nearer.insert(keys.clone()));
            }
        }
        rows
    }

    /// What may follow the first of two keys, the nearest place first.
    pub fn after(&self, places: &[Place], first: Key) -> Vec<(Key, &'static Command)> {
        let mut found: Vec<(Key, &Command)> = Vec::new();
        for (command, keys) in rows(&self.keys, places) {
            for keys in keys {
                if let [before, key] = keys[..]
                    && before == first
                    && !found.iter().any(|(nearer, _)| *nearer == key)
                {
                    found.push((key, command));
                }
            }
        }
        found
    }
}

/// The commands of places with what each has, the nearest place first.
fn rows<'k, T>(all: &'k [Vec<T>], places: &[Place]) -> Vec<(&'static Command, &'k [T])> {
    let rank = |place: Place| places.iter().position(|other| *other == place);
    let mut rows: Vec<_> = COMMANDS
        .iter()
        .zip(all)
        .filter(|(command, _)| rank(command.place).is_some())
        .map(|(command, keys)| (command, keys.as_slice()))
        .collect();
    rows.sort_by_key(|(command, _)| rank(command.place));
    rows
}

/// Keys that a command has.
struct Taken {
    command: &'static Command,
    keys: Vec<Key>,
    /// Chosen by the person.
    own: bool,
}

impl Taken {
    /// Why another command cannot have the keys that it wants; the table itself may put a place before another.
    fn conflict(&self, new: &Self) -> Option<String> {
        let (mine, other) = (self.command, new.command);
        let same_place = mine.place == other.place;
        let meets = same_place || (self.own || new.own) && mine.place.meets(other.place);
        if !meets || mine.name == other.name {
            return None;
        }
        if self.keys == new.keys {
            let nearer = if same_place || other.place.is_above(mine.place) {
                mine
            } else {
                other
            };
            let there = match nearer.place {
                Place::Everywhere => "it".to_owned(),
                place => format!("in {place} it"),
            };
            let (keys, name) = (spell(&self.keys), nearer.name);
            return Some(format!(
                "keys: `{keys}` is both {} and {}; {there} is {name}",
                mine.name, other.name
            ));
        }
        let (short, long) = if self.keys.len() < new.keys.len() {
            (self, new)
        } else {
            (new, self)
        };
        long.keys.starts_with(&short.keys).then(|| {
            let (keys, first) = (spell(&long.keys), spell(&short.keys));
            format!(
                "keys: `{keys}` of {} is out of reach, since `{first}` is {}",
                long.command.name, short.command.name
            )
        })
    }
}

fn spell(keys: &[Key]) -> String {
    keys.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Status;

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
        assert!(
            complaints
                .iter()
                .any(|text| text.contains("met") && text.contains("unmet"))
        );
        let m = "m".parse().unwrap();
        assert_eq!(keymap.find(&[Place::Items], None, m), Found::Nothing);
        let x = "x".parse().unwrap();
        assert_eq!(
            keymap.find(&[Place::Items], None, x),
            Found::Action(Action::Attest(Status::Met))
        );
    }

    #[test]
    fn own_keys_that_hide_another_place_are_named() {
        for (name, key, words) in [
            (
                "undo",
                "m",
                "`m` is both undo and met; in walk and findings it is met",
            ),
            (
                "met",
                "u",
                "`u` is both met and undo; in walk and findings it is met",
            ),
            (
                "met",
                "g",
                "`g h` of go-home is out of reach, since `g` is met",
            ),
            (
                "met",
                "q q",
                "`q q` of met is out of reach, since `q` is quit",
            ),
        ] {
            let (_, complaints) =
                Keymap::new(&BTreeMap::from([(name.to_owned(), vec![key.to_owned()])]));
            assert!(
                complaints.iter().any(|text| text.ends_with(words)),
                "{name} {key}: {complaints:?}"
            );
        }
        let (_, complaints) = Keymap::new(&BTreeMap::from([(
            "write".to_owned(),
            vec!["m".to_owned()],
        )]));
        assert_eq!(complaints, Vec::<String>::new());
    }

    #[test]
    fn what_may_follow_a_key_is_known() {
        let (keymap, _) = Keymap::new(&BTreeMap::new());
        let g = "g".parse().unwrap();
        let names = |places: &[Place]| -> Vec<_> {
            keymap
                .after(places, g)
                .into_iter()
                .map(|(_, command)| command.name)
                .collect()
        };
        let walk = names(&[Place::Walk, Place::Lists, Place::Everywhere]);
        assert_eq!(walk[0], "first");
        assert!(
            walk.contains(&"go-home") && !names(&[Place::Everywhere]).contains(&"first"),
            "{walk:?}"
        );
    }
}
