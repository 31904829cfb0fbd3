//! The tables of the README.

use std::collections::BTreeMap;

use signoff::face::place::Place;
use signoff::tui::keymap::Keymap;
use strum::VariantArray;

use super::{current, repository};

#[test]
fn keys_and_commands_are_the_programs_own() {
    let text = std::fs::read_to_string(repository("README.md")).unwrap();
    let text = between(&text, "keys", &keys());
    let text = between(&text, "commands", &commands());
    current("README.md", &text);
}

/// Puts a table between the marks of its name.
fn between(text: &str, name: &str, table: &str) -> String {
    let (start, end) = (
        format!("<!-- {name} -->\n"),
        format!("<!-- end of {name} -->"),
    );
    let (before, rest) = text
        .split_once(&start)
        .expect("the README marks where the table begins");
    let (_, after) = rest
        .split_once(&end)
        .expect("the README marks where the table ends");
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

#[test]
fn links_of_the_readme_lead_somewhere() {
    let text = std::fs::read_to_string(repository("README.md")).unwrap();
    let targets = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    for target in
        targets.filter(|target| !target.starts_with("https://") && !target.starts_with('#'))
    {
        assert!(repository(target).exists(), "{target}");
    }
}

#[test]
fn the_checklist_of_the_readme_is_one() {
    let text = std::fs::read_to_string(repository("README.md")).unwrap();
    let block = text
        .split("```toml\n")
        .find(|block| block.contains("[[category.item]]"))
        .unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let list = signoff::checklist::form::parse(std::path::Path::new("README.md"), block).unwrap();
    assert_eq!((list.id.as_str(), list.len()), ("backups", 1));
}

#[test]
fn the_policy_of_the_readme_is_one() {
    let text = std::fs::read_to_string(repository("README.md")).unwrap();
    let block = text
        .split("```toml\n")
        .find(|block| block.contains("[principals]"))
        .unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let policy = signoff::policy::form::parse(std::path::Path::new("README.md"), block).unwrap();
    let said = serde_json::to_value(&policy).unwrap();
    assert_eq!(
        said.as_object().unwrap().len(),
        10,
        "every rule is there: {said}"
    );
}
