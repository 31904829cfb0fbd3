//! One item over the whole width, and what is read while one answers.

use super::harness::{Desk, Look, STANDARD, in_every_look, keep};

fn started(look: Look) -> Desk {
    Desk::answered(look, 0)
}

fn screens(name: &str, look: Look) {
    let mut desk = started(look);
    desk.keys("<Down>z");
    keep!(name, "stage", desk);
    desk.keys("<Esc>d");
    keep!(name, "no_changes", desk);
    desk.keys("gwmDone.<C-s>d");
    keep!(name, "old_and_new", desk);
    desk.keys("gwV");
    keep!(name, "verdict", desk);
    desk.keys("<Esc>b");
    keep!(name, "offers", desk);
}

in_every_look!(screens);

#[test]
fn a_room_goes_through_the_items_in_either_order_and_reads_the_last_answer_back() {
    let mut desk = started(STANDARD);
    desk.keys("z").shows("NET-1 · high · 1 of 10");
    // The whole list, and back to it.
    desk.keys("G").shows("10 of 10");
    desk.keys("<Tab>").shows("▾ Network");
    desk.keys("zogg");
    desk.shows("SEC-2 · critical · evidence required · 1 of 10 by severity");
    desk.keys("xStill local.<Tab>Move it<Tab>Kim <lt>kim@example.org><Tab>+9d<C-s>");
    desk.shows("NET-1 · high · 2 of 10");
    // What was said of the save lay over it until the next key.
    desk.keys("<Right><Left>");
    desk.shows("last: ✗ SEC-2 unmet: Still local.")
        .shows("u takes it back");
    desk.keys("u<Right>").hides("last: ");
}

#[test]
fn guidance_is_read_by_keys_from_list_and_form_at_every_size() {
    for (width, height) in [(120, 40), (80, 24), (44, 14)] {
        let mut desk = started(STANDARD);
        desk.resize(width, height);
        for from in ["", "m"] {
            desk.keys(from);
            let mut seen = String::new();
            for _ in 0..12 {
                desk.keys("<C-f>");
                seen.push_str(&desk.screen());
            }
            assert!(
                seen.contains("disableRunCommand"),
                "{width} {from:?}: {seen}"
            );
        }
        // What is typed goes into the form again.
        desk.keys("Words");
        assert!(
            desk.screen().contains("Words"),
            "{width}: {}",
            desk.screen()
        );
    }
}

#[test]
fn commands_of_the_guidance_are_copied_and_references_opened_by_their_numbers() {
    let mut desk = started(STANDARD);
    desk.keys("b").shows(" 1  az aks show").shows("https://");
    desk.keys("1").shows("az aks show").hides("a number copies");
}

#[test]
fn a_category_is_no_item_and_a_key_that_does_nothing_says_so() {
    let mut desk = started(STANDARD);
    desk.keys("<Home>m").shows("this is a category");
    desk.keys("Q").shows("Q does nothing here");
}

#[test]
fn a_sealed_review_offers_no_answers_and_says_so() {
    let mut desk = started(STANDARD);
    desk.shows("m met");
    desk.keys("gvS").keys("Done for now.<Enter>gw");
    desk.hides("m met").shows("sealed");
}

#[test]
fn commands_are_found_by_their_names_also_those_of_other_screens() {
    let mut desk = started(STANDARD);
    for (typed, found) in [
        ("undo", "undo "),
        ("quit", "quit "),
        ("export", "report"),
        ("search", "search"),
    ] {
        desk.keys("?").keys(typed);
        let screen = desk.screen();
        let rows: Vec<_> = screen
            .lines()
            .skip_while(|line| !line.contains("Keys here"))
            .collect();
        assert!(
            rows.len() > 2 && !screen.contains("nothing matches"),
            "{typed}: {screen}"
        );
        desk.keys("<Esc>:").keys(typed);
        let screen = desk.screen();
        let first = screen
            .lines()
            .skip_while(|line| !line.contains("type to find"))
            .nth(2);
        assert!(first.unwrap().contains(found), "{typed}: {screen}");
        desk.keys("<Esc>");
    }
    // Of another screen: that is opened, and the key is said.
    desk.keys(":revoke<Enter>");
    desk.shows("› Sign-offs").shows("here R does it");
}
