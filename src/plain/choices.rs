//! What can be answered at an item: one table, of which prompt, help and matching are made.

use super::ask::pick;
use crate::review::Status;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Do {
    /// Answer the item.
    Attest(Status),
    /// Go on with the draft.
    Draft,
    /// Read the guidance.
    Guidance,
    /// Say what was attested.
    History,
    /// To the next item that is not reviewed.
    Skip,
    /// One item on.
    Next,
    /// One item back.
    Back,
    /// Say all items.
    List,
    /// Look for an item.
    Find,
    /// Take the last attestation back.
    Undo,
    /// Put it back.
    Redo,
    /// Say what is not in order.
    Findings,
    /// The report.
    Report,
    /// The sign-off.
    Sign,
    /// Another review.
    Home,
    /// Say this table.
    Help,
    /// Leave.
    Quit,
}

/// A row of the table: key, word, what it does.
pub struct Choice {
    key: &'static str,
    word: &'static str,
    about: &'static str,
    /// What is to be done.
    pub what: Do,
}

/// Everything that can be answered.
pub const CHOICES: [Choice; 21] = [
    choice(
        "1",
        "met",
        "the consideration is dealt with",
        Do::Attest(Status::Met),
    ),
    choice("2", "partial", "part of it is", Do::Attest(Status::Partial)),
    choice("3", "unmet", "it is not", Do::Attest(Status::Unmet)),
    choice(
        "4",
        "accept risk",
        "it is not, and a named person accepts that",
        Do::Attest(Status::RiskAccepted),
    ),
    choice(
        "5",
        "not applicable",
        "it does not apply to this system",
        Do::Attest(Status::NotApplicable),
    ),
    choice(
        "g",
        "guidance",
        "read how to check it, and where to read more",
        Do::Guidance,
    ),
    choice(
        "h",
        "history",
        "read what was attested, with evidence",
        Do::History,
    ),
    choice(
        "s",
        "skip",
        "to the next item that is not reviewed",
        Do::Skip,
    ),
    choice("n", "next", "to the next item", Do::Next),
    choice("b", "back", "to the item before", Do::Back),
    choice("l", "list", "read all items with their state", Do::List),
    choice(
        "f",
        "find",
        "find an item by words; an id alone goes there",
        Do::Find,
    ),
    choice(
        "d",
        "draft",
        "go on with an answer that was not saved",
        Do::Draft,
    ),
    choice("u", "undo", "take your last attestation back", Do::Undo),
    choice("redo", "redo", "put back what was undone", Do::Redo),
    choice(
        "findings",
        "findings",
        "read what is not in order, with owner and date",
        Do::Findings,
    ),
    choice(
        "report",
        "report",
        "read the report, or write it into a file",
        Do::Report,
    ),
    choice("sign", "sign", "decide on the whole review", Do::Sign),
    choice("home", "home", "another review, or a new one", Do::Home),
    choice("?", "help", "read this list", Do::Help),
    choice("q", "quit", "leave; everything attested is saved", Do::Quit),
];

/// What is asked at an item the first time.
pub const ALL: &str = "1 met, 2 partial, 3 unmet, 4 accept risk, 5 not applicable, g guidance, h history, s skip, \
    b back, l list, f find, ? help, q quit";

/// What is asked afterwards.
pub const SHORT: &str =
    "1 met, 2 partial, 3 unmet, 4 accept risk, 5 not applicable, s skip, ? help";

/// What is asked where every item is answered.
pub const DONE: &str = "sign, report, findings, l list, f find, u undo, ? help, q quit";

const fn choice(key: &'static str, word: &'static str, about: &'static str, what: Do) -> Choice {
    Choice {
        key,
        word,
        about,
        what,
    }
}

/// What was meant.
pub fn meant(typed: &str) -> Result<Do, String> {
    // The words of the command line mean the same here.
    if let Ok(status) = typed.to_lowercase().parse() {
        return Ok(Do::Attest(status));
    }
    pick(
        typed,
        CHOICES.iter().map(|choice| (choice.key, choice.word)),
    )
    .map(|nth| CHOICES[nth].what)
}

impl std::fmt::Display for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            key, word, about, ..
        } = self;
        if key == word {
            write!(f, "{word}: {about}")
        } else {
            write!(f, "{key}, {word}: {about}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_and_no_word_means_two_things() {
        for (nth, choice) in CHOICES.iter().enumerate() {
            assert_eq!(meant(choice.key), Ok(choice.what), "{}", choice.key);
            assert_eq!(meant(choice.word), Ok(choice.what), "{}", choice.word);
            assert!(CHOICES[..nth].iter().all(|other| other.what != choice.what));
        }
        assert_eq!(meant("risk-accepted"), Ok(Do::Attest(Status::RiskAccepted)));
        assert_eq!(meant("not"), Ok(Do::Attest(Status::NotApplicable)));
        assert!(meant("fin").unwrap_err().contains("find or findings"));
    }

    #[test]
    fn prompts_name_only_what_there_is() {
        for prompt in [ALL, SHORT, DONE] {
            for part in prompt.split(", ") {
                let known = CHOICES.iter().any(|choice| {
                    part == choice.word || part == format!("{} {}", choice.key, choice.word)
                });
                assert!(known, "{part}");
            }
        }
    }
}
