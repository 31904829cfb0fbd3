//! What people say beside answers is the same record, whatever it was said with, and is found by the same words.

use super::support::in_every_face;
use crate::has::Has as _;
use crate::house::{ADA, GRACE, House, KIM};

/// The remarks of a review: item, kind, words, for whom, by whom; and whether each is open.
fn said(house: &House) -> Vec<String> {
    let all = house.json("status --json");
    let all = all["remarks"].as_array().unwrap();
    let line = |one: &serde_json::Value| {
        let parts = ["item", "kind", "text", "for", "due", "by", "open"];
        let parts = parts.map(|part| one[part].to_string().replace('"', ""));
        parts.join(", ")
    };
    all.iter().map(line).collect()
}

#[test]
fn a_comment_a_question_and_a_return_are_the_same_record_in_every_face() {
    in_every_face(|kind| {
        let house = House::answered();
        let mut face = house.open(kind, GRACE);
        face.remark("comment", "NET-1", "Well done.");
        face.remark("ask", "NET-2", "Who owns it?");
        face.remark("return", "OPS-1", "No test.");
        assert_eq!(
            said(&house),
            [
                format!("NET-1, comment, Well done., null, null, {GRACE}, false"),
                format!("NET-2, question, Who owns it?, {KIM}, null, {GRACE}, true"),
                format!("OPS-1, return, No test., null, null, {GRACE}, true"),
            ]
        );
        let shown = house.open(kind, ADA).item("OPS-1");
        assert!(
            kind == super::support::Kind::Commands || shown.contains("No test."),
            "{shown}"
        );
        for (who, filter, items) in [
            (ADA, "is:returned", "OPS-1"),
            (ADA, "is:asked", "NET-2"),
            (ADA, "for:kim", "NET-2"),
            (KIM, "mine:", "NET-2"),
            (ADA, "mine:", "OPS-1"),
        ] {
            if let Some(found) = house.open(kind, who).filtered(filter) {
                assert_eq!(found.join(" "), items, "{filter} by {who}");
            }
        }
    });
}

#[test]
fn who_accepts_an_answer_stands_behind_it_in_every_face_but_not_behind_their_own() {
    in_every_face(|kind| {
        let house = House::answered();
        house
            .open(kind, ADA)
            .accept("NET-1")
            .has("cannot accept it");
        house.open(kind, GRACE).accept("NET-1");
        let all = house.json("status --json");
        let declared = all["declarations"].as_array().unwrap();
        let [one] = &declared[..] else {
            panic!("one declaration, and not {declared:?}");
        };
        assert_eq!(
            (&one["by"], &one["deeds"][0]["act"]),
            (&GRACE.into(), &"accepts".into())
        );
        assert_eq!(one["deeds"].as_array().unwrap().len(), 1);
    });
}
