//! A meeting, by keys: who is here, how long it goes on, its minutes; what waits for whom; a second screen that follows.

use super::harness::{Desk, Look, STANDARD, in_every_look, keep};
use crate::has::Has as _;

fn begun(look: Look) -> Desk {
    Desk::answered(look, 0)
}

fn read(desk: &Desk, name: &str) -> String {
    std::fs::read_to_string(desk.directory.join(name)).unwrap()
}

fn screens(name: &str, look: Look) {
    let mut desk = begun(look);
    desk.keys("gm");
    keep!(name, "no_session", desk);
    desk.keys("n");
    keep!(name, "who_is_here", desk);
    desk.keys("Kim <lt>kim@example.org><Enter>gwz");
    keep!(name, "stage_in_session", desk);
    desk.keys("tWho owns it?<Enter><Right>mSeen.<Tab>https://example.org/x<Enter><C-s>gm");
    keep!(name, "minutes", desk);
    desk.keys("!<Right>");
    keep!(name, "vote", desk);
    let mut kim = Desk::of_kim_with(&desk.directory, look);
    kim.keys("gi");
    keep!(name, "inbox", kim);
}

in_every_look!(screens);

#[test]
fn a_session_is_begun_ended_and_its_minutes_written() {
    let mut desk = begun(STANDARD);
    desk.keys("gmn").keys("Kim <lt>kim@example.org><Enter>");
    desk.shows("00:00 in session, Ada Lovelace leads");
    desk.keys("n").shows("a session goes on");
    desk.keys("gwmSeen.<C-s>gmew<Enter>");
    desk.shows("Minutes of the last session");
    desk.shows("the minutes are in");
    let said = read(&desk, "signoff-minutes.md");
    said.has("Ada Lovelace").has("Seen.");
    // The next one begins with the same people, and says what came in between.
    desk.keys("gwmSeen too.<Tab>https://example.org/x<Enter><C-s>gmn<Enter>w<C-u>second.md<Enter>");
    let said = read(&desk, "second.md");
    said.has("Kim").has("Since the session before");
    said.has("**NET-2** answered: ");
    // Nothing of the review is written over.
    desk.keys("w<C-u>signoff.toml<Enter>");
    desk.shows("Write the minutes to");
}

#[test]
fn go_and_no_go_are_said_on_stage_and_the_commands_that_sign_them_copied_by_a_number() {
    let mut desk = begun(STANDARD);
    desk.keys("z!").shows("no session goes on");
    desk.keys("gmnKim <lt>kim@example.org><Enter>b");
    desk.shows("nobody said go or no-go");
    // On stage, with the reason that a no-go has to have; what is typed is kept.
    desk.keys("gwz!<Right><Right><Tab><Right><Right><Right><Tab><C-u>kim<C-s>");
    desk.shows("▸Why");
    desk.keys("<Esc>!<Tab><Tab><Tab>No test.<Enter>");
    desk.shows("Kim says no-go as approver, saved");
    desk.keys("<Right>").shows("no-go 1");
    // In the session too; the minutes have both, and a number copies.
    desk.keys("gm!<Right><Tab><Right><C-s>");
    desk.shows("Ada Lovelace says go as preparer");
    desk.keys("b");
    desk.shows("Kim says no-go as approver  signoff sign --role approver");
    desk.keys("1").shows("to copy signoff sign");
    read(&desk, "signoff.toml").has("no-go");
}

#[test]
fn who_is_here_is_completed_and_kept_while_it_is_typed() {
    let mut desk = begun(STANDARD);
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys(";Well.<Enter>");
    desk.idle().keys("gmnki<Tab>, Gr");
    let typed = "Ada Lovelace <ada@example.org>, Kim <kim@example.org>, Gr";
    desk.shows(typed);
    desk.restart(STANDARD);
    desk.keys("gmn").shows(typed);
    // What was recorded is no draft any more.
    desk.keys("ace <lt>grace@example.org><Enter>en");
    desk.shows("Grace <grace@example.org>, ");
}

#[test]
fn who_waits_for_whom_leads_to_the_item() {
    let mut desk = begun(STANDARD);
    desk.keys("mSeen.<C-s>gi").shows("Nothing waits for you");
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("<Home><Down><Down><Down><Down><Down>tWho?<Tab><C-u>ada<Enter>");
    desk.keys("<Esc>").idle().keys("gi");
    desk.shows("IDN-2: Kim <kim@example.org> asks: Who?");
    desk.keys("<Enter>").shows("┌ IDN-2");
    // On the home screen, too.
    desk.keys("gh").shows("For you");
}

#[test]
fn a_second_screen_follows_the_first() {
    let mut desk = begun(STANDARD);
    let mut wall = Desk::following(&desk.directory);
    for stage in ["", "z"] {
        wall.keys(stage);
        desk.keys("<Home><Down><Down><Down><Down>mSeen.<C-s>");
        wall.idle().screen().has("┌ IDN-1 ");
        // A remark leads there, too.
        desk.keys("<Home><Down>tWho owns it?<Tab><C-u>Kim<Enter>");
        wall.idle().screen().has("┌ NET-1 ");
    }
    // Who does not follow stays where they are.
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("<End>");
    desk.keys("<Home><Down>;Well.<Enter>");
    kim.idle().screen().has("┌ CPL-1 ");
}

/// A checklist of 64 items.
#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn many(directory: &std::path::Path) {
    let head = "schema = 1\nid = \"many\"\ntitle = \"Many\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"C\"\n";
    let item = |nth| {
        format!("[[category.item]]\nid = \"N-{nth}\"\ntitle = \"Item {nth}\"\nseverity = \"low\"\n")
    };
    let items: String = (1..=64).map(item).collect();
    std::fs::write(directory.join("many.toml"), format!("{head}{items}")).unwrap();
}

#[test]
fn two_screens_decide_64_items_with_two_keys_and_a_line_each_and_park_with_one_and_a_line() {
    let mut desk = Desk::with(STANDARD, many);
    desk.keys("omany.toml<Tab><Tab>many<C-s>");
    let kim = Desk::of_kim(&desk.directory);
    let mut desks = [desk, kim];
    // Whom a question is for stands there: of two who answer, the other.
    let (mut decided, mut parked) = (Vec::new(), Vec::new());
    for nth in 0..64 {
        let desk = &mut desks[nth % 3 % 2];
        let line = format!("Seen in round {nth}.");
        // What the other screen answered meanwhile is passed over.
        desk.idle().keys("<Esc>");
        if !desk.screen().contains("nobody has attested") {
            desk.keys("<Space>");
        }
        if nth % 8 == 7 {
            desk.keys("t").keys(&line).keys("<Enter>");
            parked.push(line.clone());
        }
        desk.keys("m").keys(&line).keys("<C-s>");
        decided.push(line);
        assert!(
            !desk.screen().contains("Attest "),
            "{nth}: {}",
            desk.screen()
        );
    }
    let text = read(&desks[0], "signoff.toml");
    let lost: Vec<_> = decided
        .iter()
        .chain(&parked)
        .filter(|line| !text.contains(*line))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    for desk in &mut desks {
        desk.idle().shows("64/64");
        assert!(
            desk.screen().contains("asked 8") || desk.screen().contains("? 8"),
            "{}",
            desk.screen()
        );
    }
}
