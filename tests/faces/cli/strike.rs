//! What should never have been written is struck: it is gone from the file, and everything else stays as it was.

use sha2::{Digest as _, Sha256};

use crate::has::Has as _;
use crate::house::{ADA, GRACE, House, mini};

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
            "no record of this name has such a text",
        ),
        (
            &format!("strike {id} --evidence 0 --why x"),
            "no record of this name has such a text",
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

const AS_BOB: &str = "--by 'Bob <bob@example.org>'";
const AS_GRACE: &str = "--by 'Grace Hopper <grace@example.org>'";
const GATE: &str = "check --require signed --allowed-signers ../allowed";

/// Bob and Grace have keys, and Bob approves with a secret in a condition and in his reason.
fn signed(policy: &str) -> House {
    let house = House::new();
    house.write("mini.toml", &mini(policy, &["high", "low"]));
    house.allow(&["bob", "grace"]);
    house.done("new --checklist ./mini.toml --system box --time-zone UTC");
    house.done("attest A-1 A-2 met --rationale Fine");
    house.done(&format!(
        "sign --role approver --decision approved-with-conditions --condition 'Change {SECRET}' --owner Kim --due +1d \
         --why 'But for {SECRET}' --key ../bob {AS_BOB}"
    ));
    assert_eq!(house.run(GATE).code, 0, "{}", house.run(GATE));
    house
}

/// The id of the last statement.
fn last(house: &House) -> String {
    let text = house.read("signoff.toml");
    let (_, id) = text.rsplit_once("\nId: ").unwrap();
    id.lines().next().unwrap().to_owned()
}

fn strike(house: &House, id: &str) {
    let run = house.done(&format!("strike {id} --why 'a password'"));
    assert!(
        run.out.is_empty() && run.err.contains("it proves nothing any more"),
        "{run}"
    );
}

#[track_caller]
fn is_shut(house: &House, line: &str, why: &str) {
    let run = house.run(line);
    assert!(run.code == 1 && run.out.contains(why), "not: {why}\n{run}");
}

#[test]
fn a_struck_sign_off_proves_nothing_and_is_shown_by_each_command() {
    needs_openssh!();
    let house = signed("");
    let id = last(&house);
    house.write("../before.toml", &house.read("signoff.toml"));
    strike(&house, &id);
    let text = house.read("signoff.toml");
    assert!(!text.contains(SECRET), "{text}");
    let struck = "its statement was struck by Ada Lovelace <ada@example.org> on";
    is_shut(&house, GATE, struck);
    for line in [
        "status",
        "status --json",
        "verify --allowed-signers ../allowed",
        "verify --json --allowed-signers ../allowed",
        "report",
    ] {
        let run = house.run(line);
        let said = run.out.replace(['`', '\\'], "");
        assert!(
            said.contains("its statement was struck by Ada Lovelace")
                && said.contains("a password"),
            "{line}\n{run}"
        );
    }
    // What is left says who decided what, and nothing that somebody typed.
    let run = house.done("status");
    assert!(
        run.out
            .contains("approved with conditions as approver by Bob"),
        "{run}"
    );
    house.run("verify --allowed-signers ../allowed --export ../proof");
    assert!(!house.path("../proof/1-approver.txt.sig").exists());
    // Its condition stands until its maker closes it, or decides anew.
    is_shut(
        &house,
        &format!("{GATE} --at +3d"),
        "a condition of Bob <bob@example.org> was due on",
    );
    is_shut(
        &house,
        "check --at +3d",
        "a condition of Bob <bob@example.org> was due on",
    );
    // Grace's yes does not lift what may have been a no. Bob's does, with the same signature.
    house.done(&format!(
        "sign --role approver --decision approved --key ../grace {AS_GRACE}"
    ));
    is_shut(&house, GATE, struck);
    house.done(&format!(
        "sign --role approver --decision approved --dismiss {id} --why Anew --key ../bob --allowed-signers ../allowed {AS_BOB}"
    ));
    let run = house.run(&format!("{GATE} --at +3d"));
    assert_eq!(run.code, 0, "{run}");
    // Who comes back to the words is told.
    house.write(
        "signoff.toml",
        &std::fs::read_to_string(house.path("../before.toml")).unwrap(),
    );
    assert_eq!(house.run(GATE).code, 0);
}

#[test]
fn a_struck_no_closes_until_its_maker_decides_anew() {
    needs_openssh!();
    for key in ["--unsigned", "--key ../grace"] {
        let house = signed("");
        house.done(&format!(
            "sign --role approver --decision rejected --why 'It is {SECRET}' {key} {AS_GRACE}"
        ));
        let id = last(&house);
        house.done(&format!(
            "sign --role approver --decision approved --key ../bob {AS_BOB}"
        ));
        // What Bob signed says why Grace rejected it.
        let run = house.done(&format!("strike {id} --why x"));
        let quoted = last(&house);
        assert!(
            run.err.contains(&format!("signoff strike {quoted}")),
            "{run}"
        );
        strike(&house, &quoted);
        is_shut(&house, GATE, "its statement was struck by Ada");
        is_shut(&house, "check", "rejected as approver by Grace Hopper");
        // In her name without a key it is lifted where she had none, and nobody asks for one.
        house.done(&format!(
            "sign --role approver --decision approved --unsigned {AS_GRACE}"
        ));
        assert_eq!(
            house.run("check").out.contains("rejected as approver"),
            key != "--unsigned"
        );
        is_shut(&house, GATE, "its statement was struck by Ada");
        house.done(&format!(
            "sign --role approver --decision approved --dismiss {id} --why Anew --key ../grace --allowed-signers ../allowed {AS_GRACE}"
        ));
        house.done(&format!(
            "sign --role approver --decision approved --dismiss {quoted} --why Anew --key ../bob --allowed-signers ../allowed {AS_BOB}"
        ));
        let run = house.run(GATE);
        assert_eq!(run.code, 0, "{run}");
    }
}

#[test]
fn a_struck_no_is_overruled_by_its_digest() {
    needs_openssh!();
    let house = signed("policy = { principals = { overrule = [\"bob@example.org\"] } }");
    house.done(&format!(
        "sign --role approver --decision rejected --why 'It is {SECRET}' --key ../grace {AS_GRACE}"
    ));
    let id = last(&house);
    strike(&house, &id);
    house.done(&format!(
        "sign --role approver --decision approved --overrule {id} --why Fit --key ../bob {AS_BOB}"
    ));
    let run = house.run(GATE);
    assert_eq!(run.code, 0, "{run}");
}

#[test]
fn nobody_puts_a_struck_statement_in_the_place_of_another() {
    needs_openssh!();
    let house = signed("");
    house.done(&format!(
        "sign --role approver --decision rejected --why 'It is {SECRET}' --key ../grace {AS_GRACE}"
    ));
    let id = last(&house);
    house.done(&format!(
        "sign --role approver --decision approved --key ../bob {AS_BOB}"
    ));
    strike(&house, &id);
    // Bob makes it his own, and sets it aside.
    let text = house.read("signoff.toml").replacen(
        "By: Grace Hopper <grace@example.org>",
        "By: Bob <bob@example.org>",
        1,
    );
    house.write("signoff.toml", &text);
    house.done(&format!("dismiss {id} --reason Mine --key ../bob {AS_BOB}"));
    is_shut(&house, GATE, "that is not in the file");
}

#[test]
fn a_struck_revocation_is_known_by_what_it_was_called() {
    for name in ["revocation", "declaration"] {
        let house = approved();
        house.done(&format!(
            "revoke approver --reason 'Not {SECRET}' --unsigned"
        ));
        let id = last(&house);
        house.done(&format!("dismiss {id} --reason Slip --unsigned"));
        let (text, about) = (house.review(), format!("about: {name} by Ada"));
        house.put(&text.replace("about: revocation by Ada", &about));
        house.run("check").is(0);
        strike(&house, &id);
        house.run("check").is(0);
    }
}

#[test]
fn a_struck_declaration_lifts_nothing_and_takes_back_a_yes_all_the_same() {
    needs_openssh!();
    let house = signed("");
    let yes = last(&house);
    house.done(&format!("return A-1 --text Unclear {AS_GRACE}"));
    let back = id_of(&house, "Unclear");
    house.done(&format!(
        "end {back} --reason 'Not for {SECRET}' --key ../grace {AS_GRACE}"
    ));
    let id = last(&house);
    assert_eq!(house.run(GATE).code, 0, "{}", house.run(GATE));
    strike(&house, &id);
    assert!(!house.read("signoff.toml").contains("Not for"));
    is_shut(&house, "check", "A-1 is returned by Grace Hopper");
    is_shut(
        &house,
        GATE,
        "the declaration by Grace Hopper <grace@example.org>",
    );
    let run = house.run("verify --allowed-signers ../allowed");
    assert!(run.out.contains("  why: (struck by Ada Lovelace"), "{run}");
    // Said anew, and set aside in one.
    house.done(&format!(
        "declare --end {back} --dismiss {id} --reason Fine --key ../grace {AS_GRACE}"
    ));
    let run = house.run(GATE);
    assert_eq!(run.code, 0, "{run}");
    house.done(&format!(
        "revoke {yes} --reason 'It is {SECRET}' --unsigned {AS_GRACE}"
    ));
    strike(&house, &last(&house));
    is_shut(
        &house,
        "check",
        "(approved with conditions as approver) is revoked: by Grace Hopper",
    );
}

#[test]
fn a_struck_declaration_and_revocation_are_what_they_were() {
    let house = approved();
    if house.git("init --quiet").is_none() {
        return;
    }
    let yes = last(&house);
    house.done(&format!("return A-1 --text Unclear {AS_GRACE}"));
    let back = id_of(&house, "Unclear");
    house.done(&format!(
        "end {back} --reason 'Not for {SECRET}' {AS_GRACE}"
    ));
    let end = last(&house);
    house.done(&format!(
        "revoke {yes} --reason 'For {SECRET}' --unsigned {AS_GRACE}"
    ));
    let revocation = last(&house);
    house.commit();
    let lost = || house.run("check --against HEAD").out;
    for id in [&end, &revocation] {
        strike(&house, id);
        assert!(!lost().contains(id.as_str()), "{}", lost());
    }
    house.review().lacks("Not for").lacks("For hunter2");
    // So that it is known what would be said.
    house.put(&house.review().replace("By: Grace", "By: Greta"));
    assert!(lost().matches("is another one").count() > 1, "{}", lost());
}

#[test]
fn a_team_without_keys_decides_anew() {
    let house = approved();
    house.done(&format!(
        "sign --role approver --decision rejected --why 'It is {SECRET}' --unsigned {AS_BOB}"
    ));
    let no = last(&house);
    strike(&house, &no);
    is_shut(&house, "check", "rejected as approver by Bob");
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {AS_BOB}"
    ));
    assert_eq!(house.run("check").code, 0, "{}", house.run("check"));
    // What lifted it and was struck lifts it no more.
    let yes = last(&house);
    strike(&house, &yes);
    is_shut(&house, "check", "rejected as approver by Bob");
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {AS_BOB}"
    ));
    assert_eq!(house.run("check").code, 0, "{}", house.run("check"));
}

