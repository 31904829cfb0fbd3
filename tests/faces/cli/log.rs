//! The log that a person asks for.

use std::os::unix::fs::PermissionsExt;

use super::attacks::Signed;
use crate::has::Has as _;
use crate::house::{House, RITA};

#[test]
fn the_log_says_why_a_signature_was_refused() {
    needs_openssh!();
    let signed = Signed::new();
    let house = &signed.house;
    house.write("nobody", "");
    let run = house.run("verify --allowed-signers nobody --log why.txt");
    run.is(1);
    let log = house.read("why.txt");
    assert!(log.starts_with("signoff log, form 1\n"), "{log}");
    for part in [
        &format!(" keys: by {RITA}, with SHA256:"),
        ": not accepted: no allowed signer has the key SHA256:",
        "keys: ran ssh-keygen [\"-Y\", \"find-principals\"",
        "repo/nobody, revoked keys None",
        "store: read ",
    ] {
        log.has(part);
    }
    log.lacks("As reviewer I approve");
    let mode = house.path("why.txt").metadata().unwrap().permissions();
    assert_eq!(mode.mode() & 0o777, 0o600);

    // A second run goes on behind the first.
    house.run("check --log why.txt");
    assert!(house.read("why.txt").starts_with(&log));
}

#[test]
fn no_other_file_becomes_a_log() {
    let house = House::with_review();
    let before = house.review();
    let run = house.run("status --log signoff.toml");
    run.is(2);
    run.has_err("signoff.toml: is there and is no log of signoff");
    assert_eq!(house.review(), before);
    std::os::unix::fs::symlink("signoff.toml", house.path("link")).unwrap();
    house.run("status --log link").is(2);
    house.run("status --log .").is(2);
}

#[test]
fn what_a_stranger_wrote_is_escaped_in_the_log() {
    let house = House::with_review();
    let name = "al\u{1b}[31m\u{202e}lowed";
    house.write(name, "");
    let mut command = house.command(&["verify", "--log", "l.txt", "--allowed-signers", name]);
    command.output().unwrap();
    let log = house.read("l.txt");
    log.has("al<U+001B>[31m<U+202E>lowed");
    assert!(
        !log.contains('\u{1b}') && !log.contains('\u{202e}'),
        "{log}"
    );
}

#[test]
fn a_review_that_is_named_is_read_once() {
    let house = House::with_review();
    house.run("walk --plain --review signoff.toml --log l.txt");
    let log = house.read("l.txt");
    assert_eq!(log.matches("read signoff.toml").count(), 1, "{log}");
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test makes files that are no logs"
)]
fn a_log_that_others_may_read_is_none() {
    let house = House::with_review();
    let log = house.path("open.txt");
    for (text, mode, why) in [
        ("", 0o600, "is no log of signoff"),
        (
            "signoff log, form 1 is a book\n",
            0o600,
            "is no log of signoff",
        ),
        ("signoff log, form 1\n", 0o644, "others may read it"),
    ] {
        std::fs::write(&log, text).unwrap();
        std::fs::set_permissions(&log, PermissionsExt::from_mode(mode)).unwrap();
        house.run("status --log open.txt").is(2).has_err(why);
        assert_eq!(house.read("open.txt"), text);
    }
}
