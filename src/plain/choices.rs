//! What can be answered at an item: the rows of the table of commands that the plain walker has words for.

use super::ask::pick;
use crate::face::command::{Action, COMMANDS, Command, Phrase};

/// What is asked at an item the first time, by the words of the table.
pub(super) const ALL: &[&str] = &[
    "met",
    "partial",
    "unmet",
    "accept risk",
    "not applicable",
    "guidance",
    "history",
    "skip",
    "back",
    "list",
    "find",
    "help",
    "quit",
];

/// What is asked afterwards.
pub(super) const SHORT: &[&str] = &[
    "met",
    "partial",
    "unmet",
    "accept risk",
    "not applicable",
    "skip",
    "help",
];

/// What is asked where every item is answered.
pub(super) const DONE: &[&str] = &[
    "sign", "report", "findings", "list", "find", "undo", "help", "quit",
];

/// Everything that can be answered, in the order in which it is read.
fn choices() -> Vec<(Phrase, Action)> {
    let said = |command: &Command| Some((command.said?, command.action));
    let mut choices: Vec<_> = COMMANDS.iter().filter_map(said).collect();
    choices.sort_by_key(|(said, _)| said.nth);
    choices
}

/// Everything that can be answered, and what it does.
pub(super) fn help() -> Vec<String> {
    let lines = choices().into_iter().map(|(said, _)| {
        let Phrase {
            key, word, about, ..
        } = said;
        if key == word {
            format!("{word}: {about}")
        } else {
            format!("{key}, {word}: {about}")
        }
    });
    lines.collect()
}

/// A prompt of some words with their keys.
pub(super) fn prompt(words: &[&str]) -> String {
    let choices = choices();
    let found = words
        .iter()
        .filter_map(|word| choices.iter().find(|(said, _)| said.word == *word));
    let parts = found.map(|(said, _)| match said {
        Phrase { key, word, .. } if key == word => (*word).to_owned(),
        Phrase { key, word, .. } => format!("{key} {word}"),
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// What was meant.
pub(super) fn meant(typed: &str) -> Result<Action, String> {
    // The words of the command line mean the same here.
    if let Ok(status) = typed.to_lowercase().parse() {
        return Ok(Action::Attest(status));
    }
    let choices = choices();
    let words = choices.iter().map(|(said, _)| (said.key, said.word));
    pick(typed, words).map(|nth| choices[nth].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Status;

    #[test]
    fn no_key_and_no_word_means_two_things() {
        let choices = choices();
        for (nth, (said, action)) in choices.iter().enumerate() {
            assert_eq!(meant(said.key), Ok(*action), "{}", said.key);
            assert_eq!(meant(said.word), Ok(*action), "{}", said.word);
            assert!(choices[..nth].iter().all(|(_, other)| other != action));
            assert_eq!(usize::from(said.nth), nth + 1, "{}", said.word);
        }
        assert_eq!(
            meant("risk-accepted"),
            Ok(Action::Attest(Status::RiskAccepted))
        );
        assert_eq!(meant("not"), Ok(Action::Attest(Status::NotApplicable)));
        assert!(meant("fin").unwrap_err().contains("find or findings"));
    }

    #[test]
    fn prompts_name_only_what_there_is() {
        let choices = choices();
        for word in [ALL, SHORT, DONE].concat() {
            assert!(choices.iter().any(|(said, _)| said.word == word), "{word}");
        }
        assert_eq!(
            prompt(SHORT),
            "1 met, 2 partial, 3 unmet, 4 accept risk, 5 not applicable, s skip, ? help"
        );
    }
}
