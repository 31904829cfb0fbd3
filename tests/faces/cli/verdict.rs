//! One verdict: what a face says of a review follows from the question that was asked, and from what counts.

use super::attacks::{LIST, Signed};
use crate::house::{GRACE, House, Run, mini};

const TRUST: &str = "--allowed-signers ../allowed";

/// A review that is complete, with the keys of Grace and Rita and of somebody whom nobody knows.
fn answered() -> House {
    let house = House::of(&mini("", &["high", "low"]), "--system box --revision v1");
    house.allow(&["grace", "rita"]);
    house.make_key("../stranger", "grace@example.org");
    house.done("attest A-1 A-2 met --rationale Fine");
    house
}

fn approve(house: &House, more: &str) {
    house
        .by(GRACE)
        .done(&format!("sign --role approver --decision approved {more}"));
}

fn walk(house: &House, more: &str) -> Run {
    house.by("").run(&format!("walk --plain {more}"))
}

#[test]
fn whoever_leaves_before_the_walk_begins_gets_the_answer_to_their_question() {
    let house = answered();
    house.write("proof.txt", "fine\n");
    house.done("evidence add A-1 proof.txt");
    approve(&house, "--unsigned");
    walk(&house, "--require approved").is(0);
    walk(&house, "--revision v2")
        .is(1)
        .has_out("the review is of v1, not of v2");
    house.write("proof.txt", "other\n");
    walk(&house, "--require approved")
        .is(1)
        .has_out("A-1 is stale");
}

#[test]
fn a_broken_approval_with_conditions_brings_no_unsigned_one_back() {
    needs_openssh!();
    let house = answered();
    approve(&house, "--unsigned");
    house.done(&format!(
        "sign --role approver --decision approved-with-conditions --condition Mend --owner Kim --due 2999-01-01 \
         --by '{GRACE}' --key ../stranger"
    ));
    for question in [TRUST, "--allowed-signers ../allowed --require signed"] {
        house
            .run(&format!("check {question}"))
            .is(1)
            .has_out("has a signature that is refused");
    }
    let run = house.run(&format!("export in-toto --predicate {TRUST}"));
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run}");
}

#[test]
fn a_review_that_only_had_to_be_complete_is_signed_off_in_no_face() {
    needs_openssh!();
    let house = answered();
    house
        .by(GRACE)
        .done("sign --role approver --decision rejected --why Unfit --key ../grace");
    let question = format!("--require complete {TRUST}");
    for command in ["check", "status", "report", "walk --plain"] {
        let run = house.run(&format!("{command} {question}"));
        run.is(0);
        // How others verify a report stands at its end.
        let said = run.out.split("\n## ").next().unwrap().to_lowercase();
        assert!(
            said.contains("complete") && !said.contains("signed off"),
            "{command}: {run}"
        );
    }
    house
        .run(&format!("check --json {question}"))
        .has_out("\"passes\": true")
        .has_out("\"signed-off\": false");
}

#[test]
fn the_decision_of_the_report_is_that_of_the_approvals_that_count() {
    needs_openssh!();
    let house = answered();
    house.done(
        "sign --role approver --decision approved-with-conditions --condition Mend --owner Kim --due 2999-01-01 \
         --by 'Mallory <mallory@example.org>' --unsigned",
    );
    approve(&house, "--key ../grace");
    let question = format!("--require signed {TRUST}");
    house.run(&format!("check {question}")).is(0);
    house
        .done(&format!("report {question}"))
        .has_out("**Decision: signed off, approved.**");
}

#[test]
fn a_no_that_may_be_somebody_elses_is_said_to_be_so() {
    needs_openssh!();
    let house = answered();
    house
        .by(GRACE)
        .done("sign --role approver --decision rejected --why Unfit --key ../stranger");
    let why = "with a signature that is refused: no allowed signer has the key";
    for command in ["check", "status", "report"] {
        house.run(&format!("{command} {TRUST}")).has_out(why);
    }
}

#[test]
fn a_list_of_gits_that_is_not_there_is_said_and_stops_no_status() {
    needs_openssh!();
    let signed = Signed::of(&LIST.replace("policy = {", "policy = { signature = \"required\","));
    let house = &signed.house;
    house.write(
        "../gitconfig",
        "[gpg \"ssh\"]\n\tallowedSignersFile = /nowhere/allowed\n",
    );
    for line in ["status", "report"] {
        house.done(line).has_out("there is no file");
    }
    house.run("check").is(2).has_err("there is no file");
}
