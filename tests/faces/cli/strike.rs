//! What should never have been written is struck: it is gone from the file, and everything else stays as it was.

use sha2::{Digest as _, Sha256};

use crate::has::Has as _;
use crate::house::{GRACE, House, mini};

const SECRET: &str = "hunter2-hunter2";

fn begun() -> House {
    House::of(&mini("", &["high", "low"]), "--system box --time-zone UTC")
}

/// Ada answers with a secret in the rationale, a note and a link, and Grace approves.
fn approved() -> House {
    let house = begun();
    house.done(&format!("attest A-1 met --rationale 'It is {SECRET}' --note 'See {SECRET}' --evidence https://example.org/{SECRET}"));
    house.done("attest A-2 met --rationale Fine");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned");
    house.run("check").is(0);
    house
}

/// The id of the record that holds some words.
fn id_of(house: &House, words: &str) -> String {
    let text = house.review();
    let before = &text[..text.find(words).expect(words)];
    let (_, id) = before.rsplit_once("\nid = \"").unwrap();
    id.split('"').next().unwrap().to_owned()
}

#[test]
fn a_struck_text_is_gone_and_voids_every_approval() {
    let house = approved();
    let id = id_of(&house, "It is hunter2");
    let run = house.done(&format!("strike {id} --why 'a password'"));
    run.has_err("history of the repository keeps the text");
    let salt = run.out.trim().strip_prefix("salt: ").unwrap().to_owned();
    assert_eq!(salt.len(), 32);
    let text = house.review();
    text.lacks("It is").lacks(&salt);
    let digest = Sha256::digest(format!("{salt}It is {SECRET}"));
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    text.has(&format!(
        "struck = {{ rationale = {{ digest = \"sha256:{digest}\""
    ));
    house.done("strike A-1 --evidence 1 --why 'a password'");
    house.done(&format!("strike {id} --evidence 2 --why 'a password'"));
    house.review().lacks(SECRET);
    let check = house.run("check");
    check.is(1).has_out("stale: the review changed after it");
    for line in [
        "report",
        "evidence list",
        "changes --since 2020-01-01",
        "status --json",
    ] {
        let run = house.run(line);
        let said = run.out.replace(['`', '\\'], "");
        assert!(
            said.contains("(struck by Ada Lovelace") && said.contains("a password)"),
            "{line}\n{run}"
        );
    }
    // Of a link that was struck nobody knows where it led.
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned");
    house.run("check").is(0);
    house.write("../policy.toml", "evidence-kinds = [\"link\"]\n");
    house
        .run("check --policy ../policy.toml")
        .has_out("A-1 has 0 of 1");
}

#[test]
fn what_cannot_be_struck_is_said() {
    let house = approved();
    let id = id_of(&house, "It is hunter2");
    for (line, why) in [
        (
            "strike nobody --why x",
            "neither an item nor a record of this review",
        ),
        (
            &format!("strike {id} --evidence 3 --why x"),
            "has such a text",
        ),
        (
            &format!("strike {id} --evidence 0 --why x"),
            "has such a text",
        ),
        (&format!("strike {id} --why ' '"), "expected some text"),
    ] {
        house.run(line).is(2).has_err(why);
    }
    house.done(&format!("strike {id} --why x"));
    let run = house.run(&format!("strike {id} --why x"));
    assert!(
        run.code != 0 && run.err.contains("was struck before"),
        "{run}"
    );
    // A text that says something where it was struck.
    let text = house.review();
    house.put(&text.replace("\"(struck by", "\"All is well (struck by"));
    let run = house.run("check");
    run.is(2)
        .has_err("`rationale` does not say that it was struck");
    house.put(&text.replace("schema = 2", "schema = 1"));
    house.run("check").is(2);
    let house = begun();
    let text = house.review();
    house.put(
        &text
            .replace("schema = 2", "schema = 1")
            .replace("time-zone = \"UTC\"\n", ""),
    );
    house.done(&format!("attest A-1 met --rationale 'It is {SECRET}'"));
    let id = id_of(&house, "It is hunter2");
    house
        .run(&format!("strike {id} --why x"))
        .is(2)
        .has_err("signoff migrate");
}

#[test]
fn what_closes_stays_where_a_text_is_struck() {
    let house = approved();
    let answer = id_of(&house, "It is hunter2");
    house
        .by(GRACE)
        .done(&format!("return A-1 --text 'Not {SECRET}'"));
    let returned = |house: &House| {
        house
            .run("check")
            .out
            .contains("A-1 is returned by Grace Hopper")
    };
    // Of the answer that was returned, of the return, and of both.
    house.done(&format!("strike {answer} --why x"));
    assert!(returned(&house));
    let remark = id_of(&house, "Not hunter2");
    house.done(&format!("strike {remark} --why x"));
    assert!(returned(&house) && !house.review().contains("Not hunter2"));
    house.done("attest A-1 met --rationale Better");
    assert!(!returned(&house));
    // Who disowned an answer disowned it.
    let house = approved();
    let answer = id_of(&house, "It is hunter2");
    house.done(&format!("disown {answer} --reason 'never said' --unsigned"));
    house.by(GRACE).done(&format!("strike {answer} --why x"));
    house
        .run("check")
        .has_out("A-1 was disowned by Ada Lovelace");
}

#[test]
fn a_sign_off_over_a_struck_remark_is_void_and_not_tampered_with() {
    let house = approved();
    house.done(&format!("comment A-1 --text 'Is it {SECRET}?'"));
    house
        .by(GRACE)
        .done("sign --role reviewer --decision rejected --why No --unsigned");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned");
    let remark = id_of(&house, "Is it hunter2");
    house.done(&format!("strike {remark} --why x"));
    let run = house.run("check");
    run.has_out("rejected as reviewer by Grace Hopper");
    run.has_out("stale: a remark under it was struck");
    house
        .by(GRACE)
        .done("sign --role reviewer --decision approved --unsigned");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned");
    house.run("check").is(0);
}

#[test]
fn a_merge_keeps_what_is_struck() {
    let house = approved();
    let base = house.write("base.toml", &house.review());
    let id = id_of(&house, "It is hunter2");
    house.by(GRACE).done(&format!("strike {id} --why x"));
    let struck = house.review();
    house.put(&std::fs::read_to_string(&base).unwrap());
    house.done("attest A-1 unmet --rationale Slip --owner Kim --due +3d");
    house.done("undo");
    house.done("comment A-1 --text Hm");
    let other = house.review();
    let mut sums = Vec::new();
    for (ours, theirs) in [(&struck, &other), (&other, &struck)] {
        house.put(ours);
        house.write("theirs.toml", theirs);
        house.done("merge base.toml signoff.toml theirs.toml");
        house
            .review()
            .lacks("It is hunter2")
            .has("Hm")
            .has("withdrawn-at");
        sums.push(house.done("export canonical").out);
    }
    assert_eq!(sums[0], sums[1]);
}
