//! The findings and the evidence of a review.

use std::time::Duration;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use signoff::text::visible::is_hidden;
use signoff::tui::clipboard::Clipboard;
use signoff::tui::effect::Outward;
use signoff::tui::msg::Msg;

use super::harness::{Desk, Look, STANDARD, in_every_look, keep};
use super::job::{START, evidence};

/// A review that is answered, and then time and files went on: a finding is overdue, another has neither owner nor
/// date, an evidence file changed and one is gone.
pub fn aged(look: Look) -> Desk {
    let mut desk = Desk::answered(look, 10);
    desk.keys("<Home><Down><Down><Down><Down><Down>pOne subnet is still open.<Tab><Tab><Tab><C-s>");
    rewrite(&mut desk, look, |text| {
        let (before, after) = text.rsplit_once("2026-12-05").unwrap();
        format!("{before}2026-11-11{after}")
    });
    put(&desk, "export.csv", "key,rotation\nk1,never\n");
    std::fs::remove_file(desk.directory.join("scan.txt")).unwrap();
    desk.restart(look);
    desk.keys("<Home><Down>");
    desk
}

/// Edits the review as a person with an editor would, and opens it again.
fn rewrite(desk: &mut Desk, look: Look, edit: impl FnOnce(String) -> String) {
    let text = std::fs::read_to_string(desk.directory.join("signoff.toml")).unwrap();
    put(desk, "signoff.toml", &edit(text));
    desk.restart(look);
}

#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn put(desk: &Desk, name: &str, text: &str) {
    std::fs::write(desk.directory.join(name), text).unwrap();
}

fn screens(name: &str, look: Look) {
    let mut desk = aged(look);
    desk.keys("gf");
    keep!(name, "findings", desk);
    desk.keys("<Tab>");
    keep!(name, "finding", desk);
    desk.keys("gwge");
    keep!(name, "evidence", desk);
    desk.keys("<Tab>");
    keep!(name, "piece", desk);
    let mut empty = Desk::with(look, evidence);
    empty.keys(START).keys("gf");
    keep!(name, "no_findings", empty);
    empty.keys("ge");
    keep!(name, "no_evidence", empty);
}

in_every_look!(screens);

/// Where the names of items stand on the screen, top to bottom.
fn order(screen: &str, names: &[&str]) -> Vec<usize> {
    names
        .iter()
        .map(|name| {
            screen
                .find(name)
                .unwrap_or_else(|| panic!("{name}: {screen}"))
        })
        .collect()
}

#[test]
fn the_overdue_stand_first_and_enter_leads_to_the_item() {
    let mut desk = aged(STANDARD);
    desk.keys("gf");
    let screen = desk.screen();
    assert!(
        order(&screen, &["SEC-2 ", "SEC-1 ", "CMP-1 "]).is_sorted(),
        "{screen}"
    );
    desk.shows("overdue 12 days").shows("no owner or date");
    desk.keys("<Enter>");
    desk.shows("SEC-2 · severity").hides("› Findings");
}

#[test]
fn an_item_attested_from_the_findings_leads_back_to_them() {
    let mut desk = aged(STANDARD);
    desk.keys("gfm").shows("Attest SEC-2");
    desk.keys("<Esc>").shows("› Findings");
    desk.keys("mMoved.<Tab>https://example.org/state<Enter><C-s>");
    desk.shows("› Findings").shows("SEC-2 met, saved");
    desk.shows("0 overdue");
    desk.keys("u").shows("1 overdue");
}

#[test]
fn an_attestation_that_lapsed_stays_a_finding() {
    let mut desk = aged(STANDARD);
    desk.keys("gf").shows("⟳◐ SEC-1");
    desk.keys("<Down><Down>");
    desk.shows("stale: export.csv changed after it was attested; attest it again");
}

#[test]
fn evidence_begins_at_the_item_of_the_walk_and_leads_to_items() {
    let mut desk = aged(STANDARD);
    desk.keys("gf<Enter>ge");
    // SEC-2 has none: the next is the note of CMP-1.
    desk.shows("Note      Budget line 12 holds it");
    desk.keys("<Up><Enter>").shows("SEC-1 · severity");
    desk.keys("gee").shows("Attest SEC-1");
    // Its file has changed: it is read again first.
    desk.keys("https://example.org/rotation<Enter><C-s><Enter><C-s>");
    desk.shows("› Evidence").shows("7 pieces");
}

