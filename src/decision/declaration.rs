//! A declaration before it is made, and what its targets are called.

use super::Deeds;
use super::chain::Known;
use super::form2::declaration as form2;
use crate::review::strike::Strikes;
use crate::review::{
    Attestation, Declaration, Deed, DeedKind, Dossier, NotFound, Person, Refusal, RemarkKind,
    Review, Schema, Signable, Stamp,
};
use crate::text::digest::Digest;

/// Why a name does not lead to one record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRecord {
    /// Neither an item nor a record is called that.
    #[error("neither an item nor a record of this review has the name `{0}`")]
    Unknown(String),
    /// Several ids begin so.
    #[error("the ids of several records begin with `{0}`")]
    Ambiguous(String),
    /// It is an item without one answer that counts.
    #[error("{0} has no answer that counts")]
    Unanswered(String),
}

/// The digest of what a name stands for: an item for the answer that counts, an id or its only beginning for a record,
/// `ID/2` for the second condition of a sign-off, the whole id of the review for that it was started, and the beginning of its digest for a statement that is missing.
pub fn find(name: &str, dossier: &Dossier) -> Result<Digest, NoRecord> {
    match dossier.find(name) {
        Ok(position) => {
            let latest = dossier.entry(position).latest();
            return latest
                .map(crate::review::Attestation::digest)
                .ok_or_else(|| NoRecord::Unanswered(name.to_owned()));
        }
        Err(NotFound::Ambiguous { .. }) => return Err(NoRecord::Ambiguous(name.to_owned())),
        Err(NotFound::Unknown { .. }) => {}
    }
    let review = dossier.review();
    let mut found: Vec<Digest> = Vec::new();
    let condition = name.rsplit_once('/').and_then(|(id, nth)| {
        let nth: usize = nth.parse().ok()?;
        Some((id, nth.checked_sub(1)?))
    });
    let id = condition.map_or(name, |(id, _)| id);
    let is_named = |its: &str| !id.is_empty() && its.starts_with(id);
    if let Some((_, nth)) = condition {
        let signoffs = review.signoffs.iter().filter(|one| is_named(&one.id));
        let signoffs = signoffs.filter(|one| nth < one.conditions.len());
        found.extend(signoffs.map(|one| one.condition(nth)));
    } else {
        let remarks = review.remarks().filter(|(_, one)| is_named(&one.id));
        found.extend(remarks.map(|(_, one)| one.digest()));
        let answers = review.attestations().filter(|(_, one)| is_named(&one.id));
        found.extend(answers.map(|(_, one)| one.digest()));
        let statements = review.statements().filter(|one| is_named(one.id()));
        found.extend(statements.map(Signable::digest));
        found.extend((id == review.subject.id).then(|| review.subject.digest()));
        let missing = Deeds::by_name(review).missing().into_iter();
        found.extend(missing.filter(|one| one.hex().starts_with(id) && !id.is_empty()));
    }
    // A revocation of form 2 is a part of a declaration.
    found.dedup();
    match found[..] {
        [one] => Ok(one),
        [] => Err(NoRecord::Unknown(name.to_owned())),
        _ => Err(NoRecord::Ambiguous(name.to_owned())),
    }
}

/// A declaration without a signature; its statement is what is to be signed.
pub fn prepare(
    wanted: Vec<Deed>,
    key: Option<String>,
    dossier: &Dossier,
    deeds: &Deeds<'_>,
    stamp: Stamp,
) -> Result<Declaration, Refusal> {
    let review = dossier.review();
    if review.schema == Schema::One {
        return Err(Refusal::OldSchema("declarations"));
    }
    for deed in &wanted {
        if let Some(why) = idle(deed, &stamp.by, review) {
            return Err(Refusal::Idle(why));
        }
    }
    let Stamp { id, by, at } = stamp;
    let mut declaration = Declaration {
        id: id.clone(),
        deeds: wanted,
        statement: String::new(),
        after: deeds.ends(),
        key,
        by,
        at,
        signature: None,
        struck: Strikes::new(),
    };
    declaration.statement = form2::write(&declaration, review);
    // As it will be read back.
    form2::read(id, declaration.statement, None).map_err(Refusal::Idle)
}

