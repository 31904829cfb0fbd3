//! From an empty directory to a sign-off, with the process killed on the way.

use crate::has::Has as _;
use rustix::process::Signal;

use super::harness::{Place, SYSTEM, Tty, needs_terminals};

const SAVE: &str = "\x13";
const TAB: &str = "\t";

fn start_review(tty: &mut Tty) {
    tty.shows("Start a review")
        .keys("\r")
        .shows("what is reviewed")
        .keys(SYSTEM)
        .shows(SYSTEM);
    tty.keys(SAVE)
        .shows("Before you start")
        .keys("\r")
        .shows("0/10");
}

/// Says that an item is met, with a reason and a link, and waits until it is on disk.
fn attest_met(tty: &mut Tty, nth: usize) {
    tty.keys("m")
        .shows("Attest ")
        .keys(&format!("Checked in session {nth}."))
        .keys(TAB);
    tty.keys(&format!("https://example.org/proof/{nth}\r"))
        .shows(&format!("1  link  https://example.org/proof/{nth}"));
    tty.keys(SAVE).shows(&format!("{nth}/10"));
}

#[test]
fn nothing_attested_is_lost_on_the_way_to_a_sign_off() {
    needs_terminals!();
    let place = Place::new();
    let mut tty = place.open();
    start_review(&mut tty);
    attest_met(&mut tty, 1);
    attest_met(&mut tty, 2);
    tty.keys("n")
        .shows("Reason")
        .keys("There is no such part.")
        .keys(SAVE)
        .shows("3/10");
    tty.keys("a")
        .shows("Accepted by")
        .keys("Moving next year.")
        .keys(TAB);
    tty.keys("Kim <kim@example.org>")
        .keys(TAB)
        .keys("+60d")
        .keys(SAVE)
        .shows("4/10");
    tty.signal(Signal::KILL).ends();

    let mut tty = place.open();
    tty.shows("4/10").shows("! 1");
    for nth in 5..=10 {
        attest_met(&mut tty, nth);
    }
    tty.keys("s")
        .shows("Every item is answered")
        .keys(" ")
        .shows("(•) approved");
    tty.keys(TAB)
        .shows("(sole operator)")
        .keys("A team of one.");
    tty.shows("no key:")
        .keys(SAVE)
        .shows("You are about to state")
        .keys("   ")
        .keys(SYSTEM)
        .keys("\r")
        .shows("approved as approver");
    assert_eq!(tty.keys("q").ends().exit_code(), 0);

    place.done(&["check"]);
    let report = place.done(&["report"]);
    for nth in [1, 2, 5, 6, 7, 8, 9, 10] {
        report.has(&format!("Checked in session {nth}."));
        report.has(&format!("https://example.org/proof/{nth}"));
    }
    for said in [
        "There is no such part.",
        "Moving next year.",
        "Kim",
        "Ada Lovelace",
    ] {
        assert!(report.contains(said), "{said} is not in\n{report}");
    }
}

#[test]
fn a_process_that_is_killed_in_a_sentence_leaves_a_whole_file() {
    needs_terminals!();
    let place = Place::new();
    let mut tty = place.open();
    start_review(&mut tty);
    attest_met(&mut tty, 1);
    let saved = place.review();
    tty.keys("x")
        .shows("Attest ")
        .keys("Half a sent")
        .shows("Half a sent");
    tty.signal(Signal::KILL).ends();

    assert_eq!(place.review(), saved);
    let left: Vec<_> = std::fs::read_dir(place.work())
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(left, ["signoff.toml"]);
    let mut tty = place.open();
    // The sentence is no answer, but it is not lost.
    place
        .done(&["status"])
        .has("Drafts, typed and not saved as answers\n  NET-2\n");
    tty.shows("1/10")
        .keys("x")
        .shows("draft is still here")
        .shows("Half a sent")
        .keys("\x1b");
    tty.shows("draft kept");
    assert_eq!(tty.keys("q").ends().exit_code(), 0);
}