#[test]
fn a_struck_statement_is_its_original_in_all_else() {
    needs_openssh!();
    let house = signed("");
    if house.git("init --quiet").is_none() {
        return;
    }
    house.commit();
    let before = house.read("signoff.toml");
    let id = last(&house);
    strike(&house, &id);
    let struck = house.read("signoff.toml");
    let lost = |house: &House| house.run("check --against HEAD").out;
    assert!(!lost(&house).contains(&id), "{}", lost(&house));
    for (from, to) in [
        ("Decision: approved-with-conditions", "Decision: rejected"),
        ("By: Bob", "By: Rob"),
        ("  owner: Kim", "  owner: Kit"),
    ] {
        house.write("signoff.toml", &struck.replace(from, to));
        assert!(
            lost(&house).contains("is another one"),
            "{from}: {}",
            lost(&house)
        );
    }
    // A merge keeps it struck, and what was said besides.
    house.write("base.toml", &before);
    house.write("signoff.toml", &before);
    house.done("comment A-1 --text Hm");
    let other = house.read("signoff.toml");
    for (ours, theirs) in [(&struck, &other), (&other, &struck)] {
        house.write("signoff.toml", ours);
        house.write("theirs.toml", theirs);
        house.done("merge base.toml signoff.toml theirs.toml");
        let text = house.read("signoff.toml");
        assert!(!text.contains(SECRET) && text.contains("Hm"), "{text}");
        assert!(text.contains("-----BEGIN SSH SIGNATURE-----"), "{text}");
    }
    // One that says more than is left is refused.
    house.write(
        "signoff.toml",
        &struck.replace("Role: approver\n", "Role: approver\nPrepared: nothing\n"),
    );
    let run = house.run("check");
    assert!(
        run.code == 2 && run.err.contains("does not say that it was struck"),
        "{run}"
    );
}

