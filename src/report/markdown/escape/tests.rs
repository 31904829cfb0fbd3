use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{Fenced, Hyperlink, Line, Lines, Verbatim, ZERO_WIDTH_SPACE};
use crate::text::{pipeline, visible};

/// Text that means something in Markdown, in HTML or to GitHub.
pub(in crate::report) const HOSTILE: &[&str] = &[
    "a | b",
    "\\| \\\\| |",
    "`code` ``two`` `",
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "</td></table><img src=x onerror=alert(1)>",
    "<https://evil.example>",
    "![x](y)",
    "!",
    "[a](javascript:x)",
    "[a][b]",
    "[b]: https://evil.example",
    "[^1] [^1]: note",
    "- [x] task",
    "[!NOTE]",
    "@user and @org/team",
    "www.evil.example and WWW.evil.example",
    "https://evil.example/path?a=b&c=d",
    "ftp://evil.example",
    "mailto:a@b.example xmpp:a@b.example/x",
    "a@b.example",
    "# heading",
    "heading #",
    "- item",
    "+ item",
    "* item",
    "1. x",
    "12345) x",
    "---",
    "- - -",
    "~~~",
    "```rust",
    "title\n===",
    "title\n---",
    "title\n:-:",
    "| a |\n|---|\n| b |",
    "> quote",
    "    four spaces",
    "\ttab",
    "  \n   \n",
    "&lt; &amp; &#124; &#x40;user",
    "\\",
    "end\\\nnext",
    "*a* **b** _c_ __d__ ~e~ ~~f~~",
    ":smile: :+1: 09:12:44 a::b",
    "#123 owner/name#123 GH-123 gh-1",
    "$x$ $$y$$ $`z`$",
    "bell \u{7} escape \u{1b}[31m nul \0",
    "a\u{202e}b\u{200b}c\u{feff}",
    "two\nlines\r\nand three",
    "gap\n\n\n\nafter",
    "trailing  \nspaces",
    "##vso[task.prependpath]/x and ##[error]y",
    "::add-mask::approved",
    "two\n  ::error::lines",
];

#[test]
fn hostile_text_arrives_as_text() {
    for text in HOSTILE {
        check_line(text);
        check_block(text);
        check_code(text);
        check_link(text, "https://example.org/a");
    }
}

#[test]
fn nothing_breaks_out_of_a_destination() {
    for rest in [
        "a)b(",
        "x>y",
        "a\\)",
        "?a=b&copy=1",
        "`|\"^{}",
        "[x](y)",
        "#frag*$1$_~",
        "ü?",
        "'\"<b>",
    ] {
        check_link("text", &format!("https://example.org/{rest}"));
    }
}

#[test]
fn only_addresses_on_the_web_are_linked() {
    for url in [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a b",
        "//x",
        "file:///etc",
        "HTTPS:x",
        "",
    ] {
        let shown = Hyperlink { text: "text", url }.to_string();
        let (text, links) = read(&shown);
        assert_eq!(
            (text.trim_end(), links.len()),
            (format!("text ({url})").as_str(), 0)
        );
    }
}

#[test]
fn mentions_and_issue_numbers_are_kept_apart() {
    for text in [
        "@user",
        "(@org/team)",
        "ü@user",
        "kim@example.org",
        "a.b-@x-y.z1",
        "a@b@c.d",
        "_@.b",
    ] {
        let shown = Line(text).to_string();
        assert_eq!(shown.matches("@\u{200b}").count(), 1, "{shown}");
    }
    assert_eq!(Line("GH-1 #1").to_string(), "GH-\u{200b}1 \\#\u{200b}1");
    assert_eq!(
        Line(":tada: at 09:12:44").to_string(),
        "\\:\u{200b}tada: at 09:12:44"
    );
    assert_eq!(Line("www.x.example").to_string(), "www&#46;x.example");
}

#[test]
fn nothing_is_put_between_where_nothing_would_be_linked() {
    for text in [
        "at 3 @ noon",
        "@",
        "mail me@",
        "module@v2",
        "a@b",
        "image@sha256:9f2c",
        "x_@y",
        "HIGH-1",
        "@.b",
    ] {
        assert!(!Line(text).to_string().contains(ZERO_WIDTH_SPACE), "{text}");
    }
}

#[test]
fn plain_words_stay_as_they_are() {
    let text =
        "State is remote; 7 of 9 keys rotated (since 2026-11-01), see \"Vault\": Grüße, 世界!";
    assert_eq!(Line(text).to_string(), text);
}

#[test]
fn an_empty_code_span_is_nothing() {
    assert_eq!(Verbatim("").to_string(), "");
    assert_eq!(Verbatim("``").to_string(), "``` `` ```");
}

proptest! {
    #[test]
    fn any_text_arrives_as_text(text in any::<String>()) {
        check_line(&text);
        check_block(&text);
        check_code(&text);
    }

    #[test]
    fn any_marks_arrive_as_text(text in "[-|`*_~<>&#@:/.\\[\\]()!$\\\\+=0-9a-c \n\tw]{0,24}") {
        check_line(&text);
        check_block(&text);
        check_code(&text);
        check_link(&text, "https://example.org/a");
    }

    #[test]
    fn any_address_stays_a_destination(rest in "[!-~ü]{0,24}") {
        check_link("text", &format!("https://example.org/{rest}"));
    }
}