/// What is wrong with each recorded declaration; `None` where nothing is.
pub fn faults(review: &Review, deeds: &Deeds<'_>) -> impl Iterator<Item = Option<String>> {
    let known = Known::of(review, deeds.dismissed());
    let all = review.declarations.iter();
    all.map(move |one| form2::fault(one, review, &known))
}

/// True where a declaration cannot be recorded any more that was prepared before, since something came in between.
pub fn is_overtaken(declaration: &Declaration, review: &Review, deeds: &Deeds<'_>) -> bool {
    declaration.after != deeds.ends() || declaration.statement != form2::write(declaration, review)
}

/// Why a deed would do nothing; `None` where it does something, as far as names tell.
pub fn idle(deed: &Deed, by: &Person, review: &Review) -> Option<String> {
    let mut answers = review.attestations().map(|(_, one)| one);
    let answer = answers.find(|one| one.digest() == deed.to);
    let mut remarks = review.remarks().map(|(_, one)| one);
    let remark = remarks.find(|one| one.digest() == deed.to);
    match deed.act {
        DeedKind::Accepts | DeedKind::Confirms => {
            let Some(answer) = answer else {
                return Some("only answers are accepted or confirmed".to_owned());
            };
            if deed.act == DeedKind::Accepts {
                return answer
                    .may_be_of(by)
                    .then(|| format!("{by} gave or recorded that answer, and cannot accept it"));
            }
            let named = [
                Some(&answer.by).filter(|_| answer.recorded_by.is_some()),
                answer.answer.accepted_by.as_ref(),
                answer.answer.finding.owner.as_ref(),
            ];
            let is_named = named.into_iter().flatten().any(|who| by.is(who));
            (!is_named).then(|| {
                format!("nothing in that answer is recorded for {by}, who could confirm it")
            })
        }
        DeedKind::Ends => match remark.filter(|one| one.kind == RemarkKind::Return) {
            Some(one) => {
                (!by.is(&one.by)).then(|| format!("only {}, who returned it, ends that", one.by))
            }
            None => Some("only a return is ended".to_owned()),
        },
        DeedKind::Closes => match remark {
            Some(one) if one.kind == RemarkKind::Question => None,
            _ => not_closed(deed.to, by, review),
        },
        DeedKind::Disowns => not_theirs(deed.to, answer, by, review),
        DeedKind::Revokes | DeedKind::Dismisses | DeedKind::Vouches | DeedKind::Overrules => None,
    }
}

/// Why somebody does not close what is no question.
fn not_closed(to: Digest, by: &Person, review: &Review) -> Option<String> {
    let maker = review.signoffs.iter().find(|one| {
        let mut all = (0..one.conditions.len()).map(|nth| one.condition(nth));
        all.any(|digest| digest == to)
    });
    match maker {
        Some(one) => {
            (!by.is(&one.by)).then(|| format!("only {}, who set the condition, closes it", one.by))
        }
        None => Some("only a question or a condition is closed".to_owned()),
    }
}

/// Why somebody does not disown an answer, a sign-off or that the review was started.
fn not_theirs(
    to: Digest,
    answer: Option<&Attestation>,
    by: &Person,
    review: &Review,
) -> Option<String> {
    let signoff = review.signoffs.iter().find(|one| one.digest() == to);
    if signoff.is_some_and(|one| !one.decision.approves()) {
        return Some("a rejection is not disowned; signoff revoke takes it back".to_owned());
    }
    let subject = &review.subject;
    let whose = [
        answer.map(|one| &one.by),
        answer.map(Attestation::recorder),
        signoff.map(|one| &one.by),
        (to == subject.digest()).then_some(&subject.created_by),
    ];
    let people = Deeds::by_name(review).people;
    let mut whose = whose.into_iter().flatten();
    let is_theirs = whose.any(|whose| people.join(by, whose).is_some());
    (!is_theirs).then(|| format!("that does not stand under the name of {by}"))
}
