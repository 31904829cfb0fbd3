//! What is left of a statement that was struck: all that its record is read from, and none of the words that somebody typed.
//!
//! Nothing proves it, so that whoever can write the file can put a struck statement in the place of another. Where proof is asked
//! for, it closes the gate until somebody lifts it who may; and where others say what it was, it must be that.

use std::str::FromStr as _;

use super::sheet::{MORE, line, words};
use crate::decision::wording;
use crate::review::{DeedKind, Review, Signable, Signoff, Strike};

/// What stays as it was.
const KEPT: [&str; 15] = [
    "Decision",
    "By",
    "Role",
    "Key",
    "Review id",
    "Checklist",
    "Policy file",
    "Content",
    "Remarks",
    "Covers",
    "Id",
    "At",
    "After",
    "  owner",
    "  due",
];

/// What somebody typed.
const WORDS: [&str; 6] = [
    "Why",
    "Condition",
    "Despite open questions",
    "Sole operator",
    "  why",
    "  key",
];

/// What is left of a statement; of what is left already, the same.
pub fn of(statement: &str, strike: &Strike) -> String {
    let mut lines = statement.lines();
    let mut out = format!("{}\n", lines.next().unwrap_or_default());
    // The parts of what goes, such as of a finding, go with it.
    let mut is_kept = false;
    for said in lines {
        let label = said.split_once(':').map_or("", |(label, _)| label);
        if !label.starts_with(' ') && !said.starts_with(MORE.trim_end()) {
            let is_deed = DeedKind::from_str(label).is_ok();
            is_kept = is_deed || KEPT.contains(&label) || WORDS.contains(&label);
        }
        if said.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        } else if is_kept && WORDS.contains(&label) {
            words(&mut out, label, &strike.to_string());
        } else if is_kept && !said.starts_with(MORE.trim_end()) && label != "  about" {
            out.push_str(said);
            out.push('\n');
        }
    }
    out
}

/// True of a struck record where a statement that stands says otherwise of it: it is in the place of another.
pub(in crate::decision) fn is_belied(
    record: &dyn Signable,
    no: Option<&Signoff>,
    review: &Review,
) -> bool {
    if record.struck().is_empty() {
        return false;
    }
    let (mut before, mut about) = (String::new(), String::new());
    if let Some(no) = no {
        line(&mut before, "Rejected before", &wording::rejected(no));
    }
    let digest = record.digest();
    if let Some(said) = wording::about(digest, review) {
        line(&mut about, "  about", &said);
    }
    let is_other = |said: &str| {
        let mut lines = said.lines().peekable();
        while let Some(said) = lines.next() {
            let named = said.ends_with(&digest.to_string());
            if named && said.starts_with("Rejected before: ") && said != before.trim_end() {
                return true;
            }
            let next = lines.peek().filter(|next| next.starts_with("  about: "));
            if named && next.is_some_and(|next| *next != about.trim_end()) {
                return true;
            }
        }
        false
    };
    let mut whole = review.statements().filter(|one| one.struck().is_empty());
    whole.any(|one| is_other(one.statement()))
}
