//! Clicks and the wheel, as terminals send them.

use super::harness::{Place, Tty, needs_terminals};

/// A press of the left button, or a notch of the wheel, over a text on the screen.
fn point(tty: &mut Tty, button: u8, wanted: &str) {
    let screen = tty.screen();
    let found = screen
        .lines()
        .enumerate()
        .find_map(|(y, line)| Some((line.find(wanted)?, y, line)));
    let (at, y, line) = found.unwrap_or_else(|| panic!("{wanted} is not in\n{screen}"));
    let (x, y) = (line[..at].chars().count() + 1, y + 1);
    tty.keys(&format!("\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m"));
}

const CLICK: u8 = 0;
const WHEEL_DOWN: u8 = 65;

#[test]
fn what_is_on_the_screen_can_be_clicked_and_scrolled() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    tty.shows("0/10").shows("x unmet");
    point(&mut tty, CLICK, "○ IDN-1");
    tty.shows("┌ IDN-1");
    point(&mut tty, WHEEL_DOWN, "○ IDN-1");
    // The wheel is on the next category's row, which is no item.
    tty.shows("┌ IDN-2").keys("k");
    point(&mut tty, CLICK, "x unmet");
    tty.shows("(•) unmet").keys("Not yet.");
    point(&mut tty, CLICK, "Owner");
    tty.keys("Kim <kim@example.org>").shows("Owner       Kim");
    point(&mut tty, CLICK, "Ctrl-S");
    tty.shows("1/10");
    assert_eq!(tty.keys("q").ends().exit_code(), 0);
}

#[test]
fn moving_the_mouse_is_not_asked_for() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    tty.shows("0/10").keys("q").ends();
    let raw = String::from_utf8_lossy(&tty.raw).into_owned();
    assert!(
        raw.contains("\x1b[?1000h") && raw.contains("\x1b[?1006h"),
        "{raw:?}"
    );
    assert!(
        !raw.contains("\x1b[?1002h") && !raw.contains("\x1b[?1003h"),
        "{raw:?}"
    );
}
