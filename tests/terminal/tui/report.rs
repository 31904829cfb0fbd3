//! The report of a signed review, while its signatures are being verified and after.

use crate::has::Has as _;
use signoff::tui::msg::Msg;

use super::harness::{Desk, STANDARD};

#[test]
fn a_report_on_the_screen_learns_what_the_signatures_prove() {
    needs_openssh!();
    let mut desk = Desk::at_the_example();
    desk.keys_without_waiting("gr");
    desk.shows("Signatures were not verified")
        .hides("signed by");
    // Nobody is left with a report that knows less than it could.
    desk.keys_without_waiting("w<C-u>out.md<Enter>");
    desk.shows("the signatures are still being verified");
    assert!(!desk.directory.join("out.md").exists());

    desk.hear(Msg::Resize(STANDARD.width, STANDARD.height))
        .keys("<Enter>");
    let text = std::fs::read_to_string(desk.directory.join("out.md")).unwrap();
    text.has("signed by `grace@example.org` and **verified**");
    assert!(!text.contains(&*desk.directory.to_string_lossy()), "{text}");
    desk.shows("signed by grace@example.org and verified");
}
