use proptest::prelude::*;

use super::*;
use crate::tui::widget::pane::columns;

const PLAIN: Theme = Theme {
    color: false,
    ascii: true,
    zone: crate::tui::theme::WallClock::Utc,
};

fn shown(text: &str, width: usize) -> Vec<String> {
    let lines = lines(text, width, PLAIN);
    lines
        .iter()
        .map(|line| {
            line.spans
                .iter()
                .map(|span| span.content.as_ref())
                .collect()
        })
        .collect()
}

#[test]
fn blocks_stand_apart_and_lists_are_tight() {
    let text = "# Title\n\nOne paragraph\nin two lines.\n\n- a\n- b\n  1. c\n  10. d\n\n---\n## Next\nText";
    assert_eq!(
        shown(text, 30),
        [
            "Title",
            "One paragraph in two lines.",
            "",
            " * a",
            " * b",
            "   1. c",
            "   2. d",
            "",
            "------------------------------",
            "",
            "Next",
            "Text"
        ]
    );
}

#[test]
fn quotes_have_a_bar_and_keep_their_paragraphs() {
    let text =
        "> One line that is\\\n> broken.\n>\n> Two.\n\nAfter.\n\n- note:\n\n  > in a list\n- next";
    assert_eq!(
        shown(text, 14),
        [
            " | One line",
            " | that is",
            " | broken.",
            " | ",
            " | Two.",
            "",
            "After.",
            "",
            " * note:",
            "   in a list",
            " * next"
        ]
    );
}

#[test]
fn links_say_where_they_lead_once() {
    for (text, expected) in [
        (
            "[the guide](https://a.example/b)",
            "the guide (https://a.example/b)",
        ),
        (
            "[https\\://a.example](https://a.example)",
            "https://a.example",
        ),
        ("<https://a.example>", "https://a.example"),
        ("<ada@example.org>", "ada@example.org"),
        ("![plan](plan.png) here", "[image] plan (plan.png) here"),
    ] {
        assert_eq!(shown(text, 60), [expected], "{text}");
    }
}

#[test]
fn code_is_broken_at_spaces_and_moved_to_the_right() {
    let text = "```sh\nterraform -chdir=infra state pull | jq .version\n  indented\n```";
    assert_eq!(
        shown(text, 28),
        [
            "1 terraform -chdir=infra",
            "    state pull | jq .version",
            "    indented"
        ]
    );
    assert_eq!(
        shown("    0123456789abcdef", 12),
        ["1 0123456789", "    abcdef"]
    );
}

#[test]
fn html_and_hidden_characters_are_text_and_a_break_is_a_break() {
    assert_eq!(
        shown("a<br>b <b>c</b> \u{202e}d\u{200b} <!-- e -->", 60),
        ["a", "b <b>c</b> <U+202E>d<U+200B> <!-- e -->"]
    );
    assert_eq!(
        shown("&nbsp;&nbsp;a &lt;b&gt; www&#46;x", 60),
        ["  a <b> www.x"]
    );
}

#[test]
fn a_row_of_a_table_is_a_line() {
    let text = "- See\n\n  | A | B |\n  |---|--:|\n  | one | 2 |\n  | two | |\n\nAfter.";
    assert_eq!(
        shown(text, 30),
        [" * See", "   A | B", "   one | 2", "   two |", "", "After."]
    );
}

#[test]
fn what_is_deep_inside_stops_moving_to_the_right() {
    let deep = shown(&format!("{}text", "> ".repeat(40)), 24);
    assert_eq!(deep, [" |  | text"]);
    let deep = shown(&format!("{}text", "1. ".repeat(40)), 24);
    assert!(
        deep.concat().ends_with("1. text") && deep.len() > 1,
        "{deep:?}"
    );
}

/// Text that makes blocks of all kinds.
const MARKDOWN: &str = "([-|`*_~<>&#@:/.()!0-9a-c \n\t]|\n\n|\n- |\n> |\n1. |\n\\| a \\| b \\|\n\\|--\\|:-:\\|\n|\n```\n|    |# |世|ل|a{30}|é|👩‍👩‍👧|\u{202e}){0,60}";

proptest! {
    #[test]
    fn no_line_is_wider_than_asked(text in MARKDOWN, width in 8..90usize, ascii: bool) {
        for line in lines(&text, width, Theme { color: true, ascii, zone: crate::tui::theme::WallClock::Utc }) {
            let wide: usize = line.spans.iter().map(|span| columns(&span.content)).sum();
            prop_assert!(wide <= width, "{wide} > {width}: {line:?}");
        }
    }

    #[test]
    fn every_word_is_on_the_screen(text in "[a-z0-9]{1,12}( [a-z0-9]{1,12}){0,20}", width in 8..60usize) {
        for around in [("", ""), ("> ", ""), ("- ", ""), ("# ", ""), ("| h |\n|---|\n| ", " |")] {
            let shown = shown(&format!("{}{text}{}", around.0, around.1), width).join(" ");
            let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
            prop_assert!(letters(&shown).ends_with(&letters(&text)), "{shown}");
        }
    }
}
