//! Signals, and a terminal that goes away.

use crate::has::Has as _;
use std::time::Duration;

use rustix::process::Signal;

use super::harness::{NORMAL, Place, TAKEN, Tty, needs_terminals};

#[test]
fn a_signal_ends_the_program_and_says_that_nothing_is_lost() {
    needs_terminals!();
    let place = Place::with_review();
    for (signal, name) in [
        (Signal::TERM, "SIGTERM"),
        (Signal::HUP, "SIGHUP"),
        (Signal::INT, "SIGINT"),
    ] {
        let mut tty = place.open();
        let status = tty.shows("0/10").signal(signal).ends();
        assert!(!status.success(), "{name}: {status}");
        assert_eq!(tty.modes(), NORMAL, "{name}");
        let said = tty.screen();
        assert!(
            said.contains(name) && said.contains("everything attested is saved"),
            "{said}"
        );
    }
}

#[test]
fn a_signal_ends_a_program_that_waits_for_the_rest_of_a_key() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    // A paste that never ends.
    tty.shows("0/10")
        .keys("?")
        .shows("Keys here")
        .keys("\x1b[200~abc");
    tty.until("the program waits", |tty| tty.stat(3) == "S");
    let status = tty.signal(Signal::TERM).ends();
    assert!(!status.success(), "{status}");
    assert_eq!(tty.modes(), NORMAL);
    tty.screen().has("everything attested is saved");
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    tty.shows("0/10").hang_up();
    tty.until("the process ended", |tty| tty.stat(3) == "Z");
    let ticks: u64 = tty.stat(14).parse::<u64>().unwrap() + tty.stat(15).parse::<u64>().unwrap();
    // Hundredths of a second; a program that spins until a deadline has hundreds.
    assert!(ticks < 50, "used {ticks} ticks of the processor");
}

#[test]
fn a_terminal_that_goes_away_without_a_word_ends_the_program() {
    needs_terminals!();
    let place = Place::with_review();
    // Only the first process of a terminal is told, and this one does not pass it on.
    let mut tty = Tty::start(
        place.shell("trap '' HUP; \"$SIGNOFF\" 2>said; echo ended $? >>said"),
        80,
        24,
    );
    tty.shows("0/10").hang_up();
    tty.until("the program ended", |tty| tty.stat(3) == "Z");
    let said = std::fs::read_to_string(place.work().join("said")).unwrap();
    // Where crossterm reads at that moment it reads for ever, and the guard ends the program as the signal would have.
    let ends = [
        ("error: the terminal UI stopped: ", "ended 2\n"),
        ("signoff: ended by SIGHUP", "ended 129\n"),
    ];
    assert!(
        ends.iter()
            .any(|(why, code)| said.contains(why) && said.ends_with(code)),
        "{said}"
    );
    said.lacks("panicked").lacks("Failed");
}

#[test]
fn a_terminal_that_takes_no_more_does_not_keep_the_program() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open_at(300, 100);
    tty.shows("0/10").stop_reading();
    for nth in 0..40 {
        // Every new size draws everything again; a little time for each, or they are drawn together.
        tty.resize(300, 90 + nth % 2);
        std::thread::sleep(Duration::from_millis(10));
    }
    tty.signal(Signal::TERM)
        .until("the program ended", |tty| tty.stat(3) == "Z");
}

#[test]
fn stopped_it_gives_the_terminal_back_and_resumed_it_draws_everything() {
    needs_terminals!();
    let place = Place::with_review();
    let line = "set -m; \"$SIGNOFF\"; for nth in 1 2 3; do stty sane; echo \"stopped $nth\"; \
                read -r line; fg >/dev/null; done; echo \"left with $?\"";
    let mut tty = Tty::start(place.shell(line), 80, 24);
    tty.shows("0/10").keys("j").shows("NET-2 · severity");
    let before = tty.screen();
    for stopped in ["stopped 1", "stopped 2"] {
        tty.keys("\x1a").shows(stopped);
        assert_eq!(tty.modes(), NORMAL);
        tty.keys("\r")
            .until("the same screen", |tty| tty.screen() == before);
        assert_eq!(tty.modes(), TAKEN);
    }
    // It is not asked, and only what runs in the foreground is told of the new size.
    tty.shows("NET-2 · severity")
        .signal_child(Signal::STOP)
        .shows("stopped 3")
        .resize(120, 40)
        .keys("\r")
        .until("the whole width", |tty| {
            tty.screen()
                .lines()
                .next()
                .is_some_and(|line| line.chars().count() > 80)
        })
        .shows("NET-2 · severity");
    assert_eq!(tty.modes(), TAKEN);
    tty.keys("G").shows("CMP-2").keys("q").shows("left with 0");
    tty.ends();
    assert_eq!(tty.modes(), NORMAL);
}

#[test]
fn where_no_shell_could_wake_it_it_is_not_stopped() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    tty.shows("0/10").keys("\x1aj").shows("NET-2 · severity");
    assert_eq!(tty.modes(), TAKEN);
    assert_eq!(tty.keys("q").ends().exit_code(), 0);
}
