//! No text of the terminal UI names a key by hand: people may set others. And none puts a number before a plural by hand.

use std::path::Path;

use regex::Regex;
use signoff::face::command::COMMANDS;

use super::repository;

/// What has the name of a key that can be changed, and is none.
const OTHERS: [&str; 5] = [
    // A field for evidence, and a choice of items, take these for themselves.
    "Enter reads",
    "Enter adds",
    "Up and Down",
    "with Up",
    // A sign.
    "! drafts",
];

/// What reads as a number before a plural, and is none or can never be one.
const MANY: [&str; 7] = [
    // A verb.
    "{filter} changes it",
    // A limit.
    "more than {MAX_ITEMS} items",
    "is longer than {RATIONALE} bytes",
    // One is another sentence.
    "in {days} days",
    "{} days ago",
    "{count} items have open questions",
    "{1} answers do not know of each other",
];

/// The sources in a folder, each with its name, without tests and without comments.
fn sources(path: &Path) -> Vec<(String, String)> {
    if path.is_dir() {
        let inside = std::fs::read_dir(path).unwrap();
        return inside
            .flat_map(|one| sources(&one.unwrap().path()))
            .collect();
    }
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    // The last two read and write what keys are called.
    if ["tests.rs", "keymap.rs", "stroke.rs"].contains(&name.as_str()) {
        return Vec::new();
    }
    let text = std::fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap().lines();
    let code: Vec<_> = code
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    vec![(name, code.join("\n"))]
}

/// Finds a key where a sentence says what it does.
fn names(key: &str) -> Regex {
    let key = regex::escape(key);
    let before = r"(?:^|[\s(+`]|\\n)";
    let text = match key.trim_start_matches('\\').chars().count() {
        // A letter is also a word: only before a verb, or behind what tells to press it.
        1 => format!(r"{before}{key} (?:[a-z]+s|to)\b|\b(?:with|then|press) {key}(?:[,;.]|$)"),
        _ => format!(r"{before}{key}(?:[\s,;.:)`]|$)"),
    };
    Regex::new(&text).unwrap()
}

#[test]
fn no_text_of_the_terminal_ui_names_a_key_that_can_be_changed() {
    let changeable = COMMANDS.iter().filter(|command| command.fixed.is_empty());
    let keys = changeable.flat_map(|command| command.keys);
    // `Ctrl-C` leaves wherever one is, and `a` is a word.
    let keys = keys.filter(|key| !["Ctrl-C", "a"].contains(*key));
    let patterns: Vec<_> = keys.map(|key| (key, names(key))).collect();
    let quoted = Regex::new(r#""((?:[^"\\]|\\[\s\S])*)""#).unwrap();
    let mut found = Vec::new();
    for (file, code) in sources(&repository("src/tui")) {
        for text in quoted.captures_iter(&code) {
            let text = OTHERS
                .iter()
                .fold(text[1].to_owned(), |text, other| text.replace(other, ""));
            let named = patterns.iter().filter(|(_, names)| names.is_match(&text));
            found.extend(named.map(|(key, _)| format!("{file}: {key}: {text}")));
        }
    }
    assert_eq!(found, Vec::<String>::new(), "the keymap knows the key");
    for wrong in [
        "u takes it back",
        "s to sign off",
        "; Ctrl-G stops",
        "g m, then b, copies",
    ] {
        assert!(
            patterns.iter().any(|(_, names)| names.is_match(wrong)),
            "{wrong}"
        );
    }
}

#[test]
fn every_key_that_a_text_asks_for_is_of_a_command() {
    let asks = Regex::new(r#"\bkey\(\s*"([^"]*)""#).unwrap();
    let mut count = 0;
    for (_, code) in sources(&repository("src/tui")) {
        for found in asks.captures_iter(&code) {
            let name = &found[1];
            assert!(
                COMMANDS.iter().any(|command| command.name == name),
                "{name}"
            );
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}

/// What all sources say in quotation marks, but to the log.
fn texts() -> Vec<(String, String)> {
    let quoted = Regex::new(r#""((?:[^"\\]|\\[\s\S])*)""#).unwrap();
    let broken = Regex::new(r"\\\n\s*").unwrap();
    let mut all = Vec::new();
    for (file, code) in sources(&repository("src")) {
        for text in quoted.captures_iter(&code) {
            let before = &code[..text.get(0).unwrap().start()];
            if !before.trim_end().ends_with("log::info!(") {
                all.push((file.clone(), broken.replace_all(&text[1], "").into_owned()));
            }
        }
    }
    all
}

#[test]
fn every_text_that_counts_says_one_and_many() {
    let counts = Regex::new(r#"\bcount\([^";{]*"([^"]+)",\s*"([^"]+)""#).unwrap();
    let mut nouns: Vec<String> = ["bytes".to_owned()].into();
    for (_, code) in sources(&repository("src")) {
        for found in counts.captures_iter(&code) {
            let (one, many) = (found[1].split(' '), found[2].split(' '));
            let differ = one.zip(many).find(|(one, many)| one != many);
            nouns.extend(differ.map(|(_, many)| many.to_owned()));
        }
    }
    nouns.retain(|noun| !["are", "have", "match"].contains(&noun.as_str()));
    assert!(nouns.len() > 30, "{nouns:?}");
    let by_hand = Regex::new(&format!(
        r"\{{[^{{}}]*\}} (?:[a-z]+ )?(?:{})\b",
        nouns.join("|")
    ))
    .unwrap();
    let found: Vec<_> = texts()
        .into_iter()
        .filter(|(_, text)| by_hand.is_match(text) && !MANY.iter().any(|many| text.contains(many)))
        .collect();
    assert_eq!(found, [], "`text::number` says one and many");
    assert!(by_hand.is_match("All {all} items are answered"));
}
