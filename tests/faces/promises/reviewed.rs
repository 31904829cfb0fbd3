//! How many items count as reviewed.

use super::support::{LIST, in_every_face};
use crate::house::{ADA, House};

fn counted(house: &House, expected: &str) {
    in_every_face(|kind| {
        let told = house.open(kind, ADA).reviewed();
        let others: Vec<_> = told.iter().filter(|(_, count)| count != expected).collect();
        assert!(others.is_empty(), "{others:?}, and not {expected}");
    });
    let check = house.run("check").out;
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

/// Answers OPS-1 again, as if in another year.
fn answered_in(year: &str, house: &House) {
    house.done("attest OPS-1 met --rationale Another");
    let review = house.review();
    let (before, after) = review.split_once("Another").unwrap();
    // Its time stands before its rationale or behind it.
    let time = regex::Regex::new(r"\nat = \d{4}").unwrap();
    let at = format!("\nat = {year}");
    let (start, block) = before.split_at(before.rfind("[[item.").unwrap());
    let dated = if time.is_match(block) {
        format!("{start}{}Another{after}", time.replace(block, &at))
    } else {
        format!("{before}Another{}", time.replace(after, &at))
    };
    house.put(&dated);
}

#[test]
fn an_answer_from_the_future_counts_as_not_reviewed() {
    let house = House::answered();
    answered_in("2999", &house);
    counted(&house, "3 of 4");
}

#[test]
fn an_answer_that_is_too_old_for_the_policy_counts_as_not_reviewed() {
    let house = House::demo(&LIST.replace("[policy]", "[policy]\nmax-age = \"90d\""));
    house.done("attest NET-1 NET-2 OPS-2 met --rationale Seen");
    answered_in("2021", &house);
    counted(&house, "3 of 4");
}
