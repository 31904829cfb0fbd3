//! Every way to be wrong, and what is said about it.

use std::fs::{File, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use crate::has::Has as _;
use crate::house::{House, Run, mini};

#[test]
fn without_a_review() {
    let house = House::new();
    let lines = house.transcript(&[
        "",
        "status",
        "check",
        "-r nowhere.toml status",
        "-r .git status",
        "new --checklist azure-deployment",
        "new --checklist nothing --system s",
        "new --checklist lists/nothing.toml --system s",
        "new --checklist azure-deployment --checklist azure-deployment --system s",
        "new --checklist azure-deployment --system ' '",
        "new none/signoff.toml --checklist azure-deployment --system s",
        "new --checklist .git --system s",
        "new --checklist /dev/null --system s",
    ]);
    house.assert("without_a_review", &lines);
    assert!(!house.path("signoff.toml").exists());
}

#[test]
fn a_checklist_outside_is_refused() {
    let house = House::new();
    let far = tempfile::tempdir().unwrap();
    let file = far.path().join("far.toml");
    house.write(file.to_str().unwrap(), &mini("", &["low"]));
    house
        .run(&format!("new --checklist {} --system s", file.display()))
        .is(2)
        .has_err("copy the checklist into the repository");
}

#[test]
fn nothing_is_overwritten() {
    let house = House::with_review();
    let before = house.review();
    house.assert(
        "no_overwriting",
        &house.transcript(&["new --checklist stride-threats --system other"]),
    );
    assert_eq!(house.review(), before);
}

#[test]
fn an_answer_that_is_not_complete() {
    let house = House::with_review();
    let before = house.review();
    let lines = house.transcript(&[
        "attest SEC-3 met --rationale x",
        "attest net-1 met --rationale x",
        "attest stride-threats/SEC-2 met --rationale x",
        "attest NET-1 done --rationale x",
        "attest NET-1 met",
        "attest SEC-2 met --rationale 'Trust me.'",
        "attest NET-1 unmet --due 2020-01-01",
        "attest NET-1 risk-accepted --until 2020-01-01",
        "attest NET-1 risk-accepted --until soon",
        "attest NET-1 met --rationale x --by ''",
        "evidence add NET-1 https://example.org",
        "evidence add NET-1",
        "undo",
        "redo",
    ]);
    house.assert("incomplete_answers", &lines);
    assert_eq!(house.review(), before);
}

#[test]
fn a_text_of_blanks_is_refused_by_every_command() {
    let house = House::with_review();
    for line in [
        "close SEC-2 --reason ' '",
        "dismiss SEC-2 --reason ' '",
        "declare --end SEC-2 --reason ' '",
        "comment SEC-2 --text ' '",
        "revise ' '",
        "seal --reason ' '",
        "attest SEC-2 met --note ' '",
    ] {
        house.run(line).is(2).has_err("invalid value ' ' for '");
    }
}

#[test]
fn options_without_use_are_named() {
    let house = House::with_review();
    let lines = house.transcript(&[
        "attest NET-1 met --rationale x --accepted-by Kim --owner Kim --reason other",
        "attest NET-1 unmet --rationale x",
    ]);
    house.assert("options_without_use", &lines);
}

#[test]
fn evidence_that_cannot_be_attached() {
    let house = House::with_review();
    house.write("proof.txt", "proof\n");
    symlink(house.path("proof.txt"), house.path("link.txt")).unwrap();
    assert!(
        std::process::Command::new("mkfifo")
            .arg(house.path("pipe"))
            .status()
            .unwrap()
            .success()
    );
    let before = house.review();
    let lines = house.transcript(&[
        "attest NET-2 met --evidence missing.txt --evidence link.txt --evidence pipe --evidence .git \
         --evidence ../outside.txt --evidence /etc/passwd --evidence /dev/zero --evidence 'https://a b' \
         --evidence http:// --evidence signoff.toml --evidence proof.txt",
        "attest NET-2 met --evidence ''",
        "evidence add NET-2",
    ]);
    house.assert("bad_evidence", &lines);
    assert_eq!(house.review(), before);
}

#[test]
fn a_directory_that_cannot_be_read() {
    let house = House::with_review();
    house.write("closed/proof.txt", "proof\n");
    let closed = house.path("closed");
    std::fs::set_permissions(&closed, Permissions::from_mode(0o000)).unwrap();
    // Root reads everything.
    if std::fs::read_dir(&closed).is_err() {
        house
            .run("attest NET-2 met --evidence closed/proof.txt")
            .is(2)
            .has_err("ermission denied");
    }
    std::fs::set_permissions(&closed, Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn paths_are_read_from_where_the_person_is() {
    let house = House::with_review();
    house.write("deep/er/proof.txt", "proof\n");
    let mut command = house.command(&["attest", "NET-2", "met", "--evidence", "proof.txt"]);
    Run::of(command.current_dir(house.path("deep/er"))).is(0);
    assert!(
        house
            .done("evidence list")
            .out
            .starts_with("NET-2  file  deep/er/proof.txt")
    );
}

#[test]
fn a_file_that_is_wrong() {
    let house = House::with_review();
    let sound = house.review();
    let mut lines = String::new();
    for wrong in [
        sound.replacen("schema = 2", "schema = 7", 1),
        sound.replacen("system = ", "system = robotics # ", 1),
        sound
            .replacen("system = ", "# ", 1)
            .replacen("digest = \"sha256:", "digest = \"md5:", 1),
        sound.replace("[checklist.azure-deployment]", "[checklist.gone]"),
        String::new(),
    ] {
        house.put(&wrong);
        lines.push_str(&house.transcript(&["check"]));
    }
    File::create(house.path("signoff.toml"))
        .unwrap()
        .write_all(b"schema = 1\n# \xff\n")
        .unwrap();
    lines.push_str(&house.transcript(&["attest NET-1 met --rationale x"]));
    house.assert("wrong_files", &lines);
}

#[test]
fn a_rationale_comes_from_stdin() {
    let house = House::with_review();
    // A rationale that is too long is not read to its end.
    let attest = |text: &[u8]| house.told("attest NET-1 met --rationale -", text);
    attest(b"Two lines\nof reason.\n").is(0);
    house.review().has("Two lines\nof reason.");
    for (wrong, why) in [
        (
            &"x".repeat(70_000).into_bytes()[..],
            "longer than 65536 bytes",
        ),
        (b"\xff", "not UTF-8"),
        (b"", "add evidence"),
    ] {
        attest(wrong).is(2).has_err(why);
    }
}
