//! The table of words in `CONTRIBUTING.md` has one meaning for a word, and the nouns of the code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::markdown::rows;
use super::{read, repository};

/// Rooms whose every public type is a noun of the product.
const NOUNS: [&str; 5] = ["policy", "checklist", "review", "decision", "work"];

fn table() -> Vec<Vec<String>> {
    let text = read("CONTRIBUTING.md");
    let (_, table) = text.split_once("<!-- words -->").unwrap();
    rows(table.split_once("<!-- end of words -->").unwrap().0)
}

/// The types in a file or a folder that are seen outside of their file, each with its file.
fn types(path: &Path) -> Vec<(String, PathBuf)> {
    if path.is_dir() {
        let inside = std::fs::read_dir(path).unwrap();
        return inside.flat_map(|one| types(&one.unwrap().path())).collect();
    }
    let text = std::fs::read_to_string(path).unwrap();
    let names = text.lines().filter_map(|line| {
        let (before, rest) = line.trim_start().strip_prefix("pub")?.split_once(' ')?;
        let (kind, rest) = rest.split_once(' ')?;
        let is_type = ["struct", "enum", "trait", "type"].contains(&kind);
        let is_seen = before.is_empty() || before.starts_with('(');
        let name = rest.split(|c: char| !c.is_alphanumeric()).next()?;
        (is_type && is_seen).then(|| (name.to_owned(), path.to_owned()))
    });
    names.collect()
}

fn names(path: &Path) -> BTreeSet<String> {
    types(path).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_name_means_one_thing() {
    let mut places: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (name, file) in types(&repository("src")) {
        places.entry(name).or_default().push(file);
    }
    assert!(places.len() > 300, "{}", places.len());
    places.retain(|_, files| files.len() > 1);
    assert_eq!(places, BTreeMap::new(), "defined more than once");
}

#[test]
fn every_word_stands_once_in_order() {
    let words: Vec<_> = table().into_iter().map(|mut row| row.remove(0)).collect();
    let mut sorted = words.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(words, sorted);
    assert!(words.len() > 90, "{}", words.len());
}

#[test]
fn types_that_are_named_are_there_and_the_nouns_are_named() {
    let named: Vec<String> = table()
        .iter()
        .filter_map(|row| row.get(2))
        .flat_map(|cell| cell.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|name| !name.is_empty())
        .collect();
    let once: BTreeSet<_> = named.iter().cloned().collect();
    assert_eq!(once.len(), named.len(), "a type stands under two words");
    let all = names(&repository("src"));
    let gone: Vec<_> = once.difference(&all).collect();
    assert_eq!(gone, Vec::<&String>::new(), "not in the code any more");
    let rooms = NOUNS.iter();
    let nouns: BTreeSet<_> = rooms
        .flat_map(|room| names(&repository("src").join(room)))
        .collect();
    let missing: Vec<_> = nouns.difference(&once).collect();
    assert_eq!(missing, Vec::<&String>::new(), "no word for these");
}
