//! How much a checklist may hold.

use std::fmt::Write as _;
use std::path::Path;

use signoff::checklist::{MAX_BYTES, MAX_ITEMS, form};
use signoff::store::shelf::{Shelf, ShelfError};
use signoff::toml::problem::Problems;

use super::support::Bench;
use crate::has::Has as _;

fn list(items: usize) -> String {
    let mut text =
        "schema=1\nid=\"big\"\ntitle=\"t\"\nversion=\"1\"\n[[category]]\nid=\"c\"\ntitle=\"c\"\n"
            .to_owned();
    for nth in 0..items {
        let _ = write!(
            text,
            "[[category.item]]\nid=\"i{nth}\"\ntitle=\"t\"\nseverity=\"low\"\n"
        );
    }
    text
}

fn parse(text: &str) -> Result<usize, Problems> {
    form::parse(Path::new("big.toml"), text).map(|checklist| checklist.len())
}

#[test]
fn a_hundred_thousand_items_and_no_more() {
    assert_eq!(parse(&list(MAX_ITEMS)).unwrap(), 100_000);
    parse(&list(MAX_ITEMS + 1))
        .unwrap_err()
        .to_string()
        .has("more than 100000 items; split the checklist");
}

#[test]
fn sixty_four_mebibytes_and_no_more() {
    let bench = Bench::new();
    let path = bench.write("checklists/big.toml", list(1));
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(MAX_BYTES + 1).unwrap();
    let error = Shelf::default().find("big", &bench.path).unwrap_err();
    assert!(
        matches!(&error, ShelfError::Disk(_)) && error.to_string().contains("64 MiB"),
        "{error}"
    );
    // At the limit it is read, and then is no TOML: a sparse file is full of zeros.
    file.set_len(MAX_BYTES).unwrap();
    let error = Shelf::default().find("big", &bench.path).unwrap_err();
    assert!(matches!(&error, ShelfError::Problems(_)), "{error}");
}

#[test]
fn a_hostile_file_is_answered_in_a_few_lines() {
    let long = "x".repeat(1 << 20);
    for text in [
        format!("{}\n{long} = {long}\n", list(1)),
        format!(
            "{}[[category.item]]\nid = \"{long}\"\ntitle = \"\"\nseverity = \"{long}\"\n",
            list(1)
        ),
        format!(
            "{}[[category.item]]\n{long} = 1\nid = \"a\"\ntitle = \"t\"\nseverity = \"low\"\n",
            list(1)
        ),
        format!("{}\u{1b}]0;owned\u{7}\u{202e}", list(1)),
    ] {
        let shown = parse(&text).unwrap_err().to_string();
        assert!(shown.len() < 2_000, "{} bytes", shown.len());
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown}");
    }
}

#[test]
fn nesting_is_refused_in_reviews_too() {
    let (bench, open) = Bench::with_review();
    drop(open);
    for deep in [
        format!("x = {}{}", "[".repeat(50_000), "]".repeat(50_000)),
        format!("x = {}", "{ a = ".repeat(50_000)),
        format!("{}x = 1", "a.".repeat(50_000)),
        format!("[{}x]", "a.".repeat(50_000)),
    ] {
        bench.write("signoff.toml", format!("{deep}\n{}", bench.read()));
        bench.try_open().unwrap_err().to_string().has("recurs");
    }
}
