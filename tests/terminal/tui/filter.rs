//! The list is narrowed while somebody types.

use signoff::tui::msg::Msg;

use super::harness::{Desk, Look, STANDARD, in_every_look, keep};
use super::job::{ANSWERS, START, evidence};

fn answered(look: Look) -> Desk {
    let mut desk = Desk::with(look, evidence);
    desk.keys(START);
    for answer in &ANSWERS[..7] {
        desk.keys(answer);
    }
    desk
}

fn screens(name: &str, look: Look) {
    let mut desk = answered(look);
    desk.keys("/is:open sev:hi");
    keep!(name, "filter_typing", desk);
    desk.keys("gh<Enter>");
    keep!(name, "filter_kept", desk);
}

in_every_look!(screens);

#[test]
fn the_cursor_stays_near_the_item_it_was_on_and_escape_shows_all() {
    let mut desk = answered(STANDARD);
    desk.keys("<Home><Down><Down>/is:unmet");
    let screen = desk.screen();
    assert!(
        screen.contains("1 of 10 shown") && screen.contains("┌ SEC-2"),
        "{screen}"
    );
    // Wider again: back to where it was.
    desk.keys("<BS><BS><BS><BS><BS>met");
    assert!(desk.screen().contains("┌ NET-2"), "{}", desk.screen());
    desk.keys("<Down><Down><Esc>");
    let screen = desk.screen();
    assert!(
        !screen.contains("shown") && screen.contains("┌ IDN-1"),
        "{screen}"
    );
    desk.keys("<Esc>");
    assert!(desk.screen().contains("q leaves"), "{}", desk.screen());
}

#[test]
fn keys_move_among_what_is_shown() {
    let mut desk = answered(STANDARD);
    desk.keys("/sev:>=high cat:network<Enter>");
    assert!(desk.screen().contains("2 of 10 shown"), "{}", desk.screen());
    desk.keys("<Space>");
    assert!(
        desk.screen()
            .contains("every item that the filter leaves is attested"),
        "{}",
        desk.screen()
    );
    desk.keys("]");
    assert!(
        desk.screen().contains("no item is out of order"),
        "{}",
        desk.screen()
    );
    desk.keys("/<C-u>is:not-reviewed<Enter><Home>");
    for item in ["┌ MON-1", "┌ CPL-1", "┌ CMP-2"] {
        desk.keys("<Space>");
        assert!(desk.screen().contains(item), "{item}: {}", desk.screen());
    }
    desk.keys("c");
    assert!(desk.screen().contains("┌ MON-1"), "{}", desk.screen());
    desk.keys("CC");
    assert!(desk.screen().contains("┌ CMP-2"), "{}", desk.screen());
    // What is answered leaves the list; the next that has no answer is shown.
    desk.keys("mScanned.<Tab>https://example.org<Enter><C-s>");
    let screen = desk.screen();
    assert!(
        screen.contains("2 of 10 shown") && screen.contains("┌ MON-1"),
        "{screen}"
    );
    desk.keys("u");
    assert!(desk.screen().contains("3 of 10 shown"), "{}", desk.screen());
}

#[test]
fn where_nothing_is_found_nothing_is_attested() {
    let mut desk = answered(STANDARD);
    desk.keys("/zzz<Enter>m");
    let screen = desk.screen();
    assert!(
        screen.contains("0 of 10 shown") && screen.contains("no item matches the filter"),
        "{screen}"
    );
    desk.keys("v<Space><Down><Up><Home><End>hl<Enter>y<Tab><Esc>");
    assert!(!desk.screen().contains("shown"), "{}", desk.screen());
}

#[test]
fn folds_and_the_filter_do_not_disturb_each_other() {
    let mut desk = answered(STANDARD);
    desk.keys("<Home><Enter>");
    assert!(!desk.screen().contains("✓ NET-1"), "{}", desk.screen());
    desk.keys("gsgw");
    assert!(
        !desk.screen().contains("✓ NET-1"),
        "it stays closed: {}",
        desk.screen()
    );
    desk.keys("/net-1<Enter>");
    assert!(desk.screen().contains("✓ NET-1"), "{}", desk.screen());
    desk.keys("<Esc>");
    assert!(
        desk.screen().contains("✓ NET-1"),
        "what is selected is shown: {}",
        desk.screen()
    );
    // A letter on the line is a letter, not a command; a reload keeps the filter.
    desk.keys("/uq?<BS><BS><BS><BS>by:ada<Enter>");
    assert!(desk.screen().contains("7 of 10 shown"), "{}", desk.screen());
}

#[test]
fn a_filter_that_hides_what_somebody_goes_to_gives_way() {
    let mut desk = answered(STANDARD);
    desk.keys("/is:draft<Enter>");
    assert!(desk.screen().contains("0 of 10 shown"), "{}", desk.screen());
    desk.keys("<Esc>xHalf<Esc>/is:draft<Enter>");
    assert!(desk.screen().contains("1 of 10 shown"), "{}", desk.screen());
    desk.keys("s<Enter>");
    assert!(!desk.screen().contains("panicked"), "{}", desk.screen());
}

#[test]
fn a_hundred_thousand_items_are_filtered() {
    let mut desk = Desk::with(STANDARD, |directory| {
        let mut list =
            String::from("schema = 1\nid = \"huge\"\ntitle = \"Huge\"\nversion = \"1\"\n");
        for category in 0..100 {
            list.push_str(&format!(
                "[[category]]\nid = \"c{category}\"\ntitle = \"Part {category}\"\n"
            ));
            for item in 0..1000 {
                let severity = if item % 10 == 0 { "critical" } else { "low" };
                list.push_str(&format!(
                    "[[category.item]]\nid = \"I-{category}-{item}\"\ntitle = \"Item {item}\"\nseverity = \"{severity}\"\n"
                ));
            }
        }
        #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
        std::fs::write(directory.join("huge.toml"), list).unwrap();
    });
    desk.keys("<Enter>sys<Tab><Tab><Tab><Tab><Tab><Tab><C-u>huge.toml<C-s><Enter>");
    assert!(desk.screen().contains("0/100010"), "{}", desk.screen());
    desk.keys("/")
        .hear(Msg::Paste("sev:critical cat:c99".to_owned()))
        .keys("<Enter>");
    let screen = desk.screen();
    assert!(
        screen.contains("100 of 100010 shown") && screen.contains("I-99-10 "),
        "{screen}"
    );
    desk.keys("<Home>v<Esc>");
    assert!(desk.screen().contains("100 selected"), "{}", desk.screen());
}

#[test]
fn a_filter_that_finds_nothing_keeps_the_place() {
    let mut desk = answered(STANDARD);
    desk.keys("<Home><Down><Down><Down><Down>");
    assert!(desk.screen().contains("┌ IDN-1"), "{}", desk.screen());
    desk.keys("/zzz");
    assert!(
        desk.screen().contains("Enter keep it  Esc clear it"),
        "{}",
        desk.screen()
    );
    desk.keys("<Enter><Down><Esc>");
    assert!(desk.screen().contains("┌ IDN-1"), "{}", desk.screen());
    desk.keys("/zzz<Esc>");
    assert!(desk.screen().contains("┌ IDN-1"), "{}", desk.screen());
}
