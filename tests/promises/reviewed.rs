//! How many items count as reviewed.

use crate::support::{ADA, House, in_every_face};

fn counted(house: &House, expected: &str) {
    in_every_face(|kind| {
        let told = house.open(kind, ADA).reviewed();
        let others: Vec<_> = told.iter().filter(|(_, count)| count != expected).collect();
        assert!(others.is_empty(), "{others:?}, and not {expected}");
    });
    let check = house.run("check");
    let left = check
        .lines()
        .filter(|line| ["NET-", "OPS-"].iter().any(|start| line.starts_with(start)))
        .count();
    assert_eq!(format!("{} of 4", 4 - left), expected, "{check}");
}

#[test]
fn answers_that_hold_count() {
    counted(&House::answered(), "4 of 4");
}

#[test]
fn an_answer_whose_day_is_over_counts_as_not_reviewed() {
    let house = House::answered();
    house.done("attest OPS-1 met --rationale Seen --until 2999-01-01");
    house.put(&house.review().replace("2999", "2021"));
    counted(&house, "3 of 4");
}

#[test]
fn an_answer_whose_evidence_changed_counts_as_not_reviewed() {
    let house = House::answered();
    house.write("scan.txt", "9 critical\n");
    counted(&house, "3 of 4");
}

#[test]
fn an_answer_whose_item_reads_otherwise_now_counts_as_not_reviewed() {
    let house = House::answered();
    house.write(
        "mini.toml",
        &house
            .read("mini.toml")
            .replace("Close the ports", "Close all ports"),
    );
    counted(&house, "3 of 4");
}

#[test]
fn an_answer_from_the_future_counts_as_not_reviewed() {
    let house = House::answered();
    house.done("attest OPS-1 met --rationale Tomorrow");
    let review = house.review();
    let (before, after) = review.split_once("Tomorrow").unwrap();
    // Its time stands before its rationale or behind it.
    let time = regex::Regex::new(r"\nat = \d{4}-").unwrap();
    let late = "\nat = 2999-";
    let (start, block) = before.split_at(before.rfind("[[item.").unwrap());
    let dated = match time.is_match(block) {
        true => format!("{start}{}Tomorrow{after}", time.replace(block, late)),
        false => format!("{before}Tomorrow{}", time.replace(after, late)),
    };
    house.put(&dated);
    counted(&house, "3 of 4");
}
