//! Which sign-off takes the place of which.
//!
//! Whoever can write the file can write anything into it, so that *the last one counts* would be a gift to them. Grace
//! rejects and signs it; Mallory appends *approved, by Grace* without a signature, and nobody must read that as Grace's
//! change of mind. Hence three rules:
//!
//! - What takes the place of another is made in the same role, by the same person where the other holds, and its statement
//!   comes after the other's ([`chain`]): who decided anew knew of it. Of two that do not know of each other, both stand.
//! - It is backed at least as well: signed and verified, signed, or by name alone. It need not be known who signed what:
//!   an unsigned record never stands in the place of a signed one.
//! - A refused signature takes no place, since it is worth less than none. What *has* a refused one is still more than
//!   an unsigned record: else breaking the signature of a no would make it one that anybody may replace.

use chrono::{DateTime, Utc};

use super::chain::{self, Links};
use super::{Deeds, Holding, Proofs, Question, gate, statement};
use crate::policy::Role;
use crate::review::{Deed, DeedKind, Dossier, Person, Signoff, Standing};

/// Every sign-off of the review, in the order of the file, as far as the signatures are known.
pub fn all<'d>(
    dossier: &'d Dossier,
    proofs: &'d Proofs,
    question: &Question,
    now: DateTime<Utc>,
) -> Vec<Holding<'d>> {
    let review = dossier.review();
    let deeds = Deeds::of(dossier, proofs, question);
    let faults = chain::faults(review).into_iter().enumerate();
    let mut all: Vec<Holding<'_>> = faults
        .map(|(nth, fault)| Holding::alone(nth, fault, dossier, proofs, &deeds, now))
        .collect();
    if all.len() < 2 && deeds.is_empty() {
        return all;
    }
    let links = Links::of(review);
    let digests: Vec<_> = all.iter().map(|held| held.signoff.digest()).collect();
    let dismissed: Vec<_> = all
        .iter()
        .map(|held| dismissed(held, dossier, &deeds))
        .collect();
    // What each stands at by itself decides what becomes of the others, in whatever order the file has them.
    let fates: Vec<_> = all
        .iter()
        .map(|held| {
            let is_later = |other: &&Holding<'_>| {
                // What was set aside is read as if it was never said.
                other.signoff.role == held.signoff.role
                    && dismissed[other.nth].is_none()
                    && links.leads(digests[other.nth], digests[held.nth])
            };
            let later: Vec<_> = all.iter().filter(is_later).collect();
            // Else an unsigned record in somebody's name would drop the conditions that they signed.
            let is_anew = |other: &&Holding<'_>| {
                is_of_same(other, held) && deeds.is_enough(other.signed, held.signed)
            };
            let dismissed = dismissed[held.nth].clone();
            (
                !later.is_empty(),
                dismissed.is_some() || later.iter().any(is_anew),
                dismissed.or_else(|| why_superseded(held, &later, &all, dossier, &deeds)),
            )
        })
        .collect();
    for (held, (is_followed, is_settled, why)) in all.iter_mut().zip(fates) {
        (held.is_followed, held.is_settled) = (is_followed, is_settled);
        if why.is_some() {
            (held.standing, held.why) = (Standing::Superseded, why);
        }
    }
    all
}

/// Why something else counts in the place of a sign-off.
fn why_superseded(
    held: &Holding<'_>,
    later: &[&Holding<'_>],
    all: &[Holding<'_>],
    dossier: &Dossier,
    deeds: &Deeds<'_>,
) -> Option<String> {
    let is_whole = !held.is_broken && held.standing != Standing::Revoked;
    if is_whole && later.iter().any(|other| is_anew(other, held)) {
        let role = held.signoff.role;
        return Some(format!("a later sign-off as {role} took its place"));
    }
    if let Some(overruled) = overruled(held, all, dossier, deeds) {
        return Some(overruled);
    }
    let no = all.iter().find(|no| is_no_to(no, held))?;
    let (what, on) = (statement::short(no.signoff), no.signoff.at.format("%F"));
    Some(format!(
        "{what} on {on} stands; only what is signed as well lifts it"
    ))
}

/// Who set a sign-off aside, and why.
fn dismissed(held: &Holding<'_>, dossier: &Dossier, deeds: &Deeds<'_>) -> Option<String> {
    if deeds.is_empty() {
        return None;
    }
    let (digest, by) = (held.signoff.digest(), &held.signoff.by);
    let policy = dossier.policy();
    let may_approve = |who: &Person| {
        let named = policy
            .principals
            .as_ref()
            .and_then(|all| all.get(&Role::Approver));
        let is_named = named.is_none_or(|all| all.iter().any(|one| names(one, who)));
        is_named && !gate::prepared_after(who, dossier, deeds)
    };
    let done = deeds.dismissal(digest, by, held.signed, may_approve)?;
    let why = done.why.unwrap_or_default();
    Some(format!("it was dismissed by {}: {why}", done.by))
}

/// What lifts a no although its person did not decide anew: that it is overruled by whom the policy names.
fn overruled(
    no: &Holding<'_>,
    all: &[Holding<'_>],
    dossier: &Dossier,
    deeds: &Deeds<'_>,
) -> Option<String> {
    if no.signoff.decision.approves() || deeds.is_empty() {
        return None;
    }
    let (digest, policy) = (no.signoff.digest(), dossier.policy());
    let overrules = |yes: &&Holding<'_>| {
        let who = &yes.signoff.by;
        let does = |deed: &&Deed| deed.act == DeedKind::Overrules && deed.to == digest;
        let named = policy.overrule.iter().flatten();
        yes.approves()
            && deeds.is_enough(yes.signed, no.signed)
            && yes.signoff.deeds.iter().any(|deed| does(&deed))
            && named.into_iter().any(|one| names(one, who))
            && !gate::prepared_after(who, dossier, deeds)
    };
    let yes = all.iter().find(overrules)?;
    let deed = yes.signoff.deeds.iter().find(|deed| deed.to == digest)?;
    let why = deed.why.as_deref().unwrap_or_default();
    Some(format!("it was overruled by {}: {why}", yes.signoff.by))
}

/// True where a name in a policy is that of a person.
fn names(name: &str, who: &Person) -> bool {
    name.eq_ignore_ascii_case(who.address())
}

/// The no that a yes of the same person would have to lift and does not, since it is worth less. It must not be shown as
/// what counts beside the no: whoever reads only one line of it would read *approved*.
fn is_no_to(no: &Holding<'_>, yes: &Holding<'_>) -> bool {
    yes.approves() && no.rejects() && is_of_same(yes, no) && !yes.signed.is_as_good_as(no.signed)
}

/// What holds is for its person alone to decide anew; a yes that does not hold any more gives way to anybody's in its role.
/// A no is lifted by a decision that holds: else whoever writes a worthless one behind it would lift it.
fn is_anew(other: &Holding<'_>, held: &Holding<'_>) -> bool {
    let is_yes = held.signoff.decision.approves();
    let gives_way = if is_yes && held.standing != Standing::Current {
        other.signoff.role == held.signoff.role
    } else if is_yes {
        is_of_same(other, held)
    } else {
        // To lift a no is for its person alone, and who only may be that person is somebody else.
        other.signoff.role == held.signoff.role
            && other.signoff.by.is(&held.signoff.by)
            && other.standing == Standing::Current
    };
    gives_way && other.signed.is_as_good_as(held.signed)
}

fn is_of_same(one: &Holding<'_>, other: &Holding<'_>) -> bool {
    let Signoff { role, by, .. } = one.signoff;
    *role == other.signoff.role && by.may_be(&other.signoff.by)
}
