//! The plain walker in a terminal: lines, and nothing but lines.

use crate::has::Has as _;
use portable_pty::CommandBuilder;
use rustix::process::Signal;

use super::harness::{NORMAL, Place, SYSTEM, Tty, needs_terminals};

fn start(place: &Place, variables: &[(&str, &str)], arguments: &str) -> Tty {
    let mut command: CommandBuilder = place.shell(&format!("exec \"$SIGNOFF\" {arguments}"));
    for (name, value) in variables {
        command.env(name, value);
    }
    Tty::start(command, 160, 60)
}

/// What was written, as text without a byte that steers.
fn lines_only(tty: &Tty) -> String {
    let text = String::from_utf8(tty.raw.clone()).unwrap();
    assert!(
        !text.contains(|c: char| c.is_control() && !matches!(c, '\r' | '\n')),
        "{text:?}"
    );
    text
}

#[test]
fn whoever_asks_for_it_is_asked_in_lines() {
    needs_terminals!();
    for (variables, arguments) in [
        (&[("TERM", "dumb")][..], ""),
        (&[("TERM", "dumb")], "walk"),
        (&[("ACCESSIBLE", "1")], ""),
        (&[("ACCESSIBLE", "yes")], "walk"),
        (&[], "walk --plain"),
        (&[("CI", "true")], "walk --plain"),
    ] {
        let place = Place::with_review();
        let mut tty = start(&place, variables, arguments);
        tty.shows("0 of 10 answered.")
            .shows("q quit:")
            .keys("met\n")
            .shows("Rationale:");
        assert_eq!(tty.modes(), NORMAL);
        tty.keys("Checked.\n\n\n")
            .shows("Save it, 1 yes")
            .keys("y\n")
            .shows("1 of 10 answered.")
            .keys("q\n");
        assert_eq!(tty.ends().exit_code(), 0);
        lines_only(&tty);
        place.review().has("Checked.");
    }
}

#[test]
fn an_empty_or_zero_wish_is_none() {
    needs_terminals!();
    for value in ["", "0"] {
        let place = Place::with_review();
        let mut tty = start(&place, &[("ACCESSIBLE", value)], "");
        tty.shows("0/10").keys("q");
        assert_eq!(tty.ends().exit_code(), 0);
    }
}

#[test]
fn from_an_empty_directory_to_a_first_answer() {
    needs_terminals!();
    let place = Place::new();
    let mut tty = start(&place, &[("TERM", "dumb")], "walk");
    tty.shows("No review is open.")
        .shows("Which:")
        .keys("start azure-d\n")
        .shows("More checklists");
    tty.keys("\n").shows("System").keys(&format!("{SYSTEM}\n"));
    for question in ["Environment", "Revision", "Title", "Your name", "File"] {
        tty.shows(question).keys("\n");
    }
    tty.shows("Started signoff.toml with 10 items")
        .shows("Notice of Azure");
    tty.shows("Item 1 of 10")
        .keys("5\n")
        .shows("Rationale:")
        .keys("\x1b[A\x1b[200~None\x1b[201~.\n\n");
    tty.shows("Reason, 1 out of scope")
        .keys("\n")
        .shows("Evidence, ")
        .keys("\n")
        .shows("Save it")
        .keys("1\n");
    tty.shows("1 of 10 answered.").keys("\x04");
    assert_eq!(
        tty.ends().exit_code(),
        0,
        "the end of input leaves as quitting does"
    );
    place.review().has("[A[200~None[201~.");
}

#[test]
fn a_signal_loses_no_more_than_the_line() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = start(&place, &[("TERM", "dumb")], "");
    tty.shows("q quit:")
        .keys("met\n")
        .shows("Rationale:")
        .keys("Checked.\n\n\n")
        .shows("Save it")
        .keys("y\n");
    tty.shows("1 of 10 answered.")
        .keys("unmet\n")
        .shows("Rationale:")
        .keys("First line\n");
    // The first rationale asked for more once.
    tty.until("asks for more", |tty| {
        tty.screen().matches("more:").count() == 2
    });
    tty.keys("half a li").shows("half a li").keys("\x03");
    assert!(!tty.ends().success());
    assert_eq!(tty.modes(), NORMAL);

    let mut tty = start(&place, &[("TERM", "dumb")], "");
    tty.shows("1 of 10 answered.")
        .shows("A draft is kept: unmet, \"First line\".")
        .signal(Signal::TERM);
    assert!(!tty.ends().success());
    lines_only(&tty);
}