/// A line keeps its words in a cell, in a list and as a heading, and stays one cell.
fn check_line(text: &str) {
    let line = Line(text);
    let expected = plain(visible::line(text).trim());
    let (cells, links) = read(&format!("| a | b |\n|---|---|\n| x {line} | y {line} |\n"));
    assert!(links.is_empty(), "{text:?} made a link of {line}");
    let cell = format!("{expected}\u{1f}");
    assert_eq!(
        cells,
        format!(
            "a\u{1f}b\u{1f}{}{}",
            joined("x ", &cell),
            joined("y ", &cell)
        ),
        "{line}"
    );
    for (before, after) in [("| h |\n|---|\n| ", " |\n"), ("- ", "\n"), ("## ", "\n")] {
        let (shown, links) = read(&format!("{before}{line}{after}"));
        let shown = shown.strip_prefix("h\u{1f}").unwrap_or(&shown);
        assert_eq!(
            (shown.trim_end_matches('\u{1f}'), links.len()),
            (expected.as_str(), 0),
            "{line}"
        );
    }
}

/// Lines keep their words and their breaks.
fn check_block(text: &str) {
    for prefix in ["", "> ", "  > "] {
        let block = Lines { prefix, text };
        let before = if prefix.starts_with(' ') {
            "- note\n\n"
        } else {
            ""
        };
        let (shown, links) = read(&format!("{before}{block}"));
        assert!(links.is_empty(), "{text:?} made a link of {block}");
        let shown: Vec<_> = shown.lines().skip(before.lines().count() / 2).collect();
        let expected: Vec<_> = visible::block(text)
            .lines()
            .map(|l| plain(l.trim_end()))
            .filter(|l| !l.is_empty())
            .collect();
        assert_eq!(shown, expected, "{block}");
    }
}

fn check_code(text: &str) {
    let (shown, links) = read(&format!("file {} there", Verbatim(text)));
    assert!(links.is_empty());
    let text = visible::line(text);
    let text = pipeline::spelled(&text);
    let expected = if text.is_empty() {
        "file  there".to_owned()
    } else {
        format!("file {text} there")
    };
    assert_eq!(shown.trim_end(), plain(&expected), "{}", Verbatim(&text));
}

fn check_link(text: &str, url: &str) {
    let link = Hyperlink { text, url };
    let (shown, links) = read(&format!("see {link} there"));
    assert_eq!(
        shown.trim(),
        joined(
            "see ",
            &plain(&format!("{} there", visible::line(text).trim()))
        ),
        "{link}"
    );
    assert_eq!(links.len(), 1, "{link}");
    let encoded = url.chars().fold(String::new(), |all, c| match c {
        '<' | '>' | '\\' | '`' | '|' | '"' | '^' | '{' | '}' => format!("{all}%{:02X}", c as u32),
        c => format!("{all}{c}"),
    });
    assert_eq!(links[0], encoded);
}

/// An empty text leaves no trailing space in front of it.
fn joined(before: &str, text: &str) -> String {
    if text.starts_with('\u{1f}') {
        format!("{}{text}", before.trim_end())
    } else {
        format!("{before}{text}")
    }
}

/// What a reader sees of no-break spaces and of what keeps characters apart.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{200b}', "")
}

/// The text of a document, a line a paragraph or hard break, `U+001F` after each cell, and where its links lead.
fn read(markdown: &str) -> (String, Vec<String>) {
    let (mut text, mut links) = (String::new(), Vec::new());
    for event in Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&plain(&words)),
            Event::SoftBreak => panic!("a line break is lost in {markdown}"),
            Event::HardBreak | Event::End(pulldown_cmark::TagEnd::Paragraph) => text.push('\n'),
            Event::End(pulldown_cmark::TagEnd::TableCell) => text.push('\u{1f}'),
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Start(
                Tag::Paragraph
                | Tag::BlockQuote(_)
                | Tag::List(None)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::Heading { .. },
            )
            | Event::End(_) => {}
            other => panic!("{other:?} in {markdown}"),
        }
    }
    (text, links)
}

#[test]
fn a_fenced_text_is_a_block_of_its_own() {
    for text in HOSTILE
        .iter()
        .chain(&["", "```\n# out\n````", "one\ntwo\n"])
    {
        let markdown = format!("before\n\n{}\nafter\n", Fenced(text));
        let mut code = String::new();
        let mut inside = false;
        for event in Parser::new(&markdown) {
            match event {
                Event::Start(Tag::CodeBlock(_)) => inside = true,
                Event::End(pulldown_cmark::TagEnd::CodeBlock) => inside = false,
                Event::Text(words) if inside => code.push_str(&words),
                Event::Text(words) => assert!(["before", "after"].contains(&&*words), "{markdown}"),
                Event::Start(Tag::Paragraph) | Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        assert_eq!(
            code.trim_end_matches('\n'),
            pipeline::spelled(&visible::block(text)).trim_end_matches('\n'),
            "{markdown}"
        );
    }
}
