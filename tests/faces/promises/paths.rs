//! A path as it is typed, pasted, or dropped on a terminal.

use super::support::{Kind, Said, in_every_face};
use crate::house::{ADA, House, Run};

/// The file or the address that an answer rests on, after a text was given as its evidence.
fn evidence(house: &House, item: &str) -> String {
    let item = house.item(item);
    let pieces = item["attestation"]["evidence"].as_array();
    let one = pieces.and_then(|pieces| pieces.last()).unwrap_or(&item);
    let text = one["path"].as_str().or(one["url"].as_str());
    text.unwrap_or("nothing").to_owned()
}

/// In each face, and with `evidence add`.
fn each_is(files: &[&str], given: &[(&str, &str)]) {
    let house = || {
        let house = House::answered();
        for file in files {
            house.write(file, "0 critical\n");
        }
        house
    };
    let here = |house: &House, text: &str| {
        text.replace(
            "HERE",
            house.path("").to_string_lossy().trim_end_matches('/'),
        )
    };
    in_every_face(|kind| {
        let mut wrong = Vec::new();
        for (text, meant) in given {
            let house = house();
            let text = here(&house, text);
            let said = house.open(kind, ADA).answer(
                Said {
                    item: "NET-1",
                    status: "met",
                    why: "Seen.",
                    evidence: Some(&text),
                },
                &mut || {},
            );
            let taken = evidence(&house, "NET-1");
            if taken != *meant {
                wrong.push(format!("{text} is {taken}, not {meant}: {}", why(&said)));
            }
            if kind == Kind::Commands {
                let said = Run::of(&mut house.command(&["evidence", "add", "NET-2", &text]));
                let taken = evidence(&house, "NET-2");
                if taken != *meant {
                    wrong.push(format!(
                        "evidence add {text} is {taken}, not {meant}: {said}"
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("; "));
    });
}

/// The line that complains.
fn why(said: &str) -> &str {
    let complains = |line: &&str| line.contains("rror") || line.contains("Not added");
    said.lines().find(complains).unwrap_or_default().trim()
}

#[test]
fn a_pasted_path_means_the_same_everywhere() {
    each_is(
        &["my scan.txt", "scan.txt"],
        &[
            ("scan.txt", "scan.txt"),
            ("HERE/scan.txt", "scan.txt"),
            ("my scan.txt", "my scan.txt"),
            ("'my scan.txt'", "my scan.txt"),
            ("\"my scan.txt\"", "my scan.txt"),
            ("my\\ scan.txt", "my scan.txt"),
            ("'HERE/my scan.txt'", "my scan.txt"),
            ("HERE/my\\ scan.txt", "my scan.txt"),
            ("file://HERE/my%20scan.txt", "my scan.txt"),
            ("file://localhostHERE/scan.txt", "scan.txt"),
        ],
    );
}

#[test]
fn a_path_that_exists_as_it_is_typed_wins() {
    each_is(
        &[
            "my%20scan.txt",
            "my scan.txt",
            "'odd'.txt",
            "odd.txt",
            "'whole'",
            "whole",
        ],
        &[
            ("my%20scan.txt", "my%20scan.txt"),
            ("'odd'.txt", "'odd'.txt"),
            ("'whole'", "'whole'"),
            ("file://HERE/my%20scan.txt", "my scan.txt"),
            ("file://HERE/my%2520scan.txt", "my%20scan.txt"),
        ],
    );
}

#[test]
fn an_address_is_a_link_everywhere() {
    each_is(
        &[],
        &[
            ("https://example.org/a%20b", "https://example.org/a%20b"),
            ("<https://example.org/x>", "https://example.org/x"),
        ],
    );
}
