//! What was struck is shown by no face, and that it was struck by each.

use super::support::{Kind, flat, in_every_face};
use crate::house::{ADA, House};

/// A secret in an answer, a note, a question and a no-go, all of them struck.
fn struck() -> House {
    let house = House::begun();
    house.done("session start");
    house.done(
        "attest NET-1 unmet --rationale 'It is hunter2' --note 'See hunter2' --owner Kim --due +3d",
    );
    house.done("ask NET-1 --text 'Is hunter2 in use?' --for 'Kim <kim@example.org>'");
    house.done("session vote no-go --role approver --why 'hunter2 leaked'");
    let json = house.json("status --json");
    let id = |pointer: &str| json.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    house.done("strike NET-1 --why 'a password'");
    house.done("strike NET-1 --evidence 1 --why 'a password'");
    for pointer in ["/remarks/0/id", "/votes/0/id"] {
        house.done(&format!("strike {} --why 'a password'", id(pointer)));
    }
    house
}

#[test]
fn a_struck_text_stands_nowhere() {
    in_every_face(|kind| {
        let house = struck();
        let mut face = house.open(kind, ADA);
        let mut said = vec![("item", face.item("NET-1")), ("minutes", face.minutes())];
        let minutes = flat(&said[1].1);
        // The answer, the question and the no-go.
        assert!(minutes.matches("a password)").count() >= 3, "{minutes}");
        said.extend(face.standings());
        for (place, names) in face.findings() {
            said.push((place, names.join("\n")));
        }
        if kind == Kind::Commands {
            for line in ["findings --json", "status --json", "inbox --json --by Kim"] {
                said.push((line, house.json(line).to_string()));
            }
        }
        for (place, text) in said {
            assert!(!text.contains("hunter2"), "{place}: {text}");
        }
    });
}
