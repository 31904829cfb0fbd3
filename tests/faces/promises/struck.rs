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

#[test]
fn a_struck_statement_and_what_was_to_be_done_say_so_everywhere() {
    in_every_face(|kind| {
        let house = House::begun();
        house.done(
            "attest NET-1 unmet --rationale No --owner Kim --due +3d --action 'Drop hunter2'",
        );
        house.done("sign --role approver --decision rejected --why 'It is hunter2' --unsigned");
        let json = house.json("status --json");
        let id = json["signoffs"][0]["id"].as_str().unwrap();
        house.done(&format!("strike {id} --why 'a password'"));
        house.done("strike NET-1 --finding --why 'a token'");
        let struck = "its statement was struck by Ada Lovelace";
        let mut face = house.open(kind, ADA);
        let mut said = face.standings();
        let places: Vec<_> = said
            .iter()
            .filter(|(_, text)| flat(text).contains(struck))
            .map(|(place, _)| *place)
            .collect();
        let expected = match kind {
            Kind::Commands => vec!["status", "report"],
            Kind::Screen => vec!["details of the sign-offs", "sign-off", "report"],
            Kind::Walker => vec!["the beginning", "sign", "report"],
        };
        assert_eq!(places, expected);
        if kind == Kind::Commands {
            for line in ["status --json", "verify --json"] {
                let said = house.run(line).out;
                assert!(said.contains(struck), "{line}: {said}");
            }
        }
        said.push(("item", face.item("NET-1")));
        assert!(said.iter().any(|(_, text)| flat(text).contains("a token)")));
        for (place, text) in said {
            assert!(!text.contains("hunter2"), "{place}: {text}");
        }
    });
}
