//! Several items get one attestation.

use super::harness::{Desk, Look, STANDARD, in_every_look, keep};
use super::job::START;
use crate::has::Has as _;

/// Four items are selected; the first of them has an answer.
fn selected(look: Look) -> Desk {
    let mut desk = Desk::answered(look, 2);
    desk.keys("<Home><Down><Down>vvvv");
    desk
}

fn screens(name: &str, look: Look) {
    let mut desk = selected(look);
    keep!(name, "selected", desk);
    desk.keys("m");
    keep!(name, "several", desk);
    desk.keys("<S-Tab><S-Tab><Right>");
    keep!(name, "several_items", desk);
}

in_every_look!(screens);

#[test]
fn what_is_answered_is_left_alone_and_one_undo_takes_all_back() {
    let mut desk = selected(STANDARD);
    desk.keys("nNot used here.<C-s>");
    desk.shows("5/10").shows("3 items n/a, saved");
    desk.shows("✓ NET-2").hides("selected");
    desk.keys("u").shows("2/10").shows("attestation of 3 items");
    desk.keys("u").shows("1/10");
    desk.keys("<C-r><C-r>");
    desk.shows("5/10").shows("– IDN-1").shows("– SEC-1");
    assert_eq!(
        desk.review().matches("Not used here.").count(),
        6,
        "said twice, put back twice"
    );
}

#[test]
fn what_is_answered_changes_when_it_is_chosen() {
    let mut desk = selected(STANDARD);
    desk.keys("n<S-Tab><S-Tab><Space><Enter><Enter>Not used here.<C-s>");
    desk.shows("– NET-2").shows("4 items n/a");
    desk.keys("u").shows("✓ NET-2");
}

#[test]
fn every_item_must_take_the_answer() {
    let mut desk = Desk::answered(STANDARD, 0);
    desk.keys("<Home>vm<C-s>");
    desk.shows("only with evidence count as met: NET-2");
    desk.review().lacks("attestation");
    desk.keys("Done.<Tab>https://example.org/change<Enter><C-s>");
    desk.shows("2/10").shows("2 items met, saved");
    desk.keys("<Home>vp<C-s>");
    desk.shows("every one of them has an answer that holds");
}

#[test]
fn the_category_is_selected_as_far_as_it_is_shown_and_the_selection_outlives_the_filter() {
    let mut desk = Desk::new();
    desk.keys(START).keys("/sev:critical<Enter><Home>v<Esc>");
    desk.shows(" ◆ ").shows("selected").hides("shown");
    desk.keys("vv<Home>vv").keys("<Esc>").hides(" ◆ ");
    desk.keys("<Home><Down>v<Esc>");
    desk.shows("1 no longer selected");
}

#[test]
fn what_was_typed_for_several_items_is_kept() {
    let mut desk = selected(STANDARD);
    desk.keys("xHalf a thought<Esc>");
    let screen = desk.screen();
    desk.shows("draft kept").shows("4 selected");
    assert!(
        !screen.contains('✎'),
        "no single item has a draft: {screen}"
    );
    desk.keys("<Enter>").shows("Half a thought");
    // Also after a sudden end, on whatever is selected then.
    desk.restart(STANDARD);
    desk.shows("several items is kept");
    desk.keys("gh").shows("kept for several items");
    desk.keys("gw<End>vx").shows("Half a thought");
    desk.keys("<C-s>").shows("CPL-1 unmet, saved");
    desk.restart(STANDARD);
    desk.hides("is kept");
}

#[test]
fn a_file_is_read_into_the_answer_to_several_items() {
    let mut desk = selected(STANDARD);
    desk.keys("mScanned.<Tab>scan.txt<Enter><C-s>");
    desk.shows("5/10");
    assert_eq!(desk.review().matches("path = \"scan.txt\"").count(), 3);
}

#[test]
fn what_another_program_wrote_elsewhere_is_kept() {
    let mut desk = selected(STANDARD);
    desk.keys("nNot used here.");
    let theirs = desk.review() + "# a line by somebody else\n";
    std::thread::sleep(std::time::Duration::from_millis(20));
    desk.put("signoff.toml", theirs);
    desk.keys("<C-s>").shows("5/10").shows("3 items n/a, saved");
}
