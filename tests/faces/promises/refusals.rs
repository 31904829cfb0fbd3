//! A value that is refused is refused in the same words.

use super::support::in_every_face;
use crate::has::Has as _;
use crate::house::{GRACE, House, KIM};

/// What is typed for the owner of a condition and its day, and what is wrong with it.
const WRONG: [(&str, &str, &str); 4] = [
    (
        KIM,
        "tomorrow",
        "expected a date such as 2026-12-05, a time such as 2026-12-05T17:00:00Z, or +30d",
    ),
    (
        KIM,
        "2020-01-01",
        "the condition's due date must not be in the past",
    ),
    (
        "ada@example.org <kim@example.org>",
        "+3d",
        "expected one mail address, such as in \"Ada Lovelace <ada@example.org>\"",
    ),
    (
        "Gr\u{430}ce <grace@example.org>",
        "+3d",
        "a word has letters of several alphabets, of which some look alike",
    ),
];

/// A text as if no screen and no line had an end.
fn flat(text: &str) -> String {
    let text = text.replace(['│', '!'], " ").to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_owner_or_a_day_is_refused_in_the_same_words() {
    let house = House::answered();
    in_every_face(|kind| {
        for (owner, due, why) in WRONG {
            let said = house.open(kind, GRACE).condition(owner, due);
            assert!(flat(&said).contains(&flat(why)), "{why}: {said}");
        }
        house.review().lacks("[[signoff]]");
    });
}
