//! The terminal is taken over and given back.

use crate::has::Has as _;
use std::time::Duration;

use super::harness::{NORMAL, Place, TAKEN, needs_terminals};

#[test]
fn the_terminal_is_given_back_as_it_was() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    tty.shows("0/10")
        .until("the UI's modes", |tty| tty.modes() == TAKEN);
    let status = tty.keys("q").ends();
    assert_eq!((tty.modes(), status.exit_code()), (NORMAL, 0));
    assert_eq!(tty.screen().trim(), "", "the normal screen is as it was");
}

#[test]
fn a_person_may_keep_the_mouse() {
    needs_terminals!();
    let place = Place::with_review();
    place.put("../home/config/signoff/config.toml", "mouse = false\n");
    let mut tty = place.open();
    tty.shows("0/10");
    assert!(!tty.modes().mouse);
    assert_eq!(tty.keys("q").ends().exit_code(), 0);
}

#[test]
fn doing_nothing_costs_nothing() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    tty.shows("0/10").keys("j").shows("NET-1");
    let switches = |tty: &super::harness::Tty| -> u64 {
        let path = format!("/proc/{}/status", tty.pid().as_raw_nonzero());
        let text = std::fs::read_to_string(path).unwrap();
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))
            .unwrap();
        line.trim().parse().unwrap()
    };
    while {
        let before = tty.raw.len();
        tty.listen(Duration::from_millis(500));
        tty.raw.len() > before
    } {}
    let (bytes, woken) = (tty.raw.len(), switches(&tty));
    // Many times the half second after which the quiet program looks about; the other tests go on beside it.
    let seconds = 10;
    for _ in 0..seconds {
        tty.listen(Duration::from_secs(1));
    }
    assert_eq!(
        tty.raw.len(),
        bytes,
        "nothing is written while nothing happens"
    );
    // Two a second are allowed; a program that spins has thousands.
    let woken = switches(&tty) - woken;
    assert!(
        woken <= 2 * seconds + 10,
        "woken {woken} times in {seconds} seconds"
    );
}

#[test]
fn without_a_terminal_there_is_no_walk() {
    let place = Place::with_review();
    let output = place.run(&["walk"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), output.stdout.as_slice()),
        (Some(2), &b""[..])
    );
    said.has("needs a terminal").has("hint: in a script use");
}

#[test]
fn into_a_pipe_goes_the_status() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = super::harness::Tty::start(place.shell("\"$SIGNOFF\" | cat; echo end"), 80, 24);
    tty.ends();
    assert!(!tty.raw.contains(&0x1b), "{}", tty.screen());
    let text = String::from_utf8(tty.raw.clone()).unwrap();
    assert!(
        text.contains(super::harness::SYSTEM) && text.contains("0 of 10"),
        "{text}"
    );
}

#[test]
fn a_pipeline_gets_no_screen_although_it_has_a_terminal() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = super::harness::Tty::start(place.shell("CI=true \"$SIGNOFF\""), 80, 24);
    let status = tty.ends();
    assert_eq!(status.exit_code(), 1, "nothing is signed off");
    assert!(
        !String::from_utf8_lossy(&tty.raw).contains("\x1b[?1049h"),
        "{}",
        tty.screen()
    );
}
