//! What is written beside text: requests to copy, and links.

use portable_pty::CommandBuilder;

use super::harness::{Place, SYSTEM, Tty, needs_terminals};

/// Opens the UI with variables of one's own.
fn open(place: &Place, variables: &[(&str, &str)]) -> Tty {
    let mut command: CommandBuilder = place.shell("exec \"$SIGNOFF\"");
    for (name, value) in variables {
        command.env(name, value);
    }
    Tty::start(command, 80, 24)
}

fn written(tty: &Tty) -> String {
    String::from_utf8_lossy(&tty.raw).into_owned()
}

/// `NET-1` in base 64, as the terminal is asked to copy it.
const REQUEST: &str = "\x1b]52;c;TkVULTE=\x1b\\";

/// The same for the terminal around tmux.
const WRAPPED: &str = "\x1bPtmux;\x1b\x1b]52;c;TkVULTE=\x1b\x1b\\\x1b\\";

#[test]
fn the_terminal_is_asked_to_copy_here_and_over_ssh() {
    needs_terminals!();
    let place = Place::with_review();
    for variables in [
        &[][..],
        &[("SSH_TTY", "/dev/pts/7"), ("SSH_CONNECTION", "a 1 b 22")],
    ] {
        let mut tty = open(&place, variables);
        tty.shows("0/10")
            .keys("y")
            .shows("asked the terminal to copy NET-1 (OSC 52)")
            .keys("q")
            .ends();
        let raw = written(&tty);
        assert_eq!(
            (raw.matches(REQUEST).count(), raw.contains("\x1bP")),
            (1, false),
            "{raw:?}"
        );
    }
}

#[test]
fn inside_tmux_the_terminal_around_it_is_asked_too() {
    needs_terminals!();
    let place = Place::with_review();
    for variables in [
        ("TMUX", "/tmp/tmux-0/default,1,0"),
        ("TERM", "tmux-256color"),
    ] {
        let mut tty = open(&place, &[variables]);
        tty.shows("0/10")
            .keys("y")
            .shows("through tmux")
            .keys("q")
            .ends();
        let raw = written(&tty);
        assert_eq!(
            raw.matches(&format!("{REQUEST}{WRAPPED}")).count(),
            1,
            "{raw:?}"
        );
    }
}

/// A reference that fits on a row, and one that takes two.
const LINKS: &str = r#"schema = 1
id = "links"
title = "Links"
version = "1"

[[category]]
id = "all"
title = "All"

[[category.item]]
id = "ONE-1"
title = "One"
severity = "high"
references = [
  { title = "Short", url = "https://example.org/short" },
  { title = "Long", url = "https://example.org/a/way/that/is/longer/than/the/pane/is/wide/ü" },
]

[[category.item]]
id = "ONE-2"
title = "Two"
severity = "low"
"#;

const SHORT: &str = "https://example.org/short";
const LONG: &str = "https://example.org/a/way/that/is/longer/than/the/pane/is/wide/%C3%BC";

/// The target and the text of each link that was written.
fn links(raw: &str) -> Vec<(String, String)> {
    raw.split("\x1b]8;id=")
        .skip(1)
        .map(|rest| {
            let (head, rest) = rest.split_once("\x1b\\").expect("a link begins");
            let (id, target) = head
                .split_once(';')
                .expect("a link has a name and a target");
            assert!(id.len() == 8 && head.is_ascii(), "{head}");
            let (styled, _) = rest.split_once("\x1b]8;;\x1b\\").expect("every link ends");
            let text = regex::Regex::new("\x1b\\[[0-9;]*[A-Za-z]")
                .unwrap()
                .replace_all(styled, "");
            (target.to_owned(), text.into_owned())
        })
        .collect()
}

#[test]
fn addresses_are_links_on_every_row_they_take_and_are_written_once() {
    needs_terminals!();
    let place = Place::new();
    place.put("checklists/links.toml", LINKS);
    place.done(&["new", "--checklist", "links", "--system", SYSTEM]);
    let mut tty = place.open();
    tty.shows("0/2").shows(SHORT);
    let first = links(&written(&tty));
    assert_eq!(first[0], (SHORT.to_owned(), SHORT.to_owned()));
    assert_eq!((first[1].0.as_str(), first[2].0.as_str()), (LONG, LONG));
    assert_eq!(
        format!("{}{}", first[1].1, first[2].1),
        LONG.replace("%C3%BC", "ü")
    );
    // Nothing new is linked while the item stays; another item has no link; back again there are three.
    let before = tty.raw.len();
    tty.keys("k").shows("▾ All").keys("jj").shows("┌ ONE-2");
    let between = links(&String::from_utf8_lossy(&tty.raw[before..]));
    assert_eq!(between, Vec::new());
    let before = tty.raw.len();
    tty.keys("k").shows("┌ ONE-1").shows(SHORT);
    assert_eq!(
        links(&String::from_utf8_lossy(&tty.raw[before..])),
        first[..3]
    );
    // A new size draws everything anew.
    let before = tty.raw.len();
    let ends = |tty: &Tty| {
        String::from_utf8_lossy(&tty.raw[before..])
            .matches("\x1b]8;;")
            .count()
    };
    tty.resize(100, 30)
        .until("the links again", |tty| ends(tty) == 3);
    assert_eq!(
        links(&String::from_utf8_lossy(&tty.raw[before..]))[0].0,
        SHORT
    );
    assert_eq!(tty.keys("q").ends().exit_code(), 0);
}

#[test]
fn where_a_terminal_may_not_know_links_there_are_none() {
    needs_terminals!();
    let place = Place::new();
    place.put("checklists/links.toml", LINKS);
    place.done(&["new", "--checklist", "links", "--system", SYSTEM]);
    for variables in [("TERM", "linux"), ("LANG", "C")] {
        let mut tty = open(&place, &[variables]);
        tty.shows("0/2").shows(SHORT).keys("q").ends();
        assert!(!written(&tty).contains("\x1b]8"), "{variables:?}");
    }
}
