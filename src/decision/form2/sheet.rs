//! The lines of a statement: `Label: value`, words of several lines behind `  | `, parts of what is above behind two blanks.
//!
//! A line is safe for a terminal and for a pipeline's log when it is made, so that every face can print the bytes that are
//! signed. And no value can pass itself off as a line of its own: what stands at the start of one, the program wrote.

use std::fmt::Write as _;

use crate::review::Review;
use crate::text::digest::Digest;
use crate::text::{pipeline, visible};

/// What goes on with the line above.
pub(super) const MORE: &str = "  | ";

/// Writes a line with a value of one line.
pub(super) fn line(out: &mut String, label: &str, value: &str) {
    push(out, &format!("{label}: {}", visible::line(value)));
}

/// Writes a line with words, which may be of several lines.
pub(super) fn words(out: &mut String, label: &str, words: &str) {
    let mut lines = words.trim().lines();
    line(out, label, lines.next().unwrap_or_default());
    for more in lines {
        push(out, &format!("{MORE}{}", visible::line(more)));
    }
}

fn push(out: &mut String, line: &str) {
    let line = pipeline::spelled(line).trim_end().to_owned();
    let _ = writeln!(out, "{line}");
}

/// That a statement is not about a review; `None` where it is.
pub(super) fn stray(statement: &str, review: &Review) -> Option<String> {
    let mut id = String::new();
    line(&mut id, "Review id", &review.subject.id);
    let is_about = statement.lines().any(|line| line == id.trim_end());
    (!is_about).then(|| "its statement is about another review".into())
}

/// What a statement says that comes after no other.
const NOTHING: &str = "no other statement";

/// The lines of a statement behind its header. What is no line is passed over: a sentence, a gap.
pub(super) fn read(statement: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in statement.lines().skip(1) {
        if let Some(more) = line.strip_prefix(MORE.trim_end()) {
            if let Some((_, value)) = all.last_mut() {
                value.push('\n');
                value.push_str(more.strip_prefix(' ').unwrap_or(more));
            }
        } else if let Some((label, value)) = line.split_once(':') {
            let value = value.strip_prefix(' ').unwrap_or(value);
            all.push((label.to_owned(), value.to_owned()));
        }
    }
    all
}

/// The value of a line that stands once at most.
pub(super) fn one<'l>(
    lines: &'l [(String, String)],
    label: &str,
) -> Result<Option<&'l str>, String> {
    let mut found = lines.iter().filter(|(its, _)| its == label);
    match (found.next(), found.next()) {
        (_, Some(_)) => Err(format!("`{label}` stands twice in its statement")),
        (found, None) => Ok(found.map(|(_, value)| value.as_str())),
    }
}

/// The value of a line, read; `None` where it is not there.
pub(super) fn read_one<T: std::str::FromStr>(
    lines: &[(String, String)],
    label: &str,
) -> Result<Option<T>, String> {
    let found = one(lines, label)?;
    found.map(|value| parsed(label, value)).transpose()
}

/// The same of a line that must be there.
pub(super) fn need<T: std::str::FromStr>(
    lines: &[(String, String)],
    label: &str,
) -> Result<T, String> {
    read_one(lines, label)?.ok_or_else(|| format!("its statement has no line `{label}`"))
}

/// The value of a line, which must be one of its kind.
pub(super) fn parsed<T: std::str::FromStr>(label: &str, value: &str) -> Result<T, String> {
    let wrong = |_| format!("`{label}: {value}` in its statement cannot be read");
    value.parse().map_err(wrong)
}

/// The statements that this one comes after.
pub(super) fn after(lines: &[(String, String)]) -> Result<Vec<Digest>, String> {
    let all = lines.iter().filter(|(label, _)| label == "After");
    let all = all.map(|(_, value)| value.as_str());
    if all.clone().any(|value| value == NOTHING) {
        return Ok(Vec::new());
    }
    all.map(|value| parsed("After", value)).collect()
}

/// Writes them.
pub(super) fn write_after(out: &mut String, after: &[Digest]) {
    for digest in after {
        line(out, "After", &digest.to_string());
    }
    if after.is_empty() {
        line(out, "After", NOTHING);
    }
}

/// The lines that are parts of the one at a place.
pub(super) fn parts(lines: &[(String, String)], at: usize) -> &[(String, String)] {
    let rest = &lines[at + 1..];
    let end = rest.iter().position(|(label, _)| !label.starts_with(' '));
    &rest[..end.unwrap_or(rest.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_passes_itself_off_as_a_line() {
        let mut out = "header\n".to_owned();
        words(
            &mut out,
            "Why",
            "  it\nDecision: rejected\n\n  owner: x  \n::warning::y ##vso[z]\u{202e}",
        );
        line(&mut out, "By", "Ada\nRole: approver");
        assert_eq!(
            out,
            "header\nWhy: it\n  | Decision: rejected\n  |\n  |   owner: x\n  | ::warning::y <U+0023>#vso[z]<U+202E>\n\
             By: Ada Role: approver\n"
        );
        let lines = read(&out);
        assert_eq!(lines.len(), 2);
        assert_eq!(one(&lines, "Decision"), Ok(None));
        // Written again from what was read, it is the same.
        let mut again = "header\n".to_owned();
        words(&mut again, "Why", &lines[0].1);
        line(&mut again, "By", &lines[1].1);
        assert_eq!(again, out);
    }
}
