//! Finding and running commands: palette, help, the box after the first of two keys, and the question before a change.

use signoff::tui::msg::Msg;

use super::harness::{Desk, LARGE, Look, STANDARD, in_every_look, keep};
use super::job::START;

fn started(look: Look) -> Desk {
    Desk::answered(look, 2)
}

fn signed(look: Look) -> Desk {
    let mut desk = Desk::answered(look, 10);
    desk.keys("s<Right><Tab>A team of one.<C-s>   robotics-prod<Enter>");
    desk
}

fn screens(name: &str, look: Look) {
    let mut desk = started(look);
    desk.keys(":");
    keep!(name, "palette", desk);
    desk.keys("key vault");
    keep!(name, "palette_items", desk);
    desk.keys("<C-u>attest");
    keep!(name, "palette_commands", desk);
    desk.keys("<Esc><Esc>?item");
    keep!(name, "help_filtered", desk);
    desk.keys("<Esc><Esc>m<F1>");
    keep!(name, "help_form", desk);
    desk.keys("<Esc><C-p>");
    keep!(name, "palette_form", desk);
    desk.keys("<Esc><Esc>g<wait>");
    keep!(name, "prefix", desk);
    let mut desk = signed(look);
    desk.keys("u");
    keep!(name, "confirm", desk);
}

in_every_look!(screens);

#[test]
fn the_palette_runs_commands_and_goes_to_items() {
    let mut desk = started(STANDARD);
    desk.keys(":sec2<Enter>").shows("┌ SEC-2");
    desk.keys(":accept-risk");
    desk.shows("signoff attest SEC-2 risk-accepted");
    desk.keys("<Enter>").shows("Attest SEC-2");
    // In a text a colon is a colon.
    desk.keys("because: so<C-p>report<Enter>");
    desk.shows("Report · ");
    desk.keys(":sec2<Enter><Enter>").shows("because: so");
}

#[test]
fn the_palette_works_before_a_review_is_open() {
    let mut desk = Desk::new();
    desk.keys(":new<Enter>").shows("Start a review");
    desk.keys("<C-p>quit<Enter>");
    assert!(desk.left);
}

#[test]
fn escape_closes_at_once_whatever_was_typed() {
    for open in [":", "?"] {
        let mut desk = started(STANDARD);
        desk.keys(open).keys("zzqqxxvv").shows("nothing matches");
        desk.keys("<Enter><Esc>").hides("type to find");
        // And where nothing was typed, the key that closes every program closes the box only.
        desk.keys(open).keys("<C-c>");
        assert!(
            !desk.left && !desk.screen().contains("type to find"),
            "{}",
            desk.screen()
        );
    }
}

#[test]
fn what_is_pasted_is_looked_for() {
    let mut desk = started(STANDARD);
    desk.keys(":")
        .hear(Msg::Paste("key\u{1b} vault\n".to_owned()))
        .keys("<Enter>");
    desk.shows("┌ SEC-1");
    desk.keys("?")
        .hear(Msg::Paste("take your".to_owned()))
        .keys("<Enter>");
    desk.shows("1/10");
}

#[test]
fn help_runs_what_was_typed_for() {
    let mut desk = started(STANDARD);
    desk.keys("?take your last<Enter>").shows("took back");
    // What a field takes is no command.
    desk.keys("m<F1>delete the word<Enter>").shows("Ctrl-W");
    desk.keys("<Esc>").shows("Attest NET-2").hides("Keys here");
}

#[test]
fn a_key_that_waits_for_another_is_helped_and_dropped() {
    let mut desk = started(STANDARD);
    desk.keys("g").hides("go to the report");
    desk.keys("<wait>").shows("go to the report");
    desk.keys("<Esc>").hides("go to the report");
    desk.keys("gQ");
    assert!(
        !desk.left && desk.screen().contains("g Q is no command"),
        "{}",
        desk.screen()
    );
    desk.keys("g<wait>r").shows("Report · ");
    // Nothing is pending, so nothing is shown.
    desk.keys("<wait>").hides("go to the report");
}

#[test]
fn a_review_that_is_signed_off_is_changed_on_purpose() {
    let mut desk = signed(STANDARD);
    let before = desk.review();
    // Neither the key that asked nor the usual ones confirm.
    for no in [
        "u<Enter>",
        "u<Esc>",
        "uu<Esc>",
        "mOther words.<C-s><C-s><Enter><Esc>",
        "u <Enter>",
    ] {
        desk.keys(no);
        assert_eq!(desk.review(), before, "{no}");
        assert!(
            !desk.screen().contains("Change a review"),
            "{no}: {}",
            desk.screen()
        );
    }
    desk.keys("uy").shows("✗ not signed off: 2 things");
    // It was asked once.
    desk.keys("<C-r>").shows("10/10");
    assert_ne!(desk.review(), before);
}

#[test]
fn a_review_that_is_not_signed_off_is_changed_without_a_question() {
    let mut desk = started(STANDARD);
    desk.keys("u").shows("took back");
}

#[test]
fn a_notice_of_two_checklists_is_shown_once() {
    let mut desk = Desk::with(LARGE, |_| {});
    desk.keys("<Enter><S-Tab><Down><Space><Tab>sys<C-s>");
    let screen = desk.screen();
    desk.shows("azure-deployment, azure-shipped-defaults");
    assert_eq!(
        screen
            .matches("This document provides security guidance")
            .count(),
        1,
        "{screen}"
    );
}

#[test]
fn every_size_of_every_overlay_is_drawn() {
    let mut desk = signed(STANDARD);
    for keys in [
        ":",
        ":net<Down>",
        "?",
        "?net",
        "g<wait>",
        "u",
        "m<F1>",
        "m<C-p>",
        "i",
    ] {
        desk.resize(80, 24).keys("<Esc><Esc><Esc>gw").keys(keys);
        for width in (1..=200)
            .step_by(21)
            .chain([2, 12, 29, 30, 31, 44, 79, 80, 81])
        {
            for height in (1..=60).step_by(11).chain([2, 5, 6, 8, 9, 14, 24]) {
                desk.resize(width, height);
                desk.buffer();
            }
        }
    }
}

#[test]
fn a_tiny_screen_says_what_it_needs() {
    let mut desk = Desk::new();
    for (width, height, words) in [
        (40, 1, "signoff needs 30 columns and 6 rows\n"),
        (12, 6, "signoff\nneeds 30\ncolumns and\n6 rows\n"),
        (12, 2, "needs 30x6\n\n"),
        (5, 2, "needs\n30x6\n"),
        (4, 9, "30x6\n"),
        (2, 2, "30\nx6\n"),
    ] {
        let screen = desk.resize(width, height).screen();
        assert!(screen.starts_with(words), "{width}x{height}: {screen}");
    }
}

#[test]
fn the_hints_are_those_of_what_lies_over_the_screen() {
    let mut desk = Desk::new();
    let hints = |desk: &mut Desk| desk.screen().lines().rev().nth(1).unwrap().to_owned();
    assert!(!hints(&mut desk).contains("back"), "nowhere to go back to");
    desk.keys("?");
    assert_eq!(hints(&mut desk).trim(), "Enter run it  Esc close");
    desk.keys("<Esc>").keys(START).keys("gh");
    assert!(hints(&mut desk).contains("Esc back"), "to the review");
    desk.keys("gw:signoff");
    assert_eq!(
        hints(&mut desk).trim(),
        "Enter run it, or go there  Esc close"
    );
    desk.shows("go to the sign-off")
        .shows("signoff sign --role");
}
