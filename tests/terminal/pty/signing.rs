//! `ssh-keygen` asks at the terminal, which the UI leaves to it for the while.

use crate::has::Has as _;
use std::process::Command;
use std::time::{Duration, Instant};

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
