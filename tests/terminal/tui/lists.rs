//! The findings and the evidence of a review.

use std::time::Duration;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use signoff::text::visible::is_hidden;
use signoff::tui::clipboard::Clipboard;
use signoff::tui::effect::Outward;
use signoff::tui::msg::Msg;

use super::harness::{Desk, Look, STANDARD, in_every_look, keep};
use super::job::{ANSWERS, START, evidence};

/// A review that is answered, and then time and files went on: a finding is overdue, another has neither owner nor
/// date, an evidence file changed and one is gone.
pub fn aged(look: Look) -> Desk {
    let mut desk = Desk::with(look, evidence);
    desk.keys(START);
    for answer in ANSWERS {
        desk.keys(answer);
    }
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
    assert!(
        screen.contains("overdue 12 days") && screen.contains("no owner or date"),
        "{screen}"
    );
    desk.keys("<Enter>");
    let screen = desk.screen();
    assert!(
        screen.contains("SEC-2 · severity") && !screen.contains("› Findings"),
        "{screen}"
    );
}

#[test]
fn an_item_attested_from_the_findings_leads_back_to_them() {
    let mut desk = aged(STANDARD);
    desk.keys("gfm");
    assert!(desk.screen().contains("Attest SEC-2"), "{}", desk.screen());
    desk.keys("<Esc>");
    assert!(desk.screen().contains("› Findings"), "{}", desk.screen());
    desk.keys("mMoved.<Tab>https://example.org/state<Enter><C-s>");
    let screen = desk.screen();
    assert!(
        screen.contains("› Findings") && screen.contains("SEC-2 met, saved"),
        "{screen}"
    );
    assert!(screen.contains("0 overdue"), "{screen}");
    desk.keys("u");
    assert!(desk.screen().contains("1 overdue"), "{}", desk.screen());
}

#[test]
fn an_attestation_that_lapsed_stays_a_finding() {
    let mut desk = aged(STANDARD);
    desk.keys("gf");
    let screen = desk.screen();
    assert!(screen.contains("⟳◐ SEC-1"), "{screen}");
    desk.keys("<Down><Down>");
    let screen = desk.screen();
    assert!(
        screen.contains("stale: export.csv changed after it was attested; attest it again"),
        "{screen}"
    );
}

#[test]
fn evidence_begins_at_the_item_of_the_walk_and_leads_to_items() {
    let mut desk = aged(STANDARD);
    desk.keys("gf<Enter>ge");
    // SEC-2 has none: the next is the note of CMP-1.
    let screen = desk.screen();
    assert!(
        screen.contains("Note      Budget line 12 holds it"),
        "{screen}"
    );
    desk.keys("<Up><Enter>");
    assert!(
        desk.screen().contains("SEC-1 · severity"),
        "{}",
        desk.screen()
    );
    desk.keys("gee");
    assert!(desk.screen().contains("Attest SEC-1"), "{}", desk.screen());
    // Its file has changed: it is read again first.
    desk.keys("https://example.org/rotation<Enter><C-s><Enter><C-s>");
    let screen = desk.screen();
    assert!(
        screen.contains("› Evidence") && screen.contains("7 pieces"),
        "{screen}"
    );
}

#[test]
fn evidence_that_changes_while_the_walk_is_open_is_seen_when_it_is_read_again() {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys(START)
        .keys("mDone.<Tab>scan.txt<Enter><C-s>")
        .keys("<Home><Down>ge");
    assert!(
        desk.screen().contains("State     unchanged"),
        "{}",
        desk.screen()
    );
    put(&desk, "scan.txt", "9 critical\n");
    desk.keys("r");
    let screen = desk.screen();
    assert!(
        screen.contains("State     changed since attested") && screen.contains("0/10"),
        "{screen}"
    );
    assert!(
        screen.contains("read again: 1 changed, 0 missing") && screen.contains("Is now    sha256:"),
        "{screen}"
    );
    std::fs::remove_file(desk.directory.join("scan.txt")).unwrap();
    desk.keys("r");
    assert!(
        desk.screen()
            .contains("State     missing: the file is gone"),
        "{}",
        desk.screen()
    );
    put(&desk, "scan.txt", "0 critical\n");
    desk.keys("r");
    let screen = desk.screen();
    assert!(
        screen.contains("every evidence file is as it was attested") && screen.contains("1/10"),
        "{screen}"
    );
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
    let screen = desk.screen();
    assert!(
        screen.contains("reading, Ctrl-G stops") && screen.contains(" %, Ctrl-G stops"),
        "{screen}"
    );
    desk.keys_without_waiting("r");
    assert!(
        desk.screen().contains("being read already"),
        "{}",
        desk.screen()
    );
    desk.keys_without_waiting("<C-g>");
    let screen = desk.screen();
    assert!(
        screen.contains("stopped reading") && screen.contains("unchanged"),
        "{screen}"
    );
    assert!(!desk.app.is_waiting());
}

#[test]
fn evidence_is_copied_and_only_web_addresses_are_opened() {
    let mut desk = aged(STANDARD);
    desk.keys("<Home><Down>ge<Home>");
    assert!(
        desk.screen()
            .contains("Link      https://example.org/changes/77"),
        "{}",
        desk.screen()
    );
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
    desk.keys("b");
    assert!(
        desk.screen().contains("no web address"),
        "{}",
        desk.screen()
    );
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
    desk.keys("gf");
    assert!(
        desk.screen().contains("<U+001B>[2J<U+202E>"),
        "{}",
        desk.screen()
    );
}
