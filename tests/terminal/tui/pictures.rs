//! The pictures of the README are the real screens. `UPDATE_ASSETS=1 cargo test --test terminal pictures` draws them anew.

use std::path::Path;

use ratatui::style::Modifier;

use super::decisions::stale;
use super::harness::{Desk, Look};
use super::job::{ANSWERS, START};
use super::lists::aged;
use super::svg;

const LOOK: Look = Look {
    width: 100,
    height: 30,
    color: true,
    ascii: false,
};

/// For screens that a room looks at.
const LARGE: Look = Look {
    width: 120,
    height: 40,
    ..LOOK
};

#[expect(
    clippy::disallowed_methods,
    reason = "a test draws the pictures when it is asked to"
)]
fn picture(name: &str, title: &str, desk: &mut Desk) {
    let mut buffer = desk.buffer();
    if let Some(at) = desk.cursor() {
        buffer[at].modifier.insert(Modifier::REVERSED);
    }
    let drawn = svg::draw(&buffer, title);
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(name);
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        std::fs::write(&file, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == drawn,
        "assets/{name} is not the screen of today; run UPDATE_ASSETS=1 cargo test --test terminal pictures"
    );
}

#[test]
fn pictures_are_current() {
    let mut desk = Desk::with(LOOK, super::signing::home);
    desk.keys(START);
    for answer in &ANSWERS[..6] {
        desk.keys(answer);
    }
    desk.keys("F");
    picture(
        "walk.svg",
        "The walk: items by category, and what was said of one of them",
        &mut desk,
    );
    desk.keys("x");
    picture(
        "attest.svg",
        "The attestation of an item that is not met",
        &mut desk,
    );
    desk.keys("<Esc><Space>");
    for answer in &ANSWERS[6..] {
        desk.keys(answer);
    }
    desk.keys("s<Right><Tab>A team of one.<C-s>robotics-p");
    // Without OpenSSH there is no key to choose.
    if !crate::openssh::is_missing() {
        picture(
            "signoff.svg",
            "The sign-off: what you are about to state",
            &mut desk,
        );
    }
    desk.keys("<Esc><Esc>gr}}");
    picture(
        "report.svg",
        "The report, to be read by sections",
        &mut desk,
    );
    desk.keys("gw:sec");
    picture(
        "palette.svg",
        "The palette: commands and items, found by a few letters",
        &mut desk,
    );
    desk.keys("<Esc><Esc>gh<Down>");
    picture(
        "home.svg",
        "Home: go on with a review, or start one",
        &mut desk,
    );
    let mut desk = stale(LOOK);
    desk.keys("gv<Enter><Home>");
    picture(
        "signoffs.svg",
        "The sign-offs: what one proves, whether it holds, what changed since",
        &mut desk,
    );
    let mut desk = stale(LARGE);
    desk.keys("gvd");
    picture(
        "changes.svg",
        "What changed since the sign-off: old above new, the words that differ marked",
        &mut desk,
    );
    let mut desk = Desk::with(LARGE, super::job::evidence);
    desk.keys(START)
        .keys("gmnKim <lt>kim@example.org><Enter>gw");
    for answer in &ANSWERS[..6] {
        desk.keys(answer);
    }
    desk.keys("tWho owns the storage account?<Tab><C-u>kim<Tab><Enter>z<Home><Right>");
    picture(
        "stage.svg",
        "The stage: one item over the whole width, for a room",
        &mut desk,
    );
    desk.keys("gm");
    picture(
        "recap.svg",
        "The session: its minutes, ready to be sent",
        &mut desk,
    );
    let mut desk = aged(LOOK);
    desk.keys("gf");
    picture(
        "findings.svg",
        "The findings: what is overdue, and who sees to what",
        &mut desk,
    );
    desk.keys("gwge<Home><Down><Down>");
    picture(
        "evidence.svg",
        "The evidence: what backs each item, and what changed since",
        &mut desk,
    );
}
