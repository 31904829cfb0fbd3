//! `docs/architecture.md` names the rooms that there are, and files that are there.

use std::collections::BTreeSet;

use super::markdown::{below, blocks, first_cells};
use super::{read, repository};

const ARCHITECTURE: &str = "docs/architecture.md";

#[test]
fn every_room_is_named() {
    let rooms: BTreeSet<_> = std::fs::read_dir(repository("src"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| name.trim_end_matches(".rs").to_owned())
        .filter(|name| name != "lib")
        .collect();
    let text = read(ARCHITECTURE);
    let named = first_cells(below(&text, "## The rooms"));
    assert_eq!(named.into_iter().collect::<BTreeSet<_>>(), rooms);
}

#[test]
fn files_that_are_named_are_there() {
    for file in [ARCHITECTURE, "CONTRIBUTING.md"] {
        let text = read(file);
        for name in text.split('`').skip(1).step_by(2) {
            let is_file = name.contains('/') && !name.contains([' ', '*', '~', ':']);
            let here = repository(name);
            let inside = repository("src").join(name);
            assert!(
                !is_file || here.exists() || inside.exists(),
                "{file}: {name}"
            );
        }
    }
}

/// The library's own words of it.
#[test]
fn the_import_rule_is_the_librarys() {
    let said = |text: &str| -> Vec<String> {
        let words = text.split_whitespace().filter(|word| *word != "//!");
        words.map(str::to_owned).collect()
    };
    let lib = read("src/lib.rs");
    let (_, rule) = lib.split_once("//! main → ").expect("the rule");
    let (rule, _) = rule.split_once("//! ```").unwrap();
    let rule = format!("main → {rule}");
    assert_eq!(said(&blocks(ARCHITECTURE, "text")[0]), said(&rule));
}
