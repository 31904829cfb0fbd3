//! After the sign-off: what changed since, taking it back, sealing.

use std::process::Command;

use super::attacks::Signed;
use super::house::House;

const LIST: &str = "schema = 1\nid = \"mini\"\ntitle = \"Mini\"\nversion = \"1\"\n[[category]]\nid = \"a\"\ntitle = \"A\"\n\
                    item = [\n  { id = \"A-1\", title = \"One\", severity = \"high\" },\n  { id = \"A-2\", title = \
                    \"Two\", severity = \"low\" },\n]\n";

const GRACE: &str = "--by 'Grace Hopper <grace@example.org>'";

fn answered() -> House {
    let house = House::new();
    house.write("mini.toml", LIST);
    house.done("new --checklist ./mini.toml --system box");
    house.done("attest A-1 met --rationale Fine");
    house.done("attest A-2 met --rationale Fine");
    house
}

#[test]
fn a_sign_off_is_taken_back() {
    let house = answered();
    let approve = format!("sign --role approver --decision approved {GRACE}");
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
    let text = house.read("signoff.toml");
    let id = text.split("[[signoff]]\nid = \"").nth(1).unwrap()[..13].to_owned();
    let twice = house.run(&format!("revoke {id} --reason x"));
    assert_eq!(twice.code, 0, "{twice}");
    assert!(
        house
            .run(&format!("revoke {id} --reason x"))
            .err
            .contains("revoked already by Ada")
    );
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
    let report = house.done("report").out;
    assert!(
        report.contains("- sealed by Ada Lovelace `ada@example.org`"),
        "{report}"
    );
}

#[test]
fn the_fields_of_a_revocation_say_what_its_statement_says() {
    needs_openssh!();
    let house = Signed::form_1().house;
    house.done(
        "revoke approver --reason 'Key was lent' --by 'Rita Levi <rita@example.org>' --key ../rita",
    );
    let text = house.read("signoff.toml");
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
        assert!(text.contains(from), "{from}\n{text}");
        house.write("signoff.toml", &text.replace(from, to));
        let run = house.run(verify);
        assert!(run.code == 1 && run.out.contains(why), "{why}\n{run}");
        // However little it proves: the sign-off stays revoked.
        assert!(house.run("check").out.contains("is revoked"));
    }
    let (head, revocation) = text.split_once("[[revocation]]").unwrap();
    let revocation = revocation.replace("by = \"Rita Levi <rita@", "by = \"Rita Levi <rota@");
    house.write("signoff.toml", &format!("{head}[[revocation]]{revocation}"));
    let run = house.run(verify);
    let why = "the key belongs to rita@example.org";
    assert!(run.code == 1 && run.out.contains(why), "{run}");
    assert!(house.run("check").out.contains("is revoked"));
}

#[test]
fn a_revocation_is_signed_too() {
    needs_openssh!();
    let house = answered();
    let keys = [
        ("../grace", "grace@example.org"),
        ("../kim", "kim@example.org"),
    ];
    house.write(
        "../allowed",
        &keys.map(|(key, mail)| house.make_key(key, mail)).concat(),
    );
    house.done(&format!(
        "sign --role approver --decision approved {GRACE} --key ../grace"
    ));
    let verify = "verify --allowed-signers ../allowed --export ../proof";
    assert_eq!(house.run(verify).code, 0);
    house.done("revoke approver --reason 'Key was lent' --by 'Kim <kim@example.org>' --key ../kim");
    let run = house.run(verify);
    assert!(
        run.code == 1 && run.out.contains("revoked: by Kim <kim@example.org>"),
        "{run}"
    );
    assert!(
        run.out
            .contains("signed by kim@example.org with ssh-ed25519 SHA256:"),
        "{run}"
    );
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
    assert!(
        report.contains("- It claims the key: `ssh-ed25519` `SHA256:"),
        "{report}"
    );
    let report = house.done("report --allowed-signers ../allowed").out;
    let (_, report) = report
        .split_once("**Revoked** by Kim `kim@example.org`")
        .unwrap();
    assert!(
        report.contains("**verified** when this report was made\n- Principal: `kim@"),
        "{report}"
    );

    let text = house.read("signoff.toml");
    let bytes = "the signature is not of this statement";
    for (from, to) in [
        ("why: Key was lent", "why: A joke"),
        ("By: Kim <kim@", "By: Kim <kin@"),
    ] {
        house.write("signoff.toml", &text.replace(from, to));
        let run = house.run(verify);
        assert!(run.code == 1 && run.out.contains(bytes), "{to}\n{run}");
        // However little it proves: the sign-off stays revoked.
        assert!(house.run("check").out.contains("is revoked"));
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
        house.write("signoff.toml", &text.replace(from, to));
        let run = house.run("check");
        assert!(run.code == 2 && run.err.contains(why), "{why}\n{run}");
    }
    // A sign-off that is taken out leaves its revocation behind.
    let (start, end) = (
        text.find("[[signoff]]").unwrap(),
        text.find("[[declaration]]").unwrap(),
    );
    house.write(
        "signoff.toml",
        &format!("{}{}", &text[..start], &text[end..]),
    );
    let run = house.run(verify);
    assert!(
        run.code == 1 && run.out.contains("that it takes back is not in the file"),
        "{run}"
    );
}
