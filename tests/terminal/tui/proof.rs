//! Evidence in the form: read again, replaced, selected, removed.

use super::harness::{Desk, STANDARD};
use super::job::{START, evidence};

/// NET-1 is met with a scan that has changed since.
fn stale() -> Desk {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys(START).keys("mDone.<Tab>scan.txt<Enter><C-s>");
    write(&desk, "9 critical\n");
    desk.restart(STANDARD);
    desk.keys("<Home><Down>");
    assert!(desk.screen().contains("0/10"), "{}", desk.screen());
    desk
}

fn write(desk: &Desk, text: &str) {
    #[expect(clippy::disallowed_methods, reason = "a test edits the evidence")]
    std::fs::write(desk.directory.join("scan.txt"), text).unwrap();
}

#[test]
fn a_file_that_changed_is_read_again_before_the_answer_counts() {
    let mut desk = stale();
    desk.keys("m<C-s>");
    insta::assert_snapshot!("proof_changed", desk.screen());
    // What is typed beside the + stays.
    desk.keys("half<Up><Enter>");
    let screen = desk.screen();
    assert!(
        screen.contains("scan.txt was read again") && !screen.contains("changed since"),
        "{screen}"
    );
    assert!(screen.contains("+ half"), "{screen}");
    desk.keys("<C-u><C-s>");
    let screen = desk.screen();
    assert!(
        screen.contains("1/10") && screen.contains("✓ NET-1"),
        "{screen}"
    );
}

#[test]
fn a_file_that_changed_can_be_left_out() {
    let mut desk = stale();
    desk.keys("m<C-s><C-x><C-s>");
    assert!(desk.screen().contains("1/10"), "{}", desk.screen());
}

#[test]
fn a_file_that_is_gone_is_removed_or_comes_back() {
    let mut desk = stale();
    std::fs::remove_file(desk.directory.join("scan.txt")).unwrap();
    desk.restart(STANDARD);
    desk.keys("<Home><Down>m<C-s>");
    assert!(
        desk.screen()
            .contains("scan.txt: the file is gone; Ctrl-X removes it"),
        "{}",
        desk.screen()
    );
    desk.keys("<Enter>");
    assert!(
        desk.screen()
            .contains("scan.txt is gone: Ctrl-X removes it"),
        "{}",
        desk.screen()
    );
    write(&desk, "0 critical\n");
    desk.keys("<Enter><C-s>");
    assert!(desk.screen().contains("1/10"), "{}", desk.screen());
}

#[test]
fn a_file_read_for_another_item_is_not_held_against_it() {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys(START).keys("mDone.<Tab>scan.txt<Enter><C-s>");
    write(&desk, "9 critical\n");
    // Nobody has noticed yet.
    desk.keys("mToo.<Tab>scan.txt<Enter><C-s>");
    let screen = desk.screen();
    assert!(
        screen.contains("✓ NET-2") && screen.contains("1/10"),
        "{screen}"
    );
}

#[test]
fn nothing_is_attached_twice() {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys(START)
        .keys("e./scan.txt<Enter>https://example.org<Enter>");
    write(&desk, "9 critical\n");
    desk.keys("scan.txt<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("scan.txt was read again"), "{screen}");
    assert!(
        screen.contains("1  scan.txt") && !screen.contains("3  "),
        "{screen}"
    );
    desk.keys("https://example.org<Enter>");
    let screen = desk.screen();
    assert!(
        screen.contains("https://example.org is in the list already"),
        "{screen}"
    );
    assert!(!screen.contains("3  "), "{screen}");
}

#[test]
fn what_is_selected_is_removed_and_nothing_else() {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys(START)
        .keys("ehttps://example.org/1<Enter>https://example.org/2<Enter>typed<C-x>");
    let screen = desk.screen();
    assert!(
        screen.contains("example.org/1") && screen.contains("example.org/2"),
        "{screen}"
    );
    desk.keys("<Up>");
    let screen = desk.screen();
    assert!(screen.contains("Ctrl-X remove"), "{screen}");
    desk.keys("<C-x>");
    let screen = desk.screen();
    assert!(
        screen.contains("example.org/1") && !screen.contains("2  link"),
        "{screen}"
    );
    // Down leads back to what was typed, and so does a letter.
    desk.keys("<Down>!<Up>?");
    assert!(desk.screen().contains("+ typed!?"), "{}", desk.screen());
}

#[test]
fn only_met_needs_evidence() {
    let mut desk = Desk::new();
    desk.keys(START).keys("]jjjj");
    while !desk.screen().contains("evidence required") {
        desk.keys("j");
    }
    desk.keys("m");
    assert!(desk.screen().contains("met needs one"), "{}", desk.screen());
    desk.keys("<S-Tab>x");
    assert!(
        !desk.screen().contains("met needs one"),
        "{}",
        desk.screen()
    );
}
