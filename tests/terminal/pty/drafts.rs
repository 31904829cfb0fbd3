//! Words that were on the screen are there again, however and whenever the program ends.

use rustix::process::Signal;

use super::harness::{Place, Tty, needs_terminals};

/// Each form: what leads to it from the walk, what leads on to a text, and what it shows then.
const FORMS: [(&str, &str, &str); 8] = [
    ("m", "", "Attest NET-1"),
    ("vjvm", "", "alike"),
    ("ghn", "", "System"),
    ("s", "\x1b[C\t", "What you decide"),
    ("gvR", "", "Take back"),
    ("gvS", "", "Why"),
    ("t", "", "Park a question"),
    ("r", "", "Return the answer"),
];

/// How a program ends whose terminal or machine goes away.
const ENDS: [Signal; 3] = [Signal::KILL, Signal::HUP, Signal::TERM];

/// A review that is answered and signed, so that every form can be opened.
fn place() -> Place {
    let place = Place::with_review();
    let review: toml::Table = place.review().parse().unwrap();
    let items = review["item"]["azure-deployment"].as_table().unwrap();
    let mut words = vec!["attest"];
    words.extend(items.keys().map(String::as_str));
    words.extend(["not-applicable", "--rationale", "No such part."]);
    place.done(&words);
    place.done(&[
        "sign",
        "--role",
        "reviewer",
        "--decision",
        "rejected",
        "--why",
        "No.",
    ]);
    place
}

fn open(place: &Place, keys: &str, title: &str) -> Tty {
    let mut tty = place.open();
    tty.shows("10/10");
    // What opens another screen is waited for, so that no key is taken for the form's.
    tty.keys(keys).shows(title);
    tty
}

/// Types a word after the other, ends at some moment, and looks for what was on the screen then.
fn loses_nothing((way, on, title): (&str, &str, &str), moment: usize, signal: Signal) {
    let place = place();
    let mut tty = open(&place, way, title);
    tty.keys(on);
    let words = [
        "amber", "birch", "cedar", "delta", "ember", "fjord", "grove",
    ];
    let seen = moment % words.len();
    for word in &words[..=seen] {
        tty.keys(word).shows(word);
    }
    // More is on its way when it ends.
    tty.keys(&words[seen..].concat()).signal(signal).ends();
    let mut again = open(&place, way, title);
    again.shows(&words[..=seen].concat());
}

fn at_moments(count: usize) {
    for moment in 0..count {
        for (nth, form) in FORMS.into_iter().enumerate() {
            // Another order for each form, and every end for each.
            loses_nothing(form, moment * 5 + nth, ENDS[(moment + nth) % ENDS.len()]);
        }
    }
}

#[test]
fn what_was_on_the_screen_of_any_form_is_there_again() {
    needs_terminals!();
    at_moments(2);
}

#[test]
#[ignore = "a hundred moments for each form take minutes; the test above has two"]
fn what_was_on_the_screen_at_a_hundred_moments_is_there_again() {
    needs_terminals!();
    at_moments(100);
}
