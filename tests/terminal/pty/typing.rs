//! What is pasted is text, whatever is in it.

use super::harness::{Place, needs_terminals};
use crate::has::Has as _;

#[test]
fn pasted_text_is_never_a_key() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    // The keys of a paste that nothing takes do nothing: q would leave, m and the rest attest.
    tty.shows("0/10")
        .paste("m\x13q\r")
        .keys("m")
        .shows("Attest NET-1");
    tty.paste("first\x1b[31;9999m line\x07\r\nsec\u{202e}ond\x13\x03\x1a\tline\n\x1b]52;c;Y29weQ==\x07end");
    tty.shows("]52;c;Y29weQ==end").keys("\x13").shows("1/10");
    assert_eq!(tty.keys("q").ends().exit_code(), 0);

    let review: toml::Table = place.review().parse().unwrap();
    let item = &review["item"]["azure-deployment"]["NET-1"];
    let said = item["attestation"][0]["rationale"].as_str().unwrap();
    assert_eq!(
        said,
        "first[31;9999m line\nsec\u{202e}ond\tline\n]52;c;Y29weQ==end"
    );
    assert_eq!(
        review["item"]["azure-deployment"]
            .as_table()
            .unwrap()
            .values()
            .filter(|item| item.get("attestation").is_some())
            .count(),
        1
    );
}

#[test]
fn a_dropped_file_becomes_evidence() {
    needs_terminals!();
    let place = Place::with_review();
    place.put("my scan.txt", "0 critical\n");
    let mut tty = place.open();
    tty.shows("0/10")
        .keys("e")
        .shows("Enter adds a link")
        .paste("'my scan.txt' ")
        .shows("+ 'my scan.txt'");
    tty.keys("\r").shows("1  my scan.txt  sha256");
    tty.paste("https://example.org/proof")
        .shows("+ https://example.org/proof")
        .keys("\x1b[Z\x1b[Zm\x13");
    tty.shows("1/10");
    place.review().has("https://example.org/proof");
}

#[test]
fn many_keys_at_once_are_all_heard() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    let text = "All of it was looked at. ".repeat(200);
    tty.shows("0/10")
        .keys("m")
        .shows("Attest NET-1")
        .keys(&format!("{text}end"))
        .shows("end")
        .keys("\x13")
        .shows("1/10");
    place.review().has(&format!("{text}end"));
}

#[test]
fn a_key_and_another_size_at_the_same_moment_are_both_heard() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    tty.shows("0/10").keys("m").shows("Attest NET-1");
    let text = "Keys come while the window is dragged: ".repeat(4);
    for (nth, letter) in text.char_indices() {
        tty.resize(100 + u16::try_from(nth % 20).unwrap(), 30)
            .keys(&letter.to_string());
    }
    tty.resize(80, 24)
        .keys("end")
        .shows("end")
        .keys("\x13")
        .shows("1/10");
    place.review().has(&format!("{text}end"));
}

#[test]
fn a_long_paste_arrives_whole() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    let text = (0..2_000)
        .map(|nth| format!("line {nth}"))
        .collect::<Vec<_>>()
        .join("\n");
    tty.shows("0/10")
        .keys("m")
        .shows("Attest NET-1")
        .paste(&text)
        .shows("line 1999")
        .keys("\x13")
        .shows("1/10");
    let review: toml::Table = place.review().parse().unwrap();
    let said = review["item"]["azure-deployment"]["NET-1"]["attestation"][0]["rationale"]
        .as_str()
        .unwrap();
    assert_eq!(said, text);
}

#[test]
fn who_hesitates_after_the_first_of_two_keys_is_helped() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = place.open();
    tty.shows("0/10")
        .keys("g")
        .shows("go to the report")
        .keys("r")
        .shows("Report · ");
    tty.screen().lacks("go to the report");
}
