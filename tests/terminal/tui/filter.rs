//! The list is narrowed while somebody types.

use signoff::tui::msg::Msg;

use super::harness::{Desk, Look, STANDARD, in_every_look, keep};

fn answered(look: Look) -> Desk {
    Desk::answered(look, 7)
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
    desk.shows("1 of 10 shown").shows("┌ SEC-2");
    // Wider again: back to where it was.
    desk.keys("<BS><BS><BS><BS><BS>met").shows("┌ NET-2");
    desk.keys("<Down><Down><Esc>");
    desk.hides("shown").shows("┌ IDN-1");
    desk.keys("<Esc>").shows("q leaves");
}

#[test]
fn keys_move_among_what_is_shown() {
    let mut desk = answered(STANDARD);
    desk.keys("/sev:>=high cat:network<Enter>");
    desk.shows("2 of 10 shown");
    desk.keys("<Space>");
    desk.shows("every item that the filter leaves is attested");
    desk.keys("]").shows("no item is out of order");
    desk.keys("/<C-u>is:not-reviewed<Enter><Home>");
    for item in ["┌ MON-1", "┌ CPL-1", "┌ CMP-2"] {
        desk.keys("<Space>");
        assert!(desk.screen().contains(item), "{item}: {}", desk.screen());
    }
    desk.keys("c").shows("┌ MON-1");
    desk.keys("CC").shows("┌ CMP-2");
    // What is answered leaves the list; the next that has no answer is shown.
    desk.keys("mScanned.<Tab>https://example.org<Enter><C-s>");
    desk.shows("2 of 10 shown").shows("┌ MON-1");
    desk.keys("u").shows("3 of 10 shown");
}

#[test]
fn where_nothing_is_found_nothing_is_attested() {
    let mut desk = answered(STANDARD);
    desk.keys("/zzz<Enter>m");
    desk.shows("0 of 10 shown")
        .shows("no item matches the filter");
    desk.keys("v<Space><Down><Up><Home><End>hl<Enter>y<Tab><Esc>");
    desk.hides("shown");
}

#[test]
fn folds_and_the_filter_do_not_disturb_each_other() {
    let mut desk = answered(STANDARD);
    desk.keys("<Home><Enter>").hides("✓ NET-1");
    desk.keys("gsgw");
    assert!(
        !desk.screen().contains("✓ NET-1"),
        "it stays closed: {}",
        desk.screen()
    );
    desk.keys("/net-1<Enter>").shows("✓ NET-1");
    desk.keys("<Esc>");
    assert!(
        desk.screen().contains("✓ NET-1"),
        "what is selected is shown: {}",
        desk.screen()
    );
    // A letter on the line is a letter, not a command; a reload keeps the filter.
    desk.keys("/uq?<BS><BS><BS><BS>by:ada<Enter>");
    desk.shows("7 of 10 shown");
}

#[test]
fn a_filter_that_hides_what_somebody_goes_to_gives_way() {
    let mut desk = answered(STANDARD);
    desk.keys("/is:draft<Enter>").shows("0 of 10 shown");
    desk.keys("<Esc>xHalf<Esc>/is:draft<Enter>");
    desk.shows("1 of 10 shown");
    desk.keys("s<Enter>").hides("panicked");
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
    desk.shows("0/100010");
    desk.keys("/")
        .hear(Msg::Paste("sev:critical cat:c99".to_owned()))
        .keys("<Enter>");
    desk.shows("100 of 100010 shown").shows("I-99-10 ");
    desk.keys("<Home>v<Esc>").shows("100 selected");
}

#[test]
fn a_filter_that_finds_nothing_keeps_the_place() {
    let mut desk = answered(STANDARD);
    desk.keys("<Home><Down><Down><Down><Down>").shows("┌ IDN-1");
    desk.keys("/zzz").shows("Enter keep it  Esc clear it");
    desk.keys("<Enter><Down><Esc>").shows("┌ IDN-1");
    desk.keys("/zzz<Esc>").shows("┌ IDN-1");
}
