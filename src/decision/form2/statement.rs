//! The statement of form 2: what a person decides and takes on, and the very bytes that are signed.
//!
//! All fields of the record are read from it, so that none of them can say something else. What it says of the content
//! stands in paragraphs of their own, which whoever verifies makes again and compares.

use std::collections::HashSet;

use chrono::SecondsFormat;

use super::sheet::{self, line, words};
use super::{burden, content, declaration, subject};
use crate::decision::Deeds;
use crate::decision::header::FORM_2;
use crate::decision::wording;
use crate::policy::{Role, Severity};
use crate::review::strike::Strikes;
use crate::review::{
    Condition, Decision, DeedKind, Dossier, Remark, RemarkKind, Review, Signoff, Status, Tally,
};
use crate::text::digest::Digest;
use crate::text::{pipeline, visible};

/// How many items that the signer answered are named, and how many rejections.
const NAMED: usize = 20;

/// The statement of a record on the review as it is now.
pub fn write(record: &Signoff, dossier: &Dossier) -> String {
    let now = content::of(dossier);
    let paragraphs = [
        sentence(record.role, record.decision, dossier, &now.counts) + "\n",
        decision(record),
        now.summary.clone(),
        despite(record, dossier),
        declaration::write_deeds(&record.deeds, dossier.review()),
        before(record, dossier.review()),
        who(record, dossier),
        now.subject.clone(),
        binding(record, dossier.review()),
    ];
    let paragraphs = paragraphs.iter().filter(|one| !one.is_empty());
    paragraphs.fold(format!("{FORM_2}\n"), |all, one| format!("{all}\n{one}"))
}

/// Why a record is not what its statement says of the review; `None` where it is.
///
/// Of a review that changed since, only what does not depend on the changed content can be compared.
pub(in crate::decision) fn fault(record: &Signoff, dossier: &Dossier) -> Option<String> {
    let review = dossier.review();
    let stray = sheet::stray(&record.statement, review);
    if stray.is_some() {
        return stray;
    }
    if !covers_what_it_says(record, review) && !is_struck(record, review) {
        return Some("the remarks that it covers are not in the file as they were".into());
    }
    let now = content::of(dossier);
    if record.content != now.digest || !record.struck.is_empty() {
        return None;
    }
    let paragraphs: Vec<_> = record.statement.split("\n\n").map(str::trim_end).collect();
    let is_of = |one: &&str, label: &str| one.starts_with(label);
    let burdens: Vec<_> = paragraphs
        .iter()
        .filter(|one| burden::LABELS.iter().any(|label| is_of(one, label)))
        .collect();
    let subjects: Vec<_> = paragraphs
        .iter()
        .filter(|one| is_of(one, subject::LABEL))
        .collect();
    let is_said = paragraphs.get(1)
        == Some(&sentence(record.role, record.decision, dossier, &now.counts).as_str())
        && burdens.len() == usize::from(!now.summary.is_empty())
        && burdens.iter().all(|one| **one == now.summary.trim_end())
        && matches!(subjects[..], [one] if *one == now.subject.trim_end());
    (!is_said).then(|| "its statement does not say what the review says".into())
}

/// True where words that a sign-off is over were struck since: it is not tampered with, and a yes is void.
pub(in crate::decision) fn is_struck(record: &Signoff, review: &Review) -> bool {
    let mut all = review.remarks();
    all.any(|(.., one)| !one.struck.is_empty() && record.covers.contains(&one.id))
        && !covers_what_it_says(record, review)
}

/// True where the remarks that a sign-off is over are in the file as they were.
fn covers_what_it_says(record: &Signoff, review: &Review) -> bool {
    let lines = sheet::read(&record.statement);
    let covers: Option<Digest> = sheet::read_one(&lines, "Covers").ok().flatten();
    covers == (!record.covers.is_empty()).then(|| covered(&record.covers, review))
}

