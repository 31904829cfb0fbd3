//! Clicks and the wheel, on what stands on the screen.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use signoff::tui::msg::Msg;

use super::harness::{Desk, STANDARD};
use crate::ui::text;

impl Desk {
    /// Where a text stands on the screen.
    fn place(&mut self, wanted: &str) -> (u16, u16) {
        let screen = text(&self.buffer());
        for (y, line) in screen.lines().enumerate() {
            if let Some(at) = line.find(wanted) {
                let x = line[..at].chars().count();
                return (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
            }
        }
        panic!("{wanted} is not on the screen:\n{screen}");
    }

    fn mouse(&mut self, kind: MouseEventKind, (column, row): (u16, u16)) -> &mut Self {
        self.hear(Msg::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        }))
    }

    /// Clicks on a text.
    pub fn click(&mut self, wanted: &str) -> &mut Self {
        let place = self.place(wanted);
        self.mouse(MouseEventKind::Down(MouseButton::Left), place)
    }

    /// Turns the wheel down over a text.
    pub fn wheel(&mut self, wanted: &str) -> &mut Self {
        let place = self.place(wanted);
        self.mouse(MouseEventKind::ScrollDown, place)
    }
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut desk = Desk::started();
    desk.click("○ IDN-2").shows("┌ IDN-2");
    desk.click("○ IDN-2").shows("Attest IDN-2").keys("<Esc>");
    desk.click("▾ Secrets")
        .click("▾ Secrets")
        .shows("▸ Secrets")
        .hides("SEC-1");
    // Nothing is there.
    for place in [(200, 200), (0, 0), (79, 22)] {
        desk.mouse(MouseEventKind::Down(MouseButton::Left), place)
            .shows("▸ Secrets");
    }
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut desk = Desk::started();
    desk.wheel("○ NET-1").shows("┌ NET-2");
    let first = desk.screen();
    desk.wheel("NET-2 · severity").shows("┌ NET-2");
    assert_ne!(desk.screen(), first, "the item moved");
    desk.keys("gr")
        .shows("Decision: not")
        .wheel("Decision: not")
        .hides("Decision: not");
    desk.keys("<Esc>?").shows("Keys here").wheel("Keys here");
    desk.keys("<Enter>").shows("Attest NET-2");
}

#[test]
fn the_guidance_beside_a_form_is_scrolled() {
    let mut desk = Desk::started();
    desk.resize(120, 14)
        .keys("m")
        .shows("Look at who")
        .wheel("How to check")
        .hides("Look at who");
    desk.shows("Attest NET-1");
}

#[test]
fn a_click_on_a_hint_runs_its_command() {
    let mut desk = Desk::started();
    desk.click("x unmet")
        .shows("Attest NET-1")
        .shows("(•) unmet");
    desk.keys("Not yet.").click("Ctrl-S save").shows("1/10");
    desk.click("? help").shows("Keys here");
    // Outside of an overlay: what Esc does.
    desk.mouse(MouseEventKind::Down(MouseButton::Left), (0, 0))
        .hides("Keys here");
    desk.click("? help")
        .keys("part of it")
        .click("attest: part of it is")
        .shows("(•) partial");
}

#[test]
fn the_palette_is_clicked() {
    let mut desk = Desk::started();
    desk.keys(":cmp")
        .click("○ Scan container")
        .shows("Commands and items");
    desk.click("○ Scan container").shows("┌ CMP-2");
    // A click on the line, on nothing and on the border changes nothing; outside it closes.
    desk.keys(":cmp")
        .click("› cmp")
        .click("└")
        .shows("› cmp")
        .keys("<Down>");
    desk.mouse(MouseEventKind::Down(MouseButton::Left), (40, 20))
        .shows("› cmp");
    desk.mouse(MouseEventKind::Down(MouseButton::Left), (0, 0))
        .hides("› cmp");
}

