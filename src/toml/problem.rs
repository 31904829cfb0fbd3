//! What is wrong in a file, and where.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::text::number::count;
use crate::text::visible;

/// How much of a source line, and of a parser's message, an error repeats.
const EXCERPT: usize = 100;

/// How many mistakes of a file are kept: more than anybody mends before reading the file again.
const MOST: usize = 1000;

/// One mistake in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what was expected.
    pub message: String,
    /// The source line, made visible and cut.
    pub excerpt: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Every mistake of one file, in the order of its lines; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    /// The file, or `shipped:ID`.
    pub file: PathBuf,
    /// The mistakes, at most a thousand.
    pub list: Vec<Problem>,
    /// How many more there are.
    pub more: usize,
}

impl std::error::Error for Problems {}

impl Problems {
    /// The same without a word of the file, for one that a stranger's file or link points to: it may be a private one, and
    /// who reads the error may be the stranger.
    #[must_use]
    pub fn discreet(mut self) -> Self {
        for problem in &mut self.list {
            problem.excerpt.clear();
            "is not what is read here".clone_into(&mut problem.message);
            problem.hint = None;
        }
        if let Some(last) = self.list.last_mut() {
            last.hint =
                Some("the text of a file that you did not name yourself is not shown".into());
        }
        self
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.display().to_string();
        for (nth, problem) in self.list.iter().enumerate() {
            if nth > 0 {
                writeln!(f)?;
            }
            let Problem {
                line,
                column,
                message,
                excerpt,
                hint,
            } = problem;
            write!(f, "{}:{line}:{column}: {message}", visible::line(&file))?;
            if !excerpt.is_empty() {
                write!(f, "\n{line:>6} | {excerpt}")?;
            }
            if let Some(hint) = hint {
                write!(f, "\n  hint: {hint}")?;
            }
        }
        match self.more {
            0 => Ok(()),
            more => {
                let more = count(more, "more mistake", "more mistakes");
                write!(f, "\n{}: {more}", visible::line(&file))
            }
        }
    }
}

/// A text with a name, and the mistakes found in it so far.
#[derive(Debug)]
pub struct Source<'t> {
    file: &'t Path,
    text: &'t str,
    found: Vec<(usize, String, Option<String>)>,
    more: usize,
}

impl<'t> Source<'t> {
    /// A text without mistakes so far.
    pub fn new(file: &'t Path, text: &'t str) -> Self {
        Self {
            file,
            text,
            found: Vec::new(),
            more: 0,
        }
    }

    /// Notes a mistake at a place in the text.
    pub fn report(&mut self, at: &Range<usize>, message: impl Into<String>) {
        self.note(at.start, message.into(), None);
    }

    /// Notes a mistake with what to do about it.
    pub fn report_with_hint(
        &mut self,
        at: &Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.note(at.start, message.into(), Some(hint.into()));
    }

    fn note(&mut self, at: usize, message: String, hint: Option<String>) {
        if self.found.len() < MOST {
            self.found.push((at, message, hint));
        } else {
            self.more += 1;
        }
    }

    /// `Ok` while no mistake was noted.
    pub fn verdict(mut self) -> Result<(), Problems> {
        if self.found.is_empty() {
            return Ok(());
        }
        self.found.sort_by_key(|(offset, ..)| *offset);
        let mut list: Vec<Problem> = Vec::with_capacity(self.found.len());
        // Offsets are sorted, so the text is gone through once however many mistakes there are.
        let (mut line, mut column, mut start, mut seen) = (1, 1, 0, 0);
        for (offset, message, hint) in self.found {
            let offset = self.text.floor_char_boundary(offset);
            for c in self.text[seen..offset].chars() {
                seen += c.len_utf8();
                if c == '\n' {
                    (line, column, start) = (line + 1, 1, seen);
                } else {
                    column += 1;
                }
            }
            let end = self.text.floor_char_boundary(start + 8 * EXCERPT);
            let whole = self.text[start..end].lines().next().unwrap_or_default();
            let message = visible::cut(&message, 2 * EXCERPT);
            list.push(Problem {
                line,
                column,
                message,
                excerpt: visible::cut(whole, EXCERPT),
                hint,
            });
        }
        Err(Problems {
            file: self.file.to_owned(),
            list,
            more: self.more,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_has_its_place() {
        let text = "a = 1\nböse = \"\u{1b}[2J\"\n";
        let mut source = Source::new(Path::new("x.toml"), text);
        source.report_with_hint(&(13..14), "second", "do this");
        source.report(&(0..1), "first");
        let shown = source.verdict().unwrap_err().to_string();
        assert_eq!(
            shown,
            "x.toml:1:1: first\n     1 | a = 1\nx.toml:2:7: second\n     2 | böse = \"<U+001B>[2J\"\n  hint: do this"
        );
    }

    #[test]
    fn discreet_problems_have_places_and_no_word_of_the_file() {
        let text = "AWS_SECRET = 1\nhush\n";
        let mut source = Source::new(Path::new(".env"), text);
        source.report_with_hint(&(0..10), "unknown key `AWS_SECRET`", "not AWS_SECRET");
        source.report(&(15..19), "`hush` is no key");
        let shown = source.verdict().unwrap_err().discreet().to_string();
        assert_eq!(
            shown,
            ".env:1:1: is not what is read here\n.env:2:1: is not what is read here\n  \
             hint: the text of a file that you did not name yourself is not shown"
        );
    }

    #[test]
    fn a_flood_of_mistakes_is_cut() {
        let text = "x".repeat(5000);
        let mut source = Source::new(Path::new("x.toml"), &text);
        for at in 0..5000 {
            source.report(&(at..at), "wrong");
        }
        let problems = source.verdict().unwrap_err();
        assert_eq!((problems.list.len(), problems.more), (1000, 4000));
        assert_eq!(problems.list[999].column, 1000);
        assert!(problems.to_string().ends_with("x.toml: 4000 more mistakes"));
    }
}