#[test]
fn what_will_be_done_about_a_finding_is_struck() {
    let house = begun();
    house.done(&format!(
        "attest A-1 unmet --rationale Slip --action 'Change {SECRET}' --owner Kim --due +3d"
    ));
    house.done("attest A-2 met --rationale Fine");
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {AS_GRACE}"
    ));
    assert_eq!(house.run("check").code, 0);
    let run = house.done("strike A-1 --finding --why 'a password'");
    // What Grace signed names it.
    let id = last(&house);
    assert!(
        run.err.contains(&format!("signoff strike {id}")) && run.out.starts_with("salt: "),
        "{run}"
    );
    is_shut(&house, "check", "stale: the review changed after it");
    strike(&house, &id);
    assert!(!house.read("signoff.toml").contains(SECRET));
    for line in ["findings", "report", "status --json"] {
        let run = house.run(line);
        assert!(
            run.out
                .replace('\\', "")
                .contains("(struck by Ada Lovelace"),
            "{line}\n{run}"
        );
    }
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {AS_GRACE}"
    ));
    assert_eq!(house.run("check").code, 0, "{}", house.run("check"));
    let run = house.run("strike A-2 --finding --why x");
    assert!(
        run.code == 2 && run.err.contains("no record of this name"),
        "{run}"
    );
}

