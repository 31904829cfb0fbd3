//! An answer has the evidence that the policy asks for, and it is evidence of something.
//!
//! `evidence = "required"` alone is met by a note, *trust me*. Where a policy names kinds or a number, a note counts no
//! longer, nor does what proves nothing: an empty file, the same file or link once more, what lies in `.git`, the checklist
//! itself. The review file needs no rule: it has another digest once it holds its own.

use std::collections::BTreeSet;

use super::Clause;
use crate::checklist::form::is_web_address;
use crate::policy::{Backing, Policy, Rule};
use crate::review::{Answer, Dossier, Entry, Evidence, Status};
use crate::text::digest::Digest;

pub(super) fn fault(
    answer: &Answer,
    entry: &Entry<'_>,
    dossier: &Dossier,
) -> Option<(Clause, String)> {
    if answer.status == Status::NotApplicable {
        return None;
    }
    let Policy {
        evidence,
        evidence_kinds: kinds,
        evidence_least: least,
        ..
    } = entry.policy;
    if *evidence == Some(Rule::Required) && answer.evidence.is_empty() {
        let text = "has no evidence, which the policy asks for";
        return Some((Clause::Evidence, text.to_owned()));
    }
    if kinds.is_none() && least.is_none() {
        return None;
    }
    let found: BTreeSet<_> = answer
        .evidence
        .iter()
        .filter(|one| !is_hollow(one, dossier))
        .filter_map(|one| match one {
            Evidence::Link { url, .. } => Some((Backing::Link, url.clone())),
            Evidence::File { digest, .. } => Some((Backing::File, digest.to_string())),
            Evidence::Note { .. } => None,
        })
        .filter(|(kind, _)| kinds.as_ref().is_none_or(|kinds| kinds.contains(kind)))
        .collect();
    let (least, clause) = match least {
        Some(least) => (*least, Clause::EvidenceLeast),
        None => (1, Clause::EvidenceKinds),
    };
    ((found.len() as u64) < least).then(|| {
        let kinds = match kinds.as_deref() {
            Some([]) => "no kind that two policies both take".to_owned(),
            Some([one]) => format!("kind {one}"),
            _ => "kind link or file".to_owned(),
        };
        let number = found.len();
        let text = format!("has {number} of {least} pieces of evidence of {kinds}");
        (clause, text)
    })
}

/// True of a file or a link that proves nothing.
fn is_hollow(evidence: &Evidence, dossier: &Dossier) -> bool {
    let (path, digest) = match evidence {
        Evidence::File { path, digest, .. } => (path, digest),
        // Of a link that was struck nobody knows where it led.
        Evidence::Link { url, .. } => return !is_web_address(url),
        Evidence::Note { .. } => return false,
    };
    let path = plain(path);
    let is_list = dossier.review().checklists.iter().any(|list| {
        let own = format!("checklists/{}.toml", list.id);
        path == plain(list.path.as_ref().unwrap_or(&own))
    });
    *digest == Digest::of(b"") || is_list || path.iter().any(|part| part == ".git")
}

/// The parts of a path, without detours; in one case, as some systems have it.
fn plain(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            part => parts.push(part.to_lowercase()),
        }
    }
    parts
}
