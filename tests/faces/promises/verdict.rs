//! Whether the review is signed off, and every reason why not.

use super::support::{Kind, LIST, With, in_every_face, single};
use crate::house::{GRACE, House, KIM};

/// The same reasons wherever a face lists them; `expected` are words of them.
pub fn same_reasons(house: &House, expected: &[&str]) {
    let trust = if house.trusts {
        "--allowed-signers ../allowed"
    } else {
        ""
    };
    let json = house.json(&format!("check --json {trust}"));
    let all: Vec<String> = json["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["text"].as_str().unwrap().to_owned())
        .collect();
    for words in expected {
        assert!(
            all.iter().any(|reason| reason.contains(words)),
            "{words}: {all:?}"
        );
    }
    assert_eq!(all.is_empty(), expected.is_empty(), "{all:?}");
    in_every_face(|kind| {
        let told = house.open(kind, KIM).reasons();
        let all = single(&all);
        let others: Vec<_> = told
            .iter()
            .filter(|(_, list)| single(list) != all)
            .collect();
        assert!(others.is_empty(), "{others:#?}, and not {all:#?}");
    });
}

#[test]
fn nothing_is_reviewed() {
    same_reasons(
        &House::begun(),
        &["NET-1 is not reviewed", "OPS-2 is not reviewed", "approver"],
    );
}

#[test]
fn an_item_blocks() {
    let house = House::answered();
    house.write("scan.txt", "9 critical\n");
    house.done("attest OPS-1 partial --rationale Half");
    same_reasons(&house, &["NET-2 is stale", "OPS-1 has a finding without"]);
}

#[test]
fn a_role_has_not_decided() {
    let list = LIST.replace("[\"approver\"]", "[\"reviewer\", \"approver\"]");
    let house = House::demo(&list);
    house.done("attest NET-1 NET-2 OPS-1 OPS-2 met --rationale Seen");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned");
    same_reasons(&house, &["reviewer"]);
}

#[test]
fn a_sign_off_is_stale() {
    let house = House::answered();
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned");
    house.done("attest OPS-1 not-applicable --rationale 'No logs.'");
    same_reasons(&house, &["stale"]);
}

#[test]
fn the_one_who_prepared_approved_alone() {
    let house = House::answered();
    house.done("sign --role approver --decision approved --unsigned");
    same_reasons(&house, &["Ada Lovelace"]);
}

#[test]
fn an_answer_is_returned() {
    let house = House::answered();
    house.by(GRACE).done("return OPS-1 --text 'Which logs?'");
    same_reasons(
        &house,
        &["OPS-1 is returned by Grace Hopper", "Which logs?"],
    );
}

#[test]
fn an_answer_is_disowned() {
    let house = House::answered();
    house.done(&format!(
        "attest OPS-1 met --rationale Seen --answered-by '{KIM}'"
    ));
    house
        .by(KIM)
        .done("disown OPS-1 --reason 'I never said so' --unsigned");
    same_reasons(&house, &["OPS-1 was disowned by Kim"]);
}

#[test]
fn two_answers_do_not_know_of_each_other() {
    let house = House::answered();
    let before = house.review();
    house.done("attest OPS-1 unmet --rationale Mine --owner Kim --due +3d");
    let ours = house.review();
    house.put(&before);
    house.by(KIM).done("attest OPS-1 met --rationale Theirs");
    let theirs = house.review();
    // What each side added stands behind the answer that both know.
    let end = before.find("# end OPS-1").unwrap();
    let added = |side: &str| side[end..end + side.len() - before.len()].to_owned();
    let both = format!(
        "{}{}{}{}",
        &before[..end],
        added(&ours),
        added(&theirs),
        &before[end..]
    );
    house.put(&both);
    same_reasons(&house, &["OPS-1 is undecided", "says unmet"]);
}

#[test]
fn somebody_rejected() {
    let house = House::answered();
    house
        .by(GRACE)
        .done("sign --role approver --decision rejected --why Unfit --unsigned");
    same_reasons(&house, &["rejected as approver by Grace Hopper"]);
}

#[test]
fn somebody_rejected_with_a_key_and_an_unsigned_yes_follows() {
    needs_openssh!();
    for trusts in [true, false] {
        let mut house = House::answered();
        house.key("../grace", "grace@example.org");
        house
            .by(GRACE)
            .done("sign --role approver --decision rejected --why Unfit --key ../grace");
        house
            .by(GRACE)
            .done("sign --role approver --decision approved --unsigned");
        house.trusts = trusts;
        same_reasons(&house, &["rejected as approver by Grace Hopper"]);
    }
}

/// Both keys are Grace's, and the statement says with which of them she signed it.
#[test]
fn a_statement_is_signed_with_another_key_than_it_names() {
    needs_openssh!();
    let mut house = House::answered();
    for key in ["../one", "../other"] {
        house.key(key, "grace@example.org");
    }
    house.trusts = true;
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --key ../one");
    same_reasons(&house, &[]);
    house.sign_anew("../other", str::to_owned);
    same_reasons(&house, &["and the statement names the key"]);
    house
        .run("verify --allowed-signers ../allowed")
        .has("and the statement names the key");
}

#[test]
fn the_rules_of_a_policy_are_one_for_all() {
    let list = LIST.replace(
        "[\"approver\"]",
        "[\"reviewer\", \"approver\"]\nindependent = [\"reviewer\", \"approver\"]\nopen-for = \"1d\"\n\
         not-applicable = []\noverdue = \"forbidden\"\nevidence-least = 1\nself-accepted = \"forbidden\"\n\
         max-acceptance = \"30d\"",
    );
    let house = House::demo(&list);
    house.done("attest NET-1 not-applicable --rationale .");
    house.done("attest NET-2 met --rationale Seen --note 'trust me'");
    house.done(
        "attest OPS-1 risk-accepted --rationale Small --accepted-by Zed --until 9999-12-31 \
         --evidence https://example.org/a",
    );
    house.done("attest OPS-2 met --rationale Seen --evidence https://example.org/b");
    same_reasons(
        &house,
        &[
            "NET-1 is n/a, which the policy forbids",
            "NET-2 has 0 of 1 piece of evidence",
            "OPS-1 has a risk that is accepted until 9999-12-31",
            "OPS-1 has a risk that Zed accepts",
            "no sign-off as reviewer",
        ],
    );
    for item in ["NET-1", "NET-2", "OPS-1"] {
        house.done(&format!(
            "attest {item} met --rationale Seen --evidence https://example.org/{item}"
        ));
    }
    for role in ["reviewer", "approver"] {
        house.by(GRACE).done(&format!(
            "sign --role {role} --decision approved --unsigned"
        ));
    }
    same_reasons(
        &house,
        &["sign-off (approved as reviewer) was made before the answers lay open for 1d"],
    );
}

#[test]
fn nothing_is_missing() {
    let house = House::answered();
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned");
    same_reasons(&house, &[]);
}

#[test]
fn whoever_signs_is_told_that_it_is_not_enough() {
    in_every_face(|kind| {
        let house = House::answered();
        house
            .by(GRACE)
            .done("sign --role approver --decision rejected --why Unfit --unsigned");
        let said = house.open(kind, KIM).sign("approved", With::Nothing).said;
        assert!(house.review().contains("\nDecision: approved\n"), "{said}");
        // On a screen the title says it.
        assert!(
            said.contains("rejected as approver by Grace Hopper")
                || (kind == Kind::Screen
                    && (said.contains("rejected") || said.contains("not signed off"))),
            "{said}"
        );
    });
}
