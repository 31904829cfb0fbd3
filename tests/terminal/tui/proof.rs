//! Evidence in the form: read again, replaced, selected, removed.

use super::harness::{Desk, STANDARD};
use super::job::{START, evidence};

/// NET-1 is met with a scan that has changed since.
fn stale() -> Desk {
    let mut desk = Desk::answered(STANDARD, 0);
    desk.keys("mDone.<Tab>scan.txt<Enter><C-s>");
    write(&desk, "9 critical\n");
    desk.restart(STANDARD);
    desk.keys("<Home><Down>").shows("0/10");
    desk
}

fn write(desk: &Desk, text: &str) {
    desk.put("scan.txt", text);
}

#[test]
fn a_file_that_changed_is_read_again_before_the_answer_counts() {
    let mut desk = stale();
    desk.keys("m<C-s>");
    insta::assert_snapshot!("proof_changed", desk.screen());
    // What is typed beside the + stays.
    desk.keys("half<Up><Enter>");
    desk.shows("scan.txt was read again").hides("changed since");
    desk.shows("+ half");
    desk.keys("<C-u><C-s>").shows("1/10").shows("✓ NET-1");
}

#[test]
fn a_file_that_changed_can_be_left_out() {
    let mut desk = stale();
    desk.keys("m<C-s><C-x><C-s>").shows("1/10");
}

#[test]
fn a_file_that_is_gone_is_removed_or_comes_back() {
    let mut desk = stale();
    std::fs::remove_file(desk.directory.join("scan.txt")).unwrap();
    desk.restart(STANDARD);
    desk.keys("<Home><Down>m<C-s>");
    desk.shows("scan.txt: the file is gone; Ctrl-X removes it");
    desk.keys("<Enter>");
    desk.shows("scan.txt is gone: Ctrl-X removes it");
    write(&desk, "0 critical\n");
    desk.keys("<Enter><C-s>").shows("1/10");
}

#[test]
fn a_file_read_for_another_item_is_not_held_against_it() {
    let mut desk = Desk::answered(STANDARD, 0);
    desk.keys("mDone.<Tab>scan.txt<Enter><C-s>");
    write(&desk, "9 critical\n");
    // Nobody has noticed yet.
    desk.keys("mToo.<Tab>scan.txt<Enter><C-s>");
    desk.shows("✓ NET-2").shows("1/10");
}

#[test]
fn nothing_is_attached_twice() {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys(START)
        .keys("e./scan.txt<Enter>https://example.org<Enter>");
    write(&desk, "9 critical\n");
    desk.keys("scan.txt<Enter>");
    desk.shows("scan.txt was read again");
    desk.shows("1  scan.txt").hides("3  ");
    desk.keys("https://example.org<Enter>");
    desk.shows("https://example.org is in the list already");
    desk.hides("3  ");
}

#[test]
fn what_is_selected_is_removed_and_nothing_else() {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys(START)
        .keys("ehttps://example.org/1<Enter>https://example.org/2<Enter>typed<C-x>");
    desk.shows("example.org/1").shows("example.org/2");
    desk.keys("<Up>").shows("Ctrl-X remove");
    desk.keys("<C-x>").shows("example.org/1").hides("2  link");
    // Down leads back to what was typed, and so does a letter.
    desk.keys("<Down>!<Up>?").shows("+ typed!?");
}

#[test]
fn only_met_needs_evidence() {
    let mut desk = Desk::new();
    desk.keys(START).keys("]jjjj");
    while !desk.screen().contains("evidence required") {
        desk.keys("j");
    }
    desk.keys("m").shows("met needs one");
    desk.keys("<S-Tab>x").hides("met needs one");
}
