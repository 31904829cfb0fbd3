//! Imports only point down, no files go in circles, pure rooms touch nothing.
//!
//! An arrow between two files goes to the one that *defines* a name, whichever way the path to it leads. What is reached
//! by a method call or by inference alone is not seen.

mod arrow;
mod planted;
mod rule;
mod source;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use arrow::{Found, arrows};
use source::Tree;

/// Floors from the top of the house to its ground; a room may use those on the floors below it, not its neighbour.
const FLOORS: [&[&str]; 17] = [
    &["main"],
    &["cli"],
    &["tui", "plain"],
    &["face"],
    &["work"],
    &["evidence", "keys", "profile"],
    &["store"],
    &["git"],
    &["program"],
    &["report"],
    &["facts"],
    &["decision"],
    &["review"],
    &["checklist"],
    &["policy"],
    &["toml"],
    &["text"],
];

/// Rooms that do no I/O and read no clock, no environment and no terminal.
const PURE: [&str; 9] = [
    "text",
    "toml",
    "policy",
    "checklist",
    "review",
    "decision",
    "facts",
    "report",
    "face",
];

/// What a pure room may not name.
const IMPURE: [&str; 19] = [
    "log",
    "std::fs",
    "std::env",
    "std::process",
    "std::thread",
    "std::net",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "print",
    "println",
    "eprint",
    "eprintln",
    "crossterm",
    "ratatui",
    "Utc::now",
    "Local::now",
    "Instant::now",
    "SystemTime::now",
];

/// Today's circles, a file a line, an empty line between two circles. The list may only get shorter.
const CIRCLES: &str = include_str!("circles.txt");

static TREE: LazyLock<Tree> = LazyLock::new(Tree::of_this_crate);
static FOUND: LazyLock<Found> = LazyLock::new(|| arrows(&TREE));

#[test]
fn every_path_is_understood() {
    assert_eq!(FOUND.lost, BTreeSet::new());
    assert!(FOUND.arrows.len() > 1000, "the sources are elsewhere");
}

#[test]
fn every_room_is_in_the_plan() {
    let files = TREE.modules.iter().map(|module| module.file.as_str());
    assert_eq!(rule::unplanned(files, &FLOORS), BTreeSet::new());
}

#[test]
fn imports_only_point_down() {
    assert_eq!(rule::upward(&FOUND.arrows, &FLOORS), Vec::<String>::new());
}

#[test]
fn no_files_go_in_circles() {
    let wrong = rule::against_list(&FOUND.arrows, CIRCLES);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a face shows, its person sees: only rooms that act write to the log, and none writes what a person typed.
#[test]
fn no_face_writes_to_the_log() {
    assert_eq!(
        rule::impure(&FOUND.foreign, &["tui", "plain", "cli"], &["log"]),
        Vec::<String>::new()
    );
}

#[test]
fn pure_rooms_touch_nothing() {
    assert_eq!(
        rule::impure(&FOUND.foreign, &PURE, &IMPURE),
        Vec::<String>::new()
    );
}
