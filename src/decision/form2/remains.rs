//! What is left of a statement that was struck: all that its record is read from, and none of the words that somebody typed.
//!
//! Nothing proves it, so that whoever can write the file can put a struck statement in the place of another. Where proof is asked
//! for, it closes the gate until somebody lifts it who may; and where others say what it was, it must be that.

use std::collections::{HashMap, HashSet};
use std::str::FromStr as _;

use super::sheet::{MORE, line, words};
use crate::decision::wording;
use crate::review::{DeedKind, Review, Signable, Strike};
use crate::text::digest::Digest;

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

/// How the lines begin that say of another statement what it is.
const BEFORE: &str = "Rejected before: ";
const ABOUT: &str = "  about: ";

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

/// The places of struck statements of which one that stands says otherwise: each is in the place of another. What was dismissed
/// says nothing.
pub(in crate::decision) fn belied(review: &Review, dismissed: &HashSet<Digest>) -> HashSet<usize> {
    let statements = review.statements().enumerate();
    let struck: Vec<_> = statements
        .filter(|(_, one)| !one.struck().is_empty())
        .map(|(nth, one)| (nth, one.digest()))
        .collect();
    if struck.is_empty() {
        return HashSet::new();
    }
    let known: HashMap<String, Digest> = struck
        .iter()
        .map(|(_, one)| (one.to_string(), *one))
        .collect();
    let mut said: HashMap<Digest, HashSet<&str>> = HashMap::new();
    let is_heard = |one: &&dyn Signable| one.struck().is_empty() && !one.is_in(dismissed);
    for one in review.statements().filter(is_heard) {
        let mut lines = one.statement().lines().peekable();
        while let Some(line) = lines.next() {
            let named = line.rsplit(' ').next().and_then(|name| known.get(name));
            let Some(digest) = named else { continue };
            let before = Some(line).filter(|line| line.starts_with(BEFORE));
            let about = lines.peek().copied().filter(|line| line.starts_with(ABOUT));
            let lines = before.into_iter().chain(about);
            said.entry(*digest).or_default().extend(lines);
        }
    }
    // What takes something back is called a revocation, and was called a declaration.
    let mut abouts: HashMap<Digest, Vec<String>> = HashMap::new();
    for (digest, about) in wording::abouts(review) {
        if said.contains_key(&digest) {
            let mut said = String::new();
            line(&mut said, "  about", &about);
            abouts.entry(digest).or_default().push(said);
        }
    }
    let is_other = |(nth, digest): &(usize, Digest)| {
        let no = review.signoffs.get(*nth);
        let no = no.filter(|one| !one.decision.approves());
        let mut before = String::new();
        if let Some(no) = no {
            line(&mut before, "Rejected before", &wording::rejected(no));
        }
        let abouts = abouts.get(digest).into_iter().flatten();
        let truth: Vec<_> = abouts.chain([&before]).map(|one| one.trim_end()).collect();
        let mut said = said.get(digest).into_iter().flatten();
        said.any(|one| !truth.contains(one))
    };
    let belied = struck.into_iter().filter(is_other);
    belied.map(|(nth, _)| nth).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of somebody else's no has parts of the same names.
    #[test]
    fn the_parts_of_what_goes_go_with_it() {
        let strike = Strike {
            digest: Digest::of(b""),
            by: "Ada <ada@example.org>".parse().unwrap(),
            at: "2026-11-23T09:00:00Z".parse().unwrap(),
            why: "a password".to_owned(),
        };
        let no = "Rejected before: rejected as reviewer by Bob\n  why: Unfit\n  | and more\n  owner: Kim\n";
        let statement = format!(
            "signoff\n\nDecision: approved\n{no}Why: One word\n  | and another\n\nRole: approver\n"
        );
        let left = format!("signoff\n\nDecision: approved\nWhy: {strike}\n\nRole: approver\n");
        assert_eq!(of(&statement, &strike), left);
        assert_eq!(of(&left, &strike), left);
    }
}
