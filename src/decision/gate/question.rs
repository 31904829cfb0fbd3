//! No question is open that an approval passes over.
//!
//! Who approves over an open question says why. What is asked afterwards closes nothing, unless the policy wants questions
//! closed: else anybody could shut the gate of a review that is signed off by asking something.

use super::{Clause, Reason};
use crate::decision::{Deeds, Holding};
use crate::policy::{Policy, QuestionRule};
use crate::review::{Dossier, Person, Remark, Signoff};

/// What is wrong with an approval.
pub(super) fn fault(yes: &Signoff, dossier: &Dossier, deeds: &Deeds<'_>) -> Option<String> {
    if yes.despite.is_some() || yes.covers.is_empty() {
        return None;
    }
    let covered = |one: &&(String, &Remark)| yes.covers.contains(&one.1.id);
    let all = open(dossier, deeds, &[]);
    let (item, question) = all.iter().find(covered)?;
    Some(format!(
        "{} approved as {} over an open question by {} on {item}, without saying why",
        yes.by, yes.role, question.by
    ))
}

/// The questions that no approval which counts has taken on, where the policy wants them closed.
pub(super) fn reasons(
    counted: &[&Holding<'_>],
    policy: &Policy,
    dossier: &Dossier,
    deeds: &Deeds<'_>,
) -> Vec<(Clause, Reason)> {
    if policy.questions != Some(QuestionRule::Closed) {
        return Vec::new();
    }
    let deciders: Vec<_> = counted.iter().map(|held| &held.signoff.by).collect();
    let is_taken = |one: &Remark| {
        let takes = |held: &&Holding<'_>| {
            held.signoff.despite.is_some() && held.signoff.covers.contains(&one.id)
        };
        counted.iter().any(takes)
    };
    let left = open(dossier, deeds, &deciders).into_iter();
    left.filter(|(_, one)| !is_taken(one))
        .map(|(item, one)| {
            let text = format!("a question by {} on {item} is open: {}", one.by, one.text);
            (Clause::Questions, Reason::Review(text))
        })
        .collect()
}

/// The questions that nobody closed who may, each with its item; also on items that no checklist asks for, since whoever puts a
/// question there would be rid of it.
pub(in crate::decision) fn open<'d>(
    dossier: &'d Dossier,
    deeds: &Deeds<'_>,
    deciders: &[&Person],
) -> Vec<(String, &'d Remark)> {
    let decides = |by: &Person| deciders.iter().any(|one| one.is(by));
    let mut all = Vec::new();
    for (key, record) in &dossier.review().records {
        let questions = deeds.questions(record, decides).into_iter();
        all.extend(questions.map(|one| (dossier.name_of(key), one)));
    }
    all
}
