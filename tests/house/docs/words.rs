//! The table of words in `CONTRIBUTING.md` has one meaning for a word, and the nouns of the code.

use std::collections::BTreeSet;
use std::path::Path;

use super::markdown::rows;
use super::{read, repository};

/// Rooms whose every public type is a noun of the product.
const NOUNS: [&str; 5] = ["policy", "checklist", "review", "decision", "work"];

fn table() -> Vec<Vec<String>> {
    let text = read("CONTRIBUTING.md");
    let (_, table) = text.split_once("<!-- words -->").unwrap();
    rows(table.split_once("<!-- end of words -->").unwrap().0)
}

/// The public types of a file or a folder.
fn types(path: &Path, found: &mut BTreeSet<String>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            types(&entry.unwrap().path(), found);
        }
    } else if path.extension().is_some_and(|end| end == "rs") {
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let rest = [
                "pub struct ",
                "pub enum ",
                "pub trait ",
                "pub(crate) trait ",
            ]
            .iter()
            .find_map(|start| line.strip_prefix(start));
            let name = rest.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
            found.extend(name.map(str::to_owned));
        }
    }
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
    let mut all = BTreeSet::new();
    types(&repository("src"), &mut all);
    let gone: Vec<_> = once.difference(&all).collect();
    assert_eq!(gone, Vec::<&String>::new(), "not in the code any more");
    let mut nouns = BTreeSet::new();
    for room in NOUNS {
        types(&repository("src").join(room), &mut nouns);
    }
    let missing: Vec<_> = nouns.difference(&once).collect();
    assert_eq!(missing, Vec::<&String>::new(), "no word for these");
}
