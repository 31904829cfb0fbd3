//! Secrets are noticed before they are kept: what is recorded goes into git, where nothing is taken back.
//!
//! The one rule of all faces. Whoever asks is told the place and the kind, never the secret, and nothing is recorded unless
//! they allow it.

use std::fmt;

use crate::evidence::{Root, secret as file};
use crate::review::{Answer, Change, Deed, Evidence, Person};
use crate::text::digest::Digest;
use crate::text::secret as text;

/// Something that looks like a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Where it would be kept.
    pub place: String,
    /// In which line, where there are several.
    pub line: Option<usize>,
    /// What it looks like.
    pub what: &'static str,
    /// Of the text that it stands in, or of the beginning of the file: of another one nobody was told.
    pub within: Digest,
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.place, self.what),
            None => write!(f, "{}: {}", self.place, self.what),
        }
    }
}

/// What looks like a secret in the texts, names and files of a change, and in the name of whoever makes it.
pub(super) fn found(change: &Change, by: &Person, root: &Root) -> Vec<Secret> {
    let found = match change {
        Change::Attest {
            answer,
            answered_by,
            ..
        } => [
            in_name("answered by", answered_by.as_ref()),
            in_answer(answer, root),
        ]
        .concat(),
        Change::Concede { answer, .. } => in_answer(answer, root),
        Change::Sign(signoff) => {
            let conditions = signoff.conditions.iter();
            let conditions = conditions.flat_map(|one| {
                [
                    in_text("condition", &one.action),
                    in_name("owner", Some(&one.owner)),
                ]
                .concat()
            });
            let words = [
                ("sole operator", &signoff.sole_operator),
                ("reason", &signoff.why),
                ("open questions", &signoff.despite),
            ];
            let words = words
                .into_iter()
                .flat_map(|(place, said)| in_text(place, said.as_deref().unwrap_or_default()));
            let reasons = signoff.deeds.iter().flat_map(reason);
            conditions.chain(words).chain(reasons).collect()
        }
        Change::Remark { words, .. } => {
            let name = in_name("for", words.addressee.as_ref());
            [in_text("text", &words.text), name].concat()
        }
        Change::Declare(declaration) => declaration.deeds.iter().flat_map(reason).collect(),
        Change::Revoke(revocation) => in_text("reason", &revocation.reason),
        Change::Seal { reason, .. } => in_text("reason", reason),
        Change::Vote(said) => [
            in_text("why", &said.why),
            in_name("said by", said.said_by.as_ref()),
        ]
        .concat(),
        Change::Meet { lead, people } => {
            let names = [lead].into_iter().chain(people);
            names
                .flat_map(|name| in_name("people", Some(name)))
                .collect()
        }
        Change::Undo(_) | Change::Redo(_) | Change::Part => Vec::new(),
    };
    [in_name("your name", Some(by)), found].concat()
}

fn reason(deed: &Deed) -> Vec<Secret> {
    in_text("reason", deed.why.as_deref().unwrap_or_default())
}

fn in_answer(answer: &Answer, root: &Root) -> Vec<Secret> {
    let action = answer.finding.action.as_deref().unwrap_or_default();
    let mut found = in_text("rationale", &answer.rationale);
    found.extend(in_text("action", action));
    found.extend(in_name("owner", answer.finding.owner.as_ref()));
    found.extend(in_name("accepted by", answer.accepted_by.as_ref()));
    for (piece, nth) in answer.evidence.iter().zip(1..) {
        match piece {
            Evidence::Link { url, .. } => {
                found.extend(in_text(&format!("evidence {nth}"), url));
            }
            Evidence::Note { text, .. } => found.extend(in_text(&format!("note {nth}"), text)),
            Evidence::File { path, .. } => {
                let named = in_text(&format!("path of evidence {nth}"), path);
                // The path would tell it.
                let place = match named[..] {
                    [] => path.clone(),
                    _ => format!("evidence {nth}"),
                };
                found.extend(named);
                // What cannot be read holds nothing that could be told.
                let head = root.head(path, file::HEAD);
                let head = head.unwrap_or_default();
                let looks = file::found(path, &head);
                found.extend(looks.into_iter().map(|(what, line)| Secret {
                    place: place.clone(),
                    line,
                    what,
                    within: Digest::of(&head),
                }));
            }
        }
    }
    found
}

pub(super) fn in_name(place: &str, name: Option<&Person>) -> Vec<Secret> {
    in_text(place, name.map_or("", Person::as_str))
}

pub(super) fn in_text(place: &str, said: &str) -> Vec<Secret> {
    let is_long = said.trim_end().contains('\n');
    let found = text::found(said).into_iter();
    let secret = |(what, line)| Secret {
        place: place.to_owned(),
        line: Some(line).filter(|_| is_long),
        what,
        within: Digest::of(said.as_bytes()),
    };
    found.map(secret).collect()
}
