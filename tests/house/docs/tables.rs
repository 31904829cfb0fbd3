//! The tables that the program itself makes.

use std::collections::BTreeMap;

use signoff::face::place::Place;
use signoff::tui::keymap::Keymap;
use strum::VariantArray;

use super::{current, read};

#[test]
fn commands_are_the_programs_own() {
    let text = read("README.md");
    current("README.md", &between(&text, "commands", &commands()));
}

#[test]
fn keys_are_the_programs_own() {
    let text = read("docs/terminals.md");
    current("docs/terminals.md", &between(&text, "keys", &keys()));
}

/// Puts a table between the marks of its name.
fn between(text: &str, name: &str, table: &str) -> String {
    let (start, end) = (
        format!("<!-- {name} -->\n"),
        format!("<!-- end of {name} -->"),
    );
    let (before, rest) = text
        .split_once(&start)
        .expect("the document marks where the table begins");
    let (_, after) = rest
        .split_once(&end)
        .expect("the document marks where the table ends");
    format!("{before}{start}{table}{end}{after}")
}

fn keys() -> String {
    let (keymap, _) = Keymap::new(&BTreeMap::new());
    let mut table = String::from(
        "| where | keys | what | name | in the plain walker |\n| --- | --- | --- | --- | --- |\n",
    );
    for place in Place::VARIANTS {
        for (command, keys) in keymap.commands(&[*place]) {
            let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
            let mut said: Vec<_> = command
                .said
                .iter()
                .flat_map(|said| [said.key, said.word])
                .collect();
            said.dedup();
            table.push_str(&format!(
                "| {place} | {} | {} | {} | {} |\n",
                keys.join(" "),
                command.help,
                command.name,
                said.join(", ")
            ));
        }
    }
    table
}

fn commands() -> String {
    let mut table = String::from("| command | does |\n| --- | --- |\n");
    for command in signoff::cli::definition().get_subcommands() {
        row(command, "signoff", &mut table);
    }
    table
}

fn row(command: &clap::Command, above: &str, table: &mut String) {
    let name = format!("{above} {}", command.get_name());
    if command.has_subcommands() {
        for below in command.get_subcommands() {
            row(below, &name, table);
        }
        return;
    }
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    table.push_str(&format!("| `{name}` | {about} |\n"));
}
