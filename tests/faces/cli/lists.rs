//! Checklists: listed, shown, linted.

use crate::has::Has as _;
use crate::house::House;

const WRONG: &str = r#"schema = 1
id = "my list"
titel = "Mine"
version = "1"

[[category]]
id = "a"
title = "A"

[[category.item]]
id = "A-1"
title = "one \u001b[31m two"
severity = "urgent"

[[category.item]]
id = "A-1"
title = "Same id"
severity = "low"
max-age = "soon"
"#;

const ADVISABLE: &str = "schema = 1\nid = \"mine\"\ntitle = \"Mine\"\nversion = \"1\"\n[[category]]\nid = \"c\"\n\
                         title = \"C\"\n[[category.item]]\nid = \"C-1\"\ntitle = \"One\"\nseverity = \"critical\"\n";

#[test]
fn lists_come_from_the_directory_and_the_program() {
    let house = House::new();
    house.write("checklists/mine.toml", ADVISABLE);
    house.write("checklists/wrong.toml", WRONG);
    house.write("checklists/misnamed.toml", ADVISABLE);
    house.assert(
        "checklist_list",
        &house.transcript(&["checklist list", "checklist list --json"]),
    );
}

#[test]
fn lint_tells_everything() {
    let house = House::new();
    house.write("wrong.toml", WRONG);
    house.write("advisable.toml", ADVISABLE);
    house.write("broken.toml", "schema = 1\nid = \"a\ntitle = 'b'\n");
    house.assert(
        "checklist_lint",
        &house.transcript(&[
            "checklist lint wrong.toml",
            "checklist lint advisable.toml",
            "checklist lint advisable.toml broken.toml",
            "checklist lint advisable.toml missing.toml .git",
            "checklist lint",
        ]),
    );
}

#[test]
fn a_list_is_shown_by_id_or_path() {
    let house = House::new();
    house.write("lists/mine.toml", ADVISABLE);
    let lines = house.transcript(&[
        "checklist show lists/mine.toml",
        "checklist show lists/mine.toml --json",
        "checklist show mine",
        "checklist show lists/none.toml",
    ]);
    house.assert("checklist_show", &lines);
    let shipped = house.done("checklist show azure-deployment").out;
    for words in [
        "NET-1  Evaluate private",
        "ships as: Local backend (not encrypted)",
        "az aks show",
        "(MIT)",
    ] {
        shipped.has(words);
    }
}