#[test]
fn evidence_that_changes_while_the_walk_is_open_is_seen_when_it_is_read_again() {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys(START)
        .keys("mDone.<Tab>scan.txt<Enter><C-s>")
        .keys("<Home><Down>ge");
    desk.shows("State     unchanged");
    put(&desk, "scan.txt", "9 critical\n");
    desk.keys("r");
    desk.shows("State     changed since attested").shows("0/10");
    desk.shows("read again: 1 changed, 0 missing")
        .shows("Is now    sha256:");
    std::fs::remove_file(desk.directory.join("scan.txt")).unwrap();
    desk.keys("r").shows("State     missing: the file is gone");
    put(&desk, "scan.txt", "0 critical\n");
    desk.keys("r");
    desk.shows("every evidence file is as it was attested")
        .shows("1/10");
}

#[test]
fn reading_a_large_file_shows_how_far_it_is_and_can_be_stopped() {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys(START)
        .keys("mDone.<Tab>scan.txt<Enter><C-s>")
        .keys("ge");
    let big = std::fs::File::options()
        .write(true)
        .open(desk.directory.join("scan.txt"))
        .unwrap();
    big.set_len(3 << 30).unwrap();
    desk.keys_without_waiting("r");
    while !desk.screen().contains("being read") {
        std::thread::sleep(Duration::from_millis(1));
        for msg in desk.app.told() {
            desk.app.hear(msg);
        }
    }
    desk.shows("reading, Ctrl-G stops")
        .shows(" %, Ctrl-G stops");
    desk.keys_without_waiting("r");
    desk.shows("being read already");
    desk.keys_without_waiting("<C-g>");
    desk.shows("stopped reading").shows("unchanged");
    assert!(!desk.app.is_waiting());
}

#[test]
fn evidence_is_copied_and_only_web_addresses_are_opened() {
    let mut desk = aged(STANDARD);
    desk.keys("<Home><Down>ge<Home>");
    desk.shows("Link      https://example.org/changes/77");
    let copied = |desk: &mut Desk, c| {
        let event =
            crossterm::event::KeyEvent::new(crossterm::event::KeyCode::Char(c), KeyModifiers::NONE);
        desk.app.hear(Msg::Key(event))
    };
    let asked = |text: &str| Clipboard::Terminal.sequence(text).unwrap();
    let copy = |text: &str| vec![Outward::Copy(asked(text))];
    assert_eq!(
        copied(&mut desk, 'y'),
        copy("https://example.org/changes/77")
    );
    assert_eq!(copied(&mut desk, 'Y'), []);
    desk.keys("<Down>");
    assert_eq!(copied(&mut desk, 'y'), copy("policies.txt"));
    assert!(
        matches!(&copied(&mut desk, 'Y')[..], [Outward::Copy(text)] if text.len() > asked("policies.txt").len())
    );
    desk.keys("b").shows("no web address");
}

#[test]
fn the_wheel_moves_and_a_click_selects() {
    for keys in ["gf", "ge<Home>"] {
        let mut desk = aged(STANDARD);
        desk.keys(keys);
        let first = desk.screen();
        let mouse = |kind, row| MouseEvent {
            kind,
            column: 9,
            row,
            modifiers: KeyModifiers::NONE,
        };
        desk.hear(Msg::Mouse(mouse(MouseEventKind::ScrollDown, 4)));
        let second = desk.screen();
        assert_ne!(first, second);
        desk.hear(Msg::Mouse(mouse(MouseEventKind::ScrollUp, 4)));
        assert_eq!(desk.screen(), first);
        desk.hear(Msg::Mouse(mouse(
            MouseEventKind::Down(MouseButton::Left),
            4,
        )));
        assert_eq!(desk.screen(), second);
    }
}

#[test]
fn hostile_findings_and_evidence_are_shown_and_never_obeyed() {
    let mut desk = aged(STANDARD);
    rewrite(&mut desk, STANDARD, |text| {
        let nasty = format!(
            "\\u001b[2J\\u202Egnp\\u200B\\u0000{}世界👩‍👩‍👧‍👦",
            "Ω".repeat(4000)
        );
        [
            "Move state to the storage account",
            "Budget line 12 holds it",
            "State is still local on the build agent.",
        ]
        .iter()
        .fold(text, |text, plain| {
            assert!(text.contains(plain), "{plain}");
            text.replace(plain, &nasty)
        })
    });
    for screen in ["gf", "gf<Tab>", "ge", "ge<Up>", "ge<Tab>"] {
        desk.keys("<Esc>gw").keys(screen);
        for width in [1, 13, 29, 30, 31, 44, 79, 80, 81, 120, 200] {
            for height in [1, 5, 6, 7, 11, 12, 13, 14, 24, 60] {
                desk.resize(width, height);
                for cell in desk.buffer().content() {
                    let hidden = cell
                        .symbol()
                        .chars()
                        .any(|c| c != '\u{200d}' && is_hidden(c));
                    assert!(!hidden, "{screen} {width}x{height}: {:?}", cell.symbol());
                }
            }
        }
        desk.resize(120, 40);
    }
    desk.keys("gf").shows("<U+001B>[2J<U+202E>");
}
