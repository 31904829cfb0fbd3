//! The walk at the sizes and in the environments that terminals come with.

use super::harness::{Place, SYSTEM, Tty, needs_terminals};
use crate::has::Has as _;

#[test]
fn at_the_design_size_list_and_item_stand_side_by_side() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    tty.shows(SYSTEM)
        .shows("Not reviewed 10")
        .shows("NET-1 · severity high");
    tty.shows("? help").shows("▾ Network");
    let first = tty.screen();
    assert!(
        first.lines().next().unwrap().ends_with("saved ✓"),
        "{first}"
    );
}

#[test]
fn a_small_screen_shows_list_or_item() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open_at(44, 14);
    tty.shows("Not reviewed 10").shows("? help");
    tty.screen().lacks("severity");
    tty.keys("\t")
        .shows("NET-1 · severity high")
        .shows("? help");
    tty.screen().lacks("Not reviewed");
}

#[test]
fn every_size_is_drawn() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    tty.shows("0/10");
    let first = tty.screen();
    for (width, height) in [
        (120, 40),
        (44, 14),
        (30, 6),
        (29, 5),
        (1, 1),
        (200, 3),
        (2, 60),
        (300, 100),
    ] {
        let drawn = tty.raw.len();
        tty.resize(width, height)
            .until("a new frame", |tty| tty.raw.len() > drawn);
    }
    tty.resize(80, 24)
        .until("the first screen", |tty| tty.screen() == first);
    // The same with a form and a field open.
    tty.keys("m")
        .shows("Attest NET-1")
        .keys("Some words")
        .shows("Some words");
    let form = tty.screen();
    tty.resize(1, 1)
        .resize(20, 4)
        .resize(80, 24)
        .until("the form", |tty| tty.screen() == form);
    tty.escape("Rationale").shows("draft kept").keys("qy");
    assert_eq!(tty.ends().exit_code(), 0);
}

const PLAIN: &str = r#"schema = 1
id = "plain"
title = "Plain"
version = "1"

[[category]]
id = "all"
title = "All"

[[category.item]]
id = "ONE-1"
title = "A title that is much longer than the list at the left of the screen is wide"
guidance = "Look at `this`:\n\n1. one\n2. two\n\n- three\n\n---\n\n[a link](https://example.org)"
severity = "high"
references = [{ title = "A reference", url = "https://example.org" }]

[[category.item]]
id = "ONE-2"
title = "Another"
severity = "low"
"#;

#[test]
fn a_terminal_that_knows_no_size_has_the_usual_one() {
    needs_terminals!();
    let place = Place::with_review();
    let command = place.shell("stty rows 0 cols 0; exec \"$SIGNOFF\"");
    let mut tty = Tty::start(command, 80, 24);
    tty.shows("0/10").keys("q").ends();
}

#[test]
fn where_unicode_cannot_be_shown_every_byte_is_ascii() {
    needs_terminals!();
    let place = Place::new();
    place.put("checklists/plain.toml", PLAIN);
    place.done(&["new", "--checklist", "plain", "--system", SYSTEM]);
    for variables in [
        &[("TERM", "linux")][..],
        &[("LANG", "C")],
        &[("LC_ALL", "POSIX")],
    ] {
        let mut command = place.shell("exec \"$SIGNOFF\"");
        for (name, value) in variables {
            command.env(name, value);
        }
        let mut tty = Tty::start(command, 80, 24);
        tty.shows("0/2")
            .shows("[ ] ONE-1")
            .keys("?")
            .shows("Keys here")
            .escape("Keys here");
        tty.keys("x")
            .shows("Rationale")
            .keys("Text")
            .keys("\x13")
            .shows("1/2")
            .keys("u")
            .shows("0/2");
        tty.keys("s")
            .shows("no key:")
            .keys("\t\t\x1b[C\x1b[C\x1b[C\tUnfit\x13");
        tty.shows("about to state")
            .escape("about to state")
            .escape("What you decide");
        tty.keys("gr").shows("Report").escape("Report");
        tty.keys("gh")
            .shows("Resume")
            .keys("n")
            .shows("Checklists")
            .keys("\x03");
        assert_eq!(tty.ends().exit_code(), 0);
        let strange: Vec<_> = tty
            .raw
            .split(|byte| *byte == 0x1b)
            .filter(|part| !part.is_ascii())
            .map(String::from_utf8_lossy)
            .collect();
        assert!(strange.is_empty(), "{variables:?}: {strange:?}");
    }
}

#[test]
fn without_colour_there_is_none() {
    needs_terminals!();
    let place = Place::with_review();
    let mut command = place.shell("exec \"$SIGNOFF\"");
    command.env("NO_COLOR", "1");
    let mut tty = Tty::start(command, 80, 24);
    tty.shows("0/10")
        .keys("x")
        .shows("Rationale")
        .keys("Text\x13")
        .shows("1/10")
        .keys("q");
    assert_eq!(tty.ends().exit_code(), 0);
    let raw = String::from_utf8_lossy(&tty.raw).into_owned();
    let colours: Vec<_> = raw
        .split("\x1b[")
        .filter_map(|part| part.split_once('m'))
        .flat_map(|(codes, _)| codes.split(';'))
        .filter(|code| matches!(code.parse(), Ok(30..=38 | 40..=48 | 90..=107)))
        .collect();
    assert!(colours.is_empty(), "{colours:?}");
}
