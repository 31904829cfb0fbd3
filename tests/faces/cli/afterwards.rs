//! After the sign-off: what changed since, taking it back, sealing.

use std::process::Command;

use super::attacks::Signed;
use crate::has::Has as _;
use crate::house::{GRACE, House, KIM, mini};

fn answered() -> House {
    let house = House::of(&mini("", &["high", "low"]), "--system box");
    house.done("attest A-1 met --rationale Fine");
    house.done("attest A-2 met --rationale Fine");
    house
}

#[test]
fn a_sign_off_is_taken_back() {
    let house = answered();
    let approve = format!("sign --role approver --decision approved --by '{GRACE}'");
    let lines = house.transcript(&[
        "revoke approver --reason Early",
        &approve,
        "check",
        "attest A-1 met --rationale Better",
        "check",
        "status",
        "verify",
        "verify --json",
        &approve,
        "revoke approver --reason ' '",
        "revoke nobody --reason 'Wrong system'",
        "revoke approver --reason 'Wrong system' --by 'Kim <kim@example.org>'",
        "revoke approver --reason 'Wrong system'",
        "check",
        "verify",
        "status",
        &approve,
        "check",
        "verify --json",
    ]);
    house.assert("revoked", &lines);
    let text = house.review();
    let id = text.split("[[signoff]]\nid = \"").nth(1).unwrap()[..13].to_owned();
    house.run(&format!("revoke {id} --reason x")).is(0);
    house
        .run(&format!("revoke {id} --reason x"))
        .has_err("revoked already by Ada");
}

#[test]
fn a_sealed_review_is_left_alone() {
    let house = answered();
    let lines = house.transcript(&[
        "unseal --reason 'Nothing to open'",
        "seal --reason 'Goes to the auditors'",
        "seal --reason 'Twice'",
        "attest A-1 unmet --rationale No --owner Kim --due +3d",
        "evidence add A-1 --note 'Seen it'",
        "undo",
        "redo",
        "sign --role approver --decision approved --sole-operator 'A team of one.'",
        "revoke approver --reason 'Not yet'",
        "status",
        "unseal --reason 'A finding came in'",
        "undo",
        "status",
    ]);
    house.assert("sealed", &lines);
    house
        .done("report")
        .has_out("- sealed by Ada Lovelace `ada@example.org`");
}

#[test]
fn the_fields_of_a_revocation_say_what_its_statement_says() {
    needs_openssh!();
    let house = Signed::form_1().house;
    house.done(
        "revoke approver --reason 'Key was lent' --by 'Rita Levi <rita@example.org>' --key ../rita",
    );
    let text = house.review();
    let verify = "verify --allowed-signers ../allowed";
    for (from, to, why) in [
        (
            "reason = \"Key was lent\"",
            "reason = \"A joke\"",
            "does not say what its fields say",
        ),
        (
            "Reason: Key was lent",
            "Reason: A joke",
            "the signature is not of this statement",
        ),
        (
            "signoff revocation, form 1",
            "signoff statement, form 1",
            "of no form that this program knows",
        ),
    ] {
        text.has(from);
        house.put(&text.replace(from, to));
        let run = house.run(verify);
        run.is(1).has_out(why);
        // However little it proves: the sign-off stays revoked.
        house.run("check").has_out("is revoked");
    }
    let (head, revocation) = text.split_once("[[revocation]]").unwrap();
    let revocation = revocation.replace("by = \"Rita Levi <rita@", "by = \"Rita Levi <rota@");
    house.put(&format!("{head}[[revocation]]{revocation}"));
    let run = house.run(verify);
    let why = "the key belongs to rita@example.org";
    run.is(1).has_out(why);
    house.run("check").has_out("is revoked");
}

/// It is of no use, and keeps nobody from taking their own no back.
#[test]
fn what_another_takes_back_of_a_no_is_not_taken_back_yet() {
    let house = House::answered();
    house
        .by(GRACE)
        .done("sign --role approver --decision rejected --why Unfit --unsigned");
    let text = house.review();
    let (_, id) = text.rsplit_once("\nid = \"").unwrap();
    let revoke = format!(
        "revoke {} --reason Well --unsigned",
        id.split('"').next().unwrap()
    );
    house.by(GRACE).done(&revoke);
    house.run("check").lacks_out("rejected as approver by");
    let again = || house.by(GRACE).run(&revoke);
    again().is(1).has_err("was revoked already by");
    let text = house.review();
    let (before, record) = text.rsplit_once("[[declaration]]").unwrap();
    let record = record.replace("By: Grace Hopper <grace@", "By: Kim <kim@");
    house.put(&format!("{before}[[declaration]]{record}"));
    house.run("check").has_out("rejected as approver by Grace");
    again().is(0);
    house.run("check").lacks_out("rejected as approver by");
}

#[test]
fn a_revocation_is_signed_too() {
    needs_openssh!();
    let house = answered();
    house.allow(&["grace", "kim"]);
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --key ../grace");
    let verify = "verify --allowed-signers ../allowed --export ../proof";
    house.run(verify).is(0);
    house
        .by(KIM)
        .done("revoke approver --reason 'Key was lent' --key ../kim");
    let run = house.run(verify);
    run.is(1).has_out("revoked: by Kim <kim@example.org>");
    run.has_out("signed by kim@example.org with ssh-ed25519 SHA256:");
    // OpenSSH alone accepts it.
    let proof = house.path("../proof");
    let mut theirs = Command::new("ssh-keygen");
    theirs.args([
        "-Y",
        "verify",
        "-n",
        "signoff",
        "-f",
        "../allowed",
        "-I",
        "kim@example.org",
    ]);
    theirs
        .args(["-s", "revocation-1.txt.sig"])
        .current_dir(&proof);
    theirs.stdin(std::fs::File::open(proof.join("revocation-1.txt")).unwrap());
    assert!(theirs.status().unwrap().success());
    let report = house.done("report").out;
    report.has("- It claims the key: `ssh-ed25519` `SHA256:");
    let report = house.done("report --allowed-signers ../allowed").out;
    let (_, report) = report
        .split_once("**Revoked** by Kim `kim@example.org`")
        .unwrap();
    report.has("**verified** when this report was made\n- Principal: `kim@");

    let text = house.review();
    let bytes = "the signature is not of this statement";
    for (from, to) in [
        ("why: Key was lent", "why: A joke"),
        ("By: Kim <kim@", "By: Kim <kin@"),
    ] {
        house.put(&text.replace(from, to));
        let run = house.run(verify);
        run.is(1).has_out(bytes);
        // However little it proves: the sign-off stays revoked.
        house.run("check").has_out("is revoked");
    }
    for (from, to, why) in [
        ("  why: Key was lent\n", "", "does not say why"),
        ("Revokes: ", "Blesses: ", "its statement declares nothing"),
        (
            "signoff declaration, form 2",
            "signoff declaration, form 9",
            "of no form that this program knows",
        ),
    ] {
        house.put(&text.replace(from, to));
        house.run("check").is(2).has_err(why);
    }
    // A sign-off that is taken out leaves its revocation behind.
    let (start, end) = (
        text.find("[[signoff]]").unwrap(),
        text.find("[[declaration]]").unwrap(),
    );
    house.put(&format!("{}{}", &text[..start], &text[end..]));
    house
        .run(verify)
        .is(1)
        .has_out("that it takes back is not in the file");
}
