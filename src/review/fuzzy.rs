//! Words that are found although letters are left out: `netpol` finds *Network policies*.
//!
//! A list keeps its order while it is searched, so a chance match far down cannot hide behind better ones: letters
//! must stand close enough together that the match is worth every one of them.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// What a letter of a match is worth in points, and that it follows the one before. Gaps cost, beginnings of words
/// give some back.
const LETTER: usize = 16;
const NEXT: usize = 4;

/// How much of a word is looked for: the points of more would not fit into their number.
const LONGEST: usize = 100;

/// A word to look for, whatever its case and its accents.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    atom: Atom,
    letters: usize,
}

/// Looks for words; kept for a whole search, because it needs memory.
#[derive(Debug)]
pub struct Finder {
    matcher: Matcher,
    letters: Vec<char>,
}

impl Word {
    /// A word that may have letters left out.
    pub fn new(word: &str) -> Self {
        let cut: String = word.chars().take(LONGEST).collect();
        let kind = AtomKind::Fuzzy;
        let atom = Atom::new(
            &cut,
            CaseMatching::Ignore,
            Normalization::Smart,
            kind,
            false,
        );
        Self {
            letters: atom.needle_text().len(),
            atom,
        }
    }
}

impl Finder {
    /// Ready to look.
    pub fn new() -> Self {
        Self {
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
        }
    }

    /// True where a text has the word.
    pub fn finds(&mut self, word: &Word, text: &str) -> bool {
        let text = Utf32Str::new(text, &mut self.letters);
        let points = word.atom.score(text, &mut self.matcher);
        points.is_some_and(|points| usize::from(points) + NEXT >= (LETTER + NEXT) * word.letters)
    }
}

impl Default for Finder {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_may_be_left_out_but_not_scattered() {
        let finds = |word: &str, text: &str| Finder::new().finds(&Word::new(word), text);
        let title = "NET-2 Define Kubernetes network policies Network";
        for word in [
            "net",
            "NET-2",
            "netpol",
            "polic",
            "kuberntes",
            "work",
            "é",
            "",
        ] {
            assert_eq!(finds(word, title), word != "é", "{word}");
        }
        assert!(!finds(
            "netpol",
            "SEC-1 Configure Key Vault access policies and rotation Secrets"
        ));
        assert!(!finds(
            "net",
            "IDN-1 Review managed role assignments Identity"
        ));
        assert!(!finds(
            "sec",
            "CMP-2 Scan container images for vulnerabilities Compute"
        ));
        assert!(finds("resume", "Résumé"));
        assert!(finds(&"Ω".repeat(70_000), &"Ω".repeat(4000)));
    }
}
