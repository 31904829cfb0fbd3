//! Which keys are in force: the table's, changed by the person's settings where they may be.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::stroke::{self, Stroke, sequence};
use crate::face::command::{Action, COMMANDS, Command};
use crate::face::place::Place;

/// The keys in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    actions: HashMap<(Place, Vec<Stroke>), Action>,
    /// The keys of each command as text, in the order of the table: the hints ask for it at every frame.
    spelled: Vec<Vec<String>>,
}

/// What a key leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// A command.
    Action(Action),
    /// The first of two keys.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Keymap {
    /// The table's keys with a person's own, and every complaint about the latter; a wrong entry is left out, and where
    /// none is left the table's stay.
    pub fn new(own: &BTreeMap<String, Vec<String>>) -> (Self, Vec<String>) {
        let mut complaints: Vec<String> = own
            .keys()
            .filter(|name| !COMMANDS.iter().any(|command| command.name == **name))
            .map(|name| format!("keys: there is no command `{name}`"))
            .collect();
        let mut keymap = Self {
            actions: HashMap::new(),
            spelled: vec![Vec::new(); COMMANDS.len()],
        };
        let mut taken: Vec<Taken> = Vec::new();
        // What a person chose goes before what the table says.
        let (chosen, rest): (Vec<_>, Vec<_>) = COMMANDS
            .iter()
            .enumerate()
            .filter_map(|(nth, command)| {
                let table = command.keys.iter().map(|key| (*key).to_owned());
                if command.fixed.is_empty() {
                    let own = own.get(command.name);
                    return Some((nth, command, chosen(command, own, &mut complaints)));
                }
                if own.contains_key(command.name) {
                    let (name, why) = (command.name, command.fixed);
                    complaints.push(format!("keys.{name}: its keys cannot be changed: {why}"));
                }
                keymap.spelled[nth] = table.collect();
                None
            })
            .partition(|(.., own)| own.is_some());
        for (nth, command, own) in chosen.into_iter().chain(rest) {
            let is_own = own.is_some();
            let table = || command.keys.iter().filter_map(|key| sequence(key).ok());
            let mut wanted = own.unwrap_or_else(|| table().collect());
            if command.action == Action::Quit
                && let Ok(always) = sequence(ALWAYS)
                && !wanted.contains(&always)
            {
                wanted.push(always);
            }
            for keys in wanted {
                let new = Taken {
                    command,
                    keys,
                    own: is_own,
                };
                complaints.extend(taken.iter().filter_map(|before| before.conflict(&new)));
                if let Entry::Vacant(free) = keymap.actions.entry((command.place, new.keys.clone()))
                {
                    free.insert(command.action);
                    keymap.spelled[nth].push(spell(&new.keys));
                    taken.push(new);
                }
            }
        }
        (keymap, complaints)
    }

    /// What a key does in places, the nearest first; `before` is the first of two keys.
    pub fn find(&self, places: &[Place], before: Option<Stroke>, key: Stroke) -> Binding {
        let (found, bare) = (self.find_exactly(places, before, key), key.bare());
        // Alt and Shift mean nothing where nobody said so; a text field knows some of them.
        let is_text = bare.types() && places.iter().any(|place| place.has_text());
        if found == Binding::Nothing && bare != key && !is_text {
            return self.find_exactly(places, before, bare);
        }
        found
    }

    fn find_exactly(&self, places: &[Place], before: Option<Stroke>, key: Stroke) -> Binding {
        let keys: Vec<Stroke> = before.into_iter().chain([key]).collect();
        for place in places {
            if let Some(action) = self.actions.get(&(*place, keys.clone())) {
                return Binding::Action(*action);
            }
        }
        let starts = |(place, keys): &(Place, Vec<Stroke>)| {
            places.contains(place) && keys.len() == 2 && keys[0] == key
        };
        if before.is_none() && self.actions.keys().any(starts) {
            Binding::Prefix
        } else {
            Binding::Nothing
        }
    }

    /// The commands of places with their keys as text, the nearest place first.
    pub fn commands(&self, places: &[Place]) -> Vec<(&'static Command, &[String])> {
        let rank = |place: Place| places.iter().position(|other| *other == place);
        let mut rows: Vec<_> = COMMANDS
            .iter()
            .zip(&self.spelled)
            .filter(|(command, _)| rank(command.place).is_some())
            .map(|(command, keys)| (command, keys.as_slice()))
            .collect();
        rows.sort_by_key(|(command, _)| rank(command.place));
        rows
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
                keys.retain(|keys| {
                    let stays = !command.fixed.is_empty();
                    stays || !loses(command.place, keys) && nearer.insert(keys.clone())
                });
            }
        }
        rows
    }

    /// The keys of one command, as text.
    pub fn keys(&self, place: Place, action: Action) -> Vec<String> {
        let rows = self.commands(&[place]).into_iter();
        rows.filter(|(command, _)| command.action == action)
            .flat_map(|(_, keys)| keys.to_vec())
            .collect()
    }

    /// The first of them.
    pub fn first_key(&self, place: Place, action: Action) -> Option<&str> {
        let mut rows = self.commands(&[place]).into_iter();
        let row = rows.find(|(command, keys)| command.action == action && !keys.is_empty());
        row.map(|(_, keys)| keys[0].as_str())
    }

    /// The key of the command of this name, as a sentence says it; the name itself where the person took its keys away.
    pub fn key<'k>(&'k self, name: &'k str) -> &'k str {
        let mut rows = COMMANDS.iter().zip(&self.spelled);
        let row = rows.find(|(command, _)| command.name == name);
        row.and_then(|(_, keys)| keys.first())
            .map_or(name, String::as_str)
    }

    /// What may follow the first of two keys, the nearest place first.
    pub fn after(&self, places: &[Place], first: Stroke) -> Vec<(Stroke, &'static Command)> {
        let mut found: Vec<(Stroke, &Command)> = Vec::new();
        for (command, keys) in self.commands(places) {
            for keys in keys {
                if let Ok([before, key]) = sequence(keys).as_deref()
                    && *before == first
                    && !found.iter().any(|(nearer, _)| *nearer == *key)
                {
                    found.push((*key, command));
                }
            }
        }
        found
    }
}

