//! What a stranger writes in the place of every text of a file.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// It clears the screen, turns text round, hides, starts a sequence with one byte, orders a pipeline about, and has no place to
/// break at.
const PAYLOAD: &str = "\u{1b}[2J\u{1b}]52;c;Zg==\u{7}\u{202e}gnp.exe\u{200b}\u{9b}31m\t\n::error::x ##vso[task]\u{2028}";

/// The keys of a file that have a text, also in a list.
pub fn keys(file: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    visit(&mut read(file), "", &mut |key, _| {
        keys.insert(key.to_owned());
    });
    keys
}

/// The file with the payload at the beginning of every text of some keys.
pub fn within(file: &str, keys: &[&str]) -> String {
    let mut file = read(file);
    visit(&mut file, "", &mut |key, text| {
        if keys.contains(&key) {
            *text = format!("{PAYLOAD}{} {text}", "w".repeat(500));
        }
    });
    toml::to_string(&file).unwrap()
}

fn read(file: &str) -> Value {
    Value::Table(file.parse::<Table>().unwrap())
}

fn visit(value: &mut Value, key: &str, see: &mut impl FnMut(&str, &mut String)) {
    match value {
        Value::String(text) => see(key, text),
        Value::Array(all) => all.iter_mut().for_each(|one| visit(one, key, see)),
        Value::Table(table) => table.iter_mut().for_each(|(key, one)| visit(one, key, see)),
        _ => {}
    }
}
