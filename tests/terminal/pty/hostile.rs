//! Checklists and reviews come from others. No byte of theirs may reach the terminal as anything but text.

use std::fmt::Write as _;

use regex::Regex;

use super::harness::{Place, SYSTEM, Tty, needs_terminals};

/// Escape sequences that colour, copy, rename the window and ask; characters that turn text round or hide it.
const PAYLOAD: &str = "\\u001b[31;9999mred\\u001b]52;c;Y29weQ==\\u0007\\u009b5n\\u001b]0;title\\u001b\\\\ \
                       \\u202egnp.exe \\u200bhidden\\u2066\\u0000\\u0008\\u007f";

fn checklist() -> String {
    let long = "x".repeat(4_000);
    let mut text = format!(
        "schema = 1\nid = \"hostile\"\ntitle = \"T {PAYLOAD} {long}\"\nversion = \"1\"\nnotices = [\"N {PAYLOAD} {long}\"]\n\n\
         [[category]]\nid = \"c\"\ntitle = \"C {PAYLOAD} {long}\"\n"
    );
    for nth in 1..=3 {
        let _ = write!(
            text,
            "\n[[category.item]]\nid = \"H-{nth}\"\ntitle = \"I {PAYLOAD} {long}\"\nseverity = \"high\"\n\
             ships-as = \"S {PAYLOAD}\"\n\
             guidance = \"\"\"G {PAYLOAD} {long}\n\n```sh\n{PAYLOAD} {long}\n```\n\n- [l {PAYLOAD}](https://example.org/{PAYLOAD})\n\n<b>{PAYLOAD}</b>\n\"\"\"\n\
             references = [{{ title = \"R {PAYLOAD}\", url = \"https://example.org/{nth}\" }}]\n"
        );
    }
    text
}

/// A review whose every text a person could have edited by hand.
fn with_hostile_texts(review: &str) -> String {
    let long = "y".repeat(4_000);
    let attestation = format!(
        "\n[[item.hostile.H-1.attestation]]\nid = \"a\"\nstatus = \"unmet\"\nrationale = \"W {PAYLOAD} {long}\"\n\
         by = \"Mallory <m@example.org>\"\nat = 2026-01-01T00:00:00Z\n\
         item-digest = \"sha256:{}\"\n\
         finding = {{ action = \"A {PAYLOAD}\" }}\n\n\
         [[item.hostile.H-1.attestation.evidence]]\nkind = \"note\"\ntext = \"E {PAYLOAD}\"\nat = 2026-01-01T00:00:00Z\n",
        "0".repeat(64)
    );
    review
        .replace(
            &format!("system = \"{SYSTEM}\""),
            &format!("system = \"{SYSTEM} {PAYLOAD}\""),
        )
        .replace(
            &format!("title = \"{SYSTEM}\""),
            &format!("title = \"Q {PAYLOAD}\""),
        )
        .replace("# end H-1\n", &format!("{attestation}# end H-1\n"))
}

/// Everything in a stream that the program had no reason to write.
fn strange(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    // Links lead to the web and nowhere else, and end.
    let links = Regex::new(
        "\x1b]8;id=[0-9a-f]{8};https://[!-~]{1,2000}\x1b\\\\([^\x1b]|\x1b\\[)*?\x1b]8;;\x1b\\\\",
    )
    .unwrap();
    let text = links.replace_all(&text, "");
    let mut found: Vec<String> = text
        .chars()
        .filter(|c| {
            signoff::text::visible::is_hidden(*c) && !matches!(c, '\x1b' | '\r' | '\n' | '\x08')
        })
        .map(|c| format!("{c:?}"))
        .collect();
    // It remembers where the cursor is, and goes back there.
    let remembers = |sequence: &&str| ["7", "8"].contains(sequence);
    for sequence in text.split('\x1b').skip(1).filter(|one| !remembers(one)) {
        let codes: String = sequence
            .chars()
            .take_while(|c| !c.is_ascii_alphabetic())
            .collect();
        let last = sequence.chars().nth(codes.chars().count());
        let numbers = codes.trim_start_matches('[').trim_start_matches('?');
        let small = numbers.split(';').all(|number| {
            number.parse::<u32>().is_ok_and(|number| number < 9_999) || number.is_empty()
        });
        // The program moves the cursor, clears, sets styles and modes; it asks nothing and has nothing to name.
        if !codes.starts_with('[')
            || !small
            || !matches!(last, Some('A'..='D' | 'H' | 'J' | 'K' | 'm' | 'h' | 'l'))
        {
            found.push(format!("{codes}{}", last.unwrap_or_default()));
        }
    }
    found
}

#[test]
fn no_byte_of_a_hostile_file_is_obeyed() {
    needs_terminals!();
    let place = Place::new();
    place.put("checklists/hostile.toml", &checklist());
    place.done(&["new", "--checklist", "hostile", "--system", SYSTEM]);
    let review = with_hostile_texts(&place.review());
    place.put("signoff.toml", &review);
    let mut tty = place.open_at(120, 40);
    tty.shows("0/3")
        .shows("<U+001B>[31;9999m")
        .keys("j")
        .shows("H-1");
    // Through the whole item, page by page.
    tty.keys("\t");
    for _ in 0..12 {
        tty.keys("\x04");
    }
    tty.shows("nobody has attested").keys("\t");
    tty.keys("k")
        .shows("H-1")
        .keys("x")
        .shows("Attest H-1")
        .shows("E <U+001B>[31;9999mred")
        .keys("\t\t\t\t")
        .escape("Attest H-1")
        .keys("qy");
    tty.ends();
    assert_eq!(strange(&tty.raw), Vec::<String>::new());

    // The home screen, the notices of a new review, the report and the sign-off.
    let mut tty = place.open_at(120, 40);
    tty.shows("0/3")
        .keys("gr")
        .shows("Report")
        .keys("\x04\x04\x04\x04G")
        .keys("gs")
        .shows("no key:");
    tty.keys("\t\t\x1b[C\x1b[C\x1b[C\tUnfit\x13")
        .shows("about to state");
    tty.escape("about to state")
        .escape("What you decide")
        .keys("gh")
        .shows("Resume")
        .keys("jjjjjj")
        .shows("hostile")
        .keys("n")
        .shows("Checklists");
    tty.keys(SYSTEM)
        .keys("\t\t\t\t\t")
        .keys("-2")
        .keys("\x15other.toml\x13")
        .shows("Before you start");
    tty.keys("\r").shows("0/3").keys("q");
    tty.ends();
    assert_eq!(strange(&tty.raw), Vec::<String>::new());
}

#[test]
fn a_file_that_cannot_be_read_is_quoted_and_not_obeyed() {
    needs_terminals!();
    let place = Place::with_review();
    let broken = place.review().replace(
        "schema = 2",
        "schema = 2\n\x1b]52;c;Y29weQ==\x07\u{202e} = = broken",
    );
    place.put("signoff.toml", &broken);
    let mut tty: Tty = place.open();
    tty.shows("Resume").shows("<U+001B>").keys("q");
    tty.ends();
    assert_eq!(strange(&tty.raw), Vec::<String>::new());
}
