//! `ssh-keygen` asks at the terminal, which the UI leaves to it for the while.

use crate::has::Has as _;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use super::harness::{Modes, NORMAL, Place, SYSTEM, TAKEN, Tty, needs_terminals};

const SAVE: &str = "\x13";

/// How long a person waits before they press Ctrl-C again.
const PATIENCE: Duration = Duration::from_secs(10);

/// A review that is ready to be signed, and a key with a passphrase in the person's home.
fn ready() -> Place {
    let place = Place::with_review();
    let ssh = place.work().join("../home/.ssh");
    std::fs::create_dir(&ssh).unwrap();
    let key = ssh.join("id_ed25519");
    let arguments = [
        "-q",
        "-t",
        "ed25519",
        "-N",
        "a passphrase",
        "-C",
        "ada@example.org",
        "-f",
    ];
    assert!(
        Command::new("ssh-keygen")
            .args(arguments)
            .arg(&key)
            .status()
            .unwrap()
            .success()
    );
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    place.put(
        "allowed",
        &format!("ada@example.org namespaces=\"signoff\" {public}"),
    );
    let status = place.done(&["status", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    let ids: Vec<&str> = status["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    let words = ["not-applicable", "--rationale", "There is no such part."];
    place.done(&[&["attest"][..], &ids, &words].concat());
    place
}

/// The statement on the screen, with the title typed.
fn stating(tty: &mut Tty) {
    tty.shows("10/10")
        .keys("s")
        .shows("Every item is answered")
        .shows("(id_ed25519.pub)");
    tty.keys(" ")
        .shows("(•) approved")
        .keys("\t")
        .shows("(sole operator)")
        .keys("A team of one.");
    tty.shows("A team of one.")
        .keys(SAVE)
        .shows("You are about to state")
        .keys("   ")
        .keys(SYSTEM);
    tty.shows(&format!("to sign: {SYSTEM}"));
}

/// Stops `ssh-keygen` at its prompt. A signal that comes between its prompt and its waiting for keys is heard with the next
/// one only, as on a machine that is busy.
fn interrupts(tty: &mut Tty) {
    while !tty.screen().contains("ended by SIGINT") {
        let pressed = Instant::now();
        tty.keys("\x03");
        while !tty.screen().contains("ended by SIGINT") && pressed.elapsed() < PATIENCE {
            assert!(tty.listen(Duration::from_millis(10)), "{}", tty.screen());
        }
    }
}

/// Says that it is meant, and waits until `ssh-keygen` asks for the passphrase for the nth time.
fn asks(tty: &mut Tty, nth: usize) {
    let prompts = |tty: &Tty| tty.screen().matches("Enter passphrase").count();
    tty.keys("\r").until("it asks", |tty| {
        !tty.modes().alternate && prompts(tty) == nth
    });
}

#[test]
fn a_wrong_passphrase_records_nothing_and_the_right_one_signs() {
    needs_terminals!();
    needs_openssh!();
    let place = ready();
    let before = place.review();
    let mut tty = place.open();
    stating(&mut tty);
    asks(&mut tty, 1);
    tty.screen().has("signoff: signing with SHA256:");
    assert_eq!(
        Modes {
            raw: NORMAL.raw,
            ..tty.modes()
        },
        NORMAL
    );
    tty.keys("something else\r")
        .shows("no signature was made")
        .shows("the passphrase is wrong");
    assert_eq!((tty.modes(), place.review()), (TAKEN, before.clone()));
    // Ctrl-C is for ssh-keygen, and ends it alone.
    asks(&mut tty, 2);
    // What OpenSSH said of the first is in the log, and nowhere else.
    tty.screen()
        .lacks("incorrect passphrase")
        .lacks("Signing data");
    interrupts(&mut tty);
    tty.shows(&format!("to sign: {SYSTEM}"));
    assert_eq!((tty.modes(), place.review()), (TAKEN, before));
    asks(&mut tty, 3);
    tty.keys("a passphrase\r")
        .shows("signed: approved as approver");
    assert_eq!(tty.modes(), TAKEN);
    assert_eq!(tty.keys("q").ends().exit_code(), 0);
    let said = place.done(&["verify", "--allowed-signers", "allowed"]);
    said.has("ada@example.org");
    place.done(&[
        "check",
        "--require",
        "signed",
        "--allowed-signers",
        "allowed",
    ]);
}

#[test]
fn a_command_asks_why_something_is_set_aside() {
    needs_terminals!();
    let place = ready();
    place.done(&[
        "sign",
        "--role",
        "reviewer",
        "--decision",
        "rejected",
        "--why",
        "Junk",
        "--unsigned",
        "--by",
        "Zoe <zoe@example.org>",
    ]);
    let sign = "sign --role approver --decision approved --unsigned --by 'Bob <bob@example.org>'";
    let sign = format!("{sign} --allowed-signers allowed");
    for (said, is_said) in [("\n", false), ("Nobody knows Zoe\n", true)] {
        let before = place.review();
        let mut tty = Tty::start(place.shell(&format!("$SIGNOFF {sign}")), 80, 24);
        tty.shows("in the way: rejected as reviewer by Zoe")
            .shows("Why what does not verify is set aside")
            .keys(said)
            .ends();
        let after = place.review();
        assert!(after.len() > before.len());
        assert_eq!(after.contains("why: Nobody knows Zoe"), is_said, "{after}");
    }
}

/// Lets an `ssh-keygen` sign that turns the echo off, asks, and hears nothing but a Ctrl-C.
fn hangs(place: &Place, line: &str) -> CommandBuilder {
    let keygen = "#!/bin/sh\n[ \"$2\" = sign ] || exec ssh-keygen \"$@\"\n\
        trap '' TERM HUP\nstty -echo </dev/tty\necho secret? >/dev/tty\nexec sleep 600\n";
    place.put("keygen", keygen);
    let path = place.work().join("keygen");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
    let path = path.display();
    place.put("gitconfig", &format!("[gpg \"ssh\"]\nprogram = {path}\n"));
    let mut command = place.shell(line);
    command.env("GIT_CONFIG_GLOBAL", place.work().join("gitconfig"));
    command
}

#[test]
fn a_command_gives_the_terminal_back_as_it_was_where_a_signature_is_stopped() {
    needs_terminals!();
    needs_openssh!();
    let place = ready();
    let sign = "\"$SIGNOFF\" sign --role approver --decision approved --sole-operator Alone --key ~/.ssh/id_ed25519";
    let before = place.review();
    for (line, signal) in [
        (format!("exec {sign}"), None),
        (format!("{sign}; echo \"left $?\""), Some(Signal::TERM)),
    ] {
        let mut tty = Tty::start(hangs(&place, &line), 80, 24);
        tty.shows("secret?");
        assert!(tty.modes().raw, "without echo");
        match signal {
            Some(signal) => tty.signal_child(signal).shows("left 143"),
            None => tty.keys("\x03"),
        };
        tty.ends();
        assert_eq!((tty.modes(), place.review()), (NORMAL, before.clone()));
    }
}

#[test]
fn a_signal_from_a_script_ends_what_signs_with_the_program() {
    needs_terminals!();
    needs_openssh!();
    let place = ready();
    let before = place.review();
    let mut tty = Tty::start(hangs(&place, "\"$SIGNOFF\"; echo \"left $?\""), 80, 24);
    stating(&mut tty);
    tty.keys("\r").shows("secret?").signal_child(Signal::TERM);
    tty.shows("everything attested is saved")
        .shows("left")
        .ends();
    assert_eq!((tty.modes(), place.review()), (NORMAL, before));
}
