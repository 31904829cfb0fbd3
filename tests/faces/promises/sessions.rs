//! Who is in the room, who says what there and what is parked is the same everywhere.

use super::support::{Face, flat, in_every_face};
use crate::has::Has as _;
use crate::house::{ADA, GRACE, House, KIM};

/// A session that goes on, with an answer that Ada wrote down for Kim, a question, a go and a no-go.
fn meeting() -> House {
    let house = House::begun();
    house.done(&format!("session start --lead '{GRACE}' --with '{KIM}'"));
    house.done(&format!(
        "attest NET-1 met --rationale Seen --answered-by '{KIM}'"
    ));
    house.done(&format!(
        "ask NET-2 --text 'Who owns it?' --for '{KIM}' --due +7d"
    ));
    house.done("session vote go --role preparer");
    house.done(&format!(
        "session vote no-go --role approver --why Untested --said-by '{GRACE}'"
    ));
    house
}

fn report(face: &mut dyn Face) -> String {
    let all = face.standings();
    let report = all.into_iter().find(|(name, _)| *name == "report");
    report.unwrap().1
}

#[test]
fn the_minutes_say_it_in_every_face() {
    in_every_face(|kind| {
        let house = meeting();
        let minutes = flat(&house.open(kind, ADA).minutes());
        for what in [
            "Grace Hopper",
            ", led",
            "recorded by Ada Lovelace",
            "not confirmed by them",
            "Who owns it?",
            "go as preparer",
            "no-go as approver",
            "Untested",
            "signoff sign --role approver --decision rejected --why WHY",
            "NET-2, question for Kim, is due",
        ] {
            minutes.has(what);
        }
    });
}

#[test]
fn status_and_report_say_it_too() {
    let house = meeting();
    let json = house.json("status --json");
    let word = |pointer: &str| json.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    for (pointer, what) in [
        ("/sessions/0/lead", GRACE),
        ("/sessions/0/people/0", KIM),
        ("/remarks/0/text", "Who owns it?"),
        ("/votes/0/by", ADA),
        ("/votes/1/kind", "no-go"),
        ("/votes/1/by", GRACE),
        ("/votes/1/recorded-by", ADA),
    ] {
        assert_eq!(word(pointer), what, "{pointer}");
    }
    in_every_face(|kind| {
        let report = flat(&report(&mut *house.open(kind, ADA)));
        for what in ["led by Grace Hopper", "no-go as approver", "Untested"] {
            // The report of the terminal UI is read section by section.
            assert!(
                kind == super::support::Kind::Screen || report.contains(what),
                "{what}: {report}"
            );
        }
    });
}
