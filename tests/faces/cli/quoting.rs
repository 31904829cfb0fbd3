//! What a stranger's file points to is never quoted: the error is read where the stranger can read it.

use std::os::unix::fs::symlink;

use crate::house::House;

/// Every kind of word that an error might repeat: keys, values, and lines that are no TOML.
const SECRETS: [&str; 3] = [
    "HUSH_KEY=hush/value\n# [x]\nHUSH = \"hush\"\n",
    "HUSH_KEY = \"hush\"\nschema = \"hush\"\nid = \"hush hush\"\nversion = 7\n",
    "schema = 1\nid = \"hush\"\ntitle = \"hush\"\nversion = \"hush\"\n[[category]]\nid = \"hush\"\ntitle = \"hush\"\n\
     [[category.item]]\nid = \"HUSH-1\"\ntitle = \"hush\"\nseverity = \"low\"\n",
];

const FACES: [&str; 14] = [
    "",
    "status",
    "status --json",
    "check",
    "check --json",
    "verify",
    "verify --json",
    "findings",
    "evidence list",
    "report",
    "walk --plain",
    "attest A-1 met",
    "sign --role approver --decision rejected --why Unfit --unsigned",
    "export in-toto --predicate",
];

fn assert_silent(house: &House, line: &str, file: &str) {
    let run = house.run(line);
    let said = run.to_string();
    assert!(run.code != 0 && said.contains(file), "{line}\n{said}");
    assert!(!said.to_lowercase().contains("hush"), "{line}\n{said}");
}

#[test]
fn a_checklist_that_a_review_names_is_not_quoted() {
    let house = House::new();
    house.done("new --checklist stride-threats --system box");
    let review = house.review().replace(
        "[checklist.stride-threats]\n",
        "[checklist.stride-threats]\npath = \".env\"\n",
    );
    house.put(&review);
    for secret in SECRETS {
        house.write(".env", secret);
        for line in FACES {
            assert_silent(&house, line, ".env");
        }
    }
    // The same file in the folder, which the review names by its id.
    house.put(&review.replace("path = \".env\"\n", ""));
    for secret in SECRETS {
        house.write("checklists/stride-threats.toml", secret);
        for line in FACES {
            assert_silent(&house, line, "stride-threats.toml");
        }
    }
}

#[test]
fn a_file_behind_a_link_is_not_quoted() {
    let house = House::new();
    house.done("new --checklist stride-threats --system box");
    house.write("../private", SECRETS[0]);
    house.write(".env", SECRETS[1]);
    for target in ["../private", ".env"] {
        let link = house.path("link.toml");
        symlink(target, &link).unwrap();
        for line in [
            "check --policy link.toml",
            "-r link.toml status",
            "new other.toml --checklist ./link.toml --system s",
            "checklist show ./link.toml",
            "checklist lint link.toml",
        ] {
            assert_silent(&house, line, "link.toml");
        }
        std::fs::remove_file(link).unwrap();
    }
}

#[test]
fn what_a_person_named_is_quoted() {
    let house = House::new();
    house.done("new --checklist stride-threats --system box");
    house.write("own.toml", "schema = \"one\"\n");
    for line in [
        "check --policy own.toml",
        "-r own.toml status",
        "checklist show ./own.toml",
        "checklist lint own.toml",
    ] {
        let run = house.run(line);
        assert!(run.code != 0, "{line}\n{run}");
        run.has("schema = \"one\"");
    }
}

#[test]
fn a_message_is_no_longer_than_a_person_reads() {
    let house = House::with_review();
    let text = house.review();
    house.write("base.toml", &text);
    let key = "k".repeat(1_000_000);
    house.write(
        "theirs.toml",
        &text.replacen("schema = 2", &format!("schema = 2\n{key} = 1"), 1),
    );
    let run = house.run("merge base.toml signoff.toml theirs.toml");
    run.is(1).has_err("only one side has the key kkk");
    assert!(run.err.len() < 20_000, "{}", run.err.len());
}