#[test]
fn a_question_is_cancelled_by_a_click_beside_it() {
    let mut desk = Desk::answered(STANDARD, 10);
    desk.keys("s<Right><Tab>A team of one.<C-s>   robotics-prod<Enter>")
        .shows("signed off")
        .keys("u")
        .shows("a sign-off?");
    desk.click("Cancel").shows("a sign-off?");
    desk.mouse(MouseEventKind::Down(MouseButton::Left), (0, 0))
        .hides("a sign-off?")
        .shows("10/10");
}

#[test]
fn forms_are_clicked() {
    let mut desk = Desk::started();
    desk.keys("m")
        .click("( ) unmet")
        .shows("(•) unmet")
        .click("Owner")
        .keys("Kim")
        .shows("Owner       Kim");
    desk.click("Rationale").keys("abcdef");
    let (x, y) = desk.place("abcdef");
    desk.mouse(MouseEventKind::Down(MouseButton::Left), (x + 2, y))
        .keys("-")
        .shows("ab-cdef");
    desk.click("Evidence")
        .keys("https://example.org/1<Enter>https://example.org/2<Enter>");
    desk.click("1  link")
        .keys("<C-x>")
        .hides("1  link  https://example.org/1")
        .shows("1  link  https://example.org/2");
    // The guidance and the border are no part of the form.
    desk.mouse(MouseEventKind::Down(MouseButton::Left), (0, 0))
        .shows("example.org/2");
}

#[test]
fn a_choice_that_shows_one_word_has_arrows_to_click() {
    let mut desk = Desk::started();
    desk.resize(44, 14).keys("m").shows("◂ met ▸");
    desk.click("met ▸").shows("◂ partial ▸");
    desk.click("◂").shows("◂ met ▸");
}

#[test]
fn home_and_a_new_review_are_clicked() {
    let mut desk = Desk::new();
    desk.click("azure-shipped-defaults")
        .shows("Title     Azure shipped");
    desk.click("azure-shipped-defaults")
        .shows("Own list")
        .shows("[*] azure-shipped-defaults");
    desk.click("[*] azure-shipped")
        .click("[ ] stride")
        .shows("[ ] azure-shipped")
        .shows("[*] stride");
    desk.click("System")
        .keys("sys")
        .click("Ctrl-S")
        .keys("<Enter>")
        .shows("0/19");
    desk.keys("gh").click("sys").shows("0/19");
}

#[test]
fn blockers_and_the_statement_are_clicked() {
    let mut desk = Desk::started();
    desk.keys("s")
        .click("NET-2 is not")
        .shows("NET-2 is not reviewed  Enter");
    desk.click("( ) rejected")
        .shows("(•) rejected")
        .click("Role")
        .click("( ) reviewer")
        .shows("(•) reviewer");
    desk.click("NET-2 is not")
        .shows("Ready to sign?")
        .click("NET-2 is not")
        .shows("┌ NET-2");
}

#[test]
fn no_click_on_any_place_of_any_screen_makes_it_panic() {
    let mut desk = Desk::answered(STANDARD, 0);
    for screen in [
        "",
        "m",
        "x",
        "a",
        "s",
        "s<Tab><Tab><Right><Right><Right><C-s>",
        "gr",
        "gh",
        "ghn",
        "?",
        "i",
        "grw",
    ] {
        for (width, height) in [(80, 24), (44, 14), (30, 6), (5, 2)] {
            for x in (1..width).step_by(19) {
                for y in (0..height).step_by(4) {
                    desk.keys_without_waiting("<Esc><Esc><Esc>gw");
                    desk.keys_without_waiting(screen);
                    desk.app.hear(Msg::Resize(width, height));
                    for kind in [
                        MouseEventKind::Down(MouseButton::Left),
                        MouseEventKind::ScrollUp,
                    ] {
                        let event = MouseEvent {
                            kind,
                            column: x,
                            row: y,
                            modifiers: KeyModifiers::NONE,
                        };
                        desk.app.hear(Msg::Mouse(event));
                    }
                }
            }
        }
    }
}
