//! Guidance opens with what matters most: where to look, what to expect, what to attach.

use signoff::checklist::Item;
use signoff::tui::theme::{Theme, WallClock};
use signoff::tui::widget::{markdown, pane};

use super::all;

/// Columns and lines of text in the item's pane at 80×24, beside the list.
const PANE: (usize, usize) = (47, 20);
/// Columns of code in a list there.
const CODE: usize = 42;

/// The list that guidance begins with.
fn opening(item: &Item) -> &str {
    item.guidance.split("\n\n").next().unwrap_or_default()
}

/// Lines of the pane from the title to the end of the opening.
fn height(item: &Item) -> usize {
    let theme = Theme {
        color: false,
        ascii: false,
        zone: WallClock::Utc,
    };
    let (width, _) = PANE;
    let title = pane::wrap(&item.title, width).len() + 1;
    let default = item.ships_as.as_ref().map_or(0, |default| {
        pane::wrap(default, width - pane::LABEL).len() + 1
    });
    let heading = 1;
    title + default + heading + markdown::lines(opening(item), width, theme).len()
}

#[test]
fn every_guidance_opens_with_look_expect_attach() {
    for (name, item) in all() {
        let mut rest = opening(&item);
        for word in ["- **Look**", "\n- **Expect**", "\n- **Attach**"] {
            let at = rest
                .find(word)
                .unwrap_or_else(|| panic!("{name}: no {word:?} in its place"));
            assert!(
                word.starts_with('\n') || at == 0,
                "{name} opens with something else"
            );
            rest = &rest[at + word.len()..];
        }
        let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            rest.contains("A good answer"),
            "{name}: what does a good answer hold?"
        );
    }
}

#[test]
fn the_reason_of_the_severity_stands_behind_what_to_do() {
    for (name, item) in all() {
        let why = format!("**Why {}.**", item.severity);
        let at = item
            .guidance
            .find(&why)
            .unwrap_or_else(|| panic!("{name}: no {why}"));
        assert!(at > opening(&item).len(), "{name}");
    }
}

#[test]
fn every_opening_fits_beside_the_list() {
    let (_, room) = PANE;
    let mut longer = Vec::new();
    for (name, item) in all() {
        let height = height(&item);
        if height > room {
            longer.push(format!("{name}: {height} lines"));
        }
    }
    assert!(
        longer.is_empty(),
        "more than {room} lines:\n{}",
        longer.join("\n")
    );
}

#[test]
fn commands_of_an_opening_are_not_broken_by_the_pane() {
    let mut broken = Vec::new();
    for (name, item) in all() {
        let mut inside = false;
        for line in opening(&item).lines() {
            if line.trim_start().starts_with("```") {
                inside = !inside;
            } else if inside {
                let code = line.strip_prefix("  ").unwrap_or(line);
                if code.chars().count() > CODE {
                    broken.push(format!("{name}: {code}"));
                }
            }
        }
    }
    assert!(
        broken.is_empty(),
        "more than {CODE} columns:\n{}",
        broken.join("\n")
    );
}
