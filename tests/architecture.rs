//! Imports only point down, pure rooms touch nothing, files stay small.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Floors from the top of the house to its ground; a room may use those on the floors below it, not its neighbour.
const FLOORS: [&[&str]; 12] = [
    &["main"],
    &["cli"],
    &["tui", "plain"],
    &["session"],
    &["keys", "evidence"],
    &["store"],
    &["report"],
    &["facts"],
    &["decision"],
    &["review"],
    &["checklist"],
    &["text"],
];

/// Rooms that do no I/O and read no clock, no environment and no terminal.
const PURE: [&str; 6] = ["text", "checklist", "review", "decision", "facts", "report"];

/// What a pure room may not name.
const IMPURE: [&str; 8] = [
    "std::fs",
    "std::env",
    "std::process",
    "std::thread",
    "std::net",
    "Utc::now",
    "Local::now",
    "Instant::now",
];

const LINES: usize = 500;

struct Source {
    path: PathBuf,
    room: String,
    /// Without comments, which may name what they like.
    code: String,
    lines: usize,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source file");
                let inside = path.strip_prefix(&root).expect("below it");
                let first = inside
                    .components()
                    .next()
                    .expect("a name")
                    .as_os_str()
                    .to_string_lossy();
                let room = first.trim_end_matches(".rs").to_owned();
                let code = text
                    .lines()
                    .map(|line| line.split("//").next().unwrap_or_default());
                let code = code.collect::<Vec<_>>().join("\n");
                found.push(Source {
                    path,
                    room,
                    code,
                    lines: text.lines().count(),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 40, "the sources are elsewhere");
    found
}

/// The rooms that a file names behind `crate::`, in braces too: `use crate::{review::Status, text::visible}`.
fn used(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` of a macro is the same crate.
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut names = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    c if depth == 0 => names.push(c),
                    _ => {}
                }
            }
            rooms.extend(
                names
                    .split(',')
                    .map(first_word)
                    .filter(|name| !name.is_empty()),
            );
        } else {
            rooms.push(first_word(rest));
        }
    }
    rooms
}

fn first_word(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn imports_only_point_down() {
    let mut wrong = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| !matches!(source.room.as_str(), "main" | "lib"))
    {
        let Some(own) = floor(&source.room) else {
            wrong.push(format!(
                "{}: no such room in the plan",
                source.path.display()
            ));
            continue;
        };
        for room in used(&source.code) {
            let below = room == source.room || floor(&room).is_some_and(|other| other > own);
            if !below {
                wrong.push(format!("{} uses {room}", source.path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn pure_rooms_touch_nothing() {
    let mut wrong = Vec::new();
    for source in sources()
        .iter()
        .filter(|source| PURE.contains(&source.room.as_str()))
    {
        // A test of a pure room may read the file that it keeps up to date.
        let code = source
            .code
            .split("#[cfg(test)]\nmod ")
            .next()
            .unwrap_or_default();
        if source.path.ends_with("schema.rs") {
            continue;
        }
        wrong.extend(
            IMPURE
                .iter()
                .filter(|name| code.contains(**name))
                .map(|name| (source.path.clone(), *name)),
        );
    }
    assert_eq!(wrong, []);
}

#[test]
fn files_stay_small() {
    let large: BTreeMap<_, _> = sources()
        .into_iter()
        .filter(|source| source.lines > LINES)
        .map(|source| (source.path, source.lines))
        .collect();
    assert_eq!(
        large,
        BTreeMap::new(),
        "look for the second noun that hides in these"
    );
}

#[test]
fn the_reader_of_imports_sees_every_form() {
    let code = "use crate::text::visible;\nuse crate::{\n    review::{Status, Tally},\n    checklist, signoff::{self},\n};\n\
                fn f() { crate::store::disk::read(); }";
    assert_eq!(
        used(code),
        ["text", "review", "checklist", "signoff", "store"]
    );
}
