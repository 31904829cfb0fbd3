//! Who takes part in a review, and whom some letters of a name mean.

use std::collections::BTreeSet;

use super::Facts;
use crate::review::{Person, RemarkKind};

impl<'r> Facts<'r> {
    /// Everybody whom the review names.
    pub fn people(&self) -> BTreeSet<&'r Person> {
        let review = self.dossier.review();
        let mut all = BTreeSet::from([&review.subject.created_by]);
        for (.., one) in review.attestations() {
            all.extend([&one.by, one.recorder()]);
            all.extend(&one.answer.finding.owner);
            all.extend(&one.answer.accepted_by);
        }
        for (.., one) in review.remarks() {
            all.insert(&one.by);
            all.extend(&one.addressee);
        }
        for one in &review.sessions {
            all.insert(&one.lead);
            all.extend(&one.people);
        }
        for one in &review.votes {
            all.insert(&one.by);
            all.extend(&one.recorded_by);
        }
        all.extend(review.signoffs.iter().map(|one| &one.by));
        all
    }

    /// Who is meant by what was typed: the only person of the review of whom a word begins so, else who is named.
    pub fn called(&self, typed: &Person) -> Result<Person, String> {
        let people = self.people();
        if typed.mail().is_some() || people.contains(typed) {
            return Ok(typed.clone());
        }
        let letters = typed.as_str().to_lowercase();
        let mut found = people.into_iter().filter(|one| begins(one, &letters));
        match (found.next(), found.next()) {
            (None, _) => Ok(typed.clone()),
            (Some(one), None) => Ok(one.clone()),
            (Some(one), Some(other)) => {
                Err(format!("{typed} may be {one} or {other}; say more of it"))
            }
        }
    }

    /// How a name may go on, or the last one of several with commas between: the people of the review of whom a word begins
    /// with its letters.
    pub fn going_on(&self, typed: &str) -> Vec<String> {
        let last = typed.rsplit(',').next().unwrap_or_default().trim_start();
        let (letters, before) = (last.to_lowercase(), &typed[..typed.len() - last.len()]);
        let is_so = |one: &&Person| begins(one, &letters) && one.as_str().to_lowercase() != letters;
        let people = self.people().into_iter().filter(is_so);
        people
            .filter(|_| !letters.is_empty())
            .map(|one| format!("{before}{one}"))
            .collect()
    }

    /// Whom a person most likely asks about an item: who is to answer it, or did; whom they asked last; who leads; else
    /// anybody whom the review names.
    pub fn likely(&self, position: usize, who: Option<&Person>) -> Option<&'r Person> {
        let review = self.dossier.review();
        let entry = self.dossier.entry(position);
        let remarks = entry.record.map_or(&[][..], |record| &record.remarks);
        let assigned = remarks
            .iter()
            .rfind(|one| one.kind == RemarkKind::Assignment);
        let asked = review.remarks().map(|(.., one)| one);
        let asked = asked
            .filter(|one| one.kind == RemarkKind::Question && Some(&one.by) == who)
            .max_by_key(|one| one.at);
        [
            assigned.and_then(|one| one.addressee.as_ref()),
            entry.latest().map(|one| &one.by),
            asked.and_then(|one| one.addressee.as_ref()),
            review.sessions.last().map(|one| &one.lead),
        ]
        .into_iter()
        .flatten()
        .chain(self.people())
        .find(|whom| who.is_none_or(|who| !whom.may_be(who)))
    }
}

/// True where a word of what a person is called begins with these letters.
fn begins(who: &Person, letters: &str) -> bool {
    let name = who.as_str().to_lowercase();
    let mut found = name.match_indices(letters);
    found.any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric))
}
