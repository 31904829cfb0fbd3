//! What should never have been written is struck: it is gone from the file, and everything else stays as it was.

use sha2::{Digest as _, Sha256};

use super::attacks::LIST;
use super::house::House;

const ADA: &str = "--by 'Ada Lovelace <ada@example.org>'";
const GRACE: &str = "--by 'Grace Hopper <grace@example.org>'";
const SECRET: &str = "hunter2-hunter2";

fn begun() -> House {
    let house = House::new();
    house.write("mini.toml", &LIST.replace("\"reviewer\", ", ""));
    house.done("new --checklist ./mini.toml --system box --time-zone UTC");
    house
}

/// Ada answers with a secret in the rationale, a note and a link, and Grace approves.
fn approved() -> House {
    let house = begun();
    house.done(&format!(
        "attest A-1 met --rationale 'It is {SECRET}' --note 'See {SECRET}' --evidence https://example.org/{SECRET} {ADA}"
    ));
    house.done(&format!("attest A-2 met --rationale Fine {ADA}"));
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {GRACE}"
    ));
    assert_eq!(house.run("check").code, 0);
    house
}

/// The id of the record that holds some words.
fn id_of(house: &House, words: &str) -> String {
    let text = house.read("signoff.toml");
    let before = &text[..text.find(words).expect(words)];
    let (_, id) = before.rsplit_once("\nid = \"").unwrap();
    id.split('"').next().unwrap().to_owned()
}

#[test]
fn a_struck_text_is_gone_and_voids_every_approval() {
    let house = approved();
    let id = id_of(&house, "It is hunter2");
    let run = house.done(&format!("strike {id} --why 'a password' {ADA}"));
    assert!(
        run.err.contains("history of the repository keeps the text"),
        "{run}"
    );
    let salt = run.out.trim().strip_prefix("salt: ").unwrap().to_owned();
    assert_eq!(salt.len(), 32);
    let text = house.read("signoff.toml");
    assert!(!text.contains("It is") && !text.contains(&salt), "{text}");
    let digest = Sha256::digest(format!("{salt}It is {SECRET}"));
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(text.contains(&format!(
        "struck = {{ rationale = {{ digest = \"sha256:{digest}\""
    )));
    house.done(&format!("strike A-1 --evidence 1 --why 'a password' {ADA}"));
    house.done(&format!(
        "strike {id} --evidence 2 --why 'a password' {ADA}"
    ));
    assert!(!house.read("signoff.toml").contains(SECRET));
    let check = house.run("check");
    assert!(
        check.code == 1 && check.out.contains("stale: the review changed after it"),
        "{check}"
    );
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
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {GRACE}"
    ));
    assert_eq!(house.run("check").code, 0);
    house.write("../policy.toml", "evidence-kinds = [\"link\"]\n");
    assert!(
        house
            .run("check --policy ../policy.toml")
            .out
            .contains("A-1 has 0 of 1")
    );
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
        let run = house.run(line);
        assert!(run.code == 2 && run.err.contains(why), "{line}\n{run}");
    }
    house.done(&format!("strike {id} --why x"));
    let run = house.run(&format!("strike {id} --why x"));
    assert!(
        run.code != 0 && run.err.contains("was struck before"),
        "{run}"
    );
    // A text that says something where it was struck.
    let text = house.read("signoff.toml");
    house.write(
        "signoff.toml",
        &text.replace("\"(struck by", "\"All is well (struck by"),
    );
    let run = house.run("check");
    assert!(
        run.code == 2
            && run
                .err
                .contains("`rationale` does not say that it was struck"),
        "{run}"
    );
    house.write("signoff.toml", &text.replace("schema = 2", "schema = 1"));
    assert_eq!(house.run("check").code, 2);
    let house = begun();
    let text = house.read("signoff.toml");
    house.write(
        "signoff.toml",
        &text
            .replace("schema = 2", "schema = 1")
            .replace("time-zone = \"UTC\"\n", ""),
    );
    house.done(&format!(
        "attest A-1 met --rationale 'It is {SECRET}' {ADA}"
    ));
    let id = id_of(&house, "It is hunter2");
    let run = house.run(&format!("strike {id} --why x"));
    assert!(
        run.code == 2 && run.err.contains("signoff migrate"),
        "{run}"
    );
}

#[test]
fn what_closes_stays_where_a_text_is_struck() {
    let house = approved();
    let answer = id_of(&house, "It is hunter2");
    house.done(&format!("return A-1 --text 'Not {SECRET}' {GRACE}"));
    let returned = |house: &House| {
        house
            .run("check")
            .out
            .contains("A-1 is returned by Grace Hopper")
    };
    // Of the answer that was returned, of the return, and of both.
    house.done(&format!("strike {answer} --why x {ADA}"));
    assert!(returned(&house));
    let remark = id_of(&house, "Not hunter2");
    house.done(&format!("strike {remark} --why x {ADA}"));
    assert!(returned(&house) && !house.read("signoff.toml").contains("Not hunter2"));
    house.done(&format!("attest A-1 met --rationale Better {ADA}"));
    assert!(!returned(&house));
    // Who disowned an answer disowned it.
    let house = approved();
    let answer = id_of(&house, "It is hunter2");
    house.done(&format!(
        "disown {answer} --reason 'never said' --unsigned {ADA}"
    ));
    house.done(&format!("strike {answer} --why x {GRACE}"));
    assert!(
        house
            .run("check")
            .out
            .contains("A-1 was disowned by Ada Lovelace")
    );
}

#[test]
fn a_sign_off_over_a_struck_remark_is_void_and_not_tampered_with() {
    let house = approved();
    house.done(&format!("comment A-1 --text 'Is it {SECRET}?' {ADA}"));
    house.done(&format!(
        "sign --role reviewer --decision rejected --why No --unsigned {GRACE}"
    ));
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {GRACE}"
    ));
    let remark = id_of(&house, "Is it hunter2");
    house.done(&format!("strike {remark} --why x {ADA}"));
    let run = house.run("check");
    assert!(
        run.out.contains("rejected as reviewer by Grace Hopper"),
        "{run}"
    );
    assert!(
        run.out.contains("stale: a remark under it was struck"),
        "{run}"
    );
    house.done(&format!(
        "sign --role reviewer --decision approved --unsigned {GRACE}"
    ));
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {GRACE}"
    ));
    assert_eq!(house.run("check").code, 0);
}

#[test]
fn a_merge_keeps_what_is_struck() {
    let house = approved();
    let base = house.write("base.toml", &house.read("signoff.toml"));
    let id = id_of(&house, "It is hunter2");
    house.done(&format!("strike {id} --why x {GRACE}"));
    let struck = house.read("signoff.toml");
    house.write("signoff.toml", &std::fs::read_to_string(&base).unwrap());
    house.done(&format!(
        "attest A-1 unmet --rationale Slip --owner Kim --due +3d {ADA}"
    ));
    house.done(&format!("undo {ADA}"));
    house.done(&format!("comment A-1 --text Hm {ADA}"));
    let other = house.read("signoff.toml");
    let mut sums = Vec::new();
    for (ours, theirs) in [(&struck, &other), (&other, &struck)] {
        house.write("signoff.toml", ours);
        house.write("theirs.toml", theirs);
        house.done("merge base.toml signoff.toml theirs.toml");
        let text = house.read("signoff.toml");
        assert!(
            !text.contains("It is hunter2") && text.contains("Hm") && text.contains("withdrawn-at"),
            "{text}"
        );
        sums.push(house.done("export canonical").out);
    }
    assert_eq!(sums[0], sums[1]);
}