/// Reads a record from its statement; the error says what is wrong with that.
pub fn read(
    id: String,
    covers: Vec<String>,
    statement: String,
    signature: Option<String>,
) -> Result<Signoff, String> {
    let lines = sheet::read(&statement);
    let text = |label| sheet::one(&lines, label).map(|value| value.map(str::to_owned));
    let signoff = Signoff {
        role: sheet::need(&lines, "Role")?,
        decision: sheet::need(&lines, "Decision")?,
        why: text("Why")?,
        conditions: conditions(&lines)?,
        despite: text("Despite open questions")?,
        deeds: declaration::read_deeds(&lines)?,
        sole_operator: text("Sole operator")?,
        policy_file: text("Policy file")?,
        content: sheet::need(&lines, "Content")?,
        after: sheet::after(&lines)?,
        key: text("Key")?,
        by: sheet::need(&lines, "By")?,
        at: sheet::need(&lines, "At")?,
        id,
        covers,
        statement,
        signature,
        struck: Strikes::new(),
    };
    if signoff
        .deeds
        .iter()
        .any(|deed| deed.act == DeedKind::Revokes)
    {
        return Err("a sign-off takes no other one back".to_owned());
    }
    let said: String = sheet::need(&lines, "Id")?;
    if said == signoff.id {
        Ok(signoff)
    } else {
        Err(format!("its statement has the id {said}"))
    }
}

/// The decision in a sentence.
pub fn sentence(role: Role, decision: Decision, dossier: &Dossier, counts: &Tally) -> String {
    let decides = match decision {
        Decision::Approved => "approve",
        Decision::ApprovedWithConditions => "approve, with conditions,",
        Decision::Rejected => "reject",
    };
    let lists: Vec<_> = dossier
        .checklists()
        .iter()
        .map(|list| format!("{} {}", list.id, list.version))
        .collect();
    let text = format!(
        "As {role} I {decides} {} against {}: {}.",
        wording::subject(&dossier.review().subject),
        lists.join(" and "),
        wording::counts(counts),
    );
    pipeline::spelled(&visible::line(&text)).into_owned()
}

fn decision(record: &Signoff) -> String {
    let mut out = String::new();
    line(&mut out, "Decision", &record.decision.to_string());
    if let Some(why) = &record.why {
        words(&mut out, "Why", why);
    }
    for Condition { action, owner, due } in &record.conditions {
        words(&mut out, "Condition", action);
        line(&mut out, "  owner", owner.as_str());
        line(&mut out, "  due", &due.to_string());
    }
    out
}

fn conditions(lines: &[(String, String)]) -> Result<Vec<Condition>, String> {
    let starts = lines
        .iter()
        .enumerate()
        .filter(|(_, (label, _))| label == "Condition");
    let read = |(at, (_, action)): (usize, &(String, String))| {
        let parts = sheet::parts(lines, at);
        Ok(Condition {
            action: action.clone(),
            owner: sheet::need(parts, "  owner")?,
            due: sheet::need(parts, "  due")?,
        })
    };
    starts.map(read).collect()
}

/// What is let pass although it is not as it should be.
fn despite(record: &Signoff, dossier: &Dossier) -> String {
    let mut out = String::new();
    if record.decision.approves()
        && let Some(passing) = let_pass(dossier)
    {
        line(&mut out, "Let pass", &passing);
    }
    if let Some(why) = &record.despite {
        for remark in open_questions(record, dossier.review()) {
            words(&mut out, "Open question", &remark.text);
            line(&mut out, "  asked by", remark.by.as_str());
            if let Some(who) = &remark.addressee {
                line(&mut out, "  for", who.as_str());
            }
        }
        words(&mut out, "Despite open questions", why);
    }
    out
}

