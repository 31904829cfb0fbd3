use super::*;

const THEME: Theme = Theme {
    color: false,
    ascii: false,
};

fn text(items: usize) -> String {
    let mut text =
        "# Report: x\n\nNot signed off.\n\n## Summary\n\nFew.\n\n## Items\n\n".to_owned();
    for nth in 0..items {
        text.push_str(&format!(
            "### I-{nth}: t\\_{nth}\n\n**○ not reviewed** · high\n\n> Why.\n\n"
        ));
    }
    text + "## How to verify\n\nLike this.\n"
}

fn shown(document: &Document) -> Vec<String> {
    document.shown().map(ToString::to_string).collect()
}

#[test]
fn scrolling_goes_over_sections_and_stops_at_both_ends() {
    let mut document = Document::new(text(3), (40, 6), THEME);
    assert_eq!(
        shown(&document),
        ["Report: x", "Not signed off.", "", "Summary", "Few.", ""]
    );
    document.up(1);
    document.down(4);
    assert_eq!(
        (document.current(), shown(&document)[0].as_str()),
        (1, "Few.")
    );
    document.down(1000);
    let end = shown(&document);
    assert_eq!(end.last().map(String::as_str), Some("Like this."));
    assert_eq!((end.len(), document.percent()), (6, 100));
    document.show_end();
    assert_eq!(shown(&document), end);
    document.up(1000);
    assert_eq!((document.current(), document.percent()), (0, 0));
}

#[test]
fn a_section_is_shown_from_its_heading_on() {
    let mut document = Document::new(text(3), (40, 6), THEME);
    assert_eq!(document.chapter_after(), Some(1));
    document.show(3);
    assert_eq!(document.title(3), "I-0: t_0");
    assert_eq!(shown(&document)[0], "I-0: t_0");
    assert_eq!(
        (document.chapter_before(), document.chapter_after()),
        (Some(2), Some(6))
    );
    document.show(99);
    assert_eq!(
        (document.current(), shown(&document)[0].as_str()),
        (6, "How to verify")
    );
    assert_eq!(document.chapter_after(), None);
    document.show(0);
    assert_eq!(document.chapter_before(), None);
}

#[test]
fn another_size_and_another_text_keep_the_place() {
    let mut document = Document::new(text(9), (40, 6), THEME);
    document.show(5);
    document.resize((8, 3));
    assert_eq!(document.current(), 5);
    document.show_end();
    document.resize((80, 60));
    assert_eq!((document.current(), document.percent()), (0, 100));
    document.show(9);
    document.replace("short".to_owned());
    assert_eq!(shown(&document), ["short"]);
    document.replace(String::new());
    assert_eq!(document.percent(), 100);
}

#[test]
fn only_what_is_near_is_laid_out() {
    let mut document = Document::new(text(20_000), (40, 6), THEME);
    document.show(10_000);
    document.down(1000);
    document.show_end();
    document.up(500);
    assert!(document.laid.len() < 200, "{}", document.laid.len());
}

#[test]
fn what_keeps_text_from_being_linked_is_not_shown() {
    let text = "## a@\u{200b}b\n\n@\u{200b}user GH-\u{200b}1 \\#\u{200b}7 www&#46;x\\_y · **✓ met** &lt;U+202E&gt;";
    let document = Document::new(text.to_owned(), (80, 9), THEME);
    assert_eq!(
        shown(&document),
        ["a@b", "@user GH-1 #7 www.x_y · ✓ met <U+202E>"]
    );
    let document = Document::new(
        text.to_owned(),
        (80, 9),
        Theme {
            ascii: true,
            ..THEME
        },
    );
    assert_eq!(
        shown(&document)[1],
        "@user GH-1 #7 www.x_y - [x] met <U+202E>"
    );
}
