//! The home screen: what was open lately, and what can be started.

use crate::has::Has as _;
use std::io::Write as _;

use super::harness::{Desk, LARGE, Look, STANDARD};
use super::job::START;

#[test]
fn a_review_that_is_gone_stays_on_the_list_until_it_is_forgotten() {
    let mut desk = Desk::started();
    let (old, new) = (
        desk.directory.join("signoff.toml"),
        desk.directory.join("elsewhere.toml"),
    );
    std::fs::rename(&old, &new).unwrap();
    desk.restart(STANDARD);
    insta::assert_snapshot!("moved", desk.screen());
    desk.keys("<Enter>").shows("cannot read");
    desk.keys("D");
    let screen = desk.screen();
    assert!(screen.contains("Nothing yet") && new.exists(), "{screen}");
    desk.keys("D").shows("only reviews");
}

#[test]
fn a_review_that_is_broken_says_where() {
    let mut desk = Desk::started();
    let file = desk.directory.join("signoff.toml");
    std::fs::File::create(&file)
        .unwrap()
        .write_all(b"schema = 1\n[")
        .unwrap();
    desk.keys("gh");
    // The review that is open is not read again.
    desk.shows("0/10");
    desk.restart(LARGE);
    desk.shows("cannot be opened").shows("signoff.toml:2:");
}

#[test]
fn a_checklist_file_of_ones_own_is_a_row_and_a_key() {
    let mut desk = Desk::new();
    desk.keys("<End><Enter>").shows("▸Own list");
    desk.keys("<Esc><Home>o").shows("▸Own list");
}

#[test]
fn a_name_with_two_texts_is_said_at_home_and_in_the_title() {
    let wide = Look {
        width: 140,
        height: 40,
        ..STANDARD
    };
    let mut desk = Desk::with(wide, |directory| {
        let list = include_str!("../../../checklists/azure-deployment.toml");
        let list = list.replace("severity = \"critical\"", "severity = \"low\"");
        let folder = directory.join("checklists");
        std::fs::create_dir(&folder).unwrap();
        std::fs::File::create(folder.join("azure-deployment.toml"))
            .unwrap()
            .write_all(list.as_bytes())
            .unwrap();
    });
    let home = desk.screen();
    home.has("the checklist azure-deployment, here with");
    desk.keys(START);
    let walk = desk.screen();
    walk.has("azure-deployment (another text)");
}

#[test]
fn the_place_on_the_list_stays_while_reviews_are_taken_off() {
    let mut desk = Desk::new();
    let review = |name| {
        format!("[[review]]\npath = \"/{name}\"\nid = \"{name}\"\ntitle = \"review-{name}\"\n")
    };
    std::fs::create_dir_all(desk.directory.join("state")).unwrap();
    desk.put(
        "state/recent.toml",
        ["a", "b", "c", "d"].map(review).concat(),
    );
    desk.keys("gh<Down>DD").shows("review-a").shows("review-d");
    desk.hides("review-b").hides("review-c");
}

#[test]
fn what_waits_for_whom_is_said_once_they_say_who_they_are() {
    let mut desk = Desk::answered(STANDARD, 1);
    Desk::of_kim(&desk.directory).keys("<Home><Down>tWho owns it?<Enter>");
    desk.restart_as_nobody();
    desk.keys("gh").hides("For you");
    desk.keys("gi").shows("Who are you?");
    desk.keys("Ada Lovelace <lt>ada@example.org><Enter>");
    desk.shows("For you").shows("Who owns it?");
    desk.keys("ghgh").shows("For you");
}
