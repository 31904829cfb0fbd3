//! What is not in order: the same items, in the same order.

use super::support::in_every_face;
use crate::house::{ADA, House};

/// A finding whose evidence changed, one that is planned, one that is overdue, and a risk whose acceptance is over.
fn house() -> House {
    let house = House::begun();
    house.write("scan.txt", "0 critical\n");
    for line in [
        "attest NET-1 partial --rationale Half --action Mend --owner Kim --due +9d",
        "attest NET-2 unmet --rationale No --action Mend --owner Kim --due +9d --evidence scan.txt",
        "attest OPS-1 risk-accepted --rationale Later --accepted-by Grace --until 2999-01-01",
        "attest OPS-2 unmet --rationale No --action Mend --owner Kim --due 2999-01-02",
    ] {
        house.done(line);
    }
    // Nobody can say a day that is over, so it was still to come when they said it.
    let late = house.review().replace("2999", "2021");
    house.put(&late);
    house.write("scan.txt", "9 critical\n");
    house
}

/// The overdue first, then by severity.
const ALL: [&str; 4] = ["OPS-2", "OPS-1", "NET-2", "NET-1"];

fn sorted<S: AsRef<str>>(names: &[S]) -> Vec<String> {
    let mut names: Vec<String> = names.iter().map(|name| name.as_ref().to_owned()).collect();
    names.sort_unstable();
    names
}

#[test]
fn findings_are_the_same_in_the_same_order() {
    let house = house();
    in_every_face(|kind| {
        let found = house.open(kind, ADA).findings();
        let others: Vec<_> = found.iter().filter(|(_, list)| *list != ALL).collect();
        assert!(others.is_empty(), "{others:?}, and not {ALL:?}");
    });
}

#[test]
fn an_answer_that_lapsed_stays_a_finding() {
    let house = house();
    in_every_face(|kind| {
        for (place, list) in house.open(kind, ADA).findings() {
            assert_eq!(sorted(&list), sorted(&ALL), "{place}");
        }
    });
}

#[test]
fn a_filter_for_what_is_open_leaves_all_findings() {
    let house = house();
    in_every_face(|kind| {
        // The plain walker finds by words, and lists findings as a whole.
        if let Some(list) = house.open(kind, ADA).filtered("is:open") {
            assert_eq!(sorted(&list), sorted(&ALL));
        }
    });
}

#[test]
fn a_filter_for_what_is_overdue_leaves_what_findings_call_overdue() {
    let house = house();
    let json = house.json("findings --json");
    let overdue: Vec<_> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["overdue"] == true)
        .map(|one| one["item"].as_str().unwrap())
        .collect();
    assert_eq!(overdue, ["OPS-2", "OPS-1"]);
    in_every_face(|kind| {
        if let Some(list) = house.open(kind, ADA).filtered("is:overdue") {
            assert_eq!(sorted(&list), sorted(&overdue));
        }
    });
}

#[test]
fn what_is_in_order_is_no_finding() {
    let house = House::answered();
    in_every_face(|kind| {
        let mut face = house.open(kind, ADA);
        for (place, list) in face.findings() {
            assert!(list.is_empty(), "{place}: {list:?}");
        }
        let open = face.filtered("is:open").unwrap_or_default();
        assert!(open.is_empty(), "{open:?}");
    });
}