/// The keys that a person chose for a command and that it can have; `None` where the table's stay.
fn chosen(
    command: &Command,
    own: Option<&Vec<String>>,
    complaints: &mut Vec<String>,
) -> Option<Vec<Vec<Stroke>>> {
    let own = own?;
    let mut keys = Vec::new();
    for text in own {
        match sequence(text).and_then(|keys| allowed(command, keys)) {
            Ok(read) => keys.push(read),
            Err(wrong) => {
                let stays = if own.len() == 1 {
                    format!("; it stays {}", command.keys.join(" and "))
                } else {
                    String::new()
                };
                complaints.push(format!("keys.{}: {wrong}{stays}", command.name));
            }
        }
    }
    (own.is_empty() || !keys.is_empty()).then_some(keys)
}

/// Keys that a command has.
struct Taken {
    command: &'static Command,
    keys: Vec<Stroke>,
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

/// The key that leaves wherever one is.
const ALWAYS: &str = "Ctrl-C";

/// The keys, where a command of its place can have them.
fn allowed(command: &Command, keys: Vec<Stroke>) -> Result<Vec<Stroke>, String> {
    let text = spell(&keys);
    let place = command.place;
    if command.action != Action::Quit && keys.iter().any(|key| key.leaves()) {
        return Err(format!(
            "`{ALWAYS}` always leaves, or closes what lies over the screen"
        ));
    }
    // A piece of evidence that is selected is no text: there, Del may well remove it.
    let deletes = place != Place::Attached && stroke::deletes(&text);
    if place.has_text() && (deletes || loses(place, &text)) {
        return Err(format!("`{text}` is for the text that is typed there"));
    }
    if (place.is_dialog() || place.is_within_a_form()) && keys.len() > 1 {
        return Err(format!("`{text}`: one key at a time is taken there"));
    }
    Ok(keys)
}

/// True for keys that do not reach the commands of a place in a form, since a text field or a choice takes them.
pub fn loses(place: Place, keys: &str) -> bool {
    match place {
        Place::Deciding | Place::Blockers => false,
        // A line that is typed there has no use for more than letters.
        Place::Filter
        | Place::Statement
        | Place::Completion
        | Place::Finder
        | Place::Help
        | Place::Palette
        | Place::Prompt => stroke::types(keys),
        _ => stroke::edits(keys),
    }
}

fn spell(keys: &[Stroke]) -> String {
    keys.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

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
        let mut keyed = COMMANDS
            .iter()
            .filter(|command| command.place != Place::Walker);
        assert!(keyed.all(|command| !command.keys.is_empty()));
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
        assert_eq!(keymap.find(&[Place::Items], None, m), Binding::Nothing);
        let x = "x".parse().unwrap();
        assert_eq!(
            keymap.find(&[Place::Items], None, x),
            Binding::Action(Action::Attest(Status::Met))
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
    fn keys_that_a_command_cannot_have_are_refused_and_why() {
        for (name, key, words) in [
            ("met", "Ctrl-C", "always leaves, or closes"),
            ("keep-mine", "Ctrl-C", "always leaves, or closes"),
            ("save", "s", "`s` is for the text that is typed there"),
            ("save", "Enter", "`Enter` is for the text"),
            ("next-field", "Ctrl-U", "`Ctrl-U` is for the text"),
            ("add-note", "g n", "`g n` is for the text"),
            ("save", "Backspace", "`Backspace` is for the text"),
            ("keep-filter", "x", "`x` is for the text"),
            ("finder-down", "j", "`j` is for the text"),
            ("accept", "Del", "`Del` is for the text"),
            ("take-path", "Space", "`Space` is for the text"),
            ("keep-mine", "k m", "`k m`: one key at a time"),
            ("open-blocker", "g o", "`g o`: one key at a time"),
            ("delete-in-text", "x", "a text field or a choice takes"),
            ("guidance", "z", "a word of the plain walker"),
        ] {
            let own = BTreeMap::from([(name.to_owned(), vec![key.to_owned()])]);
            let (_, complaints) = Keymap::new(&own);
            let told = complaints
                .iter()
                .any(|text| text.starts_with(&format!("keys.{name}: ")) && text.contains(words));
            assert!(told, "{name} {key}: {complaints:?}");
            assert_eq!(complaints.len(), 1, "{name} {key}: {complaints:?}");
        }
        for (name, key) in [
            ("remove", "Del"),
            ("report", "R"),
            ("blocker-down", "n"),
            ("finder-down", "Tab"),
            ("keep-mine", "Enter"),
            ("quit", "Q"),
            ("save", "F1"),
        ] {
            let own = BTreeMap::from([(name.to_owned(), vec![key.to_owned()])]);
            let (keymap, complaints) = Keymap::new(&own);
            let clash = complaints.iter().all(|text| text.contains(" is both "));
            assert!(clash, "{name} {key}: {complaints:?}");
            let row = keymap
                .commands(Place::VARIANTS)
                .into_iter()
                .find(|(command, _)| command.name == name)
                .unwrap();
            assert_eq!(row.1[0], key);
        }
    }

    #[test]
    fn every_command_that_may_have_another_key_works_by_it() {
        for command in COMMANDS.iter().filter(|command| command.fixed.is_empty()) {
            let own = BTreeMap::from([(command.name.to_owned(), vec!["Ctrl-]".to_owned()])]);
            let (keymap, complaints) = Keymap::new(&own);
            assert_eq!(complaints, Vec::<String>::new(), "{}", command.name);
            let found = keymap.find(&[command.place], None, "Ctrl-]".parse().unwrap());
            assert_eq!(found, Binding::Action(command.action), "{}", command.name);
        }
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

    #[test]
    fn any_key_that_a_terminal_tells_of_can_be_had() {
        use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
        for (text, code, held) in [
            ("F2", KeyCode::F(2), KeyModifiers::NONE),
            ("Shift-F12", KeyCode::F(12), KeyModifiers::SHIFT),
            (
                "Ctrl-Alt-F5",
                KeyCode::F(5),
                KeyModifiers::CONTROL | KeyModifiers::ALT,
            ),
            ("Alt-s", KeyCode::Char('s'), KeyModifiers::ALT),
            ("Ctrl-Space", KeyCode::Char(' '), KeyModifiers::CONTROL),
            ("Shift-Ins", KeyCode::Insert, KeyModifiers::SHIFT),
            ("Alt-Enter", KeyCode::Enter, KeyModifiers::ALT),
            ("Alt-Up", KeyCode::Up, KeyModifiers::ALT),
        ] {
            let own = BTreeMap::from([("save".to_owned(), vec![text.to_owned()])]);
            let (keymap, complaints) = Keymap::new(&own);
            assert_eq!(complaints, Vec::<String>::new());
            let places = [Place::Attest, Place::Forms, Place::Everywhere];
            let key = Stroke::of(KeyEvent::new(code, held));
            assert_eq!(key.to_string(), text);
            assert_eq!(
                keymap.find(&places, None, key),
                Binding::Action(Action::Save)
            );
            assert!(!key.edits(), "{text}");
        }
        for (text, same) in [
            ("Shift-Ctrl-Up", "Ctrl-Shift-Up"),
            ("Ctrl-S", "Ctrl-S"),
            ("Shift-Tab", "Shift-Tab"),
        ] {
            assert_eq!(text.parse::<Stroke>().unwrap().to_string(), same);
        }
        for none in ["F0", "F25", "Shift-a", "Hyper-Q", "Ctrl-", ""] {
            assert!(none.parse::<Stroke>().is_err(), "{none}");
        }
    }

    #[test]
    fn what_nobody_chose_means_the_key_by_itself_but_in_a_text() {
        let (keymap, _) = Keymap::new(&BTreeMap::new());
        let find = |places: &[Place], key: &str| keymap.find(places, None, key.parse().unwrap());
        assert_eq!(
            find(&[Place::Everywhere], "Alt-q"),
            Binding::Action(Action::Quit)
        );
        assert_eq!(
            find(&[Place::Lists], "Shift-Down"),
            Binding::Action(Action::Down)
        );
        assert_eq!(
            find(&[Place::Forms, Place::Everywhere], "Alt-q"),
            Binding::Nothing
        );
    }

    #[test]
    fn a_key_that_cannot_be_read_leaves_those_of_the_table() {
        let own = BTreeMap::from([("save".to_owned(), vec!["Hyper-Q".to_owned()])]);
        let (keymap, complaints) = Keymap::new(&own);
        assert!(
            complaints[0].ends_with("; it stays Ctrl-S and F2"),
            "{complaints:?}"
        );
        assert_eq!(keymap.keys(Place::Attest, Action::Save), ["Ctrl-S", "F2"]);
    }
}