#[test]
fn a_statement_of_form_1_is_struck_once_the_review_is_migrated() {
    let house = begun();
    let text = house.read("signoff.toml");
    let text = text.replace("schema = 2", "schema = 1");
    house.write("signoff.toml", &text.replace("time-zone = \"UTC\"\n", ""));
    house.done("attest A-1 A-2 met --rationale Fine");
    house.done(&format!(
        "sign --role approver --decision approved-with-conditions --condition 'Change {SECRET}' --owner Kim --due +1d \
         --unsigned {AS_GRACE}"
    ));
    let id = id_of(&house, "decision = \"approved");
    house.done(&format!(
        "revoke {id} --reason 'It is {SECRET}' --unsigned {AS_GRACE}"
    ));
    let back = id_of(&house, "reason = \"It is");
    house.done("migrate");
    strike(&house, &id);
    strike(&house, &back);
    assert!(!house.read("signoff.toml").contains(SECRET));
    is_shut(&house, "check", "is revoked: by Grace Hopper");
    // Words that came back beside it.
    let text = house.read("signoff.toml");
    house.write(
        "signoff.toml",
        &text.replace("reason = \"(struck", "reason = \"It is (struck"),
    );
    let run = house.run("check");
    assert!(
        run.code == 2 && run.err.contains("does not say everywhere"),
        "{run}"
    );
}

#[test]
fn a_struck_answer_is_disowned_by_whoever_said_so_of_it() {
    // Another said so of another that was struck, and the same person of one that is still there.
    for by in [GRACE, ADA] {
        let house = begun();
        house.done(&format!("attest A-1 met --rationale 'It is {SECRET}'"));
        let other = house.by(by);
        other.done(&format!("attest A-2 met --rationale 'It is {SECRET}'"));
        other.done("disown A-2 --reason 'never said' --unsigned");
        if by == GRACE {
            house.done("strike A-2 --why x");
        }
        house.done("strike A-1 --why x");
        let run = house.run("check");
        let name = by.split(" <").next().unwrap();
        run.has_out(&format!("A-2 was disowned by {name}"));
        run.out.lacks("A-1 was disowned");
    }
}