/// What matters much, is not in order, and keeps nobody from approving: `1 critical unmet, 2 high partial`.
fn let_pass(dossier: &Dossier) -> Option<String> {
    let mut parts = Vec::new();
    for severity in [Severity::Critical, Severity::High] {
        for status in [Status::Unmet, Status::Partial] {
            let is_so = |at: &usize| {
                let entry = dossier.entry(*at);
                let said = entry.latest().map(|latest| latest.answer.status);
                entry.item.severity == severity && said == Some(status)
            };
            let count = (0..dossier.count()).filter(is_so).count();
            if count > 0 {
                parts.push(format!("{count} {severity} {}", status.label()));
            }
        }
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The questions that a sign-off covers and its own deeds do not close.
fn open_questions<'r>(record: &Signoff, review: &'r Review) -> Vec<&'r Remark> {
    let deeds = Deeds::by_name(review);
    let covered: HashSet<_> = record.covers.iter().collect();
    let about: HashSet<_> = record.deeds.iter().map(|deed| deed.to).collect();
    // Who asked says that it is answered.
    let is_closed = |one: &Remark| deeds.is_by(DeedKind::Closes, one.digest(), &one.by);
    let mut all: Vec<_> = review
        .remarks()
        .map(|(_, remark)| remark)
        .filter(|one| one.kind == RemarkKind::Question && covered.contains(&one.id))
        .filter(|one| !is_closed(one) && !about.contains(&one.digest()))
        .collect();
    all.sort_by_key(|one| (one.at, one.id.as_str()));
    all
}

/// What was said against the review before, the last of it. Whoever says no themself takes nothing on.
fn before(record: &Signoff, review: &Review) -> String {
    let mut out = String::new();
    if !record.decision.approves() {
        return out;
    }
    let noes = review.signoffs.iter();
    let mut noes: Vec<_> = noes.filter(|one| !one.decision.approves()).collect();
    // Unsigned junk, of which anybody can write as much as they like, crowds out nothing that has a signature.
    noes.sort_by_key(|one| one.signature.is_some());
    // A file in which every approval says them all grows with their square; what it comes after binds the others too.
    let earlier = noes.len().saturating_sub(NAMED);
    if earlier > 0 {
        line(&mut out, "Rejected before", &format!("{earlier} more"));
    }
    for no in &noes[earlier..] {
        line(&mut out, "Rejected before", &wording::rejected(no));
        if let Some(why) = &no.why {
            words(&mut out, "  why", why);
        }
    }
    out
}

fn who(record: &Signoff, dossier: &Dossier) -> String {
    let mut out = String::new();
    line(&mut out, "By", record.by.as_str());
    line(&mut out, "Role", &record.role.to_string());
    if let Some(key) = &record.key {
        line(&mut out, "Key", key);
    }
    if let Some(why) = &record.sole_operator {
        words(&mut out, "Sole operator", why);
    }
    let is_own = |at: &usize| {
        let latest = dossier.entry(*at).latest();
        latest.is_some_and(|one| one.may_be_of(&record.by))
    };
    let own: Vec<_> = (0..dossier.count()).filter(is_own).collect();
    let mut names: Vec<_> = own.iter().take(NAMED).map(|at| dossier.name(*at)).collect();
    if own.len() > NAMED {
        names.push(format!("and {} more", own.len() - NAMED));
    }
    let prepared = if names.is_empty() {
        "nothing".to_owned()
    } else {
        names.join(", ")
    };
    line(&mut out, "Prepared", &prepared);
    out
}

/// What the record is bound to.
fn binding(record: &Signoff, review: &Review) -> String {
    let mut out = String::new();
    if let Some(policy) = &record.policy_file {
        line(&mut out, "Policy file", policy);
    }
    line(&mut out, "Content", &record.content.to_string());
    if !record.covers.is_empty() {
        line(&mut out, "Remarks", &record.covers.len().to_string());
        let digest = covered(&record.covers, review);
        line(&mut out, "Covers", &digest.to_string());
    }
    line(&mut out, "Id", &record.id);
    let at = record.at.to_rfc3339_opts(SecondsFormat::Millis, true);
    line(&mut out, "At", &at);
    sheet::write_after(&mut out, &record.after);
    out
}

/// The digest of the remarks of those ids, each with the item that it is on, in the order of the ids.
fn covered(ids: &[String], review: &Review) -> Digest {
    let (all, ids) = (review.remarks(), HashSet::<_>::from_iter(ids));
    let mut all: Vec<_> = all
        .filter(|(_, one)| ids.contains(&one.id))
        .map(|(key, one)| (&key.checklist, &key.item, one))
        .collect();
    all.sort_by_key(|(.., one)| one.id.as_str());
    Digest::of_canonical(&all)
}
