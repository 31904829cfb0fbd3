//! What changed since a sign-off, a day or a commit.

use crate::has::Has as _;
use crate::house::{GRACE, House, mini};

fn signed() -> House {
    let house = House::of(&mini("", &["critical", "low"]), "--system box");
    house.done("attest A-1 met --rationale 'Deny-all in each namespace'");
    house.done("attest A-2 met --rationale Fine");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved");
    house
}

#[test]
fn old_stands_above_new_and_the_words_that_differ_are_marked() {
    let house = signed();
    assert_eq!(house.done("changes").out, "");
    house.done(
        "attest A-1 partial --rationale 'Deny-all in most namespace' --action Mend --owner \
         'Kim <kim@example.org>' --due +30d",
    );
    for since in ["", "--since approver"] {
        let said = house.done(&format!("changes {since}")).out;
        for words in [
            "A-1  critical  One",
            "then  met by Ada Lovelace",
            "Deny-all in [-each-] namespace",
            "now   partial by Ada Lovelace",
            "Deny-all in {+most+} namespace",
            "Action: Mend",
            "Owner: Kim <kim@example.org>",
            "Due: ",
        ] {
            said.has(words);
        }
        said.lacks("A-2");
    }
    let said = house.done("changes --json --since 2000-01-01").out;
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    let items: Vec<_> = json["changes"].as_array().unwrap().iter().collect();
    assert_eq!(items.len(), 2, "{json}");
    assert!(
        items[0]["then"].is_null() && items[0]["now"]["status"] == "partial",
        "{json}"
    );
}

#[test]
fn the_text_of_an_item_that_changed_is_a_change() {
    let house = signed();
    house.write(
        "mini.toml",
        &mini("", &["critical", "low"]).replace("\"Two\"", "\"Three\""),
    );
    house
        .done("changes")
        .has_out("A-2  low  Three")
        .has_out("what is asked has another text");
}

#[test]
fn a_commit_is_a_baseline_and_what_is_none_is_refused_with_what_is() {
    let house = signed();
    if house.git("init --quiet").is_none() {
        return;
    }
    house.commit();
    house.done("attest A-2 not-applicable --rationale 'No such part'");
    house
        .done("changes --since HEAD")
        .has_out("A-2")
        .has_out("then  met")
        .lacks_out("A-1");
    let run = house.run("changes --since nonsense");
    run.is(2);
    run.has_err("nonsense is no sign-off, no day and no commit");
}

#[test]
fn whoever_is_told_no_is_told_why() {
    let house = signed();
    let run = house.run("verify");
    run.is(1);
    let last = run.out.lines().last().unwrap();
    assert_eq!(
        last,
        "not verified: approved as approver by Grace Hopper is not signed"
    );
    let run = House::with_review().run("verify");
    assert_eq!(
        (run.code, run.out.as_str()),
        (1, "no sign-off\nnot verified: no sign-off counts\n")
    );
}

#[test]
fn what_the_policy_lets_pass_is_said_beside_a_yes() {
    let house = House::of(&mini("", &["critical", "low"]), "--system box");
    house.done(
        "attest A-1 unmet --rationale No --action Mend --owner 'Kim <kim@example.org>' --due +30d",
    );
    house.done("attest A-2 met --rationale Fine");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved");
    let run = house.run("check");
    run.is(0);
    run.has_err("the policy lets 1 critical unmet pass");
}
