//! Another program changes the files while the walk is open, and nobody presses a key.

use super::harness::{Place, needs_terminals};
use crate::has::Has as _;

#[test]
fn what_a_command_attests_is_on_the_screen_without_a_key() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    tty.shows("0/10");
    place.done(&[
        "attest",
        "SEC-1",
        "unmet",
        "--rationale",
        "Open.",
        "--by",
        "Kim <kim@example.org>",
    ]);
    tty.shows("1/10")
        .shows("SEC-1 unmet by Kim; read from disk");
    // In the middle of a sentence, too.
    tty.keys("x")
        .shows("Attest NET-1")
        .keys("Half a sent")
        .shows("Half a sent");
    place.done(&["attest", "MON-1", "met", "--rationale", "Seen."]);
    tty.shows("2/10").keys("ence.").shows("Half a sentence.");
    place.done(&[
        "attest",
        "NET-1",
        "met",
        "--rationale",
        "Closed.",
        "--by",
        "Kim <kim@example.org>",
    ]);
    tty.shows("changed meanwhile: met by Kim")
        .keys("\x13")
        .shows("answered twice")
        .keys("t");
    tty.shows("stays as it is on disk");
    let review = place.review();
    review.has("Half a sentence.").has("Closed.");
    assert_eq!(tty.keys("q").ends().exit_code(), 0);
}

#[test]
fn a_file_that_breaks_goes_and_comes_back_is_followed() {
    needs_terminals!();
    let place = Place::with_review();
    place.done(&["attest", "NET-1", "met", "--rationale", "Closed."]);
    let mut tty = place.open();
    tty.shows("1/10").shows("saved ✓");
    let whole = place.review();
    place.put("signoff.toml", &whole[..whole.len() / 2]);
    tty.shows("FILE BROKEN")
        .shows("signoff.toml:")
        .shows("1/10");
    place.put("signoff.toml", &whole);
    tty.shows("saved ✓").shows("is whole again");
    std::fs::remove_file(place.work().join("signoff.toml")).unwrap();
    tty.shows("FILE GONE").shows("1/10");
    tty.keys("n")
        .shows("Reason")
        .keys("There is none.")
        .keys("\x13")
        .shows("write the file again")
        .keys("w");
    tty.shows("2/10").shows("saved ✓");
    place.review().has("Closed.").has("There is none.");
    assert_eq!(tty.keys("q").ends().exit_code(), 0);
}
