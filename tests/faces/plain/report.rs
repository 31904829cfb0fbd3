//! The report of a signed review, read out and written.

use crate::has::Has as _;
use crate::house::House;

#[test]
fn the_report_tells_who_signed_and_does_not_spell_signatures() {
    needs_openssh!();
    let house = House::with_example();
    let (said, _) = house.walk("report\nread\nreport\nwrite\nout.md\n");
    let spoken = said.split_once("Review report").unwrap().1;
    spoken.has("signed by grace@example.org and verified");
    spoken.has("Here stands the signature, which the report in a file holds.");
    spoken.lacks("BEGIN SSH SIGNATURE----");
    let text = std::fs::read_to_string(house.path("out.md")).unwrap();
    text.has("**verified** when this report was made")
        .has("-----BEGIN SSH");
    text.lacks(&house.path("").to_string_lossy());
}

#[test]
fn a_report_without_anybody_to_ask_says_so() {
    let mut house = House::with_example();
    house.trusts = false;
    let (said, _) = house.walk("report\nread\n");
    said.has("Signatures were not verified, and the verdict does not cover them");
    said.lacks("signed by grace");
}

#[test]
fn nothing_but_a_signature_is_left_out() {
    let house = House::started();
    let rationale = "-----BEGIN SSH SIGNATURE-----\nnot hidden\n-----END SSH SIGNATURE-----";
    let (said, _) = house.walk(&format!("met\n{rationale}\n.\n\n\nyes\nreport\nread\n"));
    let (_, spoken) = said.split_once("Review report").unwrap();
    spoken.has("not hidden");
}

#[test]
fn the_report_is_said_in_words_and_texts_as_they_are() {
    let house = House::started();
    let rationale = "See #123, gh-4 and :x: at www.a.example.\n1. ask @kim | *now*";
    let (said, _) = house.walk(&format!("met\n{rationale}\n.\n\n\nyes\nreport\nread\n"));
    let (_, spoken) = said.split_once("Review report").unwrap();
    let lines: Vec<_> = spoken.lines().collect();
    for line in [
        "System: demo",
        "Started: 2026-11-23 09:00 UTC by Ada Lovelace ada@example.org",
        "Heading: Summary",
        "- Score: 1 of 4 applicable items met (25 %).",
        "Category: Network; met: 1; partial: 0; unmet: 0; risk accepted: 0; n/a: 0; not reviewed: 1; Items: 2",
        "met, high severity, holds until 2027-02-21, Ada Lovelace, 2026-11-23 09:00 UTC",
        "See #123, gh-4 and :x: at www.a.example.",
        "1. ask @kim | *now*",
        "References: Ports (https://example.org/ports)",
        "Code:",
        "signoff evidence verify -r FILE # is every evidence file what was attested",
        "End of code.",
    ] {
        assert!(lines.contains(&line), "{line} is not in\n{spoken}");
    }
}
