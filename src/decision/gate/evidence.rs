//! An answer has the evidence that the policy asks for, and it is evidence of something.
//!
//! `evidence = "required"` alone is met by a note, *trust me*. Where a policy names kinds or a number, a note counts no
//! longer, nor does what proves nothing: a file of nothing but blanks, the same file or link once more, what lies in `.git`, the
//! checklist itself, the report of a review, an address that leads nowhere but to whoever reads it. The review file needs no
//! rule: it has another digest once it holds its own.

use std::collections::BTreeSet;

use super::Clause;
use crate::checklist::form::is_web_address;
use crate::policy::{Backing, Policy, Rule};
use crate::review::{Answer, Dossier, Entry, Evidence, Measured, Status};
use crate::text::digest::Digest;
use crate::text::number::count;

/// Where versions are kept, and what lies there is no evidence of anything.
const STORES: [&str; 4] = [".git", ".jj", ".hg", ".sl"];

/// How the names of reports end.
const REPORT: &str = "signoff-report.md";

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
            Evidence::Link { url, .. } => Some((Backing::Link, place(url))),
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
        let least = count(least, "piece", "pieces");
        let text = format!("has {number} of {least} of evidence of {kinds}");
        (clause, text)
    })
}

/// True of a file or a link that proves nothing.
fn is_hollow(evidence: &Evidence, dossier: &Dossier) -> bool {
    let (path, digest) = match evidence {
        Evidence::File { path, digest, .. } => (path, digest),
        // Of a link that was struck nobody knows where it led.
        Evidence::Link { url, .. } => return !is_web_address(url) || is_here(url),
        Evidence::Note { .. } => return false,
    };
    let measured = dossier.checks().get(path);
    let is_blank = *digest == Digest::of(b"")
        || measured.is_some_and(|one| matches!(one, Measured::Read { is_blank: true, .. }));
    let path = plain(path);
    let is_report = path.last().is_some_and(|name| name.ends_with(REPORT));
    let is_list = dossier.review().checklists.iter().any(|list| {
        let own = format!("checklists/{}.toml", list.id);
        path == plain(list.path.as_ref().unwrap_or(&own))
    });
    is_blank || is_report || is_list || path.iter().any(|part| STORES.contains(&part.as_str()))
}

/// Where an address leads, whichever way it is written: two of one place are one piece.
fn place(url: &str) -> String {
    let bare = url.split('#').next().unwrap_or_default().to_lowercase();
    let bare = bare.split_once("://").map_or("", |(_, rest)| rest);
    let (host, path) = bare.split_at(bare.find(['/', '?']).unwrap_or(bare.len()));
    let host = host.rsplit('@').next().unwrap_or_default();
    let bare = host.strip_suffix(":443").or(host.strip_suffix(":80"));
    format!(
        "{}{}",
        bare.unwrap_or(host),
        path.trim_end_matches(['/', '?'])
    )
}

/// True of an address of the machine of whoever follows it.
fn is_here(url: &str) -> bool {
    let place = place(url);
    let host = place.split(['/', '?']).next().unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let name = name.trim_end_matches('.');
    ["localhost", "0.0.0.0", "::", "::1"].contains(&name)
        || name.ends_with(".localhost")
        || name.starts_with("127.")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detour_leads_to_the_same_file_and_what_lies_above_is_another() {
        for (path, is_same) in [
            ("x/../a.toml", true),
            ("./x/y/../../A.toml", true),
            ("../a.toml", false),
            ("x/../../a.toml", false),
        ] {
            assert_eq!(plain(path) == plain("a.toml"), is_same, "{path}");
        }
    }
}
