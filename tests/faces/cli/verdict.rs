//! One verdict: what a face says of a review follows from the question that was asked, and from what counts.

use super::attacks::{LIST, Signed};
use super::house::{House, Run};

const GRACE: &str = "--by 'Grace Hopper <grace@example.org>'";
const TRUST: &str = "--allowed-signers ../allowed";

/// A review that is complete, with the keys of Grace and Rita and of somebody whom nobody knows.
fn answered() -> House {
    let house = House::new();
    house.write("mini.toml", &LIST.replace("\"reviewer\", ", ""));
    let keys = [
        ("../grace", "grace@example.org"),
        ("../rita", "rita@example.org"),
    ];
    house.write(
        "../allowed",
        &keys.map(|(key, mail)| house.make_key(key, mail)).concat(),
    );
    house.make_key("../stranger", "grace@example.org");
    house.done("new --checklist ./mini.toml --system box --revision v1");
    house.done("attest A-1 A-2 met --rationale Fine");
    house
}

fn approve(house: &House, more: &str) {
    house.done(&format!(
        "sign --role approver --decision approved {GRACE} {more}"
    ));
}

fn walk(house: &House, more: &str) -> Run {
    let words: Vec<_> = ["walk", "--plain"]
        .into_iter()
        .chain(more.split(' '))
        .collect();
    let mut command = house.command(&words);
    Run::of(&command.env_remove("SIGNOFF_BY").output().unwrap())
}

#[test]
fn whoever_leaves_before_the_walk_begins_gets_the_answer_to_their_question() {
    let house = answered();
    house.write("proof.txt", "fine\n");
    house.done("evidence add A-1 proof.txt");
    approve(&house, "--unsigned");
    assert_eq!(walk(&house, "--require approved").code, 0);
    let run = walk(&house, "--revision v2");
    assert!(
        run.code == 1 && run.out.contains("the review is of v1, not of v2"),
        "{run}"
    );
    house.write("proof.txt", "other\n");
    let run = walk(&house, "--require approved");
    assert!(run.code == 1 && run.out.contains("A-1 is stale"), "{run}");
}

#[test]
fn a_broken_approval_with_conditions_brings_no_unsigned_one_back() {
    needs_openssh!();
    let house = answered();
    approve(&house, "--unsigned");
    house.done(&format!(
        "sign --role approver --decision approved-with-conditions --condition Mend --owner Kim --due 2999-01-01 \
         {GRACE} --key ../stranger"
    ));
    for question in [TRUST, "--allowed-signers ../allowed --require signed"] {
        let run = house.run(&format!("check {question}"));
        assert!(
            run.code == 1 && run.out.contains("has a signature that is refused"),
            "{run}"
        );
    }
    let run = house.run(&format!("export in-toto --predicate {TRUST}"));
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run}");
}

#[test]
fn a_review_that_only_had_to_be_complete_is_signed_off_in_no_face() {
    needs_openssh!();
    let house = answered();
    house.done(&format!(
        "sign --role approver --decision rejected --why Unfit {GRACE} --key ../grace"
    ));
    let question = format!("--require complete {TRUST}");
    for command in ["check", "status", "report", "walk --plain"] {
        let run = house.run(&format!("{command} {question}"));
        assert_eq!(run.code, 0, "{command}: {run}");
        // How others verify a report stands at its end.
        let said = run.out.split("\n## ").next().unwrap().to_lowercase();
        assert!(
            said.contains("complete") && !said.contains("signed off"),
            "{command}: {run}"
        );
    }
    let json = house.run(&format!("check --json {question}")).out;
    assert!(
        json.contains("\"passes\": true") && json.contains("\"signed-off\": false"),
        "{json}"
    );
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
    assert_eq!(house.run(&format!("check {question}")).code, 0);
    let report = house.done(&format!("report {question}")).out;
    assert!(
        report.contains("**Decision: signed off, approved.**"),
        "{report}"
    );
}

#[test]
fn a_no_that_may_be_somebody_elses_is_said_to_be_so() {
    needs_openssh!();
    let house = answered();
    house.done(&format!(
        "sign --role approver --decision rejected --why Unfit {GRACE} --key ../stranger"
    ));
    let why = "with a signature that is refused: no allowed signer has the key";
    for command in ["check", "status", "report"] {
        let run = house.run(&format!("{command} {TRUST}"));
        assert!(run.out.contains(why), "{command}: {run}");
    }
}

#[test]
fn a_list_of_gits_that_is_not_there_is_said_and_stops_no_status() {
    needs_openssh!();
    let signed = Signed::of(&LIST.replace("policy = {", "policy = { signature = \"required\","));
    let house = &signed.house;
    let settings = house.write(
        "../gitconfig",
        "[gpg \"ssh\"]\n\tallowedSignersFile = /nowhere/allowed\n",
    );
    let run = |line: &str| {
        let words: Vec<_> = line.split(' ').collect();
        let mut command = house.command(&words);
        Run::of(
            &command
                .env("GIT_CONFIG_GLOBAL", &settings)
                .output()
                .unwrap(),
        )
    };
    for line in ["status", "report"] {
        let run = run(line);
        assert!(
            run.code == 0 && run.out.contains("there is no file"),
            "{line}: {run}"
        );
    }
    let check = run("check");
    assert!(check.code == 2 && check.err.contains("there is no file"));
}
