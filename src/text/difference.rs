//! The words in which two texts differ.

use similar::{ChangeTag, TextDiff};

/// A stretch of a text, and whether the other text lacks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The words, with the blanks between them.
    pub text: String,
    /// True where the other text says something else there.
    pub differs: bool,
}

/// Both texts in parts: what they share, and what only one of them has.
pub fn words(old: &str, new: &str) -> (Vec<Stretch>, Vec<Stretch>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let differs = change.tag() != ChangeTag::Equal;
        if change.tag() != ChangeTag::Insert {
            add(&mut before, change.value(), differs);
        }
        if change.tag() != ChangeTag::Delete {
            add(&mut after, change.value(), differs);
        }
    }
    (before, after)
}

fn add(parts: &mut Vec<Stretch>, text: &str, differs: bool) {
    match parts.last_mut() {
        Some(last) if last.differs == differs => last.text.push_str(text),
        _ => parts.push(Stretch {
            text: text.to_owned(),
            differs,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn both_texts_are_whole_and_the_words_that_differ_are_marked() {
        let old = "Deny-all in each workload namespace.";
        let new = "Deny-all in two of three workload namespaces.";
        let (before, after) = words(old, new);
        let whole = |parts: &[super::Stretch]| {
            parts
                .iter()
                .map(|part| part.text.as_str())
                .collect::<String>()
        };
        assert_eq!(
            (whole(&before).as_str(), whole(&after).as_str()),
            (old, new)
        );
        let marked = |parts: &[super::Stretch]| {
            let parts = parts.iter().filter(|part| part.differs);
            parts
                .map(|part| part.text.trim().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(marked(&before), ["each", "namespace."]);
        assert_eq!(marked(&after), ["two of three", "namespaces."]);
        assert!(words("same", "same").0.iter().all(|part| !part.differs));
    }
}
