//! What a file states of itself is checked before it is shown as checked: sizes, times, ids.

use crate::house::House;

fn with_evidence() -> House {
    let house = House::new();
    house.write("proof.txt", "proof");
    house.done("new --checklist stride-threats --system box");
    house.done("attest S-1 met --rationale Fine --evidence proof.txt");
    house
}

#[test]
fn a_size_that_the_file_never_had_is_told_and_backs_nothing() {
    let house = with_evidence();
    house.done("evidence verify");
    house.swap("size = 5", "size = 123456789");
    house
        .run("evidence verify")
        .is(1)
        .has_out("misstated  S-1  proof.txt");
    house
        .done("evidence list --json")
        .has_out("\"became\": \"misstated\"");
    for line in [
        "status",
        "check --require complete",
        "report",
        "evidence verify",
    ] {
        let run = house.run(line).to_string();
        assert!(!run.contains("unchanged"), "{line}\n{run}");
    }
    let why = "proof.txt has 5 bytes, and the review states another size";
    house.run("status").has(why);
    house.run("check --require complete").is(1).has(why);
    house
        .done("report")
        .has_out("**which is not its size**: it has 5 bytes");
}

#[test]
fn evidence_of_the_future_backs_nothing() {
    let house = with_evidence();
    // Only that of the evidence, which has the time of its answer.
    let text = house.review();
    let (before, evidence) = text.split_once("proof.txt").unwrap();
    let (between, at) = evidence.split_once("at = ").unwrap();
    let text = format!("{before}proof.txt{between}at = 2999{}", &at[4..]);
    house.put(&text);
    let check = house.run("check --require complete");
    let why = "the evidence proof.txt is dated in the future";
    check.is(1).has(why);
}

#[test]
fn a_record_stands_once() {
    let house = with_evidence();
    house.done("sign --role approver --decision rejected --why Unfit --unsigned");
    let text = house.review();
    let signoff = &text[text.find("[[signoff]]").unwrap()..];
    house.put(&format!("{text}\n{signoff}"));
    house.run("check").is(1).has_out("stands twice in the file");
}
