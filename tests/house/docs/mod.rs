//! What people read is what the program does: the documents' tables, examples and links, the example review and its report.
//! `UPDATE_ASSETS=1 cargo test --test house docs` writes what is made by the program anew.
#![expect(
    clippy::disallowed_methods,
    reason = "documents are written when a test is asked to"
)]

mod architecture;
mod example;
mod formats;
mod gate;
mod lines;
mod links;
mod markdown;
mod tables;
mod terminals;
mod texts;
mod words;

use std::path::{Path, PathBuf};

/// A file of the repository.
fn repository(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn read(file: &str) -> String {
    std::fs::read_to_string(repository(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn asked_for(variable: &str) -> bool {
    std::env::var_os(variable).is_some()
}

/// Compares a file with what it should hold, or writes it.
fn current(file: &str, wanted: &str) {
    if asked_for("UPDATE_ASSETS") {
        std::fs::write(repository(file), wanted).unwrap();
    }
    let found = std::fs::read_to_string(repository(file)).unwrap_or_default();
    assert!(
        found == wanted,
        "{file} is not current; run UPDATE_ASSETS=1 cargo test --test house docs"
    );
}
